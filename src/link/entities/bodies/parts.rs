//! Short names that are part of exactly one longer name: `Barclays` of `Barclays Bank`, `Court` of `Supreme Court`,
//! `Foreign Ministry` of `Ministry of Foreign Affairs`.

use super::super::Group;
use super::super::words::Forms;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Groups by the words of their fullest names.
struct Parts<'a, 'd> {
    forms: &'a Forms<'d>,
    groups: Vec<Group>,
    gone: Vec<bool>,
    /// Groups by a word, sorted; and by their first word.
    by_word: Vec<(u32, u32)>,
    by_first: Vec<(u32, u32)>,
    wordless: Vec<u32>,
}

/// Merges short names into the longer one that they are part of: the first that can be, until none can.
pub(super) fn parts(groups: Vec<Group>, forms: &Forms<'_>) -> Vec<Group> {
    let mut parts =
        Parts { forms, gone: vec![false; groups.len()], groups, by_word: Vec::new(), by_first: Vec::new(), wordless: Vec::new() };
    for number in 0..parts.groups.len() as u32 {
        let words = &forms.form(parts.groups[number as usize].fullest).words;
        parts.by_word.extend(words.iter().map(|&w| (w, number)));
        match words.first() {
            Some(&first) => parts.by_first.push((first, number)),
            None => parts.wordless.push(number),
        }
    }
    parts.by_word.sort_unstable();
    parts.by_word.dedup();
    parts.by_first.sort_unstable();
    let mut next: BinaryHeap<Reverse<u32>> = (0..parts.groups.len() as u32).map(Reverse).collect();
    while let Some(Reverse(at)) = next.pop() {
        if next.peek() == Some(&Reverse(at)) || parts.gone[at as usize] {
            continue;
        }
        let Some(into) = parts.whole(at) else { continue };
        parts.gone[at as usize] = true;
        let taken = std::mem::take(&mut parts.groups[at as usize]);
        // What can be part of one of the two may have another choice now.
        next.push(Reverse(into));
        next.extend(parts.wordless.iter().copied().map(Reverse));
        for fullest in [taken.fullest, parts.groups[into as usize].fullest] {
            for &word in &forms.form(fullest).words {
                next.extend(with(&parts.by_first, word).map(Reverse));
            }
        }
        parts.groups[into as usize].absorb(forms, taken);
    }
    let mut gone = parts.gone.into_iter();
    parts.groups.retain(|_| !gone.next().unwrap_or(false));
    parts.groups
}

/// Groups of a word.
fn with(groups: &[(u32, u32)], word: u32) -> impl Iterator<Item = u32> {
    let from = groups.partition_point(|g| g.0 < word);
    groups[from..].iter().take_while(move |g| g.0 == word).map(|g| g.1)
}

impl Parts<'_, '_> {
    fn words(&self, group: u32) -> &[u32] {
        &self.forms.form(self.groups[group as usize].fullest).words
    }

    /// The group that another is part of: of several the one named last before it.
    fn whole(&self, at: u32) -> Option<u32> {
        let short = self.words(at);
        let fits = |other: u32| {
            let long = || self.words(other);
            other != at && !self.gone[other as usize] && long().len() > short.len() && is_part(short, long())
        };
        let options: Vec<u32> = match short.first() {
            Some(&first) => with(&self.by_word, first).filter(|&o| fits(o)).collect(),
            None => (0..self.groups.len() as u32).filter(|&o| fits(o)).collect(),
        };
        if options.is_empty() {
            return None;
        }
        let first = self.groups[at as usize].first();
        let before = options.iter().filter_map(|&o| Some((self.groups[o as usize].around(first).0?, o))).max();
        match options[..] {
            _ if before.is_some() => before.map(|(_, o)| o),
            [only] => Some(only),
            _ => None,
        }
    }
}

fn is_part(short: &[u32], long: &[u32]) -> bool {
    if long.starts_with(short) || long.ends_with(short) {
        return true;
    }
    // The same words in another order, small ones aside.
    short.len() > 1 && short.iter().all(|w| long.contains(w))
}
