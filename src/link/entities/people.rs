//! People: full names first, then surnames, initials and given names alone; namesakes of one family stay apart.

use super::spelling::{is_initial, is_part, is_variant};
use super::{Group, Name};

/// Groups names of people.
pub(super) fn people(names: Vec<Name<'_>>) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let (mut full, mut short): (Vec<_>, Vec<_>) = names.into_iter().partition(|n| weight(&n.words) > 1);
    // The fullest names are what others are compared with.
    full.sort_by_key(|n| (std::cmp::Reverse(weight(&n.words)), n.mention));
    for name in full {
        join(&mut groups, name, |g, n| u8::from(g.names.iter().any(|other| are_one(n, other))));
    }
    short.sort_by_key(|n| n.mention);
    for name in short {
        join(&mut groups, name, |g, n| strength(g, n));
    }
    groups
}

/// Puts a name into the group that fits best: the strongest, then the one last mentioned.
fn join<'d>(groups: &mut Vec<Group<'d>>, name: Name<'d>, strength: impl Fn(&Group<'d>, &Name<'d>) -> u8) {
    let best = (0..groups.len())
        .map(|at| (strength(&groups[at], &name), groups[at].nearest(name.mention), at))
        .filter(|(strength, ..)| *strength > 0)
        .max_by_key(|&(strength, (before, distance), _)| (strength, before, std::cmp::Reverse(distance)));
    match best {
        Some((.., at)) => groups[at].names.push(name),
        None => groups.push(Group::of(name)),
    }
}

/// Words of a name that are no initials.
fn weight(words: &[String]) -> usize {
    words.iter().filter(|w| !is_initial(w)).count()
}

/// Whether two full names are of one person.
fn are_one(a: &Name<'_>, b: &Name<'_>) -> bool {
    let (x, y) = (&a.words[..], &b.words[..]);
    if a.suffix.is_some() && b.suffix.is_some() && a.suffix != b.suffix {
        return false;
    }
    if x == y {
        return true;
    }
    if a.facts.name.is_some() && a.facts.name == b.facts.name {
        return true;
    }
    let apart = a.gender.is_some() && b.gender.is_some() && a.gender != b.gender;
    if apart {
        return false;
    }
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    let exact = short.iter().filter(|w| long.contains(w)).count();
    let nickname = x.len() > 1 && x[1..] == y[1..] && (a.formal.contains(&y[0]) || b.formal.contains(&x[0]));
    if nickname {
        return true;
    }
    // Of a full name at least one word is written alike, unless the surname is a spelling of the other.
    is_part(short, long) && (exact > 0 || (short.len() == long.len() && short.iter().zip(long).all(|(s, l)| is_variant(s, l))))
}

/// How well a short name (a surname, a given name, an initial and a surname) fits a group: 0 is not at all.
fn strength(group: &Group<'_>, name: &Name<'_>) -> u8 {
    let words = &name.words[..];
    let clash = |g: &Name<'_>| g.gender.is_some() && name.gender.is_some() && g.gender != name.gender;
    if words.is_empty() || group.names.iter().any(clash) {
        return 0;
    }
    let one = |other: &Name<'_>| -> u8 {
        let full = &other.words[..];
        if full == words {
            return 9;
        }
        if words.len() > 1 {
            return if is_part(words, full) { 8 } else { 0 };
        }
        let word = &words[0];
        if is_initial(word) {
            return 0;
        }
        match (full.last() == Some(word), full.first() == Some(word)) {
            (true, _) => 7,
            (_, true) => 5,
            _ if full.contains(word) => 4,
            _ if full.len() > 1 && full.last().is_some_and(|last| is_variant(word, last)) => 3,
            _ => 0,
        }
    };
    group.names.iter().map(one).max().unwrap_or(0)
}
