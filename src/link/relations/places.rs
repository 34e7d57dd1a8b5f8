//! Where roles are held: by the names inside a role, in front of it and behind its holder.

use super::Reading;
use crate::record::{Detail, Kind, Mention};
use crate::segment::Upos;
use copydesk_engine::tokens::Shape;
use std::collections::{BTreeMap, BTreeSet};

/// Mentions back to which a body is looked for.
const FARTHEST: usize = 200;

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
    /// Entities of the countries that the article names, by the English name of the country.
    countries: BTreeMap<&'d str, u32>,
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
        let countries = countries(reading);
        let (known, inside) = (BTreeMap::new(), BTreeMap::new());
        let mut places = Places { known, inside, towards: BTreeSet::new(), names, sentences, countries };
        for (number, role) in mentions.iter().enumerate().filter(|(_, m)| m.kind == Kind::Role) {
            places.look_inside(reading, number as u32, role);
        }
        places
    }

    /// The names inside a role.
    fn look_inside(&mut self, reading: &Reading<'_, 'd>, number: u32, role: &Mention<'d>) {
        let mentions = reading.mentions;
        let inside = mentions[mentions.partition_point(|m| m.tokens.0 < role.tokens.0)..].iter();
        let mut owner = None;
        for mention in inside.take_while(|m| m.tokens.0 < role.tokens.1) {
            let known = self.inside.entry(number).or_default();
            match mention.kind {
                Kind::Organization if !is_portfolio(reading, mention) => {
                    // Of a body and its part the part counts: Leeds University's | Institute for Fish.
                    let part = owner.is_some_and(|end| end + 1 == mention.tokens.0);
                    let clitic = |at: u32| reading.scanned.tokens.get(at as usize).is_some_and(|t| t.is(Shape::CLITIC));
                    owner = clitic(mention.tokens.1).then_some(mention.tokens.1);
                    if part || known.organization.is_none() {
                        known.organization = mention.entity.or(known.organization);
                    }
                }
                Kind::Location if known.place.is_none() => match governor(reading, mention, role) {
                    Some(Governor::Of) => known.place = mention.entity,
                    // Where somebody works is a body, whatever its name is elsewhere: nurse at Oslo Hospital.
                    Some(Governor::At) if known.organization.is_none() => known.organization = mention.entity,
                    // Where a body lies says nothing of the role: analyst at Norvik | in Oslo.
                    Some(Governor::In) if known.organization.is_some() => {}
                    Some(_) => {
                        known.place = mention.entity;
                        self.towards.insert(number);
                    }
                    None => {}
                },
                _ => {}
            }
        }
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
        // A nationality stands for the country that the article names elsewhere.
        let place = place.or_else(|| country.and_then(|c| self.countries.get(c).copied()));
        let known = self.known.entry(role).or_default();
        let adds = (organization.is_some() && known.organization.is_none()) || (known.place.is_none() && known.country.is_none());
        known.rule = known.rule.or(adds.then_some(rule));
        known.organization = known.organization.or(organization);
        if known.place.is_none() && known.country.is_none() {
            (known.place, known.country) = (place, country);
        }
    }

    /// The organization that goes by a noun, the last one before the role: the committee's | chairman.
    pub(super) fn belongs_to_named(&mut self, reading: &Reading<'_, 'd>, role: u32, noun: u32, rule: &'d str) {
        let word = reading.scanned.word(noun as usize);
        let named = |m: &Mention<'_>| {
            let goes_by = |at: u32| reading.scanned.word(at as usize).eq_ignore_ascii_case(word);
            m.kind == Kind::Organization && m.tokens.1 <= noun && (m.tokens.0..m.tokens.1).any(goes_by)
        };
        let known = self.of(role);
        let free = known.organization.is_none() && known.place.is_none();
        let from = (role as usize).saturating_sub(FARTHEST);
        if let Some(name) = reading.mentions[from..role as usize].iter().rposition(named).filter(|_| free) {
            self.belongs(role, Some((from + name) as u32), None, None, rule);
        }
    }

    /// The organization or place that the text spoke of last: in the sentence before the role, else what opened the last one;
    /// `body`: an organization only.
    pub(super) fn belongs_to_last(&mut self, role: u32, body: bool, rule: &'d str) {
        let named = |n: &u32| {
            let kind = self.names[*n as usize].0;
            kind == Kind::Organization || (!body && kind == Kind::Location)
        };
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
            (known.place, known.country, known.rule) = (from.place, from.country, from.rule);
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

/// The preposition before a place inside a role.
enum Governor {
    /// `of`: whose the role is.
    Of,
    /// `at`, `with`: where the holder works.
    At,
    /// `in`: where the holder or the body is.
    In,
    /// Others: where to or what about.
    Towards,
}

/// What governs a place inside a role; `None` when the place is not all that its preposition governs (`for Norway policy`).
fn governor(reading: &Reading<'_, '_>, place: &Mention<'_>, role: &Mention<'_>) -> Option<Governor> {
    let (start, end) = place.tokens;
    let class = |at: u32| reading.segmented.words[at as usize].upos;
    let mut before = start.checked_sub(1)?;
    if before > role.tokens.0 && class(before) == Upos::Det {
        before -= 1;
    }
    let governed = before >= role.tokens.0 && class(before) == Upos::Adp;
    let last =
        end >= role.tokens.1 || !(reading.scanned.tokens[end as usize].is(Shape::DASH) || matches!(class(end), Upos::Noun | Upos::Propn));
    let is = |id: &str| reading.resources.list(id).is_some_and(|l| reading.scanned.is_in(before as usize, l));
    (governed && last).then(|| match () {
        () if is("cues/of") => Governor::Of,
        () if is("cues/at") || is("cues/with") => Governor::At,
        () if is("cues/in") => Governor::In,
        () => Governor::Towards,
    })
}

/// Entities of the countries that the article names, by the English name of the country.
fn countries<'d>(reading: &Reading<'_, 'd>) -> BTreeMap<&'d str, u32> {
    let list = reading.resources.list("places/countries");
    let mut countries = BTreeMap::new();
    for mention in reading.mentions.iter().filter(|m| m.kind == Kind::Location) {
        let mut hits = reading.scanned.hits_at(mention.tokens.0 as usize).iter();
        let hit = hits.find(|h| h.layer == 0 && h.end == mention.tokens.1 && list == Some(usize::from(h.list)));
        let code = hit.and_then(|h| reading.resources.view(h).cell(h.sense, "country"));
        if let (Some(name), Some(entity)) = (code.and_then(|c| reading.resources.country(c)), mention.entity) {
            countries.entry(name).or_insert(entity);
        }
    }
    countries
}

/// Whether an organization inside a role is no more than a minister's remit (`Foreign Affairs`).
fn is_portfolio(reading: &Reading<'_, '_>, mention: &Mention<'_>) -> bool {
    let list = reading.resources.list("roles/portfolios");
    let hits = reading.scanned.hits_at(mention.tokens.0 as usize).iter();
    list.is_some() && hits.filter(|h| h.layer == 0 && h.end == mention.tokens.1).any(|h| Some(usize::from(h.list)) == list)
}
