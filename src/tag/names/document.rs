//! What the rest of the article says about a candidate: first without knowing types (repeats, surnames of full names,
//! acronyms), then, on the second pass, with the types that the first pass was sure of.

use super::candidates::Candidate;
use super::classes::{Classes, meet};
use super::evidence as e;
use super::table::{CLASSES, EVENT, LOCATION, MISC, ORGANIZATION, PERSON, Sink, Table};
use crate::scan::Scanned;
use copydesk_engine::fold::Hasher;
use copydesk_engine::tokens::{Shape, Token};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher as _};

/// Keys are hashes already.
#[derive(Default)]
pub(crate) struct Identity(u64);

impl std::hash::Hasher for Identity {
    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(b);
        }
    }

    #[inline]
    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// A map by keys of words.
pub(crate) type KeyMap<V> = HashMap<u64, V, BuildHasherDefault<Identity>>;

/// What is known of a string in the article, as bits and counts.
#[derive(Clone, Copy, Default)]
struct Known {
    seen: u16,
    flags: u16,
    typed: [u16; CLASSES],
    part_of: u8,
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

/// Everything known of the strings of one article.
#[derive(Default)]
pub(crate) struct Document {
    known: KeyMap<Known>,
    keys: Vec<u64>,
    /// Bits of the keys that may be those of candidates of one word.
    lower: [u64; 32],
}

/// Where the bit of a key stands in [`Document::lower`].
#[inline]
fn place(key: u64) -> (usize, u64) {
    ((key >> 6) as usize % 32, 1 << (key % 64))
}

/// Key of the words of a span; marks do not count.
fn span_key(tokens: &[Token]) -> u64 {
    let (mut key, mut count) = (0u64, 0);
    for t in tokens.iter().filter(|t| t.shape.any(Shape(Shape::WORD.0 | Shape::DIGIT.0))) {
        key = if count == 0 { t.key } else { (key.rotate_left(7) ^ t.key).wrapping_mul(0x9e37_79b9_7f4a_7c15) };
        count += 1;
    }
    let mut hasher = Identity::default();
    hasher.write_u64(key);
    hasher.finish()
}

/// Key that the acronym of a span would have (`Gulf Cooperation Council` -> `gcc`), from its words with a capital.
fn acronym_key(scanned: &Scanned<'_>, start: usize, end: usize) -> Option<u64> {
    let (mut hasher, mut letters) = (Hasher::default(), 0);
    for t in &scanned.tokens[start..end] {
        if t.is(Shape::CAPITAL) {
            let c = t.text(scanned.text).chars().next()?;
            if !c.is_ascii() {
                return None;
            }
            hasher.byte(c.to_ascii_lowercase() as u8);
            letters += 1;
        }
    }
    (letters >= 2).then(|| hasher.finish())
}

impl Document {
    /// Collects what needs no types.
    pub(crate) fn collect(&mut self, scanned: &Scanned<'_>, classes: &Classes, candidates: &[Candidate]) {
        self.known.clear();
        self.keys.clear();
        for c in candidates {
            let (start, end) = (c.start as usize, c.end as usize);
            let key = span_key(&scanned.tokens[start..end]);
            self.keys.push(key);
            let bounded = bounded(scanned, start, end);
            let known = self.known.entry(key).or_default();
            known.seen = known.seen.saturating_add(u16::from(bounded));
            if !bounded || end - start < 2 {
                continue;
            }
            if let Some(key) = acronym_key(scanned, start, end) {
                self.known.entry(key).or_default().flags |= ACRONYM;
            }
            let last = &scanned.tokens[end - 1];
            let person = meet(&scanned.lists[start], &classes.given) || scanned.tokens[start].is(Shape::SINGLE);
            let last_flags = IN_LONGER | if person && end - start <= 5 { LAST_OF_FULL } else { 0 };
            self.known.entry(last.key).or_default().flags |= last_flags;
            let first = &scanned.tokens[start];
            self.known.entry(first.key).or_default().flags |= IN_LONGER | FIRST_OF_LONGER;
            for cut in start + 2..end {
                self.known.entry(span_key(&scanned.tokens[start..cut])).or_default().flags |= FIRST_OF_LONGER;
            }
        }
        // Words in small letters say something of candidates of the same word alone.
        self.lower.fill(0);
        for c in candidates.iter().filter(|c| c.end - c.start == 1) {
            let (word, bit) = place(scanned.tokens[c.start as usize].key);
            self.lower[word] |= bit;
        }
        for t in scanned.tokens.iter().filter(|t| t.is(Shape::WORD) && !t.is(Shape::CAPITAL)) {
            let (word, bit) = place(t.key);
            if self.lower[word] & bit != 0
                && let Some(known) = self.known.get_mut(&t.key)
            {
                known.flags |= LOWER;
            }
        }
    }

    fn known(&self, key: u64) -> Known {
        self.known.get(&key).copied().unwrap_or_default()
    }

    /// Evidence without types.
    pub(crate) fn untyped(&self, scanned: &Scanned<'_>, table: &Table, number: usize, candidate: &Candidate, sink: &mut impl Sink) {
        let (start, end) = (candidate.start as usize, candidate.end as usize);
        let known = self.known(self.keys[number]);
        let mut when = |holds: bool, evidence: usize| {
            if holds {
                sink.add(table.fixed(evidence));
            }
        };
        when(known.seen >= 2, e::REPEATED);
        when(known.seen >= 4, e::REPEATED_OFTEN);
        if end - start == 1 {
            let token = &scanned.tokens[start];
            when(known.flags & LOWER != 0 && !token.is(Shape::ALL_CAPS), e::LOWER_SEEN);
            when(known.flags & IN_LONGER != 0, e::IN_LONGER);
            when(known.flags & LAST_OF_FULL != 0, e::LAST_OF_FULL);
            when(known.flags & ACRONYM != 0 && token.is(Shape::ALL_CAPS), e::ACRONYM_OF);
        }
        when(known.flags & FIRST_OF_LONGER != 0, e::FIRST_OF_LONGER);
        let word = |at: usize| if at < scanned.tokens.len() { scanned.word(at) } else { "" };
        if word(end) == "(" && word(end + 2) == ")" {
            when(acronym_key(scanned, start, end) == Some(scanned.tokens[end + 1].key), e::HAS_ACRONYM);
        }
        if end - start == 1 && start > 0 && word(start - 1) == "(" && word(end) == ")" {
            when(known.flags & ACRONYM != 0, e::ACRONYM_HERE);
        }
    }

    /// Takes in what the first pass decided.
    pub(crate) fn decide(&mut self, scanned: &Scanned<'_>, candidates: &[Candidate], chosen: &[(u32, u8)]) {
        for &(number, class) in chosen {
            let (c, class) = (&candidates[number as usize], usize::from(class));
            let (start, end) = (c.start as usize, c.end as usize);
            let typed = &mut self.known.entry(self.keys[number as usize]).or_default().typed[class];
            *typed = typed.saturating_add(1);
            if end - start < 2 {
                continue;
            }
            for from in start..end {
                for to in from + 1..=end.min(from + 6) {
                    if to - from < end - start {
                        self.known.entry(span_key(&scanned.tokens[from..to])).or_default().part_of |= 1 << class;
                    }
                }
            }
            let last = if scanned.word(end - 1) == "." { end - 2 } else { end - 1 };
            match class {
                PERSON => {
                    self.known.entry(scanned.tokens[last].key).or_default().flags |= LAST_PERSON;
                    self.known.entry(scanned.tokens[start].key).or_default().flags |= FIRST_PERSON;
                }
                ORGANIZATION => {
                    for cut in start + 1..end {
                        self.known.entry(span_key(&scanned.tokens[start..cut])).or_default().flags |= HEAD_ORGANIZATION;
                    }
                    if let Some(key) = acronym_key(scanned, start, end) {
                        self.known.entry(key).or_default().flags |= ACRONYM_ORGANIZATION;
                    }
                }
                _ => {}
            }
        }
    }

    /// The key of a candidate's words, by its number.
    pub(super) fn key(&self, number: u32) -> u64 {
        self.keys[number as usize]
    }

    /// Evidence with types; `own` is what the first pass decided of this very candidate.
    pub(crate) fn typed(
        &self,
        scanned: &Scanned<'_>,
        table: &Table,
        number: usize,
        candidate: &Candidate,
        own: Option<u8>,
        sink: &mut impl Sink,
    ) {
        let (start, end) = (candidate.start as usize, candidate.end as usize);
        let mut known = self.known(self.keys[number]);
        if let Some(own) = own {
            known.typed[usize::from(own)] -= 1;
        }
        let mut when = |holds: bool, evidence: usize| {
            if holds {
                sink.add(table.fixed(evidence));
            }
        };
        let same = [e::SAME_PERSON, e::SAME_ORGANIZATION, e::SAME_LOCATION, e::SAME_EVENT, e::SAME_MISC];
        let part = [e::PART_PERSON, e::PART_ORGANIZATION, e::PART_LOCATION, e::PART_EVENT, e::PART_MISC];
        let decided = known.typed.iter().any(|&n| n > 0);
        if decided || known.part_of > 0 {
            for class in [PERSON, ORGANIZATION, LOCATION, EVENT, MISC] {
                when(known.typed[class] > 0, same[class]);
                when(!decided && known.part_of >> class & 1 == 1, part[class]);
            }
        }
        if end - start == 1 {
            when(known.flags & LAST_PERSON != 0, e::LAST_PERSON);
            when(known.flags & FIRST_PERSON != 0, e::FIRST_PERSON);
            when(known.flags & ACRONYM_ORGANIZATION != 0 && scanned.tokens[start].is(Shape::ALL_CAPS), e::ACRONYM_ORGANIZATION);
        } else {
            let last = self.known(scanned.tokens[end - 1].key);
            let first = self.known(scanned.tokens[start].key);
            when(last.typed[PERSON] > 0, e::HOLDS_PERSON);
            when(last.typed[ORGANIZATION] > 0 || first.typed[ORGANIZATION] > 0, e::HOLDS_ORGANIZATION);
            when(last.typed[LOCATION] > 0 || first.typed[LOCATION] > 0, e::HOLDS_LOCATION);
        }
        when(known.flags & HEAD_ORGANIZATION != 0, e::HEAD_ORGANIZATION);
    }
}

/// Whether no capital stands right beside a span.
fn bounded(scanned: &Scanned<'_>, start: usize, end: usize) -> bool {
    let capital = |at: usize| scanned.tokens.get(at).is_some_and(|t| t.is(Shape::CAPITAL));
    !(start > 0 && capital(start - 1) && !scanned.tokens[start].is(Shape::PARAGRAPH_BEFORE))
        && !(capital(end) && !scanned.tokens[end].is(Shape::PARAGRAPH_BEFORE))
}
