//! The tables of `rules/plover/`: types, modes, sectors, contexts, how events are rewritten.

use super::phrases::{Forms, Phrases, split};
use super::sectors::Sectors;
use crate::record::Status;
use crate::resources::Resources;
use std::collections::HashMap;

/// All tables.
pub(super) struct Tables {
    pub(super) types: Vec<Type>,
    pub(super) rewriting: Vec<Rewriting>,
    pub(super) sizes: Vec<SizeOf>,
    pub(super) sectors: Sectors,
    /// Contexts by number in the order of the manual.
    pub(super) contexts: Vec<&'static str>,
    pub(super) context_words: Phrases<usize>,
    /// Alpha-3 codes of countries by their alpha-2 codes.
    pub(super) countries: HashMap<&'static str, &'static str>,
}

/// A type of PLOVER.
pub(super) struct Type {
    pub(super) name: &'static str,
    pub(super) quad: u8,
    pub(super) needs_recipient: bool,
    pub(super) coding: Coding,
    pub(super) modes: Vec<(&'static str, Coding)>,
}

/// What a type has, or a mode instead of its type.
#[derive(Clone, Copy)]
pub(super) struct Coding {
    pub(super) score: f64,
    pub(super) parties: Parties,
    pub(super) cameo: &'static str,
}

/// Who of the participants is what.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Parties {
    /// Agents are actors, patients recipients.
    Directed,
    /// All are actors.
    Shared,
    /// As directed; without a patient the place is the recipient.
    Host,
}

/// A row of `rewriting.tsv`.
pub(super) struct Rewriting {
    pub(super) kinds: Vec<&'static str>,
    pub(super) status: &'static str,
    pub(super) trigger: Phrases<()>,
    pub(super) near: Phrases<()>,
    pub(super) becomes: Vec<(&'static str, Option<&'static str>)>,
}

/// A row of `sizes.tsv`.
pub(super) struct SizeOf {
    pub(super) size: &'static str,
    pub(super) kinds: Vec<&'static str>,
    pub(super) trigger: Phrases<()>,
}

impl Rewriting {
    /// Whether all conditions hold.
    pub(super) fn holds(&self, kind: &str, status: Status, trigger: &[String], sentence: &[String]) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&kind))
            && (self.status.is_empty() || self.status == status.name())
            && (self.trigger.is_empty() || self.trigger.any(trigger))
            && (self.near.is_empty() || self.near.any(sentence))
    }
}

/// Rows of a table as cells; those that are missing at the end are empty.
pub(super) fn rows(name: &str) -> impl Iterator<Item = [&'static str; 6]> {
    let lines = Resources::table(name).lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    lines.map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or(""))
    })
}

impl Tables {
    pub(super) fn new(resources: &Resources, forms: &Forms<'_>) -> Self {
        let types = rows("plover/types").map(|[name, quad, score, recipient, parties, cameo]| {
            let coding = Coding { score: number(score), parties: parties_of(parties), cameo };
            let own = rows("plover/modes").filter(move |row| row[0] == name);
            let modes = own.map(|[_, mode, score, cameo, parties, _]| {
                let or = |cell: &'static str, other: &'static str| if cell.is_empty() { other } else { cell };
                let score = if score.is_empty() { coding.score } else { number(score) };
                let parties = if parties.is_empty() { coding.parties } else { parties_of(parties) };
                (mode, Coding { score, parties, cameo: or(cameo, coding.cameo) })
            });
            Type { name, quad: number(quad) as u8, needs_recipient: recipient == "required", coding, modes: modes.collect() }
        });
        let words = |cell: &str| Phrases::of(cell, forms, ());
        let rewriting = rows("plover/rewriting").map(|[_, kind, status, trigger, near, becomes]| Rewriting {
            kinds: split(kind).collect(),
            status,
            trigger: words(trigger),
            near: words(near),
            becomes: split(becomes).map(|b| b.split_once(' ').map_or((b, None), |(kind, mode)| (kind, Some(mode)))).collect(),
        });
        let sizes =
            rows("plover/sizes").map(|[size, kind, trigger, ..]| SizeOf { size, kinds: split(kind).collect(), trigger: words(trigger) });
        let (mut contexts, mut context_words) = (Vec::new(), Phrases::default());
        for [context, cell, ..] in rows("plover/contexts") {
            split(cell).for_each(|phrase| context_words.add(phrase, forms, contexts.len()));
            contexts.push(context);
        }
        Tables {
            types: types.collect(),
            rewriting: rewriting.collect(),
            sizes: sizes.collect(),
            sectors: Sectors::new(resources, forms),
            contexts,
            context_words,
            countries: rows("plover/countries").map(|[two, three, ..]| (two, three)).collect(),
        }
    }

    /// A type by its name.
    pub(super) fn kind(&self, name: &str) -> Option<&Type> {
        self.types.iter().find(|t| t.name == name)
    }
}

impl Type {
    /// What a mode has; the type itself without one.
    pub(super) fn coding(&self, mode: Option<&str>) -> Coding {
        self.modes.iter().find(|(name, _)| Some(*name) == mode).map_or(self.coding, |(_, coding)| *coding)
    }
}

fn number(cell: &str) -> f64 {
    cell.parse().unwrap_or_default()
}

fn parties_of(cell: &str) -> Parties {
    match cell {
        "shared" => Parties::Shared,
        "host" => Parties::Host,
        _ => Parties::Directed,
    }
}

#[cfg(test)]
mod tests {
    use super::{Tables, rows};
    use crate::resources::Resources;

    #[test]
    fn tables_name_only_what_other_tables_have() {
        let resources = Resources::built_in();
        let forms = resources.layers()[0].view().forms();
        let tables = Tables::new(&resources, &forms);
        assert_eq!((tables.types.len(), tables.contexts.len()), (16, 37));
        let known = |kind: &str, mode: Option<&str>| {
            tables.kind(kind).is_some_and(|t| mode.is_none_or(|m| t.modes.iter().any(|(name, _)| *name == m)))
        };
        for row in &tables.rewriting {
            assert!(!row.becomes.is_empty() && row.becomes.iter().all(|(kind, mode)| known(kind, *mode)), "{:?}", row.becomes);
        }
        let triggers = &resources.rules.triggers;
        for kind in &triggers.types {
            let Some(plover) = &kind.plover else { continue };
            assert!(known(plover, None), "{} is {plover}", kind.name);
            assert!(kind.modes.iter().all(|m| known(plover, Some(&m.name))), "{} has a mode that {plover} has not", kind.name);
        }
        for trigger in &triggers.triggers {
            let plover = triggers.types[usize::from(trigger.kind)].plover.as_deref();
            assert!(
                trigger.mode.as_deref().is_none_or(|m| plover.is_some_and(|p| known(p, Some(m)))),
                "{}: {:?}",
                trigger.id,
                trigger.mode
            );
        }
        let names: Vec<&str> = triggers.types.iter().map(|t| t.name.as_str()).collect();
        let kinds = tables.rewriting.iter().flat_map(|r| &r.kinds).chain(tables.sizes.iter().flat_map(|s| &s.kinds));
        kinds.for_each(|kind| assert!(names.contains(kind), "no type of event is called {kind}"));
        for [alpha2, alpha3, ..] in rows("plover/countries") {
            assert!(alpha2.len() == 2 && alpha3.len() == 3, "{alpha2} {alpha3}");
        }
    }
}
