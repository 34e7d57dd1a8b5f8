//! What words in plain lower case and marks can be, remembered by the word's number.

use super::{Candidate, Sight, Start, Views};
use crate::resources::Resources;
use crate::scan::Scanned;
use copydesk_engine::tokens::Shape;

/// Most candidates that are remembered.
const MOST: usize = 5;

/// A word, as far as its place does not matter.
#[derive(Clone, Copy, Default)]
struct Word {
    sight: Sight,
    /// Its view.
    view: u32,
    /// What it can be; nothing as long as that was not asked.
    count: u8,
    candidates: [Candidate; MOST],
}

/// Words by number, in a line and elsewhere; those of another collection are forgotten.
#[derive(Default)]
pub(super) struct Memory {
    numbered: u64,
    words: Vec<Word>,
}

impl Memory {
    pub(super) fn prepare(&mut self, scanned: &Scanned<'_>, resources: &Resources, known: &mut Views) {
        if known.prepare(&resources.tagger, resources.number) || self.numbered != scanned.numbered {
            self.numbered = scanned.numbered;
            self.words.clear();
        }
    }

    /// What a token can be before any rule has run, and its view; adds its candidates.
    #[inline]
    pub(super) fn token(&mut self, start: &mut Start<'_>, known: &mut Views, at: usize, first: bool) -> (Sight, u32) {
        let slot = slot(start.scanned, at, start.line);
        if slot == 0 {
            let sight = start.token(at, first);
            return (sight, known.of(start.tagger, &sight));
        }
        if self.words.len() <= slot {
            self.words.resize(slot + 1, Word::default());
        }
        let word = &mut self.words[slot];
        if word.count != 0 {
            start.out.extend_from_slice(&word.candidates[..usize::from(word.count)]);
            return (word.sight, word.view);
        }
        let begin = start.out.len();
        let sight = start.token(at, first);
        let view = known.of(start.tagger, &sight);
        let candidates = &start.out[begin..];
        if candidates.len() <= MOST {
            (word.sight, word.view, word.count) = (sight, view, candidates.len() as u8);
            word.candidates[..candidates.len()].copy_from_slice(candidates);
        }
        (sight, view)
    }
}

/// Where a token's word is kept; 0: nowhere, as its own place in the text matters.
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
