//! What the rules of `rules/names/` make: evidence for or against a reading of a candidate span.

use serde::{Deserialize, Serialize};

/// A named piece of evidence about the captured span, and how strongly a user's rule speaks (built-in rules are weighed
/// by `rules/weights.tsv`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Make {
    /// Name of the evidence: the row of `rules/weights.tsv`.
    pub evidence: String,
    /// Type that a user's rule speaks for.
    #[serde(default)]
    pub kind: Option<String>,
    /// `hint`, `strong` or `sure`, for users' rules.
    #[serde(default)]
    pub strength: Option<String>,
}
