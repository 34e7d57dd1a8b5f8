//! Entities: mentions of one person, organization, place or event brought together under their fullest name.
//!
//! Full names come first, so that a surname in the headline finds the name in the body. `people` and `bodies` decide who
//! is who; `profile` says what is known of each; `resolver` refers roles and pronouns to people.

mod bodies;
mod countries;
mod people;
mod profile;
mod resolver;
mod spelling;

pub use resolver::Resolver;

use crate::record::{Detail, Entity, Facts, Kind, Mention};
use crate::resources::Resources;
use crate::scan::Scanned;
use crate::segment::Segmented;

pub(super) use countries::countries;
pub(super) use profile::{profile, salience};

/// A name as it is compared.
#[derive(Clone, Debug, Default)]
struct Name<'d> {
    /// Number of its mention.
    mention: u32,
    /// Folded words, without article and suffix.
    words: Vec<String>,
    /// `Jr.`, `III`, `plc`, folded.
    suffix: Option<String>,
    /// Given names for which the first word is short.
    formal: Vec<String>,
    /// What the gazetteers know.
    facts: Facts<'d>,
    /// `male` or `female`, where titles or given names say so.
    gender: Option<&'d str>,
}

/// Names that are one entity, the fullest first where order matters.
#[derive(Clone, Debug, Default)]
struct Group<'d> {
    names: Vec<Name<'d>>,
}

impl<'d> Group<'d> {
    fn of(name: Name<'d>) -> Self {
        Group { names: vec![name] }
    }

    /// The name with most words.
    fn fullest(&self) -> &Name<'d> {
        let mut best = &self.names[0];
        for name in &self.names {
            if name.words.len() > best.words.len() {
                best = name;
            }
        }
        best
    }

    /// Number of its last mention before a mention, or of its first one after it.
    fn nearest(&self, mention: u32) -> (bool, u32) {
        let before = self.names.iter().map(|n| n.mention).filter(|&m| m < mention).max();
        let after = self.names.iter().map(|n| n.mention).filter(|&m| m > mention).min();
        match (before, after) {
            (Some(m), _) => (true, mention - m),
            (None, Some(m)) => (false, m - mention),
            (None, None) => (false, u32::MAX),
        }
    }
}

/// Brings mentions together; sets their `entity`. Entities stand by first mention.
pub(super) fn entities<'d>(
    resources: &'d Resources,
    scanned: &Scanned<'_>,
    segmented: &Segmented<'_>,
    mentions: &mut [Mention<'d>],
) -> Vec<Entity> {
    let lists = Lists::new(resources);
    let mut groups: Vec<(Kind, Group<'d>)> = Vec::new();
    for kind in [Kind::Person, Kind::Organization, Kind::Location, Kind::Event] {
        let mut names = Vec::new();
        for (number, mention) in mentions.iter().enumerate().filter(|(_, m)| m.kind == kind) {
            let facts = if let Detail::Name(facts) = mention.detail { facts } else { Facts::default() };
            let person = kind == Kind::Person;
            let (tokens, suffix) = lists.trim(scanned, mention.tokens, person);
            let words = spelling::words(scanned, tokens);
            let gender = if person { profile::gender(resources, scanned, mention, &facts) } else { None };
            let formal = if person { lists.formal(resources, scanned, tokens.0) } else { Vec::new() };
            names.push(Name { mention: number as u32, words, suffix, formal, facts, gender });
        }
        let made = match kind {
            Kind::Person => people::people(names),
            _ => bodies::bodies(scanned, mentions, kind, names),
        };
        groups.extend(made.into_iter().map(|g| (kind, g)));
    }
    for (_, group) in &mut groups {
        group.names.sort_by_key(|n| n.mention);
    }
    groups.sort_by_key(|(_, g)| g.names[0].mention);
    let mut out = Vec::new();
    for (number, (kind, group)) in groups.iter().enumerate() {
        for name in &group.names {
            mentions[name.mention as usize].entity = Some(number as u32);
        }
        out.push(profile::entity(scanned, segmented, mentions, *kind, group));
    }
    out
}

/// Numbers of the lists that tell what in a name does not tell it from others.
struct Lists {
    the: Option<usize>,
    suffixes: [Option<usize>; 2],
    nicknames: Option<usize>,
}

impl Lists {
    fn new(resources: &Resources) -> Self {
        Lists {
            the: resources.list("cues/the"),
            suffixes: [resources.list("organizations/suffixes"), resources.list("people/suffixes")],
            nicknames: resources.list("people/nicknames"),
        }
    }

    /// A name's tokens without article and suffix, and the suffix.
    fn trim(&self, scanned: &Scanned<'_>, (mut from, to): (u32, u32), person: bool) -> ((u32, u32), Option<String>) {
        if from + 1 < to && self.the.is_some_and(|l| scanned.is_in(from as usize, l)) {
            from += 1;
        }
        let list = self.suffixes[usize::from(person)];
        // A dot behind the suffix may be a token of its own.
        let ends = |end: u32| end == to || (end + 1 == to && scanned.word(end as usize) == ".");
        let is_suffix =
            |at: &u32| scanned.hits_at(*at as usize).iter().any(|h| ends(h.end) && h.layer == 0 && Some(usize::from(h.list)) == list);
        match (from + 1..to).find(is_suffix) {
            Some(at) => ((from, at), Some(spelling::words(scanned, (at, to)).join(" "))),
            None => ((from, to), None),
        }
    }

    /// Given names for which a word is short.
    fn formal(&self, resources: &Resources, scanned: &Scanned<'_>, at: u32) -> Vec<String> {
        let listed =
            scanned.hits_at(at as usize).iter().filter(|h| h.layer == 0 && h.end == at + 1 && Some(usize::from(h.list)) == self.nicknames);
        listed.map(|h| copydesk_engine::fold::folded(resources.view(h).name(h.sense))).collect()
    }
}

#[cfg(test)]
mod tests;
