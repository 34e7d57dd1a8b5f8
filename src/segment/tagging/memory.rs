//! What words in plain lower case and marks can be, and which rules may fire there, remembered by the word's number.

use super::{Candidate, RuleCache, Sight, Start, Tagger};
use crate::scan::Scanned;
use copydesk_engine::tokens::Shape;

/// A word, as far as its place does not matter.
#[derive(Clone, Copy, Default)]
struct Word {
    sight: Sight,
    /// What it can be.
    candidates: (u32, u32),
    /// First part of its set of rules, from 1.
    rules: u32,
}

/// Words by number; those of another collection are forgotten.
#[derive(Default)]
pub(super) struct Memory {
    numbered: u64,
    /// Place of a word among `words`, by its number and whether it stands in a line.
    places: Vec<u32>,
    words: Vec<Word>,
    candidates: Vec<Candidate>,
    sets: Vec<u64>,
}

impl Memory {
    pub(super) fn prepare(&mut self, scanned: &Scanned<'_>) {
        if self.numbered != scanned.numbered {
            self.numbered = scanned.numbered;
            self.places.clear();
            self.words.clear();
            self.words.push(Word::default());
            self.candidates.clear();
            self.sets.clear();
        }
    }

    /// What a token can be before any rule has run; adds its candidates.
    #[inline]
    pub(super) fn token(&mut self, start: &mut Start<'_>, at: usize, first: bool) -> Sight {
        let slot = slot(start.scanned, at, start.line);
        if slot == 0 {
            return start.token(at, first);
        }
        if self.places.len() <= slot {
            self.places.resize(slot + 1, 0);
        }
        let place = self.places[slot] as usize;
        if place != 0 {
            let word = &self.words[place];
            start.out.extend_from_slice(&self.candidates[word.candidates.0 as usize..word.candidates.1 as usize]);
            return word.sight;
        }
        let begin = start.out.len();
        let sight = start.token(at, first);
        let from = self.candidates.len() as u32;
        self.candidates.extend_from_slice(&start.out[begin..]);
        self.places[slot] = self.words.len() as u32;
        self.words.push(Word { sight, candidates: (from, self.candidates.len() as u32), rules: 0 });
        sight
    }

    /// The rules that may fire at a token.
    #[inline]
    pub(super) fn rules<'m>(
        &'m mut self,
        scanned: &Scanned<'_>,
        at: usize,
        cache: &'m mut RuleCache,
        tagger: &Tagger,
        sight: &Sight,
    ) -> &'m [u64] {
        let place = self.places.get(slot(scanned, at, sight.line)).copied().unwrap_or(0) as usize;
        if place == 0 {
            return cache.rules(tagger, sight);
        }
        if self.words[place].rules == 0 {
            self.words[place].rules = self.sets.len() as u32 + 1;
            self.sets.extend_from_slice(cache.rules(tagger, sight));
        }
        let first = self.words[place].rules as usize - 1;
        &self.sets[first..first + tagger.width()]
    }
}

/// Where the place of a token's word is kept; 0: nowhere, as its own place in the text matters.
#[inline]
fn slot(scanned: &Scanned<'_>, at: usize, line: bool) -> usize {
    match scanned.known[at].number as usize {
        number if number > 0 && is_plain(scanned.tokens[at].shape) => number * 2 + usize::from(line),
        _ => 0,
    }
}

/// Whether a token's text follows from its key and nothing about its place matters: words of lower-case ASCII letters
/// and ASCII marks, but for the hyphen.
#[inline]
fn is_plain(shape: Shape) -> bool {
    const BEFORE: u32 = Shape::SPACE_BEFORE.0 | Shape::LINE_BEFORE.0 | Shape::PARAGRAPH_BEFORE.0;
    shape.0 & !BEFORE == Shape::WORD.0 || shape.has(Shape::PUNCTUATION) && !shape.any(Shape::DASH.with(Shape::NON_ASCII))
}
