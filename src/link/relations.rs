//! Who holds which role, at which organization or for which place, by the rules of `rules/relations/`.
//!
//! Every role has at most one holder: of several the one that the closest construction gives.

mod places;

use crate::record::{Because, Detail, Kind, Mention, Reason, Relation};
use crate::resources::Resources;
use crate::rules::make::relations::Make;
use crate::rules::{Spans, Tape};
use crate::scan::Scanned;
use crate::segment::{Segmented, Upos};
use copydesk_engine::pattern::{Found, Runner};
use places::{Place, Places};
use std::collections::BTreeMap;

/// Memory of relations, reused between articles.
#[derive(Default)]
pub(super) struct Buffers {
    spans: Spans,
    runner: Runner,
    found: Vec<Found>,
}

/// Somebody who may hold a role.
struct Holder<'d> {
    role: u32,
    person: u32,
    /// Kind of the construction and tokens between: the smaller the closer.
    rank: (Make, u32),
    rule: &'d str,
}

/// What relations are read from.
pub(super) struct Reading<'a, 'd> {
    pub(super) resources: &'d Resources,
    pub(super) scanned: &'a Scanned<'a>,
    pub(super) segmented: &'a Segmented<'a>,
    pub(super) mentions: &'a [Mention<'d>],
}

/// A role of which the text says that somebody holds it whom a pronoun stands for.
pub(super) struct Pointed<'d> {
    role: u32,
    /// Token of the pronoun.
    who: u32,
    rule: &'d str,
}

/// What the text says of roles: who holds them, where all of them are held, and which are held by whom a pronoun stands for.
pub(super) struct Held<'d> {
    pub(super) relations: Vec<Relation<'d>>,
    pub(super) places: Places<'d>,
    pub(super) pointed: Vec<Pointed<'d>>,
}

/// Relations of the roles whose holder the text names beside them, and the places of all roles.
pub(super) fn relations<'d>(reading: &Reading<'_, 'd>, buffers: &mut Buffers) -> Held<'d> {
    let Reading { resources, scanned, segmented, mentions } = *reading;
    let b = buffers;
    crate::tag::mention_spans(mentions, scanned.tokens.len(), &mut b.spans);
    let tape = Tape { scanned, sights: segmented.sights, groups: Some(segmented.spans), mentions: Some(&b.spans), rules: &resources.rules };
    b.found.clear();
    let mut roles = mentions.iter().filter(|m| matches!(m.detail, Detail::Role(_))).map(|m| m.sentence).peekable();
    for (number, sentence) in segmented.sentences.iter().enumerate() {
        if roles.peek() != Some(&(number as u32)) {
            continue;
        }
        while roles.next_if_eq(&(number as u32)).is_some() {}
        let (from, to) = sentence.tokens;
        b.runner.run(&resources.rules.relations.group, &tape, from as usize, to as usize, &mut b.found);
    }
    let set = &resources.rules.relations;
    let mut places = Places::new(reading);
    let mut holders: Vec<Holder<'d>> = Vec::new();
    let (mut shared, mut beside, mut pointed) = (Vec::new(), Vec::new(), Vec::new());
    for found in &b.found {
        let info = set.rule(found);
        let mention = |name: &str| set.capture(found, name).and_then(|tokens| number(mentions, tokens));
        let Some(role) = mention("role") else { continue };
        match info.make {
            Make::Shared => shared.extend(mention("other").map(|other| (role, other, info.id.as_str()))),
            Make::Beside => beside.extend(mention("other").map(|other| (role, other))),
            Make::Pointed => {
                let who = set.capture(found, "who").map(|(_, end)| end as u32 - 1);
                pointed.extend(who.map(|who| Pointed { role, who, rule: &info.id }));
            }
            Make::Belongs => places.belongs(
                nearest(mentions, role, mention("organization").or(mention("place")).or(mention("nationality"))),
                mention("organization"),
                mention("place"),
                mention("nationality"),
                &info.id,
            ),
            Make::BelongsToLast => {
                let noun = |name: &str| set.capture(found, name).map(|(start, _)| start as u32);
                let (body, named) = (noun("body"), noun("named"));
                let role = first_of(mentions, found.it_start, role);
                if let Some(noun) = body.or(named) {
                    places.belongs_to_named(reading, role, noun, &info.id);
                }
                if named.is_none() {
                    places.belongs_to_last(role, body.is_some(), &info.id);
                }
            }
            Make::When => places.when(role, mention("date"), &info.id),
            kind => {
                let Some(person) = mention("person") else { continue };
                let (r, p) = (mentions[role as usize].tokens, mentions[person as usize].tokens);
                let between = if r.1 <= p.0 { p.0 - r.1 } else { r.0.saturating_sub(p.1) };
                if is_plural(&mentions[role as usize]) == (kind == Make::Member) {
                    holders.push(Holder { role, person, rank: (kind, between), rule: &info.id });
                }
            }
        }
    }
    // A rank behind an office is held for the same country: Thai army commander General.
    for (number, pair) in mentions.windows(2).enumerate() {
        if pair.iter().all(|m| matches!(m.detail, Detail::Role(_))) && pair[0].tokens.1 == pair[1].tokens.0 {
            places.share_country(number as u32, number as u32 + 1);
        }
    }
    for (role, other) in beside {
        places.share_organization(role, other);
    }
    shared.sort_unstable_by_key(|s| std::cmp::Reverse(s.0));
    holders.sort_by_key(|h| (h.role, h.rank));
    holders.dedup_by_key(|h| h.role);
    share(reading, &shared, &mut holders, &mut places);
    let mut out: Vec<Relation<'d>> = holders.iter().filter_map(|h| held(reading, h, &places)).collect();
    out.sort_by_key(|r| r.role);
    Held { relations: out, places, pointed }
}

/// Roles joined to a role that has a holder have the same, and lie where it does; from the last to the first.
fn share<'d>(reading: &Reading<'_, 'd>, shared: &[(u32, u32, &'d str)], holders: &mut Vec<Holder<'d>>, places: &mut Places<'d>) {
    let mentions = reading.mentions;
    let mut known: BTreeMap<u32, (u32, (Make, u32))> = holders.iter().map(|h| (h.role, (h.person, h.rank))).collect();
    for &(role, other, rule) in shared {
        let (start, end) = mentions[role as usize].tokens;
        let bare = (start..end).all(|at| reading.segmented.words[at as usize].upos != Upos::Adp);
        let (own, others) = (known.get(&role).copied(), known.get(&other).copied());
        let (from, to) = match (own, others) {
            (None, Some(holder)) => (holder, role),
            (Some(holder), None) => (holder, other),
            (Some((person, _)), Some((second, _))) if mentions[person as usize].entity == mentions[second as usize].entity => {
                places.share(role, other, bare);
                continue;
            }
            _ => continue,
        };
        if is_plural(&mentions[to as usize]) {
            continue;
        }
        known.insert(to, from);
        holders.push(Holder { role: to, person: from.0, rank: from.1, rule });
        places.share(role, other, bare);
    }
}

/// Somebody holds a role; its confidence is that of `rule`.
fn relation<'d>(
    reading: &Reading<'_, 'd>,
    (person, role): (u32, u32),
    place: &Place<'d>,
    rule: &str,
    because: Vec<Because<'d>>,
) -> Option<Relation<'d>> {
    let mention = &reading.mentions[role as usize];
    let Detail::Role(said) = &mention.detail else { return None };
    Some(Relation {
        person,
        role,
        organization: place.organization,
        place: place.place,
        place_name: if place.place.is_none() { place.country } else { None },
        former: said.former,
        time: place.time,
        sentence: mention.sentence,
        confidence: reading.resources.confidence(rule),
        because,
    })
}

/// The relation of a holder that a rule found.
fn held<'d>(reading: &Reading<'_, 'd>, holder: &Holder<'d>, places: &Places<'d>) -> Option<Relation<'d>> {
    let person = reading.mentions[holder.person as usize].entity?;
    let place = places.of(holder.role);
    let rules = std::iter::once(holder.rule).chain(place.rule);
    let because = rules.map(|rule| Because { what: Reason::Rule(rule), weight: None }).collect();
    relation(reading, (person, holder.role), &place, holder.rule, because)
}

/// Sets the holders of roles by relations.
pub(super) fn refer(mentions: &mut [Mention<'_>], relations: &[Relation<'_>]) {
    let referred: Vec<(u32, u32)> = relations.iter().map(|r| (r.role, r.person)).collect();
    refer_to(mentions, &referred);
}

/// Sets the holders of roles, by number of the mention.
pub(super) fn refer_to(mentions: &mut [Mention<'_>], referred: &[(u32, u32)]) {
    for &(role, person) in referred {
        if let Detail::Role(role) = &mut mentions[role as usize].detail {
            role.refers_to = Some(person);
        }
    }
}

/// Adds relations for roles that a pronoun's person holds (`he is also a director`); gives the roles with their holders.
pub(super) fn pointed_at<'d>(reading: &Reading<'_, 'd>, held: &mut Held<'d>, person: impl Fn(u32) -> Option<u32>) -> Vec<(u32, u32)> {
    let mut referred: Vec<(u32, u32)> = Vec::new();
    held.pointed.sort_by_key(|p| p.role);
    let known = held.relations.len();
    for Pointed { role, who, rule } in &held.pointed {
        let mention = &reading.mentions[*role as usize];
        let Some(person) = person(*who).filter(|_| !is_plural(mention)) else { continue };
        let is_known = held.relations[..known].binary_search_by_key(role, |r| r.role).is_ok();
        if is_known || referred.last().is_some_and(|(r, _)| r == role) {
            continue;
        }
        let place = held.places.of(*role);
        let because = std::iter::once(*rule).chain(place.rule).map(|rule| Because { what: Reason::Rule(rule), weight: None }).collect();
        held.relations.extend(relation(reading, (person, *role), &place, rule, because));
        referred.push((*role, person));
    }
    held.relations.sort_by_key(|r| r.role);
    referred
}

/// Adds relations for roles that refer back to a person and say where the role is held (`Jordan's king`).
pub(super) fn back_references<'d>(reading: &Reading<'_, 'd>, held: &mut Held<'d>) {
    let Held { relations, places, .. } = held;
    let known = relations.len();
    for (number, mention) in reading.mentions.iter().enumerate() {
        let Detail::Role(role) = &mention.detail else { continue };
        let Some(person) = role.refers_to else { continue };
        let place = places.of(number as u32);
        let placed = place.organization.is_some() || place.place.is_some() || place.country.is_some();
        if !placed || relations[..known].binary_search_by_key(&(number as u32), |r| r.role).is_ok() {
            continue;
        }
        relations.extend(relation(reading, (person, number as u32), &place, "relations/back-reference", mention.because.clone()));
    }
    relations.sort_by_key(|r| r.role);
}

fn is_plural(mention: &Mention<'_>) -> bool {
    matches!(&mention.detail, Detail::Role(role) if role.plural)
}

/// The first role behind a name: of `army commander General` in `Thai army commander General` the first.
fn nearest(mentions: &[Mention<'_>], role: u32, name: Option<u32>) -> u32 {
    let Some(name) = name.filter(|&n| mentions[n as usize].tokens.1 <= mentions[role as usize].tokens.0) else { return role };
    (name + 1..role).find(|&m| matches!(mentions[m as usize].detail, Detail::Role(_))).unwrap_or(role)
}

/// The first role from a token on: of `secretary Colonel` the first.
fn first_of(mentions: &[Mention<'_>], from: u32, role: u32) -> u32 {
    let roles = (0..role).rev().take_while(|&m| mentions[m as usize].tokens.0 >= from);
    roles.filter(|&m| mentions[m as usize].kind == Kind::Role).last().unwrap_or(role)
}

/// Number of the mention over exactly these tokens.
fn number(mentions: &[Mention<'_>], (start, end): (usize, usize)) -> Option<u32> {
    let from = mentions.partition_point(|m| (m.tokens.0 as usize) < start);
    let here = mentions[from..].iter().take_while(|m| m.tokens.0 as usize == start);
    here.enumerate().find(|(_, m)| m.tokens.1 as usize == end).map(|(n, _)| (from + n) as u32)
}
