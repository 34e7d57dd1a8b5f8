//! Views: which rules a word allows, remembered by all that rules see of it: as the word itself, and as one of the two
//! before or behind.

use super::{Sight, Tagger};
use crate::resources::Mixed;
use crate::rules::tagging::{Element, TagRule, Test};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};

/// Places beside a word that are decided by themselves: right before it, right behind it, then one word farther.
const PLACES: usize = 4;
/// Number of the tag of a word that has none.
const NONE: usize = 64;
/// View of where a sentence has no word.
pub const EDGE: u32 = 0;

impl Hash for Sight {
    /// What two sights differ in most.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let flags = u64::from(self.capital) | u64::from(self.nationality) << 1 | u64::from(self.line) << 2;
        state.write_u64(self.now ^ self.likely.rotate_left(21) ^ self.all.rotate_left(43));
        state.write_u64(u64::from(self.row) << 32 | u64::from(self.lemma) << 16 | flags);
    }
}

/// What rules ask of the words beside theirs, as sets of rules by place.
pub(super) struct Places {
    /// Words of a set of rules.
    pub(super) width: usize,
    /// By tag that a word has now: the rules that allow it, as far as they ask for no more than that.
    tags: Vec<u64>,
    /// What asks for more.
    others: Vec<Asked>,
    edge: Vec<u64>,
}

/// Elements of which one must hold, and the rules that ask for that, as bits of some words.
struct Asked {
    any: Vec<Vec<Test>>,
    rules: Vec<(usize, u64)>,
}

/// How many of the next elements beside a word are decided by themselves.
pub(super) fn decided(elements: &[Element]) -> usize {
    elements.iter().take(PLACES / 2).take_while(|e| !e.repeated).count()
}

impl Places {
    pub(super) fn new(rules: &[TagRule]) -> Self {
        let width = rules.len().div_ceil(64).max(1);
        let all = vec![u64::MAX; PLACES * width];
        let mut out = Places { width, tags: all.repeat(NONE + 1), others: Vec::new(), edge: all };
        for (number, rule) in rules.iter().enumerate() {
            for place in 0..PLACES {
                let elements = if place % 2 == 0 { &rule.left } else { &rule.right };
                let (bit, word) = (1 << (number % 64), place * width + number / 64);
                if let Some(any) = alternatives(elements, place / 2) {
                    out.add(any, word, bit);
                }
            }
        }
        out
    }

    fn add(&mut self, any: Vec<Vec<Test>>, word: usize, bit: u64) {
        // Beyond the sentence nothing is repeated.
        if !any.last().is_some_and(|tests| tests.iter().all(|t| t.edge != t.not)) {
            self.edge[word] &= !bit;
        }
        let is_now = |t: &Test| Test { now: 0, not: false, edge: false, ..*t } == Test::default();
        if any.iter().flatten().all(is_now) {
            for tag in 0..=NONE {
                let now = 1u64.checked_shl(tag as u32).unwrap_or(0);
                if !any.iter().any(|tests| tests.iter().all(|t| (t.now & now != 0) != t.not)) {
                    self.tags[tag * PLACES * self.width + word] &= !bit;
                }
            }
            return;
        }
        let known = self.others.iter().position(|other| other.any == any).unwrap_or_else(|| {
            self.others.push(Asked { any, rules: Vec::new() });
            self.others.len() - 1
        });
        let rules = &mut self.others[known].rules;
        match rules.iter_mut().find(|part| part.0 == word) {
            Some((_, bits)) => *bits |= bit,
            None => rules.push((word, bit)),
        }
    }
}

/// The elements of which one must hold for the word at a place, nearest first: those that may be repeated, and the next.
fn alternatives(elements: &[Element], place: usize) -> Option<Vec<Vec<Test>>> {
    let rest = elements.get(place..).filter(|_| decided(elements) >= place)?;
    let repeated = rest.iter().take_while(|e| e.repeated).count();
    rest.get(..=repeated).map(|any| any.iter().map(|e| e.tests.clone()).collect())
}

/// Views by number, reused between articles.
#[derive(Default)]
pub struct Views {
    /// Number of the resources that they are of.
    resources: u64,
    numbers: HashMap<Sight, u32, BuildHasherDefault<Mixed>>,
    /// For each view the rules that may fire at the word, then those that it allows in each place.
    rows: Vec<u64>,
    /// Whether it is known which may fire at the word.
    ready: Vec<bool>,
}

impl Views {
    /// Most views that are remembered from one sentence to the next.
    const MOST: usize = 1 << 13;

    /// Forgets views of other resources, or too many; says whether it did.
    pub fn prepare(&mut self, tagger: &Tagger, resources: u64) -> bool {
        if self.resources == resources && self.ready.len() <= Self::MOST {
            return false;
        }
        self.resources = resources;
        self.numbers.clear();
        self.rows.clear();
        self.rows.resize(tagger.places.width, 0);
        self.rows.extend_from_slice(&tagger.places.edge);
        self.ready.clear();
        self.ready.push(true);
        true
    }

    /// The view of a word.
    pub fn of(&mut self, tagger: &Tagger, word: &Sight) -> u32 {
        let next = self.ready.len() as u32;
        let number = *self.numbers.entry(*word).or_insert(next);
        if number == next {
            self.add(tagger, word);
        }
        number
    }

    #[cold]
    fn add(&mut self, tagger: &Tagger, word: &Sight) {
        let (places, first) = (&tagger.places, self.rows.len() + tagger.places.width);
        let sets = PLACES * places.width;
        let tag = word.now.trailing_zeros() as usize;
        self.ready.push(false);
        self.rows.resize(first, 0);
        self.rows.extend_from_slice(&places.tags[tag * sets..][..sets]);
        for asked in &places.others {
            if !asked.any.iter().any(|tests| tests.iter().all(|t| tagger.holds(t, word))) {
                for (word, bits) in &asked.rules {
                    self.rows[first + word] &= !bits;
                }
            }
        }
    }

    /// The rules that may fire at a word, and find round it what they ask for in the places beside: for every word of a set
    /// of rules one, from the views of two words before it to two behind.
    #[inline]
    pub(super) fn sets(&mut self, tagger: &Tagger, views: [u32; 5], word: &Sight) -> impl Iterator<Item = u64> {
        let width = tagger.places.width;
        let row = |view: u32| view as usize * (1 + PLACES) * width;
        let own = row(views[2]);
        if !self.ready[views[2] as usize] {
            self.ready[views[2] as usize] = true;
            tagger.collect(word, &mut self.rows[own..own + width]);
        }
        let set = |view: u32, place: usize| &self.rows[row(view) + (1 + place) * width..][..width];
        let (own, before, behind) = (&self.rows[own..own + width], set(views[1], 0), set(views[3], 1));
        let (farther_before, farther_behind) = (set(views[0], 2), set(views[4], 3));
        (0..width).map(move |n| own[n] & before[n] & behind[n] & farther_before[n] & farther_behind[n])
    }
}
