//! Evidence about a candidate: where gazetteer entries stand in and around it, its shape, its bounds, the layout.
//!
//! Evidence has names and no words: words are in lists, and a list's id is part of the evidence's name
//! (`left:cues/say-verbs`: a word of that list stands to the left).

mod kinds;
mod own;
mod sums;

pub(crate) use kinds::*;
pub(crate) use own::Growing;
pub(crate) use sums::Memory;

use super::candidates::{Candidate, Style};
use super::classes::Classes;
use super::marks::{Marks, bit};
use super::sets::Sets;
use super::table::{self, Table, Wide};
use crate::record::Region;
use crate::scan::Scanned;
use crate::segment::{Segmented, Upos};

/// An article as evidence sees it.
pub(crate) struct Context<'c> {
    pub(crate) scanned: &'c Scanned<'c>,
    pub(crate) segmented: &'c Segmented<'c>,
    pub(crate) classes: &'c Classes,
    pub(crate) marks: &'c Marks,
    pub(crate) styles: &'c [Style],
    pub(crate) dateline: Option<(u32, u32)>,
    pub(crate) sport: bool,
    pub(crate) finance: bool,
    pub(crate) table: &'c Table,
}

/// Sets of lists that are evidence of one part of a candidate.
const LISTS: usize = 6;

/// The evidence of one part of a candidate.
#[derive(Clone, Copy, Default)]
pub(crate) struct Evidence {
    /// Fixed evidence, as bits.
    fixed: u128,
    /// Sets of lists by position.
    lists: [(Position, u32); LISTS],
    count: usize,
}

impl Evidence {
    #[inline]
    fn list(&mut self, position: Position, set: u32) {
        if set != 0 {
            self.lists[self.count] = (position, set);
            self.count += 1;
        }
    }

    /// Adds its weights to a sum.
    #[inline]
    fn add_to(&self, table: &Table, sets: &mut Sets, sum: &mut Wide) {
        table.add_fixed(sum, self.fixed);
        for &(position, set) in &self.lists[..self.count] {
            table::plus(sum, sets.sum(table, position, set));
        }
    }

    /// Records the numbers of its evidence.
    fn record(&self, table: &Table, sets: &Sets, out: &mut Vec<u16>) {
        table.record_fixed(out, 0, self.fixed);
        for &(position, set) in &self.lists[..self.count] {
            table.of_lists(position, sets.lists(set), |number| out.push(number));
        }
    }
}

impl Context<'_> {
    /// Records everything about a candidate that needs no decision about others: what its start alone says, what its end
    /// says, then the rest.
    pub(crate) fn record(&self, candidate: &Candidate, sets: &mut Sets, out: &mut Vec<u16>) {
        let (start, end) = (candidate.start as usize, candidate.end as usize);
        let bounds = self.sentence(candidate);
        self.before(start, bounds, candidate.sentence, sets).record(self.table, sets, out);
        self.behind(end, bounds, sets).record(self.table, sets, out);
        if end - start > 1 {
            self.first(start).record(self.table, sets, out);
            self.last(start, end).record(self.table, sets, out);
        }
        self.own(candidate, bounds, &mut Growing::new(start), sets).record(self.table, sets, out);
    }

    #[inline]
    fn sentence(&self, candidate: &Candidate) -> (usize, usize) {
        let tokens = self.segmented.sentences[candidate.sentence as usize].tokens;
        (tokens.0 as usize, tokens.1 as usize)
    }

    #[inline]
    fn word(&self, at: usize) -> u64 {
        self.marks.word(at)
    }

    /// The first of several words.
    fn first(&self, start: usize) -> Evidence {
        let (mut all, word, upos) = (Evidence::default(), self.word(start), self.segmented.words[start].upos);
        all.list(Position::First, self.marks.alone(start));
        all.fixed = when(word & (bit::SINGLE | bit::CAPITAL) == bit::SINGLE | bit::CAPITAL, INITIAL)
            | when(word & bit::UNKNOWN != 0, UNKNOWN_FIRST)
            | when(upos == Upos::Adj, ADJ_FIRST)
            | when(upos == Upos::Verb, VERB_FIRST);
        all
    }

    /// The last of several words, the dot of an abbreviation aside.
    fn last(&self, start: usize, end: usize) -> Evidence {
        let mut all = Evidence::default();
        all.list(Position::Last, self.marks.alone(self.marks.without_dot(start, end) - 1));
        all.fixed =
            when(self.word(end - 1) & bit::UNKNOWN != 0, UNKNOWN_LAST) | when(self.segmented.words[end - 1].upos == Upos::Noun, NOUN_LAST);
        all
    }

    #[inline]
    fn capable(&self, at: usize) -> bool {
        self.word(at) & (bit::CAPITAL | bit::INNER_CAPITAL) != 0
    }

    /// Whether a known body of several words ends before a token: `Organization of Turkic States | Kanat Seitkali`.
    fn is_body_before(&self, at: usize, ending: u64) -> bool {
        ending & bit::ORGANIZATION != 0
            && self.marks.long_before(at - 1).iter().any(|h| h.end as usize == at && self.classes.is_organization(h))
    }

    /// What begins it, and what stands to the left.
    fn before(&self, start: usize, (from, _): (usize, usize), sentence: u32, sets: &Sets) -> Evidence {
        let (mut all, first) = (Evidence::default(), self.word(start));
        all.fixed = when(true, BIAS)
            | self.layout(sentence)
            | when(first & bit::DIGIT != 0, DIGIT_FIRST)
            | when(first & (bit::WORD | bit::CAPITAL) == bit::WORD, LOWER_FIRST)
            | when(first & bit::LINE_BEFORE != 0, LINE_START)
            | when(self.finance && first & bit::UNKNOWN != 0, FINANCE_UNKNOWN);
        if start == from {
            all.fixed |= when(true, LEFT_START);
            return all;
        }
        let (word, upos) = (self.word(start - 1), self.segmented.words[start - 1].upos);
        let tight = first & bit::SPACE_BEFORE == 0;
        all.list(Position::Left, self.marks.ending(start));
        let function = word & bit::FUNCTION != 0;
        let capital = self.capable(start - 1) && word & bit::WORD != 0;
        if capital || upos == Upos::Propn {
            let ending = sets.bits(self.marks.ending(start));
            let body = capital && self.is_body_before(start, ending);
            // A role or nationality is no part of the name behind it: Analyst | Berg, Norwegian | Border Agency.
            // An article that begins the sentence has its capital from there alone.
            let opening = start - 1 == from && (upos == Upos::Adv || function) && word & bit::DOTTED == 0;
            let apart = body
                || opening
                || self.classes.is_form_of_address(self.scanned, self.marks, start - 1)
                || (start - 1 > from && self.classes.ends_form_of_address(self.scanned, self.marks, start - 1))
                || ending & (bit::ROLE | bit::NATIONALITY) != 0;
            // Small words have a capital within titles of works: Escape From | New York.
            let title = capital && !opening && function && word & (bit::CAPITAL | bit::ALL_CAPS) == bit::CAPITAL;
            all.fixed |= when(title && self.styles[sentence as usize] == Style::Plain, LEFT_TITLE_WORD)
                | when(body, LEFT_BODY)
                | when(capital && !apart, LEFT_CAPITAL)
                | when(upos == Upos::Propn && !apart, LEFT_PROPN);
        }
        let dash = word & bit::DASH != 0;
        all.fixed |= when(tight && dash, LEFT_HYPHEN)
            | when(!tight && dash, LEFT_DASH)
            | when(word & bit::QUOTE != 0, LEFT_QUOTE)
            | when(word & bit::OPEN != 0, LEFT_PAREN)
            | when(word & bit::COMMA != 0, LEFT_COMMA)
            | when(word & bit::SLASH != 0, LEFT_SLASH)
            | when(word & bit::NUMBER != 0, LEFT_NUMBER)
            | when(upos == Upos::Noun, LEFT_NOUN)
            | when(matches!(upos, Upos::Verb | Upos::Aux), LEFT_VERB)
            | when(upos == Upos::Adj, LEFT_ADJ)
            | when(upos == Upos::Adp, LEFT_ADP)
            | when(upos == Upos::Det, LEFT_DET)
            | when(upos == Upos::Pron, LEFT_PRON);
        if start - 1 > from {
            all.list(Position::Left2, self.marks.ending(start - 1));
            let over_the =
                start - 2 > from && word & bit::THE != 0 && self.word(start - 2) & bit::CONNECTOR != 0 && self.capable(start - 3);
            all.fixed |= when(word & bit::CONNECTOR != 0 && self.capable(start - 2), LEFT_LINKED) | when(over_the, LEFT_THE_CAPITAL);
        }
        all
    }

    /// What ends it, and what stands to the right.
    fn behind(&self, end: usize, (_, to): (usize, usize), sets: &Sets) -> Evidence {
        let (mut all, last) = (Evidence::default(), self.word(end - 1));
        let line = end == self.scanned.tokens.len() || self.word(end) & bit::LINE_BEFORE != 0;
        all.fixed = when(last & bit::DOT != 0, DOT_END)
            | when(last & (bit::WORD | bit::CAPITAL | bit::INNER_CAPITAL) == bit::WORD, LOWER_LAST)
            | when(line, LINE_END);
        if end == to {
            all.fixed |= when(true, RIGHT_END);
            return all;
        }
        let (word, next) = (self.word(end), self.word(end + 1));
        let (starting, tag) = (self.marks.starting(end), self.segmented.words[end]);
        let bits = sets.bits(starting);
        all.list(Position::Right, starting);
        // What follows is no part of the name: Anna Lind | Monday.
        let role = bits & bit::ROLE != 0 || word & bit::WEEKDAY != 0;
        let dash = word & bit::DASH != 0;
        let inside = end + 1 < to;
        let tight_dash = dash && (word | next) & bit::SPACE_BEFORE == 0 && end + 1 < self.scanned.tokens.len();
        let possessive = word & bit::CLITIC != 0;
        all.fixed |= when(self.capable(end) && word & bit::WORD != 0 && !role, RIGHT_CAPITAL)
            | when(tight_dash && inside && !self.capable(end + 1), RIGHT_HYPHEN)
            | when(tight_dash && inside && self.capable(end + 1), RIGHT_HYPHEN_CAPITAL)
            | when(dash && !tight_dash, RIGHT_DASH)
            | when(word & bit::QUOTE != 0, RIGHT_QUOTE)
            | when(word & bit::CLOSE != 0, RIGHT_PAREN)
            | when(word & bit::OPEN != 0, OPENS_PAREN)
            | when(word & bit::COMMA != 0, RIGHT_COMMA)
            | when(word & bit::COLON != 0, RIGHT_COLON)
            | when(word & bit::SLASH != 0, RIGHT_SLASH)
            | when(word & bit::DOT != 0 && end + 1 == to, RIGHT_END)
            | when(word & bit::NUMBER != 0, RIGHT_NUMBER)
            | when(possessive, RIGHT_POSSESSIVE)
            | when(self.sport && bits & bit::SPORT != 0, SPORT_VERB)
            | when(tag.upos == Upos::Verb && tag.form.is_past(), RIGHT_PAST)
            | when(tag.upos == Upos::Noun, RIGHT_NOUN)
            | when(tag.upos == Upos::Verb, RIGHT_VERB)
            | when(tag.upos == Upos::Aux, RIGHT_AUX)
            | when(tag.upos == Upos::Adj, RIGHT_ADJ)
            | when(tag.upos == Upos::Adp, RIGHT_ADP)
            | when(tag.upos == Upos::Propn && !role, RIGHT_PROPN)
            | when(tag.upos == Upos::Pron, RIGHT_PRON);
        if inside {
            all.list(if possessive { Position::Possessed } else { Position::Right2 }, self.marks.starting(end + 1));
            all.fixed |= when(word & bit::CONNECTOR != 0 && self.capable(end + 1), RIGHT_LINKED);
        }
        all
    }

    /// Where in the article it stands, and what the article is about.
    fn layout(&self, sentence: u32) -> u128 {
        let (style, region) = (self.styles[sentence as usize], self.segmented.sentences[sentence as usize].region);
        when(style == Style::Capitals, CAPS_LINE)
            | when(style == Style::Title, TITLE_LINE)
            | when(region == Region::Headline, HEADLINE)
            | when(region == Region::Byline, BYLINE)
            | when(region == Region::Table, TABLE)
            | when(region == Region::Boilerplate, BOILERPLATE)
            | when(self.sport, SPORT)
            | when(self.finance, FINANCE)
    }
}
