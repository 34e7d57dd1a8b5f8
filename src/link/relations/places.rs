//! Where roles are held: by the names inside a role, in front of it and behind its holder.

use super::Reading;
use crate::record::{Detail, Kind, Mention};
use crate::segment::Upos;
use copydesk_engine::tokens::Shape;
use std::collections::{BTreeMap, BTreeSet};

/// Where one role is held.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::link) struct Place<'d> {
    /// Entity of the organization.
    pub(in crate::link) organization: Option<u32>,
    /// Entity of the place.
    pub(in crate::link) place: Option<u32>,
    /// English name of the country of a nationality.
    pub(in crate::link) country: Option<&'d str>,
    /// Mention of a date.
    pub(in crate::link) time: Option<u32>,
    /// Rule that gave the place.
    pub(in crate::link) rule: Option<&'d str>,
}

/// Where the article's roles are held.
pub(in crate::link) struct Places<'d> {
    /// By names around the role.
    known: BTreeMap<u32, Place<'d>>,
    /// By names inside it.
    inside: BTreeMap<u32, Place<'d>>,
    /// Roles whose inner place is where the holder is sent (`envoy to Norway`), not whose the role is.
    towards: BTreeSet<u32>,
    /// Entity and country name of every mention that can be a place of a role, with its kind.
    names: Vec<(Kind, Option<u32>, Option<&'d str>)>,
    sentences: Vec<u32>,
}

impl<'d> Places<'d> {
    /// Starts with the names inside the roles.
    pub(super) fn new(reading: &Reading<'_, 'd>) -> Self {
        let mentions = reading.mentions;
        let country = |m: &Mention<'d>| match m.detail {
            Detail::Nationality(Some(code)) => reading.resources.country(code),
            _ => None,
        };
        let names = mentions.iter().map(|m| (m.kind, m.entity, country(m))).collect();
        let sentences = mentions.iter().map(|m| m.sentence).collect();
        let mut places = Places { known: BTreeMap::new(), inside: BTreeMap::new(), towards: BTreeSet::new(), names, sentences };
        for (number, role) in mentions.iter().enumerate().filter(|(_, m)| m.kind == Kind::Role) {
            let inside = mentions[mentions.partition_point(|m| m.tokens.0 < role.tokens.0)..].iter();
            for mention in inside.take_while(|m| m.tokens.0 < role.tokens.1) {
                let known = places.inside.entry(number as u32).or_default();
                match mention.kind {
                    Kind::Organization if !is_portfolio(reading, mention) => known.organization = known.organization.or(mention.entity),
                    Kind::Location if known.place.is_none() => {
                        if let Some(of) = governor(reading, mention, role) {
                            known.place = mention.entity;
                            if !of {
                                places.towards.insert(number as u32);
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
        places
    }

    /// Where a role is held.
    pub(in crate::link) fn of(&self, role: u32) -> Place<'d> {
        let around = self.known.get(&role).copied().unwrap_or_default();
        let Some(inside) = self.inside.get(&role) else { return around };
        if self.towards.contains(&role) && (around.place.is_some() || around.country.is_some()) {
            return Place { organization: inside.organization.or(around.organization), ..around };
        }
        let placed = inside.place.is_some();
        Place {
            organization: inside.organization.or(around.organization),
            place: inside.place.or(around.place),
            country: around.country.filter(|_| !placed),
            ..around
        }
    }

    /// Names that a rule ties to a role; what is known already stays.
    pub(super) fn belongs(&mut self, role: u32, organization: Option<u32>, place: Option<u32>, nationality: Option<u32>, rule: &'d str) {
        let entity = |n: Option<u32>| n.and_then(|n| self.names[n as usize].1);
        let (organization, place) = (entity(organization), entity(place));
        let country = nationality.and_then(|n| self.names[n as usize].2);
        let known = self.known.entry(role).or_default();
        let adds = (organization.is_some() && known.organization.is_none()) || (known.place.is_none() && known.country.is_none());
        known.rule = known.rule.or(adds.then_some(rule));
        known.organization = known.organization.or(organization);
        if known.place.is_none() && known.country.is_none() {
            (known.place, known.country) = (place, country);
        }
    }

    /// The organization or place that the text spoke of last: in the sentence before the role, else what opened the last one.
    pub(super) fn belongs_to_last(&mut self, role: u32, rule: &'d str) {
        let named = |n: &u32| matches!(self.names[*n as usize].0, Kind::Organization | Kind::Location);
        let sentence = self.sentences[role as usize];
        // An organization comes before a place that only says where.
        let first_of = |sentence: u32| {
            let from = self.sentences.partition_point(|&s| s < sentence) as u32;
            let all = || (from..role).take_while(|n| self.sentences[*n as usize] == sentence).filter(named);
            all().find(|n| self.names[*n as usize].0 == Kind::Organization).or_else(|| all().next())
        };
        let before = || (1..4).filter_map(|back| sentence.checked_sub(back)).find_map(first_of);
        let here = first_of(sentence);
        let Some(name) = here.or_else(before) else { return };
        let known = self.of(role);
        if known.organization.is_some() || known.place.is_some() || known.country.is_some() {
            return;
        }
        match self.names[name as usize].0 {
            Kind::Organization => self.belongs(role, Some(name), None, None, rule),
            _ => self.belongs(role, None, Some(name), None, rule),
        }
    }

    pub(super) fn when(&mut self, role: u32, date: Option<u32>, rule: &'d str) {
        let known = self.known.entry(role).or_default();
        known.rule = known.rule.or(Some(rule));
        known.time = known.time.or(date);
    }

    /// The second role is held for the country of the first, if it has no place of its own.
    pub(super) fn share_country(&mut self, first: u32, second: u32) {
        let (from, own) = (self.of(first), self.of(second));
        if from.country.is_some() && own.country.is_none() && own.place.is_none() && own.organization.is_none() {
            let known = self.known.entry(second).or_default();
            (known.country, known.rule) = (from.country, from.rule);
        }
    }

    /// The second role is held at the organization of the first, if it has no place of its own.
    pub(super) fn share_organization(&mut self, first: u32, second: u32) {
        let (from, own) = (self.of(first), self.of(second));
        if from.country.is_none() && own.country.is_none() && own.place.is_none() && own.organization.is_none() {
            let known = self.known.entry(second).or_default();
            (known.organization, known.rule) = (from.organization, from.rule);
        }
    }

    /// Joined roles are held at the same place, where only one says so; `bare`: the first has nothing of its own behind it,
    /// so that what completes the second completes both (`chairman and chief executive of Gazprom`).
    pub(super) fn share(&mut self, role: u32, other: u32, bare: bool) {
        let around = |places: &Self, role: u32| places.known.get(&role).copied().unwrap_or_default();
        let (a, b) = (around(self, role), if bare { self.of(other) } else { around(self, other) });
        let fill = |whole: Place<'d>, own: Place<'d>, from: Place<'d>| {
            let placed = whole.place.is_some() || whole.country.is_some();
            Place {
                organization: own.organization.or(from.organization.filter(|_| !placed)),
                place: own.place.or(from.place.filter(|_| !placed && whole.organization.is_none())),
                country: own.country.or(from.country.filter(|_| !placed && whole.organization.is_none())),
                time: own.time.or(from.time),
                rule: own.rule.or(from.rule),
            }
        };
        let (first, second) = (fill(self.of(role), a, b), fill(self.of(other), around(self, other), a));
        self.known.insert(role, first);
        self.known.insert(other, second);
    }
}

/// Whether `of` governs a place inside a role; `None` when the place is not all that its preposition governs (`for Norway policy`).
fn governor(reading: &Reading<'_, '_>, place: &Mention<'_>, role: &Mention<'_>) -> Option<bool> {
    let (start, end) = place.tokens;
    let class = |at: u32| reading.segmented.words[at as usize].upos;
    let mut before = start.checked_sub(1)?;
    if before > role.tokens.0 && class(before) == Upos::Det {
        before -= 1;
    }
    let governed = before >= role.tokens.0 && class(before) == Upos::Adp;
    let last =
        end >= role.tokens.1 || !(reading.scanned.tokens[end as usize].is(Shape::DASH) || matches!(class(end), Upos::Noun | Upos::Propn));
    let of = reading.resources.list("cues/of").is_some_and(|l| reading.scanned.is_in(before as usize, l));
    (governed && last).then_some(of)
}

/// Whether an organization inside a role is no more than a minister's remit (`Foreign Affairs`).
fn is_portfolio(reading: &Reading<'_, '_>, mention: &Mention<'_>) -> bool {
    let list = reading.resources.list("roles/portfolios");
    let hits = reading.scanned.hits_at(mention.tokens.0 as usize).iter();
    list.is_some() && hits.filter(|h| h.layer == 0 && h.end == mention.tokens.1).any(|h| Some(usize::from(h.list)) == list)
}
