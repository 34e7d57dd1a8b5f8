//! Countries of organizations: told by the words beside a name (`Azerbaijan's Foreign Ministry`); a name of plain words
//! (`Department of Foreign Affairs`) is the one that a gazetteer knows only where the article speaks of its country.

use crate::record::{Detail, Entity, Kind, Mention};
use crate::resources::Resources;
use crate::scan::Scanned;
use copydesk_engine::blob::Hit;
use copydesk_engine::tokens::Shape;

/// Sectors of bodies that every state has.
const STATE: [&str; 6] = ["GOV", "JUD", "LEG", "MIL", "COP", "SPY"];

/// Numbers of the lists that are asked.
struct Lists {
    common: Option<usize>,
    of: Option<usize>,
    the: Option<usize>,
    countries: [Option<usize>; 3],
}

/// Country of a country's name or adjective that begins at a token: `Ministry of Defence of Estonia`.
fn of_country<'d>(resources: &'d Resources, scanned: &Scanned<'_>, lists: &Lists, at: u32) -> Option<&'d str> {
    let known = |hit: &&Hit| hit.layer == 0 && lists.countries.contains(&Some(usize::from(hit.list)));
    let hit = scanned.hits_at(at as usize).iter().rev().find(known)?;
    resources.view(hit).cell(hit.sense, "country")
}

/// Sets and corrects the countries of organizations.
pub(in crate::link) fn countries<'d>(
    resources: &'d Resources,
    scanned: &Scanned<'_>,
    mentions: &[Mention<'d>],
    entities: &mut [Entity<'d>],
) {
    let told = |m: &Mention<'d>, entities: &[Entity<'d>]| match m.detail {
        Detail::Nationality(country) => country,
        _ => m.entity.map(|e| &entities[e as usize]).filter(|e| e.kind == Some(Kind::Location)).and_then(|e| e.country),
    };
    let lists = Lists {
        common: resources.list("words/common"),
        of: resources.list("cues/of"),
        the: resources.list("cues/the"),
        countries: ["places/countries", "nationalities/countries", "nationalities/demonyms"].map(|id| resources.list(id)),
    };
    let in_list =
        |at: u32, list: Option<usize>| list.is_some_and(|l| (at as usize) < scanned.tokens.len() && scanned.is_in(at as usize, l));
    let mut spoken_of: Vec<&str> = mentions.iter().filter_map(|m| told(m, entities)).collect();
    spoken_of.sort_unstable();
    spoken_of.dedup();
    let mut decided = vec![false; entities.len()];
    for (number, mention) in mentions.iter().enumerate().filter(|(_, m)| m.kind == Kind::Organization) {
        let Some(entity) = mention.entity else { continue };
        // Roles hold other mentions and stand before them.
        let before = mentions[..number].iter().rev().take(4).find(|m| m.kind != Kind::Role && m.tokens.1 <= mention.tokens.0);
        let beside = before.filter(|m| {
            let gap = m.tokens.1..mention.tokens.0;
            let genitive = gap.len() == 1 && scanned.tokens[gap.start as usize].is(Shape::CLITIC);
            if m.kind == Kind::Nationality { gap.is_empty() } else { genitive }
        });
        let after = mentions.get(number + 1).filter(|m| {
            let first = m.tokens.0.saturating_sub(u32::from(in_list(m.tokens.0.saturating_sub(1), lists.the)));
            first == mention.tokens.1 + 1 && in_list(mention.tokens.1, lists.of)
        });
        let (first, end) = mention.tokens;
        let begins = |at: u32| {
            at == first || in_list(at - 1, lists.of) || (at > first + 1 && in_list(at - 1, lists.the) && in_list(at - 2, lists.of))
        };
        let inside = || (first..end).filter(|&at| begins(at)).find_map(|at| of_country(resources, scanned, &lists, at));
        let country = beside.or(after).and_then(|m| told(m, entities)).or_else(inside);
        let entry = entity as usize;
        let of_state = entities[entry].sector.is_some_and(|s| STATE.contains(&s));
        let plain = of_state && (first..end).all(|at| in_list(at, lists.common));
        if let Some(country) = country {
            if !decided[entry] && (plain || entities[entry].country.is_none()) {
                entities[entry].country = Some(country);
            }
            decided[entry] = true;
        } else if plain && !decided[entry] {
            entities[entry].country.take_if(|known| spoken_of.binary_search(known).is_err());
        }
    }
}
