//! Organizations, places and events: the same name, the same entry of a gazetteer, an acronym and its long form, a part
//! of a longer name. Only names that share one of these are compared.

mod parts;

use super::Group;
use super::keys::KeyMap;
use super::words::{Form, Forms, Name, sequence};
use crate::record::{Kind, Mention};
use crate::scan::Scanned;
use copydesk_engine::fold::{Hasher, folded, key};
use copydesk_engine::tokens::{Shape, Token};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What names are compared by.
struct Bodies<'a, 'd> {
    scanned: &'a Scanned<'a>,
    mentions: &'a [Mention<'d>],
    forms: &'a Forms<'d>,
}

/// Groups names of one kind.
pub(super) fn bodies<'d>(scanned: &Scanned<'_>, mentions: &[Mention<'d>], kind: Kind, forms: &Forms<'d>, names: &[Name]) -> Vec<Group> {
    let bodies = Bodies { scanned, mentions, forms };
    let mut groups = bodies.same(names);
    // Defined acronyms first, they are certain; then initials; then parts of longer names.
    merge(&mut groups, forms, |groups| bodies.defined(groups));
    if kind == Kind::Location {
        return groups;
    }
    merge(&mut groups, forms, |groups| bodies.initials(groups));
    if kind == Kind::Organization { parts::parts(groups, forms) } else { groups }
}

/// Merges groups that are one by these pairs; the earliest stays, and takes the others in by number.
fn merge(groups: &mut Vec<Group>, forms: &Forms<'_>, pairs: impl Fn(&[Group]) -> Vec<(u32, u32)>) {
    let mut pairs: Vec<(u32, u32)> = pairs(groups).into_iter().filter(|(a, b)| a != b).flat_map(|(a, b)| [(a, b), (b, a)]).collect();
    if pairs.is_empty() {
        return;
    }
    pairs.sort_unstable();
    let neighbours =
        |group: u32| pairs[pairs.partition_point(|p| p.0 < group)..].iter().take_while(move |p| p.0 == group).map(|p| Reverse(p.1));
    let mut gone = vec![false; groups.len()];
    for root in 0..groups.len() {
        if gone[root] {
            continue;
        }
        let mut next: BinaryHeap<Reverse<u32>> = neighbours(root as u32).collect();
        while let Some(Reverse(other)) = next.pop() {
            if other as usize != root && !std::mem::replace(&mut gone[other as usize], true) {
                let taken = std::mem::take(&mut groups[other as usize]);
                groups[root].absorb(forms, taken);
                next.extend(neighbours(other));
            }
        }
    }
    let mut gone = gone.into_iter();
    groups.retain(|_| !gone.next().unwrap_or(false));
}

impl Bodies<'_, '_> {
    /// Names with the same words or of the same entry; of several groups that fit the first.
    fn same(&self, names: &[Name]) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let (mut by_words, mut by_entry) = (KeyMap::<u32>::default(), KeyMap::<u32>::default());
        for &name in names {
            let form = self.forms.form(name.form);
            let (words, entry) = (sequence(form.words.iter().copied()), entry(form));
            let known = [by_words.get(&words), entry.and_then(|e| by_entry.get(&e))];
            let group = match known.into_iter().flatten().min() {
                Some(&group) => {
                    groups[group as usize].add(self.forms, name);
                    group
                }
                None => {
                    groups.push(Group::of(name));
                    groups.len() as u32 - 1
                }
            };
            let first = |map: &mut KeyMap<u32>, key: u64| {
                let old = map.entry(key).or_insert(group);
                *old = group.min(*old);
            };
            first(&mut by_words, words);
            entry.into_iter().for_each(|e| first(&mut by_entry, e));
        }
        groups
    }

    fn tokens(&self, name: &Name) -> (u32, u32) {
        self.mentions[name.mention as usize].tokens
    }

    /// Groups of which one has a name that defines one of the other: `Gulf Cooperation Council (GCC)`, `COP29 (29th session
    /// …)`, where the second name stands in parentheses behind the first.
    fn defined(&self, groups: &[Group]) -> Vec<(u32, u32)> {
        let word = |at: u32| self.scanned.tokens.get(at as usize).map(|t| t.text(self.scanned.text));
        let all = || groups.iter().zip(0..).flat_map(|(group, number)| group.names.iter().map(move |name| (name, number)));
        let opened: Vec<(&Name, u32)> = all().filter(|(name, _)| word(self.tokens(name).1) == Some("(")).collect();
        if opened.is_empty() {
            return Vec::new();
        }
        let mut by_start: Vec<(u32, &Name, u32)> = all().map(|(name, number)| (self.tokens(name).0, name, number)).collect();
        by_start.sort_by_key(|b| b.0);
        let mut pairs = Vec::new();
        for (first, group) in opened {
            let inside = self.tokens(first).1 + 1;
            let from = by_start.partition_point(|b| b.0 < inside);
            for &(_, second, other) in by_start[from..].iter().take_while(|b| b.0 == inside) {
                let closed = matches!(word(self.tokens(second).1), Some(")" | "," | ";"));
                if closed && (self.is_acronym(first) != self.is_acronym(second) || self.shares_word(first, second)) {
                    pairs.push((group, other));
                }
            }
        }
        pairs
    }

    fn shares_word(&self, a: &Name, b: &Name) -> bool {
        let others = &self.forms.form(b.form).words;
        self.forms.form(a.form).words.iter().any(|w| others.contains(w))
    }

    /// One word, most of it capitals: `MFA`, `COP29`, `WestMinCom`.
    fn is_acronym(&self, name: &Name) -> bool {
        let (from, to) = self.tokens(name);
        let token = &self.scanned.tokens[from as usize];
        let caps = token.is(Shape::ALL_CAPS) || token.is(Shape::INNER_CAPITAL) || (token.is(Shape::DIGIT) && token.is(Shape::CAPITAL));
        to == from + 1 && caps && token.end - token.start >= 2
    }

    /// Groups of which one has an acronym that is the initials of a name of the other.
    fn initials(&self, groups: &[Group]) -> Vec<(u32, u32)> {
        let mut short: Vec<(u64, u32)> = Vec::new();
        for (group, number) in groups.iter().zip(0..) {
            for name in group.names.iter().filter(|n| self.is_acronym(n)) {
                if let Some(&word) = self.forms.form(name.form).words.first() {
                    short.push((self.forms.words.word(word).key, number));
                }
            }
        }
        if short.is_empty() {
            return Vec::new();
        }
        short.sort_unstable();
        short.dedup();
        let mut pairs = Vec::new();
        for (group, number) in groups.iter().zip(0..) {
            for name in &group.names {
                for spelled in self.spelled(name).into_iter().flatten() {
                    let from = short.partition_point(|s| s.0 < spelled);
                    pairs.extend(short[from..].iter().take_while(|s| s.0 == spelled).map(|s| (s.1, number)));
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// Keys of the initials of a name, with its small words and without.
    fn spelled(&self, name: &Name) -> Option<[u64; 2]> {
        let (from, to) = self.tokens(name);
        if to - from < 2 {
            return None;
        }
        let (mut all, mut capitals) = (Hasher::default(), Hasher::default());
        let (mut count, mut plain_capitals) = (0, 0);
        for token in &self.scanned.tokens[from as usize..to as usize] {
            let Some(first) = self.first_letter(token).filter(|_| token.is(Shape::WORD) && !token.is(Shape::CLITIC)) else { continue };
            let mut buffer = [0; 4];
            let bytes = first.encode_utf8(&mut buffer).as_bytes();
            bytes.iter().for_each(|&b| all.byte(b));
            if token.is(Shape::CAPITAL) {
                bytes.iter().for_each(|&b| capitals.byte(b));
                count += bytes.len();
                plain_capitals += usize::from(!token.is(Shape::ALL_CAPS));
            }
        }
        (plain_capitals > 1 && count > 1).then(|| [all.finish(), capitals.finish()])
    }

    fn first_letter(&self, token: &Token) -> Option<char> {
        let text = token.text(self.scanned.text);
        match text.bytes().next() {
            Some(b) if b.is_ascii_alphabetic() && text.is_ascii() => Some(char::from(b.to_ascii_lowercase())),
            _ => folded(text).chars().next(),
        }
    }
}

/// Key of the gazetteer's entry for a name.
fn entry(form: &Form<'_>) -> Option<u64> {
    let cell =
        |text: Option<&str>| text.map_or(0, |t| t.bytes().fold(1, |key, b| (key ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3)));
    let facts = &form.facts;
    facts.name?;
    let cells = [facts.name, facts.country, facts.id].map(cell);
    Some(cells.into_iter().fold(key(""), |all, cell| {
        let mixed = (all ^ cell).wrapping_mul(0xff51_afd7_ed55_8ccd);
        (mixed ^ mixed >> 32).wrapping_mul(0xc4ce_b9fe_1a85_ec53) ^ mixed >> 29
    }))
}
