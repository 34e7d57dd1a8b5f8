//! Where a noun phrase ends: groups widened to the names and roles that they hold, titles, brackets and addresses; and what
//! stands between phrases and verbs.

use super::Reading;
use super::syntax::Item;
use crate::record::Kind;
use crate::segment::{Form, Group, GroupKind, Tense, Upos};
use copydesk_engine::tokens::Shape;

/// The end of what stands in brackets from a token on (`the Coast Guard (PCG) rescued`).
pub(super) fn bracket(reading: &Reading<'_, '_>, at: u32, to: u32) -> Option<u32> {
    if at >= to || !reading.scanned.tokens[at as usize].is(Shape::PUNCTUATION) {
        return None;
    }
    let text = |t: u32| reading.scanned.word(t as usize);
    let closing = match text(at) {
        "(" => ")",
        "[" => "]",
        _ => return None,
    };
    (at + 1..to.min(at + 14)).find(|t| text(*t) == closing).map(|t| t + 1)
}

/// The end of an adverb that stands alone between marks (`Norway "strongly" denied it`).
pub(super) fn marked_adverb(reading: &Reading<'_, '_>, at: u32, to: u32) -> Option<u32> {
    let mark = |t: u32| t < to && reading.scanned.tokens[t as usize].is(Shape::QUOTE);
    (mark(at) && mark(at + 2) && reading.segmented.words[at as usize + 1].upos == Upos::Adv).then_some(at + 3)
}

/// The group that goes on behind `whose` or a date (`first-quarter revenue`).
fn rest_of_group<'r>(reading: &'r Reading<'_, '_>, at: u32) -> Option<&'r Group> {
    let before = at.checked_sub(1)?;
    let from = match reading.date(before) {
        Some(date) => reading.mentions[date as usize].tokens.0,
        None => Some(before).filter(|b| reading.is(*b, &reading.words.whose))?,
    };
    let begins = |token: u32| reading.group_at(token).filter(|g| g.tokens.1 > at && g.head >= at);
    (from.saturating_sub(1)..at).rev().find_map(begins)
}

/// The noun phrase that begins at a token: its end and its head. A date that ends it is a phrase of its own (`flew to Oslo
/// last week`).
pub(super) fn noun_phrase(reading: &Reading<'_, '_>, at: u32, to: u32) -> Option<(u32, u32)> {
    let (end, head) = widened(reading, at, to)?;
    let dated = reading.date(head).map(|d| reading.mentions[d as usize].tokens).filter(|d| d.0 > at && d.1 >= end);
    match dated {
        Some(date) if !reading.scanned.tokens[date.0 as usize - 1].is(Shape::CLITIC) => Some((date.0, date.0 - 1)),
        _ => Some((end, head)),
    }
}

/// Where the subject begins in what looks like one phrase behind a preposition that opens a clause: a name behind a common
/// noun (`In the other final Norway beat Malta`), a plural behind a place (`In Oslo ministers agreed`).
pub(super) fn split(reading: &Reading<'_, '_>, at: u32, end: u32, head: u32) -> Option<u32> {
    let finite = reading.group_at(end).is_some_and(|g| matches!(g.kind, GroupKind::Verb(v) if v.tense != Tense::None && !v.infinitive));
    if !finite || head + 1 != end {
        return None;
    }
    if let Some(name) = reading.named(head) {
        let from = name.tokens.0;
        let before = from.checked_sub(1).filter(|b| *b >= at)?;
        let word = |token: u32| reading.segmented.words[token as usize];
        // `the other final`, whose noun looks like an adjective
        let noun = word(before).upos == Upos::Noun || word(before).upos == Upos::Adj && word(at).upos == Upos::Det;
        let common = noun && reading.role(before).is_none();
        return common.then_some(from);
    }
    // An article for one stands before no plural: `In a raid on a farm police seized guns`.
    let plural = reading.segmented.words[head as usize].form == Form::Plural;
    if reading.is(at, &reading.words.indefinite) && head > at + 1 && (plural || reading.is(head, &reading.words.bodies)) {
        let noun = reading.segmented.words[head as usize - 1].upos == Upos::Noun;
        return noun.then_some(head);
    }
    let place = reading.named(at).filter(|n| n.kind == Kind::Location && n.tokens.0 == at)?;
    (plural && place.tokens.1 <= head).then_some(place.tokens.1)
}

/// A group with all names and roles that reach over its end.
fn widened(reading: &Reading<'_, '_>, at: u32, to: u32) -> Option<(u32, u32)> {
    let group = reading.group_at(at).or_else(|| rest_of_group(reading, at)).filter(|g| g.kind == GroupKind::Noun);
    let mention = reading.name_at(at);
    let (mut end, mut head) = match (group, mention) {
        (None, None) => return None,
        (Some(g), None) => (g.tokens.1, g.head),
        (None, Some(m)) => (m.1, m.1 - 1),
        // Of a role with its complement (`spokesman for the guard`) the first noun is the head.
        (Some(g), Some(m)) if m.1 > g.tokens.1 && reading.named(m.1 - 1).is_none_or(|n| n.tokens.0 > at) => (m.1, g.head),
        (Some(g), Some(m)) if m.1 >= g.tokens.1 => (m.1, m.1 - 1),
        (Some(g), Some(_)) => (g.tokens.1, g.head),
    };
    let mut seen = at;
    let mut over = 0;
    loop {
        // Two titles with a dash between are one phrase.
        if reading.scanned.tokens.get(end as usize).is_some_and(|t| t.is(Shape::DASH))
            && reading.role(end - 1).is_some_and(|r| r.tokens.1 == end)
            && let Some(next) = reading.role(end + 1).filter(|r| r.tokens.0 == end + 1)
        {
            (end, head) = (next.tokens.1, reading.group_at(end + 1).map_or(next.tokens.1 - 1, |g| g.head));
            continue;
        }
        // A name behind a title with a full stop (`MP Dr. Anna Lind`), or a title behind an address (`His Highness the Amir`).
        let stop = reading.scanned.tokens.get(end as usize).is_some_and(|t| t.is_tight()) && reading.scanned.word(end as usize) == ".";
        if stop
            && end + 1 < to
            && let Some(name) = reading.named(end + 1).filter(|n| n.kind == Kind::Person && n.tokens.0 == end + 1)
        {
            (end, head) = (name.tokens.1.min(to), name.tokens.1.min(to) - 1);
            continue;
        }
        if end < to
            && reading.is(end - 1, &reading.words.courtesy)
            && let Some(group) = reading.group_at(end).filter(|g| g.kind == GroupKind::Noun)
        {
            (end, head) = (group.tokens.1.min(to), group.head);
            continue;
        }
        // `the Coconut Authority (PCA) chairman Anna Lind`.
        if let Some(close) = bracket(reading, end, to).filter(|c| *c < to)
            && close - end <= 4
            && let Some(group) = reading.group_at(close).filter(|g| g.kind == GroupKind::Noun)
            && (close..group.tokens.1).any(|t| reading.role(t).is_some())
        {
            (end, head) = (group.tokens.1.min(to), group.head);
            continue;
        }
        // `Mr Brown`, where the name looks like an adjective.
        let titled =
            || reading.scanned.tokens[end as usize - 1].is(Shape::CAPITAL) && reading.segmented.words[end as usize - 1].upos == Upos::Propn;
        if end < to
            && reading.named(end - 1).is_none()
            && titled()
            && let Some(name) = reading.named(end).filter(|n| n.kind == Kind::Person && n.tokens.0 == end)
        {
            (end, head) = (name.tokens.1.min(to), name.tokens.1.min(to) - 1);
            continue;
        }
        // `Unite shop steward Anna Lind`, where the name looks like a verb.
        if end < to
            && reading.named(end - 1).is_some_and(|n| n.tokens.1 == end && n.kind == Kind::Organization)
            && reading.role(end).is_some_and(|r| r.tokens.0 == end)
            && let Some(group) = reading.group_at(end).filter(|g| g.kind == GroupKind::Noun)
        {
            (end, head) = (group.tokens.1.min(to), group.head);
            continue;
        }
        // Names and groups that reach over the end, and a name right behind a role.
        over = (seen..end).filter_map(|t| reading.name_at(t)).chain(reading.title_name(end)).map(|m| m.1).fold(over, u32::max);
        let group = (seen.max(at + 1)..end).filter_map(|t| reading.group_at(t)).rfind(|g| g.kind == GroupKind::Noun && g.tokens.1 > end);
        let new = over.max(group.map_or(0, |g| g.tokens.1)).min(to);
        seen = end;
        if new <= end {
            return Some((end, head));
        }
        // A role that reaches further keeps the head in front.
        if group.is_none_or(|g| g.tokens.1 < new) && reading.role(new - 1).is_some_and(|r| r.tokens.1 == new && r.tokens.0 <= head) {
            end = new;
            continue;
        }
        head = group.filter(|g| g.tokens.1 == new).map_or(new - 1, |g| g.head);
        end = new;
    }
}

/// Whether a token is money that is spelt like a verb (`4 trillion won`).
pub(super) fn is_money(reading: &Reading<'_, '_>, at: u32) -> bool {
    at > 0 && reading.is(at - 1, &reading.words.large) && reading.is(at, &reading.words.money)
}

/// Kinds of mentions that make a phrase.
pub(super) fn makes_phrase(kind: Kind) -> bool {
    kind.is_named() || kind == Kind::Role
}

/// A token in no group.
pub(super) fn small(reading: &Reading<'_, '_>, at: usize) -> Item {
    let (token, word) = (&reading.scanned.tokens[at], reading.segmented.words[at]);
    // `the traders' union`
    if token.is(Shape::QUOTE) && word.form != Form::Genitive {
        return Item::Quote;
    }
    if token.is(Shape::DASH) {
        return if token.is_tight() { Item::Other } else { Item::Stop };
    }
    if word.form == Form::Relative {
        return Item::Relative;
    }
    match word.upos {
        // `at least two men`
        Upos::Adp if reading.is(at as u32 + 1, &reading.words.least) => Item::Adverb,
        // `more than 400 people`
        Upos::Adp | Upos::Sconj if is_compared(reading, at) => Item::Adverb,
        // `up to 400 people`
        Upos::Adp if reading.is(at as u32, &reading.words.up) && counts(reading, at + 2) && is_bound(reading, at + 1) => Item::Adverb,
        // `as many as 400 people`
        _ if reading.is(at as u32, &reading.words.many) && is_compared(reading, at + 1) => Item::Adverb,
        Upos::Adp if reading.is(at as u32 + 1, &reading.words.many) && is_compared(reading, at + 2) => Item::Adverb,
        Upos::Adp => Item::Preposition,
        Upos::Cconj => Item::And,
        Upos::Sconj => Item::Conjunction,
        // `when`, `where`
        Upos::Adv if word.form == Form::Interrogative => Item::Conjunction,
        Upos::Adv | Upos::Part => Item::Adverb,
        Upos::Punct => match reading.scanned.word(at) {
            "," => Item::Comma,
            ";" | ":" | "(" | ")" => Item::Stop,
            _ => Item::Other,
        },
        _ => Item::Other,
    }
}

/// Whether a number or a sign of money stands at a token.
fn counts(reading: &Reading<'_, '_>, at: usize) -> bool {
    reading.segmented.words.get(at).is_some_and(|w| matches!(w.upos, Upos::Num | Upos::Sym))
}

/// Whether a token stands between a comparative and a number, or bounds a number like one (`more than`, `up to`, `as many as`).
fn is_compared(reading: &Reading<'_, '_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let compared = || reading.segmented.words[before].form == Form::Comparative && reading.is(at as u32, &reading.words.than);
    counts(reading, at + 1) && (is_bound(reading, at) || compared())
}

/// Whether a token is the second word of `up to`, or the last one of `as many as`; behind others a number is an argument
/// (`set up by 20 ministers`).
fn is_bound(reading: &Reading<'_, '_>, at: usize) -> bool {
    let Some(before) = (at as u32).checked_sub(1) else { return false };
    let pair = |first, second| reading.is(before, first) && reading.is(at as u32, second);
    pair(&reading.words.up, &reading.words.up_to) || pair(&reading.words.many, &reading.words.as_many)
}
