//! Evidence of a candidate as a whole.

use super::kinds::{
    ALL_CAPS_WORDS, AMPERSAND, AND_IN, BRACKETED, CAPS_LONG, CAPS_SHORT, COMMA_IN, COMMON_ONE, CONNECTOR, DATELINE, DIGIT, DOTTED,
    FINANCE_ONE, FOUR, GIVEN_SURNAME, GIVEN_UNKNOWN, HYPHEN, INITIAL_SURNAME, INNER, MORE, NON_ASCII, OF_IN, ONE, PARTICLE, POSSESSIVE_IN,
    QUOTED, SPORT_ONE, SPORT_PLACE, SPORT_SCORE, SPORT_START, SPORT_UNKNOWN, START_COMMON, TEAM_ELSEWHERE, THREE, TWO, UNKNOWN_ALL,
    UNKNOWN_ONE, WHOLE,
};
use super::{Candidate, Context, Evidence, Position, Sets, Style, bit, when};
use crate::scan::ListMask;

/// What the words of candidates of one start say between them, as far as the longest of them that was seen.
pub(crate) struct Growing {
    pub(super) start: usize,
    end: usize,
    /// How many are no marks.
    words: usize,
    /// Bits of any of them.
    any: u64,
    accents: bool,
    /// Whether all words are all capitals, and whether all capitalised ones are unknown.
    capitals: bool,
    unknown: bool,
    /// First preposition that stands behind heads; 0: none.
    of: usize,
    /// What stands between the first token and another: until where it was seen, marks, and whether a small word.
    between: usize,
    seen: u64,
    connector: bool,
    /// Lists of the words between the first and the last one, and until where.
    middle: ListMask,
    middle_end: usize,
}

impl Growing {
    pub(super) fn new(start: usize) -> Self {
        Growing {
            start,
            end: start,
            words: 0,
            any: 0,
            accents: false,
            capitals: true,
            unknown: true,
            of: 0,
            between: start + 1,
            seen: 0,
            connector: false,
            middle: ListMask::default(),
            middle_end: start + 1,
        }
    }

    /// Takes tokens in, up to an end.
    fn grow(&mut self, context: &Context<'_>, end: usize) {
        for at in self.end..end {
            let word = context.word(at);
            let is = |bits: u64| word & bits != 0;
            self.words += usize::from(is(bit::WORD | bit::DIGIT));
            self.any |= if at == self.start { word & !bit::CLITIC } else { word };
            self.accents |= is(bit::NON_ASCII) && is(bit::WORD);
            self.capitals &= !is(bit::WORD) || is(bit::ALL_CAPS);
            self.unknown &= !is(bit::CAPITAL) || is(bit::UNKNOWN);
            if self.of == 0 && at > self.start && is(bit::BEHIND_HEAD) {
                self.of = at;
            }
        }
        self.end = end;
        for at in self.between..end - 1 {
            let word = context.word(at);
            if word & bit::NAMED != 0 {
                self.seen |= word & bit::NAMED;
            } else if word & (bit::WORD | bit::CAPITAL) == bit::WORD {
                self.seen |= word & bit::PARTICLE;
                self.connector |= word & bit::PARTICLE == 0;
            }
        }
        self.between = self.between.max(end - 1);
    }

    /// The lists of the words between the first one and the one that ends before `last`.
    fn middle(&mut self, context: &Context<'_>, last: usize, sets: &Sets) -> &ListMask {
        for at in self.middle_end..last {
            let lists = sets.lists(context.marks.alone(at));
            self.middle.iter_mut().zip(lists).for_each(|(all, part)| *all |= part);
        }
        self.middle_end = self.middle_end.max(last);
        &self.middle
    }
}

impl Context<'_> {
    /// What neither its start nor its end says alone.
    pub(super) fn own(&self, candidate: &Candidate, bounds: (usize, usize), growing: &mut Growing, sets: &mut Sets) -> Evidence {
        let (start, end) = (candidate.start as usize, candidate.end as usize);
        growing.grow(self, end);
        let mut all = Evidence::default();
        let letters = self.is_letters(start, end, candidate.sentence);
        self.known((start, end), letters, &mut all, sets);
        if end - start > 1 {
            let last = self.marks.without_dot(start, end) - 1;
            if start + 1 < last {
                let middle = growing.middle(self, last, sets);
                all.list(Position::Middle, sets.number(self.classes, middle));
            }
            if growing.of != 0 {
                all.list(Position::OfHead, self.marks.alone(growing.of - 1));
            }
        }
        all.fixed = self.shape(start, end, growing)
            | self.both_sides(start, end, bounds)
            | self.knowledge((start, end), letters, bounds, growing, sets);
        all
    }

    /// Letters that stand for something (`US`, `WHO`), where other words have small letters.
    fn is_letters(&self, start: usize, end: usize, sentence: u32) -> bool {
        let letters = self.word(start) & (bit::ALL_CAPS | bit::SINGLE) == bit::ALL_CAPS;
        end - start == 1 && letters && self.styles[sentence as usize] != Style::Capitals
    }

    /// Entries that are the candidate, begin it, end it or hold it.
    fn known(&self, (start, end): (usize, usize), letters: bool, all: &mut Evidence, sets: &mut Sets) {
        let set = |mask: &mut ListMask, list: u16| mask[usize::from(list) / 64] |= 1 << (list % 64);
        let (mut is, mut starts) = (0, 0);
        if self.marks.long_between(start, start + 1).is_empty() {
            // Only its first word alone is an entry.
            *(if end - start == 1 { &mut is } else { &mut starts }) = self.marks.alone(start);
        } else {
            let bare = self.marks.without_dot(start, end);
            let mut masks = [ListMask::default(); 2];
            for hit in self.scanned.hits_at(start).iter().filter(|h| h.layer == 0 && h.end as usize <= end) {
                set(&mut masks[usize::from((hit.end as usize) < bare)], hit.list);
            }
            [is, starts] = masks.map(|mask| sets.number(self.classes, &mask));
        }
        if letters {
            is = sets.letters(self.classes, is);
        }
        all.list(Position::Is, is);
        all.list(Position::Starts, starts);
        let mut inside = ListMask::default();
        for hit in self.marks.long_before(start) {
            if hit.end as usize >= end && (hit.end - hit.start) as usize > end - start {
                set(&mut inside, hit.list);
            }
        }
        let mut ends = ListMask::default();
        for hit in self.marks.long_between(start + 1, end) {
            if hit.end as usize == end {
                set(&mut ends, hit.list);
            }
        }
        all.list(Position::Ends, sets.number(self.classes, &ends));
        all.list(Position::Inside, sets.number(self.classes, &inside));
    }

    fn shape(&self, start: usize, end: usize, growing: &Growing) -> u128 {
        let Growing { any, seen, .. } = *growing;
        let length = [ONE, ONE, TWO, THREE, FOUR, MORE][growing.words.min(5)];
        let token = &self.scanned.tokens[start];
        let (alone, short) = (end - start == 1, token.end - token.start <= 3);
        when(true, length)
            | when(alone && growing.any & bit::ALL_CAPS != 0, if short { CAPS_SHORT } else { CAPS_LONG })
            | when(!alone && growing.capitals, ALL_CAPS_WORDS)
            | when(any & bit::DOTTED != 0, DOTTED)
            | when(any & bit::INNER_CAPITAL != 0, INNER)
            | when(any & bit::DIGIT != 0, DIGIT)
            | when(any & bit::DASH != 0, HYPHEN)
            | when(any & bit::CLITIC != 0, POSSESSIVE_IN)
            | when(growing.accents, NON_ASCII)
            | when(seen & bit::OF != 0, OF_IN)
            | when(seen & bit::AND != 0, AND_IN)
            | when(seen & bit::AMPERSAND != 0, AMPERSAND)
            | when(seen & bit::COMMA != 0, COMMA_IN)
            | when(growing.connector, CONNECTOR)
            | when(seen & bit::PARTICLE != 0, PARTICLE)
    }

    fn both_sides(&self, start: usize, end: usize, (from, to): (usize, usize)) -> u128 {
        let dateline = self.dateline.is_some_and(|(s, e)| s as usize <= start && end <= e as usize);
        let mut all = when(start == from && end == to, WHOLE) | when(dateline, DATELINE);
        if start > from && end < to {
            let (left, right) = (self.word(start - 1), self.word(end));
            all |= when(left & right & bit::QUOTE != 0, QUOTED) | when(right & bit::CLOSE != 0 && left & bit::OPEN != 0, BRACKETED);
        }
        all
    }

    /// What the lists know of its words, and the article's topic.
    fn knowledge(&self, (start, end): (usize, usize), letters: bool, (from, to): (usize, usize), growing: &Growing, sets: &Sets) -> u128 {
        let (first, last, alone) = (self.word(start), self.word(end - 1), end - start == 1);
        let unknown = |word: u64| word & bit::UNKNOWN != 0;
        let mut all = if alone {
            let common = first & bit::COMMON != 0 && !letters;
            when(common, COMMON_ONE) | when(common && start == from, START_COMMON) | when(unknown(first), UNKNOWN_ONE)
        } else {
            let given = first & bit::GIVEN != 0;
            when(growing.unknown, UNKNOWN_ALL)
                | when(given && unknown(last), GIVEN_UNKNOWN)
                | when(given && last & bit::SURNAME != 0, GIVEN_SURNAME)
                | when(first & bit::SINGLE != 0 && last & bit::CAPITAL != 0, INITIAL_SURNAME)
        };
        let number = (end < to && self.word(end) & bit::NUMBER != 0) || (start > from && self.word(start - 1) & bit::NUMBER != 0);
        let starting = sets.bits(self.marks.starting(start));
        // Tables of results have scores beside teams.
        if !self.sport && !number {
            let team = starting & bit::TEAM_PLACE != 0 && self.classes.is_team_place(self.scanned, start, end);
            all |= when(team, TEAM_ELSEWHERE);
        }
        if self.sport {
            let place = starting & bit::PLACE != 0 && self.classes.is_place(self.scanned, start, end);
            all |= when(place, SPORT_PLACE)
                | when(place && start == from, SPORT_START)
                | when(alone, SPORT_ONE)
                | when(alone && unknown(first), SPORT_UNKNOWN)
                | when(number, SPORT_SCORE);
        }
        all | when(self.finance && alone, FINANCE_ONE)
    }
}
