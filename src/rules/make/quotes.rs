//! What the rules of `rules/quotes/` make.

use serde::{Deserialize, Serialize};

/// What a rule of this group makes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Make {
    /// The captured words point to the source of a quotation, which the capture `who` names.
    Source,
    /// The captured quotation mark opens a title, a nickname or a word used with distance, not speech.
    NoSpeech,
}
