//! Actors and recipients: participants with the country and the sector that roles, bodies, nationalities and words tell.

use super::row::Actor;
use super::sectors::{Told, is_at_home, is_stateless};
use super::tables::Tables;
use crate::record::{Detail, Entity, Kind, Mention, Participant, Record};
use crate::span::Span;
use std::collections::{HashMap, HashSet};

/// What is known of an entity as an actor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Profile<'r> {
    /// ISO 3166 alpha-2.
    country: Option<&'r str>,
    sector: Option<&'r str>,
    office: Option<&'r str>,
}

/// What the lists say of places: which are countries or their capitals, and codes by names.
pub(super) struct Places {
    pub(super) states: HashSet<Vec<String>>,
    pub(super) codes: HashMap<String, String>,
}

/// The actors of one record.
pub(super) struct Actors<'r> {
    tables: &'r Tables,
    places: &'r Places,
    record: &'r Record<'r>,
    profiles: Vec<Profile<'r>>,
}

impl<'r> Actors<'r> {
    pub(super) fn new(tables: &'r Tables, places: &'r Places, record: &'r Record<'r>) -> Self {
        let profiles = record.entities.iter().map(|e| Profile { country: e.country, sector: e.sector, office: None }).collect();
        let mut actors = Actors { tables, places, record, profiles };
        actors.offices();
        actors
    }

    /// Gives people the country and sector of the first office that they hold, or held.
    fn offices(&mut self) {
        let record = self.record;
        let mut roles: Vec<(bool, u32, u32)> = Vec::new();
        for (number, mention) in (0..).zip(&record.mentions) {
            if let Detail::Role(role) = &mention.detail
                && let Some(person) = role.refers_to
            {
                roles.push((role.former, number, person));
            }
        }
        roles.sort_unstable();
        let mut seen = HashSet::new();
        for (former, number, person) in roles {
            let mention = &record.mentions[number as usize];
            let Detail::Role(role) = &mention.detail else { continue };
            let title = role.title.as_deref().unwrap_or_else(|| mention.span.text(record.text));
            let relation = record.relations.iter().find(|r| r.role == number);
            let body = relation.and_then(|r| r.organization).map(|e| self.profiles[e as usize]);
            let told = self.tables.sectors.told(title);
            let place = relation.and_then(|r| r.place).and_then(|e| self.profiles[e as usize].country);
            let named = relation.and_then(|r| r.place_name).and_then(|name| self.places.codes.get(name)).map(String::as_str);
            let country = place.or(named).or(body.and_then(|b| b.country)).or_else(|| self.owner(mention.span));
            let sector = told.within(body.and_then(|b| b.sector)).filter(|_| !former);
            let profile = &mut self.profiles[person as usize];
            // A bare back-reference (`the minister`) says less than the office itself.
            if seen.insert(person) || profile.office.is_none() {
                profile.office = Some(title).filter(|_| !former);
            }
            profile.sector = profile.sector.or(sector);
            if is_stateless(sector) {
                profile.country = None;
            } else {
                profile.country = profile.country.or(country);
            }
        }
    }

    /// The country whose name or nationality stands in a phrase, or right in front of it.
    fn owner(&self, span: Span) -> Option<&'r str> {
        let mut near = self.near(span);
        near.find_map(|mention| match (&mention.detail, mention.entity) {
            (Detail::Nationality(country), _) => *country,
            (_, Some(entity)) if mention.kind == Kind::Location => self.profiles[entity as usize].country,
            _ => None,
        })
    }

    /// Mentions within a phrase, or right in front of it (`Norway's army`).
    fn near(&self, span: Span) -> impl Iterator<Item = &'r Mention<'r>> {
        let record = self.record;
        let touches = move |m: &&Mention<'_>| {
            let gap = record.text.get(m.span.end as usize..span.start as usize);
            m.span.overlaps(span)
                || gap.is_some_and(|g| g.len() < 6 && !g.contains(['.', ',', ';', '\n']) && g.split_whitespace().all(is_clitic))
        };
        record.mentions.iter().filter(touches)
    }

    /// The actor that a participant is; `None` for things.
    ///
    /// Police, courts and parliaments without a country of their own are of the country where it happens.
    pub(super) fn actor(&self, participant: &Participant, acts: bool, place: Option<u32>) -> Option<Actor<'r>> {
        let mut actor = match participant.entity {
            Some(number) => self.named(number, acts),
            None => self.described(participant.span, participant.count),
        }?;
        if is_at_home(actor.sector) {
            actor.code = actor.code.or_else(|| self.code(place.and_then(|p| self.profiles[p as usize].country)));
        }
        Some(actor)
    }

    /// An actor that has a name.
    pub(super) fn named(&self, number: u32, acts: bool) -> Option<Actor<'r>> {
        let entity: &Entity<'_> = &self.record.entities[number as usize];
        if !matches!(entity.kind, Some(Kind::Person | Kind::Organization | Kind::Location)) {
            return None;
        }
        let profile = self.profiles[number as usize];
        // A country or capital that acts is its government.
        let is_state = acts && entity.kind == Some(Kind::Location) && self.places.states.contains(&super::phrases::words(&entity.name));
        Some(Actor {
            code: self.code(profile.country),
            sector: profile.sector.or(is_state.then_some("GOV")),
            entity_text: &entity.name,
            office: profile.office,
            count: None,
        })
    }

    /// An actor that is described: by its head noun, and the bodies and nationalities around it.
    fn described(&self, span: Span, count: Option<u64>) -> Option<Actor<'r>> {
        let span = self.with_counted(span);
        let text = span.text(self.record.text);
        let body = self.near(span).find(|m| m.kind == Kind::Organization);
        let told = self.tables.sectors.told(text);
        // Neither a body nor a country makes an actor of a thing (`Norwegian gas`, `a UN plan`).
        if told == Told::Not && body.is_none_or(|m| m.span.end != span.end) {
            return None;
        }
        let body = body.and_then(|m| m.entity).map(|e| self.profiles[e as usize]);
        let sector = match body.and_then(|b| b.sector) {
            // `Hamas fighters` are of Hamas.
            Some(body) if body != "PTY" => Some(body),
            body => told.within(body),
        };
        let country = self.owner(span).or(body.and_then(|b| b.country)).filter(|_| !is_stateless(sector));
        Some(Actor { code: self.code(country), sector, entity_text: text, office: None, count })
    }

    /// A phrase that says how many, with those whom it counts (`thousands of miners`, `members of Hamas`).
    fn with_counted(&self, span: Span) -> Span {
        let text = self.record.text;
        let Some((begin, end)) = self.tables.sectors.counted(span.text(text), &text[span.end as usize..]) else { return span };
        let begin = span.end + begin as u32;
        let named = || self.record.mentions.iter().find(|m| m.span.start == begin && m.kind == Kind::Organization).map(|m| m.span.end);
        let end = end.map(|end| span.end + end as u32).or_else(named);
        end.map_or(span, |end| Span::new(span.start, end))
    }

    fn code(&self, country: Option<&str>) -> Option<&'r str> {
        self.tables.countries.get(country?).copied()
    }
}

/// Whether what stands between two words is only a possessive.
fn is_clitic(word: &str) -> bool {
    word.trim_start_matches(['\'', '’']).chars().count() <= 1 && word.starts_with(['\'', '’'])
}
