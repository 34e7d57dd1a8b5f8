//! Where roles are held: by the names inside a role, in front of it and behind its holder.

use super::Reading;
use crate::record::{Detail, Kind, Mention};
use std::collections::BTreeMap;

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
}

/// Where the article's roles are held.
pub(in crate::link) struct Places<'d> {
    known: BTreeMap<u32, Place<'d>>,
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
        let mut places = Places { known: BTreeMap::new(), names, sentences };
        for (number, role) in mentions.iter().enumerate().filter(|(_, m)| m.kind == Kind::Role) {
            let inside = mentions.iter().enumerate().skip_while(|(_, m)| m.tokens.0 < role.tokens.0);
            for (other, mention) in inside.take_while(|(_, m)| m.tokens.0 < role.tokens.1) {
                let (organization, place) = match mention.kind {
                    Kind::Organization => (Some(other as u32), None),
                    Kind::Location => (None, Some(other as u32)),
                    _ => continue,
                };
                places.belongs(number as u32, organization, place, None, role.tokens.0);
            }
        }
        places
    }

    /// Where a role is held.
    pub(in crate::link) fn of(&self, role: u32) -> Place<'d> {
        self.known.get(&role).copied().unwrap_or_default()
    }

    /// Names that a rule ties to a role; what is known already stays.
    pub(super) fn belongs(&mut self, role: u32, organization: Option<u32>, place: Option<u32>, nationality: Option<u32>, _at: u32) {
        let entity = |n: Option<u32>| n.and_then(|n| self.names[n as usize].1);
        let (organization, place) = (entity(organization), entity(place));
        let country = nationality.and_then(|n| self.names[n as usize].2);
        let known = self.known.entry(role).or_default();
        known.organization = known.organization.or(organization);
        // A place inside the role wins over one in front of it.
        if known.place.is_none() && known.country.is_none() {
            (known.place, known.country) = (place, country);
        }
    }

    /// The organization or place that the text spoke of last: in the sentence before the role, else what opened the last one.
    pub(super) fn belongs_to_last(&mut self, role: u32) {
        let named = |n: &u32| matches!(self.names[*n as usize].0, Kind::Organization | Kind::Location);
        let sentence = self.sentences[role as usize];
        let here = (0..role).rev().find(|n| self.sentences[*n as usize] == sentence && named(n));
        let before = || {
            let last = sentence.checked_sub(1)?;
            let mut all = (0..role).filter(|n| self.sentences[*n as usize] == last && named(n));
            let first = all.next()?;
            // An organization comes before a place that only says where.
            let organization = std::iter::once(first).chain(all).find(|n| self.names[*n as usize].0 == Kind::Organization);
            Some(organization.unwrap_or(first))
        };
        let Some(name) = here.or_else(before) else { return };
        let known = self.known.get(&role).copied().unwrap_or_default();
        if known.organization.is_some() || known.place.is_some() || known.country.is_some() {
            return;
        }
        match self.names[name as usize].0 {
            Kind::Organization => self.belongs(role, Some(name), None, None, 0),
            _ => self.belongs(role, None, Some(name), None, 0),
        }
    }

    pub(super) fn when(&mut self, role: u32, date: Option<u32>) {
        let known = self.known.entry(role).or_default();
        known.time = known.time.or(date);
    }

    /// Joined roles are held at the same place, where only one says so.
    pub(super) fn share(&mut self, role: u32, other: u32) {
        let (a, b) = (self.of(role), self.of(other));
        let fill = |own: Place<'d>, from: Place<'d>| {
            let own_place = own.place.is_some() || own.country.is_some();
            Place {
                organization: own.organization.or(if own_place { None } else { from.organization }),
                place: if own_place || own.organization.is_some() { own.place } else { from.place },
                country: if own_place || own.organization.is_some() { own.country } else { from.country },
                time: own.time.or(from.time),
            }
        };
        self.known.insert(role, fill(a, b));
        self.known.insert(other, fill(b, a));
    }
}
