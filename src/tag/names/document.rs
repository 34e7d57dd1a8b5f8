//! What the rest of the article says about a candidate: first without knowing types (repeats, surnames of full names,
//! acronyms), then, on the second pass, with the types that the first pass was sure of.

use super::candidates::Candidate;
use super::evidence::{self as e, elsewhere};
use super::keys::{Keys, Sieve, SpanKey, acronym_key};
use super::marks::{Marks, bit};
use super::spelled::Spelled;
use super::table::{CLASSES, EVENT, LOCATION, MISC, ORGANIZATION, PERSON};
use crate::scan::Scanned;

/// What is known of a string in the article, as bits and counts.
#[derive(Clone, Copy, Default)]
struct Known {
    seen: u16,
    flags: u16,
    typed: [u16; CLASSES],
    part_of: u8,
    /// Something was decided that speaks for it.
    is_told: bool,
}

const IN_LONGER: u16 = 1;
const LAST_OF_FULL: u16 = 1 << 1;
const FIRST_OF_LONGER: u16 = 1 << 2;
const ACRONYM: u16 = 1 << 3;
const LOWER: u16 = 1 << 4;
const LAST_PERSON: u16 = 1 << 5;
const FIRST_PERSON: u16 = 1 << 6;
const HEAD_ORGANIZATION: u16 = 1 << 7;
const ACRONYM_ORGANIZATION: u16 = 1 << 8;
const ENDS_PERSON: u16 = 1 << 9;
const INNER_PERSON: u16 = 1 << 10;

/// Everything known of the strings of one article: only what some candidate is made of is kept.
#[derive(Default)]
pub(crate) struct Document {
    keys: Keys,
    known: Vec<Known>,
    /// Numbers of the strings of candidates.
    numbers: Vec<u32>,
    /// Keys of candidates of one word, and of those that were decided.
    single: Sieve,
    decided: Sieve,
    spelled: Spelled,
}

impl Document {
    /// Collects what needs no types.
    pub(crate) fn collect(&mut self, scanned: &Scanned<'_>, marks: &Marks, candidates: &[Candidate]) {
        self.keys.clear(candidates.len());
        self.numbers.clear();
        self.known.clear();
        self.single.clear();
        self.decided.clear();
        let (mut start, mut end, mut key) = (u32::MAX, 0, SpanKey::default());
        for c in candidates {
            if c.start != start {
                (start, end, key) = (c.start, c.start as usize, SpanKey::default());
            }
            key = extended(scanned, marks, key, end, c.end as usize);
            end = c.end as usize;
            let number = self.keys.number(key.key());
            if number == self.known.len() {
                self.known.push(Known::default());
            }
            self.numbers.push(number as u32);
            if c.end - c.start == 1 {
                self.single.add(scanned.tokens[c.start as usize].key);
            }
        }
        self.within(scanned, marks, candidates);
        self.spelled.collect(scanned, marks);
        // Words in small letters say something of candidates of the same word alone.
        for (token, word) in scanned.tokens.iter().zip(marks.words()) {
            if word & (bit::WORD | bit::CAPITAL) == bit::WORD && self.single.may_have(token.key) {
                self.flag(token.key, LOWER);
            }
        }
    }

    /// Counts candidates, and tells strings what they are part of.
    fn within(&mut self, scanned: &Scanned<'_>, marks: &Marks, candidates: &[Candidate]) {
        // Beginnings of a start are told once.
        let (mut begun, mut cut, mut key) = (u32::MAX, 0, SpanKey::default());
        for (c, number) in candidates.iter().zip(0..) {
            let (start, end) = (c.start as usize, c.end as usize);
            if !bounded(marks, start, end) {
                continue;
            }
            let known = &mut self.known[self.numbers[number] as usize];
            known.seen = known.seen.saturating_add(1);
            if end - start < 2 {
                continue;
            }
            if let Some(key) = acronym_key(scanned, marks, start, end) {
                self.flag(key, ACRONYM);
            }
            let person = marks.is(start, bit::GIVEN | bit::SINGLE);
            self.flag(scanned.tokens[end - 1].key, IN_LONGER | if person && end - start <= 5 { LAST_OF_FULL } else { 0 });
            if begun != c.start {
                (begun, cut) = (c.start, start + 1);
                key = extended(scanned, marks, SpanKey::default(), start, cut);
                self.flag(scanned.tokens[start].key, IN_LONGER | FIRST_OF_LONGER);
            }
            while cut + 1 < end {
                key = extended(scanned, marks, key, cut, cut + 1);
                cut += 1;
                self.flag(key.key(), FIRST_OF_LONGER);
            }
        }
    }

    /// Flags a string, if it is one of a candidate.
    #[inline]
    fn flag(&mut self, key: u64, flags: u16) {
        if let Some(number) = self.keys.find(key) {
            self.known[number].flags |= flags;
        }
    }

    /// Flags a string by what was decided, if it is one of a candidate.
    fn tell(&mut self, key: u64, tell: impl FnOnce(&mut Known)) {
        if let Some(number) = self.keys.find(key) {
            tell(&mut self.known[number]);
            self.known[number].is_told = true;
        }
    }

    /// Evidence without types, as bits.
    pub(crate) fn untyped(&self, scanned: &Scanned<'_>, marks: &Marks, number: usize, candidate: &Candidate) -> u64 {
        let (start, end) = (candidate.start as usize, candidate.end as usize);
        let Known { seen, flags, .. } = self.known[self.numbers[number] as usize];
        let has = |flag: u16| flags & flag != 0;
        let mut all = self.spelled.evidence(candidate)
            | elsewhere(seen >= 2, e::REPEATED)
            | elsewhere(seen >= 4, e::REPEATED_OFTEN)
            | elsewhere(has(FIRST_OF_LONGER), e::FIRST_OF_LONGER);
        if end - start == 1 {
            let capitals = marks.is(start, bit::ALL_CAPS);
            all |= elsewhere(has(LOWER) && !capitals, e::LOWER_SEEN)
                | elsewhere(has(IN_LONGER), e::IN_LONGER)
                | elsewhere(has(LAST_OF_FULL), e::LAST_OF_FULL)
                | elsewhere(has(ACRONYM) && capitals, e::ACRONYM_OF);
            if has(ACRONYM) && start > 0 {
                all |= elsewhere(marks.is(start - 1, bit::OPEN) && marks.is(end, bit::CLOSE), e::ACRONYM_HERE);
            }
        }
        if marks.is(end, bit::OPEN) && marks.is(end + 2, bit::CLOSE) {
            all |= elsewhere(acronym_key(scanned, marks, start, end) == Some(scanned.tokens[end + 1].key), e::HAS_ACRONYM);
        }
        all
    }

    /// Takes in what the first pass decided.
    pub(crate) fn decide(&mut self, scanned: &Scanned<'_>, marks: &Marks, candidates: &[Candidate], chosen: &[(u32, u8)]) {
        for &(number, class) in chosen {
            let (c, class) = (&candidates[number as usize], usize::from(class));
            let (start, end) = (c.start as usize, c.end as usize);
            let own = self.numbers[number as usize] as usize;
            let known = &mut self.known[own];
            known.typed[class] = known.typed[class].saturating_add(1);
            known.is_told = true;
            self.decided.add(self.keys.key(own));
            if end - start < 2 {
                continue;
            }
            for from in start..end {
                let mut key = SpanKey::default();
                for to in from + 1..=end.min(from + 6) {
                    key = extended(scanned, marks, key, to - 1, to);
                    if to - from < end - start {
                        // `bin Tarn` of `Omar bin Tarn`, and `Arcel` of `Renata Arcel Puig`.
                        let ends = class == PERSON && to == end && to - from > 1;
                        let inner = class == PERSON && from > start && to < end && to - from == 1 && marks.is(from, bit::CAPITAL);
                        let flags = if ends { ENDS_PERSON } else { 0 } | if inner { INNER_PERSON } else { 0 };
                        self.tell(key.key(), |known| {
                            known.part_of |= 1 << class;
                            known.flags |= flags;
                        });
                    }
                }
            }
            let last = if marks.is(end - 1, bit::DOT) { end - 2 } else { end - 1 };
            match class {
                PERSON => {
                    self.tell(scanned.tokens[last].key, |known| known.flags |= LAST_PERSON);
                    self.tell(scanned.tokens[start].key, |known| known.flags |= FIRST_PERSON);
                }
                ORGANIZATION => {
                    let mut key = SpanKey::default();
                    for cut in start + 1..end {
                        key = extended(scanned, marks, key, cut - 1, cut);
                        self.tell(key.key(), |known| known.flags |= HEAD_ORGANIZATION);
                    }
                    if let Some(key) = acronym_key(scanned, marks, start, end) {
                        self.tell(key, |known| known.flags |= ACRONYM_ORGANIZATION);
                    }
                }
                _ => {}
            }
        }
    }

    /// The number of a candidate's string, by the candidate's.
    pub(super) fn number(&self, candidate: u32) -> usize {
        self.numbers[candidate as usize] as usize
    }

    /// How many strings there are.
    pub(super) fn count(&self) -> usize {
        self.keys.len()
    }

    /// Evidence with types, as bits; `own` is what the first pass decided of this very candidate.
    #[inline]
    pub(crate) fn typed(&self, scanned: &Scanned<'_>, marks: &Marks, number: usize, candidate: &Candidate, own: Option<u8>) -> u64 {
        let (start, end) = (candidate.start as usize, candidate.end as usize);
        let known = &self.known[self.numbers[number] as usize];
        let mut all = if known.is_told { told(known, marks, (start, end), own) } else { 0 };
        if end - start > 1 {
            let typed = |at: usize| {
                let key = scanned.tokens[at].key;
                let number = if self.decided.may_have(key) { self.keys.find(key) } else { None };
                number.map_or([0; CLASSES], |number| self.known[number].typed)
            };
            let (first, last) = (typed(start), typed(end - 1));
            all |= elsewhere(last[PERSON] > 0, e::HOLDS_PERSON)
                | elsewhere(last[ORGANIZATION] > 0 || first[ORGANIZATION] > 0, e::HOLDS_ORGANIZATION)
                | elsewhere(last[LOCATION] > 0 || first[LOCATION] > 0, e::HOLDS_LOCATION);
        }
        all
    }
}

/// What was decided of a string elsewhere, as evidence for one of its candidates.
fn told(known: &Known, marks: &Marks, (start, end): (usize, usize), own: Option<u8>) -> u64 {
    let mut typed = known.typed;
    if let Some(own) = own {
        typed[usize::from(own)] -= 1;
    }
    let same = [e::SAME_PERSON, e::SAME_ORGANIZATION, e::SAME_LOCATION, e::SAME_EVENT, e::SAME_MISC];
    let part = [e::PART_PERSON, e::PART_ORGANIZATION, e::PART_LOCATION, e::PART_EVENT, e::PART_MISC];
    let decided = typed.iter().any(|&n| n > 0);
    let has = |flag: u16| known.flags & flag != 0;
    let mut all = elsewhere(has(HEAD_ORGANIZATION), e::HEAD_ORGANIZATION);
    // What ends a full name of several words names the person as well as its last word does.
    let ends = end - start > 1 && has(ENDS_PERSON);
    all |= elsewhere(ends, e::ENDS_PERSON);
    for class in [PERSON, ORGANIZATION, LOCATION, EVENT, MISC] {
        let is_part = !decided && known.part_of >> class & 1 == 1 && !(ends && class == PERSON);
        all |= elsewhere(typed[class] > 0, same[class]) | elsewhere(is_part, part[class]);
    }
    if end - start == 1 {
        all |= elsewhere(has(LAST_PERSON), e::LAST_PERSON)
            | elsewhere(has(FIRST_PERSON), e::FIRST_PERSON)
            | elsewhere(has(INNER_PERSON), e::INNER_PERSON)
            | elsewhere(has(ACRONYM_ORGANIZATION) && marks.is(start, bit::ALL_CAPS), e::ACRONYM_ORGANIZATION);
    }
    all
}

/// A key with the tokens of a range.
#[inline]
fn extended(scanned: &Scanned<'_>, marks: &Marks, key: SpanKey, from: usize, to: usize) -> SpanKey {
    scanned.tokens[from..to].iter().zip(&marks.words()[from..to]).fold(key, |key, (token, word)| key.with(token, *word))
}

/// Whether no capital stands right beside a span.
fn bounded(marks: &Marks, start: usize, end: usize) -> bool {
    let apart = |at: usize| !marks.is(at, bit::CAPITAL);
    let paragraph = |at: usize| marks.is(at, bit::PARAGRAPH_BEFORE);
    (start == 0 || apart(start - 1) || paragraph(start)) && (apart(end) || paragraph(end))
}
