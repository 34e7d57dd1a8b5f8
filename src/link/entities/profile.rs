//! What is known of an entity: its fullest name and aliases, gender where sure, the facts of the gazetteers, its share
//! of the article's attention.

use super::Lists;
use super::words::{Forms, Name};
use crate::record::{Detail, Entity, Facts, Kind, Mention, Region};
use crate::resources::Resources;
use crate::scan::Scanned;
use crate::segment::Segmented;
use std::borrow::Cow;
use std::cmp::Reverse;

impl<'d> Lists<'d> {
    /// Gender that a mention of a person shows: by the title in front, else by its given name.
    pub(super) fn gender(&self, scanned: &Scanned<'_>, mention: &Mention<'_>, facts: &Facts<'d>) -> Option<&'d str> {
        let (from, to) = mention.tokens;
        let mut before = from;
        while before > 0 && scanned.word(before as usize - 1) == "." {
            before -= 1;
        }
        let title = before.checked_sub(1).and_then(|at| of_word(self.resources, scanned, self.titles, at));
        let given = || if to - from > 1 { of_word(self.resources, scanned, self.given, from) } else { None };
        title.or(facts.gender).or_else(given)
    }
}

/// Gender of a word in a list, by the list's number; `None` where the list has it for both.
#[inline]
pub(super) fn of_word<'d>(resources: &'d Resources, scanned: &Scanned<'_>, list: Option<usize>, at: u32) -> Option<&'d str> {
    let list = list.filter(|&l| scanned.is_in(at as usize, l))?;
    of_entries(resources, scanned, list, at)
}

fn of_entries<'d>(resources: &'d Resources, scanned: &Scanned<'_>, list: usize, at: u32) -> Option<&'d str> {
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

/// What mentions with one text have in common.
pub(super) struct Spelled<'t> {
    text: Cow<'t, str>,
    /// No capitals only, number of words and of letters.
    size: (bool, usize, usize),
    /// Whether a mention stands in the body, and the first that does, else the first.
    best: (bool, Reverse<u32>),
}

/// Texts of the names of an entity, in order.
fn spelled<'t>(text: &'t str, segmented: &Segmented<'_>, mentions: &[Mention<'_>], names: &[Name], all: &mut Vec<Spelled<'t>>) {
    all.clear();
    for name in names {
        let mention = &mentions[name.mention as usize];
        let text = mention.span.text(text);
        let bytes = text.as_bytes();
        let plain = bytes.iter().all(|b| (b' '..0x7f).contains(b)) && !bytes.windows(2).any(|two| two == b"  ");
        let text = if plain { Cow::Borrowed(text) } else { Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ")) };
        let body = segmented.sentences.get(mention.sentence as usize).is_some_and(|s| s.region == Region::Body);
        let best = (body, Reverse(name.mention));
        match all.iter_mut().find(|s| s.text == text) {
            Some(same) => same.best = same.best.max(best),
            None => {
                let letters = if plain { text.len() } else { text.chars().count() };
                let quiet = if plain { text.bytes().any(|b| b.is_ascii_lowercase()) } else { text.chars().any(char::is_lowercase) };
                let shout = letters > 5 && !quiet;
                let words = 1 + text.bytes().filter(|&b| b == b' ').count();
                all.push(Spelled { text, size: (!shout, words, letters), best });
            }
        }
    }
}

/// An entity of grouped names, by their text; `aliases` is memory.
pub(super) fn entity<'d>(
    text: &'d str,
    segmented: &Segmented<'_>,
    mentions: &[Mention<'_>],
    kind: Kind,
    forms: &Forms<'d>,
    names: &[Name],
    aliases: &mut Vec<Spelled<'d>>,
) -> Entity<'d> {
    spelled(text, segmented, mentions, names, aliases);
    // The fullest name, rather not in capitals, rather from the body.
    let best = (0..aliases.len()).max_by_key(|&at| (aliases[at].size, aliases[at].best)).unwrap_or(0);
    let name = aliases.remove(best).text;
    let facts = || names.iter().map(|n| &forms.form(n.form).facts);
    let own = |cell: fn(&Facts<'d>) -> Option<&'d str>| facts().find_map(cell);
    let mut genders = names.iter().filter_map(|n| forms.form(n.form).gender);
    let gender = genders.next().filter(|first| genders.all(|g| g == *first));
    let ids = facts().filter_map(|f| f.id).take(1).collect();
    let place = facts().find(|f| f.lat.is_some() && f.lon.is_some());
    Entity {
        kind: Some(kind),
        name,
        aliases: aliases.drain(..).map(|a| a.text).collect(),
        mentions: names.iter().map(|n| n.mention).collect(),
        salience: 0,
        gender,
        country: own(|f| f.country),
        subtype: own(|f| f.subtype),
        sector: own(|f| f.sector),
        coordinates: place.and_then(|f| Some((f.lat?, f.lon?))),
        ids,
    }
}

/// Adds what roles say of their holders: gender (`spokeswoman`, `actress`).
pub(in crate::link) fn profile<'d>(resources: &'d Resources, scanned: &Scanned<'_>, mentions: &[Mention<'_>], entities: &mut [Entity<'d>]) {
    let titles = resources.list("cues/gendered-titles");
    for mention in mentions {
        let Detail::Role(role) = &mention.detail else { continue };
        let Some(entity) = role.refers_to.and_then(|e| entities.get_mut(e as usize)) else { continue };
        let said = (mention.tokens.0..mention.tokens.1).find_map(|at| of_word(resources, scanned, titles, at));
        if entity.gender.is_none()
            && let Some(gender) = said
        {
            entity.gender = Some(gender);
        }
    }
}

/// Shares of attention in percent: mentions count, those in headline and opening more, roles and pronouns too.
pub(in crate::link) fn salience(segmented: &Segmented<'_>, mentions: &[Mention<'_>], pronouns: &[(u32, u32)], entities: &mut [Entity<'_>]) {
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
