//! What the rules of `rules/relations/` make.

use serde::{Deserialize, Serialize};

/// What a rule of this group makes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Make {
    /// Nothing yet.
    Nothing,
}
