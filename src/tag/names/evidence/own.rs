//! Evidence of a candidate as a whole.

use super::kinds::{
    ALL_CAPS_WORDS, AMPERSAND, AND_IN, BRACKETED, CAPS_LONG, CAPS_SHORT, COMMA_IN, COMMON_ONE, CONNECTOR, DATELINE, DIGIT, DOTTED,
    FINANCE_ONE, FOUR, GIVEN_SURNAME, GIVEN_UNKNOWN, HYPHEN, INITIAL_SURNAME, INNER, MORE, NON_ASCII, OF_IN, ONE, PARTICLE, POSSESSIVE_IN,
    QUOTED, SPORT_ONE, SPORT_PLACE, SPORT_SCORE, SPORT_START, SPORT_UNKNOWN, START_COMMON, TEAM_ELSEWHERE, THREE, TWO, UNKNOWN_ALL,
    UNKNOWN_ONE, WHOLE,
};
use super::{Candidate, Context, ListMask, Marks, Position, Shape, Sink, Style};
use crate::tag::names::classes::without_dot;

impl Context<'_> {
    /// What neither its start nor its end says alone.
    pub(super) fn own(&self, candidate: &Candidate, bounds: (usize, usize), sink: &mut impl Sink) {
        let (start, end) = (candidate.start as usize, candidate.end as usize);
        self.lists((start, end), candidate.sentence, sink);
        self.shape(start, end, sink);
        self.both_sides(start, end, bounds, sink);
        self.knowledge(candidate, bounds, sink);
    }

    /// Letters that stand for something (`US`, `WHO`), where other words have small letters.
    fn is_letters(&self, start: usize, end: usize, sentence: u32) -> bool {
        let token = self.token(start);
        end - start == 1 && token.is(Shape::ALL_CAPS) && !token.is(Shape::SINGLE) && self.styles[sentence as usize] != Style::Capitals
    }

    fn lists(&self, (start, end): (usize, usize), sentence: u32, sink: &mut impl Sink) {
        let set = |mask: &mut ListMask, list: u16| mask[usize::from(list) / 64] |= 1 << (list % 64);
        let (mut is, mut starts) = (ListMask::default(), ListMask::default());
        let (mut begun, mut long) = (false, false);
        if self.edges.long_between(start, start + 1).is_empty() {
            // Only its first word alone is an entry.
            *(if end - start == 1 { &mut is } else { &mut starts }) = self.scanned.lists[start];
            begun = true;
        } else {
            let bare = without_dot(self.scanned, start, end);
            for hit in self.scanned.hits_at(start).iter().filter(|h| h.layer == 0 && h.end as usize <= end) {
                set(if hit.end as usize >= bare { &mut is } else { &mut starts }, hit.list);
                begun = true;
            }
        }
        if self.is_letters(start, end, sentence) {
            for (bits, small) in is.iter_mut().zip(&self.classes.small) {
                *bits &= !small;
            }
        }
        if begun {
            self.mask(sink, Position::Is, &is);
            self.mask(sink, Position::Starts, &starts);
        }
        let (mut ends, mut inside) = (ListMask::default(), ListMask::default());
        for hit in self.edges.long_before(start) {
            let (s, e) = (hit.start as usize, hit.end as usize);
            if e >= end && e - s > end - start {
                set(&mut inside, hit.list);
                long = true;
            }
        }
        for hit in self.edges.long_between(start + 1, end) {
            if hit.end as usize == end {
                set(&mut ends, hit.list);
                long = true;
            }
        }
        if long {
            self.mask(sink, Position::Ends, &ends);
            self.mask(sink, Position::Inside, &inside);
        }
        if end - start < 2 {
            return;
        }
        let lists = &self.scanned.lists;
        let last = if end - start > 2 && self.marks.any(self, end - 1, Marks::DOT) { end - 2 } else { end - 1 };
        if start + 1 < last {
            let mut middle = lists[start + 1];
            for mask in &lists[start + 2..last] {
                for word in 0..middle.len() {
                    middle[word] |= mask[word];
                }
            }
            self.mask(sink, Position::Middle, &middle);
        }
        if let Some(of) = (start + 1..end).find(|&i| self.marks.any(self, i, Marks::BEHIND_HEAD)) {
            self.mask(sink, Position::OfHead, &lists[of - 1]);
        }
    }

    fn shape(&self, start: usize, end: usize, sink: &mut impl Sink) {
        let tokens = &self.scanned.tokens[start..end];
        let words = tokens.iter().filter(|t| t.shape.any(Shape(Shape::WORD.0 | Shape::DIGIT.0))).count();
        self.fixed(sink, [ONE, ONE, TWO, THREE, FOUR, MORE][words.min(5)]);
        let first = &tokens[0];
        if let [only] = tokens {
            let length = only.end - only.start;
            self.when(sink, only.is(Shape::ALL_CAPS), if length <= 3 { CAPS_SHORT } else { CAPS_LONG });
        } else if first.is(Shape::ALL_CAPS) || !first.is(Shape::WORD) {
            self.when(sink, tokens.iter().filter(|t| t.is(Shape::WORD)).all(|t| t.is(Shape::ALL_CAPS)), ALL_CAPS_WORDS);
        }
        let (mut any, mut accents) = (0, false);
        for (i, t) in tokens.iter().enumerate() {
            any |= if i == 0 { t.shape.0 & !Shape::CLITIC.0 } else { t.shape.0 };
            accents |= t.is(Shape::NON_ASCII) && t.is(Shape::WORD);
        }
        let any = Shape(any);
        self.when(sink, any.has(Shape::DOTTED), DOTTED);
        self.when(sink, any.has(Shape::INNER_CAPITAL), INNER);
        self.when(sink, any.has(Shape::DIGIT), DIGIT);
        self.when(sink, any.has(Shape::DASH), HYPHEN);
        self.when(sink, any.has(Shape::CLITIC), POSSESSIVE_IN);
        self.when(sink, accents, NON_ASCII);
        if tokens.len() < 3 {
            return;
        }
        let (mut seen, mut connector) = (0, false);
        for (i, t) in tokens.iter().enumerate().take(tokens.len() - 1).skip(1) {
            let marks = self.marks.of(self, start + i);
            if marks & Marks::NAMED != 0 {
                seen |= marks & Marks::NAMED;
            } else if t.is(Shape::WORD) && !t.is(Shape::CAPITAL) {
                seen |= marks & Marks::PARTICLE;
                connector |= marks & Marks::PARTICLE == 0;
            }
        }
        self.when(sink, seen & Marks::OF != 0, OF_IN);
        self.when(sink, seen & Marks::AND != 0, AND_IN);
        self.when(sink, seen & Marks::AMPERSAND != 0, AMPERSAND);
        self.when(sink, seen & Marks::COMMA != 0, COMMA_IN);
        self.when(sink, connector, CONNECTOR);
        self.when(sink, seen & Marks::PARTICLE != 0, PARTICLE);
    }

    fn both_sides(&self, start: usize, end: usize, (from, to): (usize, usize), sink: &mut impl Sink) {
        self.when(sink, start == from && end == to, WHOLE);
        self.when(sink, self.dateline.is_some_and(|(s, e)| s as usize <= start && end <= e as usize), DATELINE);
        if start > from && end < to {
            let quoted = self.token(end).is(Shape::QUOTE) && self.token(start - 1).is(Shape::QUOTE);
            self.when(sink, quoted, QUOTED);
            let bracketed = self.marks.any(self, end, Marks::CLOSE) && self.marks.any(self, start - 1, Marks::OPEN);
            self.when(sink, bracketed, BRACKETED);
        }
    }

    /// What the lists know of its words, and the article's topic.
    fn knowledge(&self, candidate: &Candidate, (from, to): (usize, usize), sink: &mut impl Sink) {
        let (start, end) = (candidate.start as usize, candidate.end as usize);
        let unknown = |at: usize| self.marks.any(self, at, Marks::UNKNOWN);
        let alone = end - start == 1;
        if alone {
            let common = self.marks.any(self, start, Marks::COMMON) && !self.is_letters(start, end, candidate.sentence);
            self.when(sink, common, COMMON_ONE);
            self.when(sink, common && start == from, START_COMMON);
            self.when(sink, unknown(start), UNKNOWN_ONE);
        } else {
            let all = (start..end).filter(|&i| self.token(i).is(Shape::CAPITAL)).all(unknown);
            self.when(sink, all, UNKNOWN_ALL);
            if self.marks.any(self, start, Marks::GIVEN) {
                self.when(sink, unknown(end - 1), GIVEN_UNKNOWN);
                self.when(sink, self.marks.any(self, end - 1, Marks::SURNAME), GIVEN_SURNAME);
            }
            self.when(sink, self.token(start).is(Shape::SINGLE) && self.token(end - 1).is(Shape::CAPITAL), INITIAL_SURNAME);
        }
        let whole = |lists: &ListMask| {
            let listed = |list: u16| lists[usize::from(list) / 64] >> (list % 64) & 1 == 1;
            self.scanned.hits_at(start).iter().any(|h| h.layer == 0 && h.end as usize == end && listed(h.list))
        };
        let number = end < to && self.token(end).is(Shape::NUMBER) || start > from && self.token(start - 1).is(Shape::NUMBER);
        // Tables of results have scores beside teams.
        if !self.sport && !number {
            self.when(sink, whole(&self.classes.team_place), TEAM_ELSEWHERE);
        }
        if self.sport {
            let place = whole(&self.classes.place);
            self.when(sink, place, SPORT_PLACE);
            self.when(sink, place && start == from, SPORT_START);
            self.when(sink, alone, SPORT_ONE);
            self.when(sink, alone && unknown(start), SPORT_UNKNOWN);
            self.when(sink, number, SPORT_SCORE);
        }
        self.when(sink, self.finance && alone, FINANCE_ONE);
    }
}
