//! The tape: what patterns see of an article. Rooms put on it what they know so far.

use super::Rules;
use crate::scan::Scanned;
use crate::segment::{Upos, Word};
use copydesk_engine::pattern;
use copydesk_engine::tokens::Shape;

/// Spans of tokens by their start: mentions, candidates or groups of words, for patterns to name.
#[derive(Clone, Debug, Default)]
pub struct Spans {
    spans: Vec<(u32, u32, u8)>,
    masks: Vec<u32>,
}

impl Spans {
    /// Forgets everything; there are `tokens` tokens.
    pub fn clear(&mut self, tokens: usize) {
        self.spans.clear();
        self.masks.clear();
        self.masks.resize(tokens, 0);
    }

    /// Adds the span `start..end` of a kind (its number in `MENTIONS` or `GROUPS`).
    pub fn add(&mut self, start: u32, end: u32, kind: u8) {
        self.spans.push((start, end, kind));
        if let Some(mask) = self.masks.get_mut(start as usize) {
            *mask |= 1 << kind;
        }
    }

    /// Sorts what was added: call before use.
    pub fn finish(&mut self) {
        self.spans.sort_unstable();
    }

    /// Kinds that begin at a token, as bits.
    #[inline]
    pub fn mask(&self, at: usize) -> u32 {
        self.masks.get(at).copied().unwrap_or(0)
    }

    /// Ends of the spans of a kind that begin at a token.
    pub fn ends(&self, at: usize, kind: u8) -> impl Iterator<Item = u32> + '_ {
        let from = self.spans.partition_point(|s| (s.0 as usize) < at);
        self.spans[from..].iter().take_while(move |s| s.0 as usize == at).filter(move |s| s.2 == kind).map(|s| s.1)
    }
}

/// What patterns see. Rooms that run before words or mentions are known leave those empty.
#[derive(Clone, Copy)]
pub struct Tape<'a> {
    /// Tokens and gazetteer hits.
    pub scanned: &'a Scanned<'a>,
    /// Word classes, one a token; empty before `segment`.
    pub words: &'a [Word],
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

    #[inline]
    fn symbols(&self, at: usize) -> &[u16] {
        self.rules.vocabulary.symbols(self.scanned.rows[at])
    }

    fn classes(&self, at: usize) -> u64 {
        classes(self, at)
    }

    #[inline]
    fn lists(&self, at: usize) -> u128 {
        self.scanned.references[at]
    }

    fn list_ends(&self, at: usize, list: u16, ends: &mut Vec<u32>) {
        ends.extend(self.scanned.hits_at(at).iter().filter(|h| self.scanned.refers(h) >> list & 1 == 1).map(|h| h.end));
    }

    fn mentions(&self, at: usize) -> u32 {
        self.mentions.map_or(0, |m| m.mask(at))
    }

    fn mention_ends(&self, at: usize, kind: u8, ends: &mut Vec<u32>) {
        ends.extend(self.mentions.iter().flat_map(|m| m.ends(at, kind)));
    }

    fn groups(&self, at: usize) -> u32 {
        self.groups.map_or(0, |g| g.mask(at))
    }

    fn group_ends(&self, at: usize, kind: u8, ends: &mut Vec<u32>) {
        ends.extend(self.groups.iter().flat_map(|g| g.ends(at, kind)));
    }
}

/// Bits in the order of [`super::compiled::CLASSES`].
fn classes(tape: &Tape<'_>, at: usize) -> u64 {
    const SHAPES: [Shape; 18] = [
        Shape::WORD,
        Shape::CAPITAL,
        Shape::ALL_CAPS,
        Shape::INNER_CAPITAL,
        Shape::DIGIT,
        Shape::NUMBER,
        Shape::ORDINAL,
        Shape::PLURAL_NUMBER,
        Shape::CLOCK,
        Shape::FOUR_DIGITS,
        Shape::SHORT_NUMBER,
        Shape::PUNCTUATION,
        Shape::SYMBOL,
        Shape::DOTTED,
        Shape::SINGLE,
        Shape::ADDRESS,
        Shape::DASH,
        Shape::QUOTE,
    ];
    let token = &tape.scanned.tokens[at];
    let mut bits = 1u64;
    for (i, &shape) in SHAPES.iter().enumerate() {
        bits |= u64::from(token.is(shape)) << (i + 1);
    }
    bits |= u64::from(token.is(Shape::CLITIC)) << 19;
    bits |= u64::from(token.is_tight()) << 20;
    bits |= u64::from(token.is(Shape::LINE_BEFORE)) << 21;
    bits |= u64::from(token.is(Shape::PARAGRAPH_BEFORE)) << 22;
    bits |= u64::from(token.is(Shape::DECIMAL)) << 23;
    bits |= u64::from(token.is(Shape::CAPITAL) && !token.is(Shape::ALL_CAPS)) << 43;
    let letters = token.end - token.start;
    bits |= u64::from(token.is(Shape::WORD.with(Shape::DIGIT)) && letters >= 12) << 44;
    let one_case = !token.is(Shape::CAPITAL) || token.is(Shape::ALL_CAPS) || token.is(Shape::SINGLE);
    let short = token.is(Shape::WORD) && one_case && !token.shape.any(Shape::DIGIT.with(Shape::CLITIC));
    bits |= u64::from(short && letters <= 4 && !token.is(Shape::DOTTED)) << 45;
    bits |= u64::from(short && (4..=8).contains(&letters) && token.is(Shape::DOTTED) && !token.is(Shape::CAPITAL)) << 46;
    let Some(word) = tape.words.get(at) else { return bits };
    let class = match word.upos {
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
    bits | 1 << class
        | u64::from(word.form.is_past()) << 38
        | u64::from(word.form.is_participle()) << 39
        | u64::from(word.form.is_gerund()) << 40
        | u64::from(word.form.is_base()) << 41
        | u64::from(word.form.is_plural()) << 42
}
