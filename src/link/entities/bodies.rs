//! Organizations, places and events: the same name, the same entry of a gazetteer, an acronym and its long form, a part
//! of a longer name.

use super::{Group, Name};
use crate::record::{Kind, Mention};
use crate::scan::Scanned;
use copydesk_engine::fold::folded;
use copydesk_engine::tokens::Shape;

/// Groups names of one kind.
pub(super) fn bodies<'d>(scanned: &Scanned<'_>, mentions: &[Mention<'d>], kind: Kind, names: Vec<Name<'d>>) -> Vec<Group<'d>> {
    let mut groups: Vec<Group<'d>> = Vec::new();
    for name in names {
        let same = |g: &&mut Group<'d>| g.names.iter().any(|other| other.words == name.words || same_entry(&other.facts, &name.facts));
        match groups.iter_mut().find(same) {
            Some(group) => group.names.push(name),
            None => groups.push(Group::of(name)),
        }
    }
    // Defined acronyms first, they are certain; then initials; then parts of longer names.
    merge(&mut groups, |a, b| {
        a.names.iter().any(|x| b.names.iter().any(|y| defines(scanned, mentions, x, y) || defines(scanned, mentions, y, x)))
    });
    if kind == Kind::Location {
        return groups;
    }
    merge(&mut groups, |a, b| {
        let initials = |short: &Group<'d>, long: &Group<'d>| {
            short.names.iter().any(|s| is_acronym(scanned, mentions, s) && long.names.iter().any(|l| spells(scanned, mentions, s, l)))
        };
        initials(a, b) || initials(b, a)
    });
    if kind == Kind::Organization {
        parts(&mut groups);
    }
    groups
}

fn same_entry(a: &crate::record::Facts<'_>, b: &crate::record::Facts<'_>) -> bool {
    a.name.is_some() && a.name == b.name && a.country == b.country && a.id == b.id
}

/// Merges groups that are one, until none are; the earlier one stays.
fn merge<'d>(groups: &mut Vec<Group<'d>>, one: impl Fn(&Group<'d>, &Group<'d>) -> bool) {
    let mut at = 0;
    while at < groups.len() {
        match (at + 1..groups.len()).find(|&other| one(&groups[at], &groups[other])) {
            Some(other) => {
                let taken = groups.remove(other);
                groups[at].names.extend(taken.names);
            }
            None => at += 1,
        }
    }
}

/// `Gulf Cooperation Council (GCC)`, `COP29 (29th session …)`: the second name stands in parentheses behind the first.
fn defines(scanned: &Scanned<'_>, mentions: &[Mention<'_>], first: &Name<'_>, second: &Name<'_>) -> bool {
    let (a, b) = (mentions[first.mention as usize].tokens, mentions[second.mention as usize].tokens);
    let word = |at: u32| scanned.tokens.get(at as usize).map(|t| t.text(scanned.text));
    let joined = a.1 + 1 == b.0 && word(a.1) == Some("(") && matches!(word(b.1), Some(")" | "," | ";"));
    joined && (is_acronym(scanned, mentions, first) != is_acronym(scanned, mentions, second) || shares_word(first, second))
}

fn shares_word(a: &Name<'_>, b: &Name<'_>) -> bool {
    a.words.iter().any(|w| b.words.contains(w))
}

/// One word, most of it capitals: `MFA`, `COP29`, `WestMinCom`.
fn is_acronym(scanned: &Scanned<'_>, mentions: &[Mention<'_>], name: &Name<'_>) -> bool {
    let (from, to) = mentions[name.mention as usize].tokens;
    let token = &scanned.tokens[from as usize];
    let caps = token.is(Shape::ALL_CAPS) || token.is(Shape::INNER_CAPITAL) || (token.is(Shape::DIGIT) && token.is(Shape::CAPITAL));
    to == from + 1 && caps && token.end - token.start >= 2
}

/// Whether an acronym is the initials of a name, with its small words or without.
fn spells(scanned: &Scanned<'_>, mentions: &[Mention<'_>], short: &Name<'_>, long: &Name<'_>) -> bool {
    let Some(acronym) = short.words.first() else { return false };
    let (from, to) = mentions[long.mention as usize].tokens;
    let mut all = String::new();
    let mut capitals = String::new();
    let mut plain_capitals = 0;
    for token in &scanned.tokens[from as usize..to as usize] {
        let word = folded(token.text(scanned.text));
        let Some(first) = word.chars().next().filter(|_| token.is(Shape::WORD) && !token.is(Shape::CLITIC)) else { continue };
        all.push(first);
        if token.is(Shape::CAPITAL) {
            capitals.push(first);
            plain_capitals += usize::from(!token.is(Shape::ALL_CAPS));
        }
    }
    plain_capitals > 1 && capitals.len() > 1 && (*acronym == all || *acronym == capitals)
}

/// Short names that are part of exactly one longer name: `Barclays` of `Barclays Bank`, `Court` of `Supreme Court`,
/// `Foreign Ministry` of `Ministry of Foreign Affairs`.
fn parts(groups: &mut Vec<Group<'_>>) {
    let mut at = 0;
    while at < groups.len() {
        let short = groups[at].fullest().clone();
        let first = groups[at].names.iter().map(|n| n.mention).min().unwrap_or(0);
        let fits = |g: &Group<'_>| {
            let long = g.fullest();
            long.words.len() > short.words.len() && is_part_of(&short.words, &long.words)
        };
        let options: Vec<usize> = (0..groups.len()).filter(|&o| o != at && fits(&groups[o])).collect();
        // Of several the one named last before it.
        let before = options
            .iter()
            .copied()
            .filter(|&o| groups[o].names.iter().any(|n| n.mention < first))
            .max_by_key(|&o| groups[o].names.iter().map(|n| n.mention).filter(|&m| m < first).max());
        let into = before.or(if options.len() == 1 { options.first().copied() } else { None });
        match into {
            Some(into) => {
                let taken = groups.remove(at);
                let into = if into > at { into - 1 } else { into };
                groups[into].names.extend(taken.names);
                at = 0;
            }
            None => at += 1,
        }
    }
}

fn is_part_of(short: &[String], long: &[String]) -> bool {
    if long.starts_with(short) || long.ends_with(short) {
        return true;
    }
    // The same words in another order, small ones aside.
    short.len() > 1 && short.iter().all(|w| long.contains(w))
}
