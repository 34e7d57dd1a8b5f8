//! What the rules of `rules/roles/` make.

use serde::{Deserialize, Serialize};

/// What a rule of this group makes of its span.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Make {
    /// The word of an office, rank or occupation; what belongs to it in front and behind is added.
    Head,
    /// The same, where a word in front or a complement behind says that it is one (`energy boss`, `boss of the firm`).
    Compound,
    /// No role, whatever stands in it.
    Not,
    /// Words behind the head that belong to it (`Extraordinary and Plenipotentiary`).
    Suffix,
    /// A preposition behind a head; the noun phrase after it completes the role.
    Complement {
        /// Only when the phrase holds a name (`at Barclays`, not `at home`).
        #[serde(default)]
        named: bool,
        /// Only when that name is no place (`director in the Ministry`, not `officials in New York`).
        #[serde(default)]
        body: bool,
    },
    /// A word in front of a role that says that it is past.
    Former,
    /// A word in or before a role that says that it is held for a time.
    Acting,
    /// A role whose head the copy lost.
    LostHead {
        /// The word that is missing.
        head: String,
        /// Whether it stood behind what is left (`Foreign ⟨Minister⟩`), not in front (`⟨Minister⟩ of Foreign Affairs`).
        #[serde(default)]
        behind: bool,
    },
    /// An organization whose head the copy lost.
    LostOrganization {
        /// The word that is missing.
        head: String,
    },
}
