//! The tape: what patterns see of an article. Rooms put on it what they know so far.

use super::Rules;
use crate::scan::Scanned;
use crate::segment::{Form, Upos};
use copydesk_engine::pattern::{self, Sights, Vocabulary};
use copydesk_engine::tokens::{Shape, Token};

/// Spans of tokens by their start: mentions, candidates or groups of words, for patterns to name.
#[derive(Clone, Debug, Default)]
pub struct Spans {
    spans: Vec<(u32, u32, u8)>,
    /// Kinds that begin at a token, as bits, and the first of its spans.
    starts: Vec<(u32, u32)>,
}

impl Spans {
    /// Forgets everything; there are `tokens` tokens.
    pub fn clear(&mut self, tokens: usize) {
        self.spans.clear();
        self.starts.clear();
        self.starts.resize(tokens, (0, 0));
    }

    /// Adds the span `start..end` of a kind (its number in `MENTIONS` or `GROUPS`).
    pub fn add(&mut self, start: u32, end: u32, kind: u8) {
        self.spans.push((start, end, kind));
        if let Some((mask, _)) = self.starts.get_mut(start as usize) {
            *mask |= 1 << kind;
        }
    }

    /// Sorts what was added: call before use.
    pub fn finish(&mut self) {
        if !self.spans.is_sorted() {
            self.spans.sort_unstable();
        }
        for (n, span) in self.spans.iter().enumerate().rev() {
            if let Some((_, first)) = self.starts.get_mut(span.0 as usize) {
                *first = n as u32;
            }
        }
    }

    /// Kinds that begin at a token, as bits.
    #[inline]
    pub fn mask(&self, at: usize) -> u32 {
        self.starts.get(at).map_or(0, |s| s.0)
    }

    /// Adds the ends of the spans of a kind that begin at a token.
    fn ends(&self, at: usize, kind: u8, ends: &mut Vec<u32>) {
        let from = self.starts.get(at).map_or(self.spans.len(), |s| s.1 as usize);
        for span in self.spans[from..].iter().take_while(|s| s.0 as usize == at) {
            if span.2 == kind {
                ends.push(span.1);
            }
        }
    }
}

/// What patterns see. Rooms that run before words or mentions are known leave those empty.
#[derive(Clone, Copy)]
pub struct Tape<'a> {
    /// Tokens and gazetteer hits.
    pub scanned: &'a Scanned<'a>,
    /// What the tokens offer: `scan`'s before `segment`.
    pub sights: Sights<'a>,
    /// Groups of words.
    pub groups: Option<&'a Spans>,
    /// Mentions so far, or candidates.
    pub mentions: Option<&'a Spans>,
    /// All rules.
    pub rules: &'a Rules,
}

impl pattern::Tape for Tape<'_> {
    fn text(&self, at: usize) -> &str {
        self.scanned.tokens[at].text(self.scanned.text)
    }

    fn vocabulary(&self) -> &Vocabulary {
        &self.rules.vocabulary
    }

    #[inline]
    fn sights(&self) -> Sights<'_> {
        self.sights
    }

    fn list_ends(&self, at: usize, list: u16, ends: &mut Vec<u32>) {
        for hit in self.scanned.hits_at(at) {
            if self.scanned.refers(hit) >> list & 1 == 1 {
                ends.push(hit.end);
            }
        }
    }

    #[inline]
    fn mentions(&self, at: usize) -> u32 {
        self.mentions.map_or(0, |m| m.mask(at))
    }

    fn mention_ends(&self, at: usize, kind: u8, ends: &mut Vec<u32>) {
        if let Some(mentions) = self.mentions {
            mentions.ends(at, kind, ends);
        }
    }

    fn group_ends(&self, at: usize, kind: u8, ends: &mut Vec<u32>) {
        if let Some(groups) = self.groups {
            groups.ends(at, kind, ends);
        }
    }
}

/// Bits of a token by its shape, in the order of [`super::compiled::CLASSES`].
pub(crate) fn classes(token: &Token) -> u64 {
    let shape = u64::from(token.shape.0);
    // The first bits of a shape, and those about what stands before a token, have the same order as the classes.
    const FIRST: u64 = (1 << 19) - 1;
    let lines = Shape::LINE_BEFORE.0 | Shape::PARAGRAPH_BEFORE.0 | Shape::DECIMAL.0;
    let mut bits = 1 | (shape & FIRST) << 1 | shape & u64::from(lines) | u64::from(token.is_tight()) << 20;
    if !token.is(Shape::WORD) {
        return bits;
    }
    let (capital, caps, dotted) = (token.is(Shape::CAPITAL), token.is(Shape::ALL_CAPS), token.is(Shape::DOTTED));
    bits |= u64::from(capital && !caps) << 43;
    let letters = token.end - token.start;
    bits |= u64::from(token.is(Shape::DIGIT) && letters >= 12) << 44;
    let short = (!capital || caps || token.is(Shape::SINGLE)) && !token.shape.any(Shape::DIGIT.with(Shape::CLITIC));
    bits |= u64::from(short && letters <= 4 && !dotted) << 45;
    bits | u64::from(short && (4..=8).contains(&letters) && dotted && !capital) << 46
}

const _: () = assert!(Shape::WORD.0 == 1 && Shape::CLITIC.0 == 1 << 18);
const _: () = assert!(Shape::SPACE_BEFORE.0 == 1 << 20);
const _: () = assert!(Shape::LINE_BEFORE.0 == 1 << 21 && Shape::PARAGRAPH_BEFORE.0 == 1 << 22 && Shape::DECIMAL.0 == 1 << 23);

/// Bits of a word by its class and form, in the order of [`super::compiled::CLASSES`].
pub(crate) fn word_classes(upos: Upos, form: Form) -> u64 {
    let class = match upos {
        Upos::Noun => 24,
        Upos::Propn => 25,
        Upos::Verb => 26,
        Upos::Aux => 27,
        Upos::Adj => 28,
        Upos::Adv => 29,
        Upos::Pron => 30,
        Upos::Det => 31,
        Upos::Adp => 32,
        Upos::Num => 33,
        Upos::Cconj => 34,
        Upos::Sconj => 35,
        Upos::Part => 36,
        Upos::Intj => 37,
        Upos::Punct | Upos::Sym | Upos::X => 0,
    };
    let form = match form {
        Form::Past => 1 << 38,
        Form::Participle => 1 << 39,
        Form::Gerund => 1 << 40,
        Form::Base => 1 << 41,
        Form::Plural => 1 << 42,
        _ => 0,
    };
    1 << class | form
}
