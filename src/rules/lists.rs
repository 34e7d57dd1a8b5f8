//! The shared lists of `rules/events/shared.toml` that the reading of events asks by name.

use super::make::events::{Set, Triggers};

/// Shared lists that the code asks by name.
#[expect(missing_docs, reason = "the names are those of the file")]
pub struct Lists {
    pub object_control: Set,
    pub reporting: Set,
    pub happen: Set,
    pub planned: Set,
    pub hypothetical: Set,
    pub prevented: Set,
    pub conditions: Set,
    pub would: Set,
    pub possible_modals: Set,
    pub upcoming: Set,
    pub possible: Set,
    pub none: Set,
    pub quantity: Set,
    pub money: Set,
    pub firms: Set,
    pub bodies: Set,
    pub local: Set,
    pub together: Set,
    pub with: Set,
    pub light: Set,
    pub occasions: Set,
    pub uttering: Set,
    pub definite: Set,
    pub actors: Set,
    pub of: Set,
    pub by: Set,
    pub between: Set,
    pub harm: Set,
    pub least: Set,
    pub persons: Set,
    pub killing: Set,
    pub courtesy: Set,
    pub whose: Set,
    pub first_person: Set,
    pub first_persons: Set,
    pub it: Set,
    /// Numbers in words, from one on.
    pub numbers: Vec<Set>,
}

impl Lists {
    /// The lists of the rules.
    pub fn new(rules: &Triggers) -> Self {
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
            actors: list("actors"),
            of: list("of"),
            by: list("by"),
            between: list("between"),
            harm: list("harm"),
            least: list("least"),
            persons: list("persons"),
            killing: list("killing"),
            courtesy: list("courtesy"),
            whose: list("whose"),
            first_person: list("first-person"),
            first_persons: list("first-persons"),
            it: list("it"),
            numbers: (1..=20).map(|n| list(&format!("number-{n}"))).collect(),
        }
    }
}
