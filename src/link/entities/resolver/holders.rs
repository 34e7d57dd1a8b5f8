//! Who holds a role that the text names again without its holder.

use super::super::words::sequence;
use super::{Reader, agree};
use crate::record::{Detail, Kind, Mention, Relation};
use crate::segment::Upos;
use copydesk_engine::fold::key;
use copydesk_engine::tokens::Shape;
use smallvec::{SmallVec, smallvec};
use std::collections::HashMap;

/// A person who holds a role.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Held<'a> {
    pub(super) entity: u32,
    pub(super) country: Option<&'a str>,
}

impl<'a, 'd> Reader<'a, 'd> {
    /// Takes in who holds which role.
    pub(super) fn hold(&mut self, mentions: &[Mention<'d>], relations: &[Relation<'d>])
    where
        'd: 'a,
    {
        let country = |relation: &Relation<'d>| {
            let place = || relation.place.and_then(|p| self.entities[p as usize].country).and_then(|c| self.resources.country(c));
            relation.place_name.or_else(place)
        };
        let mut all: Vec<Held<'a>> = relations.iter().map(|r| Held { entity: r.person, country: country(r) }).collect();
        // Who holds one role for a country is of that country in the others too.
        let mut countries: HashMap<u32, &str> = HashMap::new();
        for held in &all {
            if let Some(country) = held.country {
                countries.entry(held.entity).or_insert(country);
            }
        }
        for (held, relation) in all.iter_mut().zip(relations) {
            self.titled[held.entity as usize] = true;
            held.country = held.country.or_else(|| countries.get(&held.entity).copied());
            for form in self.forms(&mentions[relation.role as usize]) {
                let holders = self.held.entry(form).or_default();
                if !holders.contains(held) {
                    holders.push(*held);
                }
            }
        }
    }

    /// Country that a role names, or whose nationality or name stands right before it.
    pub(super) fn country_before(&self, number: usize, mentions: &[Mention<'_>]) -> Option<&'a str>
    where
        'd: 'a,
    {
        let (start, end) = mentions[number].tokens;
        let entities = self.entities;
        let code = |m: &Mention<'_>| m.entity.and_then(|e| entities[e as usize].country);
        let inside = mentions[number + 1..].iter().take_while(|m| m.tokens.0 < end).find(|m| m.kind == Kind::Location);
        if let Some(place) = inside {
            return code(place).and_then(|c| self.resources.country(c));
        }
        let earlier = self.named.partition_point(|&n| (n as usize) < number);
        let mut before = self.named[..earlier].iter().rev().map(|&n| &mentions[n as usize]);
        let before = before.find(|m| m.tokens.1 <= start)?;
        if start - before.tokens.1 > 2 || before.sentence != mentions[number].sentence {
            return None;
        }
        match (&before.detail, before.kind) {
            (Detail::Nationality(code), _) => code.and_then(|c| self.resources.country(c)),
            (_, Kind::Location) => code(before).and_then(|c| self.resources.country(c)),
            _ => None,
        }
    }

    /// Who holds a role that a mention may refer back to.
    pub(super) fn holders(&self, mention: &Mention<'_>) -> &[Held<'a>] {
        if self.held.is_empty() {
            return &[];
        }
        self.held.get(&self.unit(mention)).map_or(&[], Vec::as_slice)
    }

    /// The person last spoken of whose role fits; nobody when two fit equally.
    pub(super) fn holder(&self, sentence: u32, mention: &Mention<'_>, country: Option<&str>) -> Option<u32> {
        let held = self.holders(mention);
        // Whose country is known to be the one that the text names comes before those of whom it is not known.
        let exact = country.is_some() && held.iter().any(|h| h.country == country);
        let unknown = |h: &&Held<'_>| !exact && agree(country, h.country);
        if country.is_some() && !exact {
            let mut open = held.iter().filter(unknown).map(|h| h.entity);
            let first = open.next()?;
            if open.any(|e| e != first) {
                return None;
            }
        }
        let fitting = held.iter().filter(|h| unknown(h) || (exact && h.country == country)).filter_map(|h| self.last[h.entity as usize]);
        let (_, last) = fitting.clone().max_by_key(|f| f.0)?;
        let rivals = fitting.filter(|(_, s)| s.entity != last.entity && s.sentence == last.sentence);
        match rivals.max_by_key(|f| f.0) {
            Some((_, rival)) if last.sentence + 1 >= sentence && rival.subject && !last.subject => Some(rival.entity),
            Some((_, rival)) if rival.subject == last.subject => None,
            _ => Some(last.entity),
        }
    }

    /// Key of the head words of a role: `prime minister` of `deputy prime minister of Norway`.
    fn unit(&self, mention: &Mention<'_>) -> u64 {
        let (start, end) = self.core(mention);
        match self.entry(start, end) {
            Some((at, _)) => sequence(self.keys(at, end)),
            None => sequence(self.keys(end - 1, end)),
        }
    }

    /// Keys of all words that may refer back to a role.
    fn forms(&self, mention: &Mention<'_>) -> SmallVec<[u64; 8]> {
        let (start, end) = self.core(mention);
        let mut forms = smallvec![sequence(self.keys(start, end))];
        match self.entry(start, end) {
            Some((at, cell)) => {
                forms.push(sequence(self.keys(at, end)));
                forms.extend(cell.split(" | ").map(|alias| sequence(alias.split(' ').map(key))));
            }
            None => forms.push(sequence(self.keys(end - 1, end))),
        }
        if let Some(title) = mention_title(mention)
            && let Some(first) = title.split(' ').next()
        {
            forms.push(sequence([key(first)]));
        }
        forms
    }

    /// Tokens of a role without what completes it.
    fn core(&self, mention: &Mention<'_>) -> (u32, u32) {
        let (start, end) = mention.tokens;
        let stops = |at: &u32| self.segmented.words[*at as usize].upos == Upos::Adp || self.scanned.word(*at as usize) == ".";
        let core = (start + 1..end).find(stops).unwrap_or(end);
        // Some entries hold a preposition: `head of state`.
        let longer = (start..core).find_map(|at| (core + 1..=end).rev().find(|&e| self.entry(at, e).is_some_and(|(first, _)| first == at)));
        (start, longer.unwrap_or(core))
    }

    /// The longest entry of the list of offices that ends a core, with its other words.
    fn entry(&self, start: u32, end: u32) -> Option<(u32, &str)> {
        let list = self.lists.offices?;
        (start..end).find_map(|at| {
            let hits = self.scanned.hits_at(at as usize).iter();
            let mut own = hits.filter(|h| h.end == end && h.layer == 0 && usize::from(h.list) == list);
            own.find_map(|h| {
                let view = self.resources.view(h);
                let named = view.name(h.sense).split([' ', '-']).map(key).eq(self.keys(at, end));
                named.then(|| (at, view.cell(h.sense, "aliases").unwrap_or("")))
            })
        })
    }

    /// Keys of the words of these tokens.
    fn keys(&self, start: u32, end: u32) -> impl Iterator<Item = u64> + '_ {
        self.scanned.tokens[start as usize..end as usize].iter().filter(|token| token.is(Shape::WORD)).map(|token| token.key)
    }
}

fn mention_title<'m>(mention: &'m Mention<'_>) -> Option<&'m str> {
    match &mention.detail {
        Detail::Role(role) => role.title.as_deref(),
        _ => None,
    }
}
