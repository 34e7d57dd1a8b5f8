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
#[derive(Default)]
pub(crate) struct Growing {
    /// The start, and the token behind the last that was seen.
    start: usize,
    end: usize,
    /// How many are no marks.
    words: usize,
    /// Bits of any of them.
    any: u64,
    accents: bool,
    /// Whether a word is not all capitals, and whether a capitalised one is known.
    lower: bool,
    is_known: bool,
    /// First preposition that stands behind heads; 0: none.
    of: usize,
    /// What stands between the first token and another: until where it was seen (0: there is no start), marks, and whether a
    /// small word.
    between: usize,
    seen: u64,
    connector: bool,
    /// Lists of the words between the first and the last one, and until where.
    middle: ListMask,
    middle_set: u32,
    middle_end: usize,
}

impl Growing {
    #[inline]
    pub(super) fn new(start: usize) -> Self {
        Growing { start, end: start, between: start + 1, middle_end: start + 1, ..Growing::default() }
    }

    /// The candidate's start, if there is one.
    #[inline]
    pub(super) fn start(&self) -> Option<usize> {
        (self.between > 0).then_some(self.start)
    }

    /// Takes tokens in, up to an end.
    #[inline]
    fn grow(&mut self, context: &Context<'_>, end: usize) {
        for at in self.end..end {
            let word = context.word(at);
            let all = |bits: u64, of: u64| word & of == bits;
            self.words += usize::from(word & (bit::WORD | bit::DIGIT) != 0);
            self.any |= if at == self.start { word & !bit::CLITIC } else { word };
            self.accents |= all(bit::NON_ASCII | bit::WORD, bit::NON_ASCII | bit::WORD);
            self.lower |= all(bit::WORD, bit::WORD | bit::ALL_CAPS);
            self.is_known |= all(bit::CAPITAL, bit::CAPITAL | bit::UNKNOWN);
            if word & bit::BEHIND_HEAD != 0 && self.of == 0 && at > self.start {
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

    /// The set of the lists of the words between the first one and the one that ends before `last`.
    fn middle(&mut self, context: &Context<'_>, last: usize, sets: &mut Sets) -> u32 {
        let mut more = false;
        for set in (self.middle_end..last).map(|at| context.marks.alone(at)).filter(|&set| set != 0) {
            more = true;
            self.middle.iter_mut().zip(sets.lists(set)).for_each(|(all, part)| *all |= part);
        }
        self.middle_end = self.middle_end.max(last);
        if more {
            self.middle_set = sets.number(&self.middle);
        }
        self.middle_set
    }
}

/// Puts a list into a set.
#[inline]
fn set(mask: &mut ListMask, list: u16) {
    mask[usize::from(list) / 64] |= 1 << (list % 64);
}

impl Context<'_> {
    /// What neither its start nor its end says alone.
    #[inline]
    pub(super) fn own(&self, candidate: &Candidate, bounds: (usize, usize), growing: &mut Growing, sets: &mut Sets, all: &mut Evidence) {
        let (start, end) = (candidate.start as usize, candidate.end as usize);
        let letters = self.is_letters(start, end, candidate.sentence);
        self.known((start, end), letters, all, sets);
        if (self.word(start) | self.word(end - 1)) & bit::COVERED != 0 {
            self.within(start, end, all, sets);
        }
        let single = end - start == 1;
        if single {
            self.single(start, bounds, letters, all);
        } else {
            self.several(start, end, growing, all, sets);
        }
        if self.dateline.is_some_and(|(s, e)| s as usize <= start && end <= e as usize) {
            all.fixed |= when(true, DATELINE);
        }
        let (from, to) = bounds;
        let left = if start > from { self.word(start - 1) } else { 0 };
        let right = if end < to { self.word(end) } else { 0 };
        all.fixed |= when(start == from && end == to, WHOLE);
        if left & (bit::QUOTE | bit::OPEN) != 0 {
            all.fixed |= when(left & right & bit::QUOTE != 0, QUOTED) | when(right & bit::CLOSE != 0 && left & bit::OPEN != 0, BRACKETED);
        }
        let number = (left | right) & bit::NUMBER != 0;
        let starting = sets.bits(self.marks.starting(start));
        if self.sport {
            let place = starting & bit::PLACE != 0 && self.classes.is_place(self.scanned, start, end);
            all.fixed |= when(place, SPORT_PLACE)
                | when(place && start == from, SPORT_START)
                | when(single, SPORT_ONE)
                | when(single && self.word(start) & bit::UNKNOWN != 0, SPORT_UNKNOWN)
                | when(number, SPORT_SCORE);
        } else if starting & bit::TEAM_PLACE != 0 && !number {
            // Tables of results have scores beside teams.
            all.fixed |= when(self.classes.is_team_place(self.scanned, start, end), TEAM_ELSEWHERE);
        }
        all.fixed |= when(self.finance && single, FINANCE_ONE);
    }

    /// Letters that stand for something (`US`, `WHO`), where other words have small letters.
    fn is_letters(&self, start: usize, end: usize, sentence: u32) -> bool {
        let letters = self.word(start) & (bit::ALL_CAPS | bit::SINGLE) == bit::ALL_CAPS;
        end - start == 1 && letters && self.styles[sentence as usize] != Style::Capitals
    }

    /// Entries that are the candidate or begin it.
    #[inline]
    fn known(&self, (start, end): (usize, usize), letters: bool, all: &mut Evidence, sets: &mut Sets) {
        let (mut is, mut starts) = (0, 0);
        let next = self.word(start + 1);
        if self.word(start) & bit::LONG == 0 || (end - start == 1 && next & bit::DOT == 0) {
            // Only its first word alone is an entry, or asked for.
            *(if end - start == 1 { &mut is } else { &mut starts }) = self.marks.alone(start);
        } else {
            [is, starts] = self.known_longer(start, end, sets);
        }
        if letters {
            is = sets.letters(self.classes, is);
        }
        all.list(Position::Is, is);
        all.list(Position::Starts, starts);
    }

    /// The same where entries of several words begin.
    fn known_longer(&self, start: usize, end: usize, sets: &mut Sets) -> [u32; 2] {
        let mut masks = [ListMask::default(); 2];
        if self.marks.long_between(start, start + 1).is_empty() {
            masks[usize::from(end - start > 1)] = *sets.lists(self.marks.alone(start));
        } else {
            let bare = self.marks.without_dot(start, end);
            for hit in self.scanned.hits_at(start).iter().filter(|h| h.layer == 0 && h.end as usize <= end) {
                set(&mut masks[usize::from((hit.end as usize) < bare)], hit.list);
            }
        }
        masks.map(|mask| sets.number(&mask))
    }

    /// Entries of several words that it is part of, or that end it.
    fn within(&self, start: usize, end: usize, all: &mut Evidence, sets: &mut Sets) {
        let (mut ends, mut inside) = (ListMask::default(), ListMask::default());
        for hit in self.marks.long_about(start, end) {
            if hit.start as usize > start {
                if hit.end as usize == end {
                    set(&mut ends, hit.list);
                }
            } else if hit.end as usize >= end && (hit.end - hit.start) as usize > end - start {
                set(&mut inside, hit.list);
            }
        }
        all.list(Position::Ends, sets.number(&ends));
        all.list(Position::Inside, sets.number(&inside));
    }

    /// What a word alone is.
    #[inline]
    fn single(&self, start: usize, (from, _): (usize, usize), letters: bool, all: &mut Evidence) {
        let word = self.word(start);
        all.fixed |= when(true, ONE);
        if word & (bit::COMMON | bit::UNKNOWN) != 0 {
            let common = word & bit::COMMON != 0 && !letters;
            all.fixed |=
                when(common, COMMON_ONE) | when(common && start == from, START_COMMON) | when(word & bit::UNKNOWN != 0, UNKNOWN_ONE);
        }
        if word & bit::ALL_CAPS != 0 {
            let token = &self.scanned.tokens[start];
            let short = token.end - token.start <= 3;
            all.fixed |= when(short, CAPS_SHORT) | when(!short, CAPS_LONG);
        }
        all.fixed |= shapes(word & !bit::CLITIC, word & (bit::NON_ASCII | bit::WORD) == bit::NON_ASCII | bit::WORD);
    }

    /// What several words are between them.
    #[inline]
    fn several(&self, start: usize, end: usize, growing: &mut Growing, all: &mut Evidence, sets: &mut Sets) {
        const LENGTHS: [u128; 6] = [1 << ONE, 1 << ONE, 1 << TWO, 1 << THREE, 1 << FOUR, 1 << MORE];
        growing.grow(self, end);
        let last = self.marks.without_dot(start, end) - 1;
        if start + 1 < last {
            all.list(Position::Middle, growing.middle(self, last, sets));
        }
        if growing.of != 0 {
            all.list(Position::OfHead, self.marks.alone(growing.of - 1));
        }
        all.fixed |= LENGTHS[growing.words.min(5)]
            | when(!growing.lower, ALL_CAPS_WORDS)
            | when(!growing.is_known, UNKNOWN_ALL)
            | shapes(growing.any, growing.accents);
        let (first, last) = (self.word(start), self.word(end - 1));
        if first & (bit::GIVEN | bit::SINGLE) != 0 {
            let given = first & bit::GIVEN != 0;
            all.fixed |= when(given && last & bit::UNKNOWN != 0, GIVEN_UNKNOWN)
                | when(given && last & bit::SURNAME != 0, GIVEN_SURNAME)
                | when(first & bit::SINGLE != 0 && last & bit::CAPITAL != 0, INITIAL_SURNAME);
        }
        let seen = growing.seen;
        if seen != 0 || growing.connector {
            all.fixed |= when(seen & bit::OF != 0, OF_IN)
                | when(seen & bit::AND != 0, AND_IN)
                | when(seen & bit::AMPERSAND != 0, AMPERSAND)
                | when(seen & bit::COMMA != 0, COMMA_IN)
                | when(growing.connector, CONNECTOR)
                | when(seen & bit::PARTICLE != 0, PARTICLE);
        }
    }
}

/// What the shapes of its words say.
#[inline]
fn shapes(any: u64, accents: bool) -> u128 {
    const SHAPES: u64 = bit::DOTTED | bit::INNER_CAPITAL | bit::DIGIT | bit::DASH | bit::CLITIC | bit::NON_ASCII;
    if any & SHAPES == 0 {
        return 0;
    }
    when(any & bit::DOTTED != 0, DOTTED)
        | when(any & bit::INNER_CAPITAL != 0, INNER)
        | when(any & bit::DIGIT != 0, DIGIT)
        | when(any & bit::DASH != 0, HYPHEN)
        | when(any & bit::CLITIC != 0, POSSESSIVE_IN)
        | when(accents, NON_ASCII)
}
