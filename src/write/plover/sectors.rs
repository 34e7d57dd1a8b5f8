//! The sector of an actor, told by words: of its role, or of the phrase that names it.

use super::phrases::{Forms, Phrases, split, words};
use super::tables::rows;
use crate::resources::Resources;
use copydesk_engine::fold::folded;
use copydesk_engine::tokens::tokenize;
use std::collections::{HashMap, HashSet};

/// Lists whose nouns have sectors by their subtype.
const LISTS: [&str; 4] = ["roles/heads", "roles/ranks", "roles/uniformed", "words/person-nouns"];

/// Sectors that stand for no country, whatever passport their people have.
const NO_COUNTRY: [&str; 6] = ["IGO", "UNO", "EUR", "ISM", "IMG", "MNC"];

/// Sectors of the state that act in their own country.
const AT_HOME: [&str; 3] = ["COP", "JUD", "LEG"];

/// Most words of those who are counted, and most bytes in which they may stand.
const COUNTED: usize = 3;
const BEHIND: usize = 120;

/// Words by what they say about a sector.
pub(super) struct Sectors {
    heads: Phrases<Head>,
    modifiers: Phrases<&'static str>,
    amounts: Phrases<()>,
    prepositions: HashSet<String>,
}

/// A noun that names an actor.
#[derive(Clone, Copy)]
struct Head {
    sector: &'static str,
    weak: bool,
}

/// The sector that words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// By a noun that leaves no doubt (`minister`, `soldiers`).
    Surely(&'static str),
    /// By one that does (`chief`, `spokesman`): the body that it belongs to knows better.
    Perhaps(&'static str),
    /// Not at all.
    Not,
}

impl Sectors {
    pub(super) fn new(resources: &Resources, forms: &Forms<'_>) -> Self {
        let (mut heads, mut modifiers, mut amounts) = (Phrases::default(), Phrases::default(), Phrases::default());
        let (mut known, mut of_subtype) = (HashSet::new(), HashMap::new());
        for [sector, kind, cell, ..] in rows("plover/sectors") {
            for phrase in split(cell) {
                match kind {
                    "amount" => amounts.add(phrase, forms, ()),
                    "modifier" => modifiers.add(phrase, &Forms::new(), sector),
                    "subtype" => {
                        of_subtype.insert(phrase, sector);
                    }
                    _ => {
                        heads.add(phrase, forms, Head { sector, weak: kind == "weak" });
                        known.insert(words(phrase));
                    }
                }
            }
        }
        let layer = &resources.layers()[0];
        let rows = |id: &str| resources.list(id).into_iter().flat_map(|list| layer.rows(list));
        let prepositions = rows("cues/prepositions").filter_map(|row| row.split('\t').next()).flat_map(words).collect();
        for id in LISTS {
            let column = resources.list(id).and_then(|list| layer.lists()[list].column("subtype"));
            for row in rows(id) {
                let name = row.split('\t').next().unwrap_or_default();
                let subtype = column.and_then(|column| row.split('\t').nth(column));
                if let Some(sector) = subtype.and_then(|s| of_subtype.get(s))
                    && !known.contains(&words(name))
                {
                    heads.add(name, forms, Head { sector, weak: false });
                }
            }
        }
        Sectors { heads, modifiers, amounts, prepositions }
    }

    /// Of a phrase that says how many, where those who are counted begin in the text behind it, and where they end, if
    /// their words tell a sector.
    pub(super) fn counted(&self, phrase: &str, behind: &str) -> Option<(usize, Option<usize>)> {
        let head = words(phrase).pop()?;
        if !self.amounts.any(&[head]) {
            return None;
        }
        let behind = &behind[..behind.floor_char_boundary(BEHIND)];
        let mut tokens = Vec::new();
        tokenize(behind, &mut tokens);
        let (preposition, rest) = tokens.split_first()?;
        if preposition.start > 1 || !self.prepositions.contains(&folded(preposition.text(behind))) {
            return None;
        }
        let begin = rest.first()?.start as usize;
        let ends = rest.iter().take(COUNTED).map(|t| t.end as usize);
        let end = ends.into_iter().find(|&end| matches!(self.told(&behind[begin..end]), Told::Surely(_)));
        Some((begin, end))
    }

    /// What a phrase tells: its last sure noun before the first preposition, else behind it; else a modifier; else a noun
    /// that leaves doubt.
    pub(super) fn told(&self, text: &str) -> Told {
        let words = words(text);
        let mut perhaps = None;
        for group in words.split(|w| self.prepositions.contains(w)) {
            let heads = self.heads.all(group);
            if let Some(sure) = heads.iter().rev().find(|h| !h.weak) {
                return Told::Surely(sure.sector);
            }
            perhaps = perhaps.or(heads.first().map(|h| h.sector));
        }
        let modifier = self.modifiers.all(&words).first().copied();
        modifier.map(Told::Surely).or(perhaps.map(Told::Perhaps)).unwrap_or(Told::Not)
    }
}

impl Told {
    /// The sector of somebody of whom words tell this and who belongs to a body of a sector, if it is known.
    pub(super) fn within(self, body: Option<&str>) -> Option<&str> {
        match (self, body) {
            // Parties send people to parliaments and governments.
            (Told::Surely(sector), Some("PTY") | None) => Some(sector),
            (_, Some(body)) => Some(body),
            (Told::Perhaps(sector), None) => Some(sector),
            (Told::Not, None) => None,
        }
    }
}

/// Whether a sector stands for no country.
pub(super) fn is_stateless(sector: Option<&str>) -> bool {
    sector.is_some_and(|s| NO_COUNTRY.contains(&s))
}

/// Whether those of a sector act in their own country.
pub(super) fn is_at_home(sector: Option<&str>) -> bool {
    sector.is_some_and(|s| AT_HOME.contains(&s))
}

#[cfg(test)]
mod tests {
    use super::{Sectors, Told};
    use crate::resources::Resources;

    #[test]
    fn phrases_tell_sectors() {
        let resources = Resources::built_in();
        let sectors = Sectors::new(&resources, &resources.layers()[0].view().forms());
        for (phrase, told) in [
            ("Minister of Foreign Affairs", Told::Surely("GOV")),
            ("the French foreign minister", Told::Surely("GOV")),
            ("police", Told::Surely("COP")),
            ("army chief of staff", Told::Surely("MIL")),
            ("chief of police", Told::Surely("COP")),
            ("government troops", Told::Surely("MIL")),
            ("three soldiers", Told::Surely("MIL")),
            ("spokeswoman", Told::Perhaps("GOV")),
            ("opposition lawmakers", Told::Surely("LEG")),
            ("parliamentary spokesman", Told::Surely("LEG")),
            ("some 2,600 miners", Told::Surely("LAB")),
            ("41 people", Told::Surely("CVL")),
            ("the rail line", Told::Not),
        ] {
            assert_eq!(sectors.told(phrase), told, "{phrase}");
        }
        assert_eq!(sectors.counted("Thousands", " of young dockers went"), Some((4, Some(17))));
        assert_eq!((sectors.counted("Thousands", " went"), sectors.counted("the roof", " of police")), (None, None));
        assert_eq!(Told::Perhaps("GOV").within(Some("REB")), Some("REB"));
        assert_eq!(Told::Surely("LEG").within(Some("PTY")), Some("LEG"));
    }
}
