//! What the rules of `rules/relations/` make.

use serde::{Deserialize, Serialize};

/// What a rule of this group says of the roles and names that it captures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Make {
    /// The captured `person` holds `role`, which is the title before the name. Of several holders the first kind here counts.
    Title,
    /// The same, `role` stands in apposition behind the name.
    Apposition,
    /// The same, the text says so with a verb.
    Statement,
    /// The same, the name stands in apposition behind `role`.
    Introduction,
    /// The captured `who`, a pronoun, stands for the person who holds `role`.
    Pointed,
    /// The captured `person` is one of those who hold `role`, a plural.
    Member,
    /// `role` and `other` have two holders side by side: what organization stands in front of the first is the other's too.
    Beside,
    /// `role` and `other` have one holder, and what stands before or behind both belongs to both.
    Shared,
    /// The captured `organization`, `place` or `nationality` is where `role` is held.
    Belongs,
    /// `role` is held at the organization or place that the text spoke of last (`its chairman`).
    BelongsToLast,
    /// `role` was held, or since or until when: the captured `date`.
    When,
}
