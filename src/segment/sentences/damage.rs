//! Damage that sentences show: a lost first word, a missing space, a word that fell out, a word twice.

use super::Sentence;
use crate::layout::marks::{enumerator, is_lower, marks_end};
use crate::layout::words::Words;
use crate::record::{Region, Warning, WarningKind};
use crate::resources::Resources;
use crate::scan::Scanned;
use crate::span::Span;
use copydesk_engine::tokens::Shape;

pub(super) fn warn(resources: &Resources, scanned: &Scanned<'_>, sentences: &[Sentence], warnings: &mut Vec<Warning>) {
    warnings.clear();
    let words = Words::new(resources);
    let list = |id: &str| resources.list(id).unwrap_or(usize::MAX);
    let (once, the, a, of) = (list("words/never-doubled"), list("cues/the"), list("cues/a"), list("cues/of"));
    let abbreviations = [list("words/abbreviations"), list("places/wire-abbreviations"), list("places/us-codes")];
    let is = |at: usize, list: usize| list != usize::MAX && scanned.is_in(at, list);
    for sentence in sentences.iter().filter(|s| s.region == Region::Body) {
        let (first, end) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
        begins(scanned, &words, &abbreviations, first, end, warnings);
        for at in first..end - 1 {
            let (token, next) = (&scanned.tokens[at], &scanned.tokens[at + 1]);
            if token.key == next.key && is(at, once) && is_lower(scanned, at + 1) && !next.is_tight() {
                let span = Span::new(next.start, next.end);
                warnings.push(Warning { kind: WarningKind::RepeatedWord, span, guess: None, confidence: 90 });
            } else if (is(at, the) || is(at, a)) && is(at + 1, of) && is_lower(scanned, at + 1) {
                let span = Span::new(next.start, next.start);
                warnings.push(Warning { kind: WarningKind::LostText, span, guess: None, confidence: 85 });
            }
        }
    }
}

/// How a sentence begins: right behind the one before, or in the middle.
fn begins(scanned: &Scanned<'_>, words: &Words<'_>, abbreviations: &[usize], first: usize, end: usize, warnings: &mut Vec<Warning>) {
    let token = &scanned.tokens[first];
    if token.is_tight()
        && first > 1
        && token.is(Shape::CAPITAL)
        && !scanned.word(first - 2).ends_with('.')
        && marks_end(scanned, first, first.saturating_sub(3))
    {
        let span = Span::new(token.start, token.start);
        warnings.push(Warning { kind: WarningKind::MissingSpace, span, guess: Some(" ".into()), confidence: 90 });
        return;
    }
    let plain = token.is(Shape::WORD)
        && is_lower(scanned, first)
        && !token.shape.any(Shape::INNER_CAPITAL.with(Shape::ADDRESS).with(Shape::SINGLE).with(Shape::DIGIT));
    let closed = marks_end(scanned, super::closers_before(scanned, first, end), first);
    let abbreviated = first >= 2
        && scanned
            .hits_at(first - 2)
            .iter()
            .any(|h| h.layer == 0 && h.end as usize == first && abbreviations.contains(&usize::from(h.list)));
    let after_end = first == 0 || token.is(Shape::PARAGRAPH_BEFORE) || marks_end(scanned, first, first.saturating_sub(3));
    let long = end - first >= 5;
    let hyphen = scanned.tokens.get(first + 1).is_some_and(|t| t.is_tight());
    if plain
        && closed
        && after_end
        && !abbreviated
        && long
        && !hyphen
        && enumerator(scanned, first, end).is_none()
        && words.class(token.key).is_some()
    {
        let span = Span::new(token.start, token.start);
        warnings.push(Warning { kind: WarningKind::LostText, span, guess: None, confidence: 70 });
    }
}
