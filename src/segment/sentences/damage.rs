//! Damage that sentences show: a lost first word, a missing space, a word that fell out, a word twice.

use super::Sentence;
use crate::layout::marks::{enumerator, is_lower, marks_end};
use crate::layout::words::{Opening, Words};
use crate::record::{Region, Warning, WarningKind};
use crate::resources::Resources;
use crate::scan::Scanned;
use crate::span::Span;
use copydesk_engine::blob::Hit;
use copydesk_engine::tokens::{Shape, Token};

pub(super) fn warn(
    resources: &Resources,
    scanned: &Scanned<'_>,
    dateline: Option<(u32, u32)>,
    sentences: &[Sentence],
    warnings: &mut Vec<Warning>,
) {
    warnings.clear();
    let words = Words::new(resources);
    let list = |id: &str| resources.list(id).unwrap_or(usize::MAX);
    let (once, the, a, of) = (list("words/never-doubled"), list("cues/the"), list("cues/a"), list("cues/of"));
    let abbreviations = [list("words/abbreviations"), list("places/wire-abbreviations"), list("places/us-codes")];
    let is = |at: usize, list: usize| list != usize::MAX && scanned.is_in(at, list);
    let mut openings = Openings { scanned, words: &words, abbreviations: &abbreviations, of, careless: false, nouns: Vec::new() };
    for sentence in sentences.iter().filter(|s| s.region == Region::Body) {
        let (first, end) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
        if dateline.is_none_or(|d| d.0 != sentence.tokens.0) {
            openings.read(first, end, warnings);
        }
        for at in first..end - 1 {
            let (token, next) = (&scanned.tokens[at], &scanned.tokens[at + 1]);
            if token.key == next.key
                && is(at, once)
                && !ends_clauses(scanned, &words, at, once)
                && is_lower(scanned, at + 1)
                && !next.is_tight()
            {
                let span = Span::new(next.start, next.end);
                warnings.push(Warning { kind: WarningKind::RepeatedWord, span, guess: None, confidence: 90 });
            } else if (is(at, the) || is(at, a)) && is(at + 1, of) && is_lower(scanned, at + 1) && (at == first || is_lower(scanned, at)) {
                let span = Span::new(next.start, next.start);
                warnings.push(Warning { kind: WarningKind::LostText, span, guess: None, confidence: 85 });
            }
        }
    }
    if !openings.careless && openings.nouns.len() <= NOUNS {
        warnings.append(&mut openings.nouns);
    }
}

/// Whether a word of the list may stand twice where a clause ends with it.
fn ends_clauses(scanned: &Scanned<'_>, words: &Words<'_>, at: usize, list: usize) -> bool {
    let mut hits = scanned.hits_at(at).iter().filter(|h| h.layer == 0 && usize::from(h.list) == list);
    hits.any(|h| words.view.cell(h.sense, "subtype").is_some_and(|s| s == "clause"))
}

/// How sentences begin: right behind the one before, or in the middle.
struct Openings<'w> {
    scanned: &'w Scanned<'w>,
    words: &'w Words<'w>,
    abbreviations: &'w [usize],
    of: usize,
    /// Sentences of the article that lack no more than a capital: it is written so.
    careless: bool,
    /// Warnings of sentences that begin with a noun; they hold if the article is not careless.
    nouns: Vec<Warning>,
}

/// So many sentences of an article may begin with a noun in lower case before that is its manner.
const NOUNS: usize = 3;

impl Openings<'_> {
    fn read(&mut self, first: usize, end: usize, warnings: &mut Vec<Warning>) {
        let (scanned, token) = (self.scanned, &self.scanned.tokens[first]);
        if self.lacks_space(first) {
            let span = Span::new(token.start, token.start);
            warnings.push(Warning { kind: WarningKind::MissingSpace, span, guess: Some(" ".into()), confidence: 90 });
            return;
        }
        let plain = token.is(Shape::WORD)
            && is_lower(scanned, first)
            && !token.shape.any(Shape::INNER_CAPITAL.with(Shape::ADDRESS).with(Shape::SINGLE).with(Shape::DIGIT));
        if !plain || end - first < 5 || !self.stands_alone(first, end) || self.is_priced(first, end) {
            return;
        }
        let lost = Warning { kind: WarningKind::LostText, span: Span::new(token.start, token.start), guess: None, confidence: 70 };
        match self.words.opening(token.key, scanned.word(first)) {
            _ if self.of != usize::MAX && scanned.is_in(first, self.of) => warnings.push(lost),
            Some(Opening::Finite) => warnings.push(lost),
            Some(Opening::Noun) if self.has_verb(first, end) => self.nouns.push(lost),
            Some(Opening::Whole) => self.careless = true,
            Some(Opening::Noun) | None => {}
        }
    }

    /// Whether a sentence follows the one before without a space.
    fn lacks_space(&self, first: usize) -> bool {
        let (scanned, token) = (self.scanned, &self.scanned.tokens[first]);
        let tight_sign = |t: &Token| t.is_tight() && t.is(Shape::SYMBOL);
        token.is_tight()
            && first > 1
            && token.is(Shape::CAPITAL)
            && !scanned.word(first - 2).ends_with('.')
            && !scanned.tokens.get(first + 1).is_some_and(tight_sign)
            && marks_end(scanned, first, first.saturating_sub(3))
    }

    /// Whether a sentence has its full stop and follows one that has: it is no list item and no end of an abbreviation.
    fn stands_alone(&self, first: usize, end: usize) -> bool {
        let scanned = self.scanned;
        let closed = marks_end(scanned, super::closers_before(scanned, first, end), first);
        let after_end =
            first == 0 || scanned.tokens[first].is(Shape::PARAGRAPH_BEFORE) || marks_end(scanned, first, first.saturating_sub(3));
        let is_abbreviation = |h: &Hit| h.layer == 0 && h.end as usize == first && self.abbreviations.contains(&usize::from(h.list));
        let glued = scanned.tokens.get(first + 1).is_some_and(|t| t.is_tight()) && scanned.word(first + 1) != ",";
        closed
            && after_end
            && !glued
            && !(first >= 2 && scanned.hits_at(first - 2).iter().any(is_abbreviation))
            && enumerator(scanned, first, end).is_none()
    }

    /// Whether numbers crowd out the words, as in a list of prices.
    fn is_priced(&self, first: usize, end: usize) -> bool {
        let tokens = &self.scanned.tokens[first..end];
        let words = tokens.iter().filter(|t| t.is(Shape::WORD)).count();
        tokens.iter().filter(|t| t.is(Shape::DIGIT)).count() * 4 >= words
    }

    fn has_verb(&self, first: usize, end: usize) -> bool {
        (first..end).any(|at| is_lower(self.scanned, at) && self.words.is_verb(self.scanned.tokens[at].key))
    }
}
