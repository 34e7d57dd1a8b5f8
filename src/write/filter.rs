//! Leaving out what is less sure than asked for, and all that hangs on it.

use crate::record::{Attribution, Detail, Record};

/// New numbers by old ones; `None` is gone.
fn renumber(kept: &[bool]) -> Vec<Option<u32>> {
    let mut next = 0;
    let number = |&kept: &bool| {
        next += u32::from(kept);
        kept.then(|| next - 1)
    };
    kept.iter().map(number).collect()
}

fn retain<T>(items: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    items.retain(|_| kept.next().copied().unwrap_or(true));
}

/// The record without mentions, relations, events and warnings under `least` percent. An entity goes with its last
/// mention, a relation with its person or role; elsewhere only the reference goes.
pub(super) fn keep(mut record: Record<'_>, least: u8) -> Record<'_> {
    if least == 0 {
        return record;
    }
    let r = &mut record;
    let mentions: Vec<bool> = r.mentions.iter().map(|m| m.confidence >= least).collect();
    let mention = renumber(&mentions);
    for entity in &mut r.entities {
        entity.mentions = entity.mentions.iter().filter_map(|&m| mention[m as usize]).collect();
    }
    let entities: Vec<bool> = r.entities.iter().map(|e| !e.mentions.is_empty()).collect();
    let entity = renumber(&entities);
    let is = |e: Option<u32>| e.and_then(|e| entity[e as usize]);
    let events: Vec<bool> = r.events.iter().map(|e| e.confidence >= least).collect();
    let event = renumber(&events);
    retain(&mut r.mentions, &mentions);
    retain(&mut r.entities, &entities);
    retain(&mut r.events, &events);
    for m in &mut r.mentions {
        m.entity = is(m.entity);
        if let Detail::Role(role) = &mut m.detail {
            role.refers_to = is(role.refers_to);
        }
    }
    r.relations.retain_mut(|link| {
        let (Some(person), Some(role)) = (is(Some(link.person)), mention[link.role as usize]) else { return false };
        (link.person, link.role) = (person, role);
        (link.organization, link.place) = (is(link.organization), is(link.place));
        link.time = link.time.and_then(|t| mention[t as usize]);
        link.confidence >= least
    });
    for e in &mut r.events {
        e.participants.iter_mut().for_each(|p| p.entity = is(p.entity));
        e.place = is(e.place);
        e.date = e.date.and_then(|d| mention[d as usize]);
        e.same_as = e.same_as.and_then(|s| event[s as usize]);
        e.attributed_to = match e.attributed_to {
            Some(Attribution::Entity(who)) => is(Some(who)).map(Attribution::Entity),
            other => other,
        };
    }
    r.quotes.iter_mut().for_each(|q| q.speaker = is(q.speaker));
    r.main.who = r.main.who.iter().filter_map(|&e| entity[e as usize]).collect();
    r.main.event = r.main.event.and_then(|e| event[e as usize]);
    r.main.place = is(r.main.place);
    r.warnings.retain(|w| w.confidence >= least);
    record
}
