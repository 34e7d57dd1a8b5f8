//! The shared lists of `rules/events/shared.toml` that the code asks by name.

use crate::rules::make::events::{Set, Triggers};

/// Shared lists that the code asks by name.
pub(in crate::link) struct Lists {
    pub(super) object_control: Set,
    pub(super) reporting: Set,
    pub(super) happen: Set,
    pub(super) planned: Set,
    pub(super) hypothetical: Set,
    pub(super) prevented: Set,
    pub(super) conditions: Set,
    pub(super) would: Set,
    pub(super) possible_modals: Set,
    pub(super) upcoming: Set,
    pub(super) possible: Set,
    pub(super) none: Set,
    pub(super) quantity: Set,
    pub(super) money: Set,
    pub(super) firms: Set,
    pub(super) bodies: Set,
    pub(super) local: Set,
    pub(super) together: Set,
    pub(super) with: Set,
    pub(super) light: Set,
    pub(super) occasions: Set,
    pub(super) uttering: Set,
    pub(super) definite: Set,
    /// Numbers in words, from one on.
    pub(super) numbers: Vec<Set>,
}

impl Lists {
    /// The lists of the rules.
    pub(super) fn new(rules: &Triggers) -> Self {
        let list = |name: &str| rules.list(name);
        Lists {
            object_control: list("object-control"),
            reporting: list("reporting"),
            happen: list("happen"),
            planned: list("planned"),
            hypothetical: list("hypothetical"),
            prevented: list("prevented"),
            conditions: list("conditions"),
            would: list("would"),
            possible_modals: list("modals-possible"),
            upcoming: list("upcoming"),
            possible: list("possible"),
            none: list("none"),
            quantity: list("quantity"),
            money: list("money"),
            firms: list("firms"),
            bodies: list("bodies"),
            local: list("local"),
            together: list("together"),
            with: list("with"),
            light: list("light"),
            occasions: list("occasions"),
            uttering: list("uttering"),
            definite: list("definite"),
            numbers: (1..=20).map(|n| list(&format!("number-{n}"))).collect(),
        }
    }
}
