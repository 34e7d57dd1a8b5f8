//! When and where an event happens, and how events stand to one another: killed in an attack is the attack; what is told
//! again is the same.

use super::Reading;
use super::spot::Spotted;
use super::syntax::{Item, Link, REACH, Syntax};
use crate::record::{Event, Kind, Part};
use crate::rules::make::events::{Filling, Slot};
use crate::segment::Tense;

/// Events of its type back to which the same happening is looked for: keeps the time linear.
const FARTHEST: usize = 100;

/// Items of the clause around an item: from behind the finite verb before it to the next one.
fn clause(syntax: &Syntax, item: usize) -> (usize, usize) {
    let stops = |n: usize| match syntax.items[n].0 {
        Item::Verb(verb) => syntax.verbs[verb].is_finite() || syntax.verbs[verb].group.infinitive,
        Item::Conjunction | Item::Relative | Item::Quote | Item::Stop => true,
        _ => false,
    };
    let end = syntax.items.len().min(item + REACH);
    let stop = (item.saturating_sub(REACH)..item).rev().find(|&n| stops(n));
    // Behind a relative clause goes on what it stood in.
    let over = stop.filter(|n| matches!(syntax.items[*n].0, Item::Verb(v) if syntax.verbs[v].link == Link::Relative));
    let comma = over.and_then(|n| (n..item).find(|&m| syntax.items[m].0 == Item::Comma));
    let from = comma.or_else(|| own_part(syntax, stop?, item)).or(stop).map_or(item.saturating_sub(REACH), |n| n + 1);
    let to = (item + 1..end).find(|&n| stops(n) || begins(syntax, n)).unwrap_or(end);
    (from, to)
}

/// What stands between a verb and the subject of the next one belongs to the first (`fell on Monday, Norway said`): the item
/// before what belongs to the second.
fn own_part(syntax: &Syntax, before: usize, item: usize) -> Option<usize> {
    let (Item::Verb(_), Item::Verb(own)) = (syntax.items[before].0, syntax.items[item].0) else { return None };
    let subjects = syntax.verbs[own].subject.iter().map(|p| syntax.phrases[*p].owner.unwrap_or(*p)).map(|p| syntax.phrases[p].item);
    let subject = subjects.filter(|s| (before + 1..item).contains(s)).min();
    let head = subject.unwrap_or(item);
    let join = (before + 1..head).rev().find(|&n| matches!(syntax.items[n].0, Item::Comma | Item::And));
    join.or(subject.map(|s| s - 1))
}

/// Whether another clause begins at an item: `and` before a verb, or before a phrase with one; a comma before a participle.
fn begins(syntax: &Syntax, item: usize) -> bool {
    let kind = |n: usize| syntax.items.get(n).map(|i| i.0);
    let is_date = |n: usize| matches!(kind(n), Some(Item::Phrase(p)) if syntax.phrases[p].is_date);
    match syntax.items[item].0 {
        Item::And => {
            let mut at = item + 1;
            while matches!(kind(at), Some(Item::Adverb | Item::Comma))
                || is_date(at)
                || kind(at) == Some(Item::Preposition) && is_date(at + 1)
            {
                at += 1;
            }
            let dates = is_date(item + 1) && is_date(item.saturating_sub(1));
            matches!(kind(at), Some(Item::Verb(_))) || !dates && matches!(kind(at), Some(Item::Phrase(_))) && !syntax.is_list(at)
        }
        Item::Comma => matches!(kind(item + 1), Some(Item::Verb(v)) if !syntax.verbs[v].is_finite()),
        _ => false,
    }
}

/// The verb that tells when and where a noun's event is: a light one, or one that says that it happens (`a quake hit Oslo`).
fn carrier(reading: &Reading<'_, '_>, syntax: &Syntax, one: &Spotted) -> Option<usize> {
    let verb = one.around?;
    let entry = &syntax.verbs[verb];
    let happens = || one.phrase.is_some_and(|p| entry.subject.contains(&p)) && reading.is(entry.head, &reading.words.happen);
    (one.is_light || happens()).then_some(verb)
}

/// Where an event's time and place are looked for.
pub(super) struct Setting {
    /// The verb that carries it, of a noun.
    carrier: Option<usize>,
    /// The item around which they stand, and the items of its clause.
    centre: Option<(usize, (usize, usize))>,
}

impl Setting {
    pub(super) fn new(reading: &Reading<'_, '_>, syntax: &Syntax, one: &Spotted) -> Self {
        let carrier = if one.is_noun() { carrier(reading, syntax, one) } else { None };
        let verb = one.verb.or(carrier).map(|v| syntax.verbs[v].item);
        let centre = verb.or_else(|| one.phrase.map(|p| syntax.phrases[p].item));
        Setting { carrier, centre: centre.map(|item| (item, clause(syntax, item))) }
    }
}

/// The mention that dates an event.
pub(super) fn date(reading: &Reading<'_, '_>, syntax: &Syntax, one: &Spotted, setting: &Setting) -> Option<u32> {
    let (centre, (from, to)) = setting.centre?;
    let verb = one.verb.or(setting.carrier).map(|v| syntax.verbs[v].group);
    let past = verb.is_some_and(|v| (v.tense == Tense::Past || v.perfect) && !v.modal && !v.infinitive);
    // What has happened is not dated by a day to come (`has threatened a strike for Friday`).
    let fits = |date: &u32| reading.day(*date).is_some_and(|day| !(past && reading.is_future(day)));
    let dated = |n: usize| match syntax.items[n].0 {
        Item::Phrase(p) if syntax.phrases[p].is_date => reading.date(syntax.items[n].1).filter(fits),
        _ => None,
    };
    let after = (centre + 1..to).find_map(dated);
    let bare_noun = one.is_noun() && setting.carrier.is_none();
    if bare_noun {
        // `the talks on Monday`; not what a verb in between says.
        let end = (centre + 1..to).find(|&n| matches!(syntax.items[n].0, Item::Verb(_) | Item::Comma)).unwrap_or(to);
        return (centre + 1..end).find_map(dated).or_else(|| inside(reading, syntax, one));
    }
    after.or_else(|| (from..centre).rev().find_map(dated)).or_else(|| inside(reading, syntax, one))
}

/// Whether the clause of a verb in the present tells a habit (`opens at nine every day`).
pub(super) fn is_habit(reading: &Reading<'_, '_>, syntax: &Syntax, one: &Spotted) -> bool {
    let Some(verb) = one.verb.or(one.around.filter(|_| one.is_light)).map(|v| &syntax.verbs[v]) else { return false };
    let group = verb.group;
    let present = group.tense == Tense::Present && !group.perfect && !group.progressive && !group.modal;
    if !present {
        return false;
    }
    let (from, to) = clause(syntax, verb.item);
    syntax.items[from..to].iter().any(|i| reading.date(i.1).is_some_and(|d| reading.is_repeated(d)))
}

/// A date within the noun's own phrase (`Monday's talks`).
fn inside(reading: &Reading<'_, '_>, syntax: &Syntax, one: &Spotted) -> Option<u32> {
    let phrase = &syntax.phrases[one.phrase?];
    let owner = phrase.owner.map(|o| syntax.phrases[o].tokens);
    let own = (phrase.tokens.0..one.token).find_map(|t| reading.date(t));
    own.or_else(|| owner.and_then(|o| reading.date(o.0)))
}

/// The place that a phrase names: by its head, by a name before the noun of a place (`the Meghna river`) or behind its `of`
/// (`the island of Samos`).
fn located(reading: &Reading<'_, '_>, syntax: &Syntax, phrase: usize) -> Option<u32> {
    let place = |token: u32| reading.named(token).filter(|m| m.kind == Kind::Location).and_then(|m| m.entity);
    if let Some(entity) = place(syntax.phrases[phrase].head) {
        // `Peru's Islay province`: the narrower one.
        let owned = syntax.owned(phrase);
        return if owned == phrase { Some(entity) } else { located(reading, syntax, owned).or(Some(entity)) };
    }
    let own = &syntax.phrases[phrase];
    if !reading.is_place(own.head) {
        return None;
    }
    let inside = (own.tokens.0..own.head).rev().find_map(place);
    inside.or_else(|| reading.part_of(syntax, phrase).and_then(|p| place(syntax.phrases[p].head)))
}

/// The place of an event: as its frame says, else a place behind a preposition of its clause.
pub(super) fn place(reading: &Reading<'_, '_>, syntax: &Syntax, one: &Spotted, setting: &Setting) -> Option<u32> {
    let rules = &reading.resources.rules.triggers;
    let trigger = &rules.triggers[usize::from(one.trigger)];
    let named = |phrase: usize| located(reading, syntax, phrase);
    let of = |verb: Option<usize>| verb.into_iter().flat_map(|v| syntax.verbs[v].around.iter().copied());
    let noun = one.phrase.filter(|_| one.verb.is_none());
    let light = setting.carrier;
    let around = || of(one.verb).chain(noun.into_iter().flat_map(|p| syntax.behind(p))).chain(of(light));
    for slot in trigger.frame.iter().filter(|(f, _)| *f == Filling::Place).flat_map(|(_, slots)| slots) {
        let found = match slot {
            Slot::Object => one.verb.and_then(|v| {
                let verb = &syntax.verbs[v];
                let phrases = if verb.group.passive { &verb.subject } else { &verb.object };
                phrases.iter().find_map(|p| named(*p))
            }),
            Slot::Preposition(symbol) => around().filter(|(t, _)| reading.has(*t, *symbol)).find_map(|(_, p)| named(p)),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    let local = |token: u32| reading.is_local(token);
    let behind = around().filter(|(t, _)| local(*t)).find_map(|(_, p)| named(p));
    // `a quake struck the Aegean Sea`
    let struck = || {
        let verb = &syntax.verbs[light.filter(|_| !one.is_light)?];
        let object = verb.object.first().filter(|_| reading.is(verb.head, &reading.words.harm))?;
        named(*object)
    };
    let behind = behind.or_else(struck);
    if behind.is_some() || one.is_noun() && light.is_none() {
        return behind;
    }
    let (centre, (from, _)) = setting.centre?;
    (from..centre).find_map(|n| match (syntax.items[n].0, syntax.items.get(n + 1).map(|i| i.0)) {
        (Item::Preposition, Some(Item::Phrase(phrase))) if local(syntax.items[n].1) => named(phrase),
        _ => None,
    })
}

/// Who dies in an attack of the same sentence goes into it, told as a death or as a killing of its own.
pub(super) fn within_sentence(reading: &Reading<'_, '_>, events: &mut Vec<Event<'_>>, first: usize) {
    let kills = |e: &Event<'_>| reading.is(reading.token_at(e.trigger.start), &reading.words.killing);
    let attacks = || events[first..].iter().filter(|e| e.kind == "attack");
    let Some(main) = attacks().find(|e| !kills(e)).or_else(|| attacks().next()) else { return };
    let (status, trigger) = (main.status, main.trigger);
    let mut victims = Vec::new();
    let mut at = 0;
    events.retain_mut(|event| {
        at += 1;
        let death = |e: &Event<'_>| e.kind == "death" || e.kind == "attack" && e.trigger != trigger && kills(e);
        let told = at > first && event.status == status && death(event);
        if told {
            victims.extend(std::mem::take(&mut event.participants).into_iter().filter(|p| p.part == Part::Patient));
        }
        !told
    });
    if let Some(attack) = events[first..].iter_mut().find(|e| e.trigger == trigger) {
        for victim in victims {
            if !attack.participants.iter().any(|p| p.span.overlaps(victim.span)) {
                attack.participants.push(victim);
            }
        }
    }
}

/// Links events that tell the same happening again, and gives a bare back-reference (`the meeting`) its participants.
pub(super) fn same(reading: &Reading<'_, '_>, events: &mut [Event<'_>]) {
    // The event of the same type before each.
    let mut before: Vec<Option<usize>> = vec![None; events.len()];
    let mut last: Vec<(&str, usize)> = Vec::new();
    for n in 0..events.len() {
        let kind = events[n].kind;
        if kind == "statement" {
            continue;
        }
        match last.iter_mut().find(|l| l.0 == kind) {
            Some(known) => before[n] = Some(std::mem::replace(&mut known.1, n)),
            None => last.push((kind, n)),
        }
        let bare = events[n].participants.is_empty() && reading.is_definite(events[n].trigger);
        let fits = |earlier: &Event<'_>| {
            let dates = match (earlier.date, events[n].date) {
                (Some(a), Some(b)) => reading.day(a) == reading.day(b),
                _ => true,
            };
            let places = earlier.place.is_none() || events[n].place.is_none() || earlier.place == events[n].place;
            dates && places && earlier.status == events[n].status
        };
        let shares = |earlier: &Event<'_>| {
            let named =
                |e: &Event<'_>, part: Part| e.participants.iter().filter(|p| p.part == part).filter_map(|p| p.entity).collect::<Vec<_>>();
            let both = |part: Part| {
                let (a, b) = (named(earlier, part), named(&events[n], part));
                (a.is_empty() || b.is_empty() || a.iter().any(|e| b.contains(e)), a.iter().any(|e| b.contains(e)))
            };
            let (agents, patients) = (both(Part::Agent), both(Part::Patient));
            agents.0 && patients.0 && (agents.1 || patients.1)
        };
        let found =
            std::iter::successors(before[n], |e| before[*e]).take(FARTHEST).find(|&e| fits(&events[e]) && (bare || shares(&events[e])));
        if let Some(earlier) = found {
            events[n].same_as = Some(events[earlier].same_as.unwrap_or(earlier as u32));
            if bare {
                events[n].participants = events[earlier].participants.iter().filter(|p| p.entity.is_some()).cloned().collect();
            }
        }
    }
}
