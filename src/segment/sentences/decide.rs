//! Whether a mark ends a sentence, from what stands before and after it.

use super::Splitter;
use super::lexicon::Abbreviation;
use crate::layout::marks::{Mark, is_closing_bracket, is_lower, is_opening_bracket};
use copydesk_engine::tokens::Shape;

/// A mark with what closes behind it.
pub(super) struct Place {
    pub(super) mark: Mark,
    /// First token of the mark.
    pub(super) at: usize,
    /// Token after the mark and what closes behind it.
    pub(super) close: usize,
    /// Whether a quotation mark closes behind it.
    pub(super) quotes: bool,
}

pub(super) fn ends(s: &mut Splitter<'_>, place: &Place) -> bool {
    let (scanned, close) = (s.scanned, place.close);
    let next = &scanned.tokens[close];
    let text = scanned.word(close);
    if place.mark == Mark::Foreign {
        return !matches!(text, "," | ";" | ":" | "，") && !is_lower(scanned, close);
    }
    if matches!(text, "," | ";" | ":" | "/") {
        return false;
    }
    if place.at > s.start && is_opening_bracket(scanned.word(place.at - 1)) {
        // `the firm [...] grew`, but also `cheaper food [...] Farmers objected`.
        let bracketed = matches!(place.mark, Mark::Ellipsis(_)) && close == place.at + 2 && !next.is_tight();
        return bracketed && next.is(Shape::CAPITAL) && s.lexicon.is_common_opener(close, s.end) && s.has_verb(place.at);
    }
    if next.is_tight() && !may_be_tight(s, place) {
        return false;
    }
    let first = first_word(s, close);
    let Some(first) = first else { return !matches!(place.mark, Mark::Acronym) };
    let lower = is_lower(scanned, first);
    match place.mark {
        Mark::Foreign => true,
        Mark::Question | Mark::Exclamation => {
            if lower {
                return false;
            }
            if place.quotes && !s.lexicon.is_closed(first) && s.lexicon.is_attribution(first, s.end) {
                return false;
            }
            !(place.mark == Mark::Exclamation && first == close && place.at + 1 == close && is_part_of_name(s, place.at, first))
                || s.has_verb(place.at)
        }
        Mark::Ellipsis(_) if (s.start..place.at).all(|i| scanned.tokens[i].is(Shape::QUOTE)) => false,
        Mark::Ellipsis(dots) => {
            let pronoun = scanned.tokens[first].is(Shape::SINGLE);
            !lower && (dots > 3 || !pronoun) && (dots > 3 || place.quotes || !is_spaced(s, place) || s.lexicon.is_opener(first, s.end))
        }
        Mark::Period | Mark::Acronym => ends_with_period(s, place, first),
    }
}

/// Whether a sentence may begin without a space before it: `end.The`, `said."He`, not `3.5`, `Jane.Doe@…`, `J.Smith`.
fn may_be_tight(s: &Splitter<'_>, place: &Place) -> bool {
    let (scanned, close) = (s.scanned, place.close);
    let next = &scanned.tokens[close];
    if matches!(scanned.word(close), "“" | "«") {
        return scanned.tokens.get(close + 1).is_some_and(|t| t.is_tight() && t.is(Shape::CAPITAL));
    }
    if !next.is(Shape::CAPITAL) || next.is(Shape::ADDRESS) || (next.is(Shape::SINGLE) && !s.lexicon.is_known(close)) {
        return false;
    }
    if close > place.at + 1 || !matches!(place.mark, Mark::Period) || place.at == s.start {
        return !matches!(place.mark, Mark::Acronym | Mark::Ellipsis(2)) && (place.quotes || !matches!(place.mark, Mark::Ellipsis(4..)));
    }
    let before = &scanned.tokens[place.at - 1];
    let word = before.is(Shape::WORD) && !before.is(Shape::SINGLE) && !before.is(Shape::ADDRESS);
    let ordinary = word && (is_lower(scanned, place.at - 1) || (before.end - before.start >= 4 && s.lexicon.is_opener(close, s.end)));
    let known = s.lexicon.is_known(close) || next.end - next.start >= 4;
    (ordinary || before.is(Shape::DIGIT) || is_closing_bracket(scanned.word(place.at - 1))) && known
}

/// The first word, number or sign after opening quotes, brackets and dashes.
fn first_word(s: &Splitter<'_>, close: usize) -> Option<usize> {
    (close..s.end.min(close + 6)).find(|&i| {
        let token = &s.scanned.tokens[i];
        !token.is(Shape::PUNCTUATION) || token.is(Shape::CLITIC)
    })
}

/// `Yahoo! Japan`: the mark belongs to a name in mid-sentence, and what follows is no sentence's beginning.
fn is_part_of_name(s: &Splitter<'_>, mark: usize, first: usize) -> bool {
    mark > s.start + 1
        && s.scanned.tokens[mark - 1].is(Shape::CAPITAL)
        && is_lower(s.scanned, mark - 2)
        && s.scanned.tokens[first].is(Shape::CAPITAL)
        && !s.lexicon.is_opener(first, s.end)
        && !s.quoted
}

/// Whether an ellipsis stands between spaces, as in mid-sentence.
fn is_spaced(s: &Splitter<'_>, place: &Place) -> bool {
    !s.scanned.tokens[place.at].is_tight()
}

fn ends_with_period(s: &mut Splitter<'_>, place: &Place, first: usize) -> bool {
    let scanned = s.scanned;
    let lower = is_lower(scanned, first);
    let bare = place.close == place.at + 1;
    let kind = s.lexicon.abbreviation(place.at);
    let Some(kind) = kind else { return ends_after_word(s, place, first, lower, bare) };
    if lower {
        return false;
    }
    let number = scanned.tokens[first].is(Shape::DIGIT) && !scanned.tokens[first].is(Shape::WORD);
    if number {
        return place.quotes || (kind == Abbreviation::Unit && s.has_verb(place.at));
    }
    if !bare && kind != Abbreviation::Title {
        // `… Co.) Work starts`, `in the U.S." He`.
        return place.quotes || s.lexicon.is_common_opener(first, s.end) || kind == Abbreviation::Unit;
    }
    let opened = first > place.close;
    let opener = s.lexicon.is_opener(first, s.end);
    let common = s.lexicon.is_common_opener(first, s.end);
    match kind {
        Abbreviation::Title => false,
        Abbreviation::Inside => false,
        Abbreviation::PlacePrefix => s.lexicon.is_closed(first),
        Abbreviation::Initial => ends_after_initial(s, place.at, first, opener),
        Abbreviation::Number => true,
        Abbreviation::Unit => true,
        Abbreviation::Acronym => (opener || opened && common) && s.has_verb(place.at),
        Abbreviation::Time => !s.lexicon.goes_on_after_clock(first, s.end) && s.has_verb(place.at),
        Abbreviation::Month | Abbreviation::Name | Abbreviation::Last => {
            (common || opened && scanned.tokens[first].is(Shape::CAPITAL) || s.lexicon.is_subject(first, s.end)) && s.has_verb(place.at)
        }
    }
}

/// After a word that is no abbreviation a capital begins a sentence, and so does lower case whose first word was lost.
fn ends_after_word(s: &Splitter<'_>, place: &Place, first: usize, lower: bool, bare: bool) -> bool {
    let scanned = s.scanned;
    if place.at == s.start {
        return false;
    }
    let before = &scanned.tokens[place.at - 1];
    if !lower {
        let sign =
            before.is(Shape::SYMBOL) && before.is_tight() && place.at > s.start + 1 && scanned.tokens[place.at - 2].is(Shape::SINGLE);
        return !(sign && scanned.tokens[first].is(Shape::DIGIT));
    }
    if first > place.close {
        let clitic = scanned.word(place.close) == "'" && scanned.tokens[first].is(Shape::SINGLE);
        return clitic || !bare || is_opening_bracket(scanned.word(place.close)) || scanned.word(place.close).starts_with(['.', '…']);
    }
    if !bare {
        return false;
    }
    let length = before.end - before.start;
    before.is(Shape::WORD) && ((s.lexicon.is_known(place.at - 1) && length >= 3) || (before.is(Shape::CAPITAL) && length >= 5))
}

/// `Albert I. Jones`, `you and I. Did`, `vitamin C. The`.
fn ends_after_initial(s: &mut Splitter<'_>, dot: usize, first: usize, opener: bool) -> bool {
    let scanned = s.scanned;
    let letter = &scanned.tokens[dot - 1];
    if !letter.is(Shape::CAPITAL) {
        return opener && s.has_verb(dot);
    }
    let in_name = dot >= s.start + 2 && scanned.tokens[dot - 2].is(Shape::CAPITAL) && !s.lexicon.is_opener(dot - 2, s.end);
    let known = s.lexicon.is_complete(dot - 1);
    let name_follows = scanned.tokens[first].is(Shape::CAPITAL) && !opener;
    if dot == s.start + 1 || name_follows && (in_name || !known) {
        return false;
    }
    opener || known && !in_name && s.has_verb(dot)
}
