//! What is known of an entity: its fullest name and aliases, gender where sure, the facts of the gazetteers, its share
//! of the article's attention.

use super::Group;
use crate::record::{Detail, Entity, Facts, Kind, Mention, Region};
use crate::resources::Resources;
use crate::scan::Scanned;
use crate::segment::Segmented;

/// Gender that a mention of a person shows: by the title in front, else by its given name.
pub(super) fn gender<'d>(resources: &'d Resources, scanned: &Scanned<'_>, mention: &Mention<'_>, facts: &Facts<'d>) -> Option<&'d str> {
    let (from, to) = mention.tokens;
    let mut before = from;
    while before > 0 && scanned.word(before as usize - 1) == "." {
        before -= 1;
    }
    let title = before.checked_sub(1).and_then(|at| of_word(resources, scanned, "cues/gendered-titles", at));
    let given = || if to - from > 1 { of_word(resources, scanned, "people/given-names", from) } else { None };
    title.or(facts.gender).or_else(given)
}

/// Gender of a word in a list; `None` where the list has it for both.
pub(super) fn of_word<'d>(resources: &'d Resources, scanned: &Scanned<'_>, list: &str, at: u32) -> Option<&'d str> {
    let list = resources.list(list)?;
    let mut found = None;
    for hit in scanned.hits_at(at as usize) {
        if hit.end != at + 1 || hit.layer != 0 || usize::from(hit.list) != list {
            continue;
        }
        let gender = resources.view(hit).cell(hit.sense, "gender")?;
        if found.is_some_and(|f| f != gender) {
            return None;
        }
        found = Some(gender);
    }
    found
}

/// An entity of grouped names.
pub(super) fn entity(scanned: &Scanned<'_>, segmented: &Segmented<'_>, mentions: &[Mention<'_>], kind: Kind, group: &Group<'_>) -> Entity {
    let text = |number: u32| {
        let name = mentions[number as usize].span.text(scanned.text);
        name.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    // The fullest name, rather not in capitals, rather from the body.
    let rank = |number: u32| {
        let name = text(number);
        let shout = name.chars().count() > 5 && !name.chars().any(char::is_lowercase);
        let mention = &mentions[number as usize];
        let body = segmented.sentences.get(mention.sentence as usize).is_some_and(|s| s.region == Region::Body);
        let words = name.split(' ').count();
        (!shout, words, name.chars().count(), body, std::cmp::Reverse(number))
    };
    let best = group.names.iter().map(|n| n.mention).max_by_key(|&n| rank(n)).unwrap_or(0);
    let name = text(best);
    let mut aliases: Vec<String> = Vec::new();
    for other in &group.names {
        let alias = text(other.mention);
        if alias != name && !aliases.contains(&alias) {
            aliases.push(alias);
        }
    }
    let facts = || group.names.iter().map(|n| &n.facts);
    let own = |cell: fn(&Facts<'_>) -> Option<String>| facts().find_map(cell);
    let mut genders = group.names.iter().filter_map(|n| n.gender);
    let gender = genders.next().filter(|first| genders.all(|g| g == *first)).map(String::from);
    let ids = facts().filter_map(|f| f.id).map(String::from).take(1).collect();
    let place = facts().find(|f| f.lat.is_some() && f.lon.is_some());
    Entity {
        kind: Some(kind),
        name,
        aliases,
        mentions: group.names.iter().map(|n| n.mention).collect(),
        salience: 0,
        gender,
        country: own(|f| f.country.map(String::from)),
        subtype: own(|f| f.subtype.map(String::from)),
        sector: own(|f| f.sector.map(String::from)),
        coordinates: place.and_then(|f| Some((f.lat?.into(), f.lon?.into()))),
        ids,
    }
}

/// Adds what roles say of their holders: gender (`spokeswoman`, `actress`).
pub(in crate::link) fn profile(resources: &Resources, scanned: &Scanned<'_>, mentions: &[Mention<'_>], entities: &mut [Entity]) {
    for mention in mentions {
        let Detail::Role(role) = &mention.detail else { continue };
        let Some(entity) = role.refers_to.and_then(|e| entities.get_mut(e as usize)) else { continue };
        let said = (mention.tokens.0..mention.tokens.1).find_map(|at| of_word(resources, scanned, "cues/gendered-titles", at));
        if entity.gender.is_none()
            && let Some(gender) = said
        {
            entity.gender = Some(gender.into());
        }
    }
}

/// Shares of attention in percent: mentions count, those in headline and opening more, roles and pronouns too.
pub(in crate::link) fn salience(segmented: &Segmented<'_>, mentions: &[Mention<'_>], pronouns: &[(u32, u32)], entities: &mut [Entity]) {
    let mut weights = vec![0u64; entities.len()];
    let mut add = |entity: u32, sentence: u32, weight: u64| {
        let region = segmented.sentences.get(sentence as usize).map_or(Region::Body, |s| s.region);
        let factor = match (region, sentence) {
            (Region::Headline, _) => 3,
            (Region::Body, 0..=2) => 2,
            (Region::Boilerplate | Region::Byline, _) => 0,
            _ => 1,
        };
        if let Some(sum) = weights.get_mut(entity as usize) {
            *sum += weight * factor;
        }
    };
    for mention in mentions {
        if let Some(entity) = mention.entity {
            add(entity, mention.sentence, 4);
        }
        if let Detail::Role(role) = &mention.detail
            && let Some(entity) = role.refers_to
        {
            add(entity, mention.sentence, 1);
        }
    }
    for &(token, entity) in pronouns {
        let sentence = segmented.sentences.partition_point(|s| s.tokens.1 <= token);
        add(entity, sentence as u32, 2);
    }
    let all: u64 = weights.iter().sum::<u64>().max(1);
    for (entity, weight) in entities.iter_mut().zip(weights) {
        entity.salience = ((weight * 100 + all / 2) / all) as u8;
    }
}
