//! Evidence about a candidate: where gazetteer entries stand in and around it, its shape, its bounds, the layout.
//!
//! Evidence has names and no words: words are in lists, and a list's id is part of the evidence's name
//! (`left:cues/say-verbs`: a word of that list stands to the left).

mod kinds;
mod own;
mod reach;
mod runs;
mod sums;

pub(crate) use kinds::*;
pub(crate) use own::Growing;
pub(crate) use sums::Memory;

use super::candidates::{Candidate, Style};
use super::classes::Classes;
use super::marks::{Marks, bit};
use super::sets::Sets;
use super::table::{self, Sum, Table};
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
    /// What its place and the article's topic say of all candidates of a sentence.
    pub(crate) layouts: &'c [u128],
    pub(crate) dateline: Option<(u32, u32)>,
    pub(crate) sport: bool,
    pub(crate) finance: bool,
    pub(crate) table: &'c Table,
}

/// Most sets of lists that are evidence of a candidate.
const LISTS: usize = 12;

/// The evidence of a candidate, or of a part of it; memory that is reused.
#[derive(Default)]
pub(crate) struct Evidence {
    /// Fixed evidence, as bits.
    pub(crate) fixed: u128,
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

    /// Adds its weights to a sum, and forgets it.
    #[inline]
    fn add_to(&mut self, table: &Table, sets: &mut Sets, sum: &mut Sum) {
        table.add_fixed(sum, self.fixed);
        for &(position, set) in &self.lists[..self.count] {
            table::plus(sum, sets.sum(table, position, set));
        }
        (self.fixed, self.count) = (0, 0);
    }

    /// Gives the numbers of the evidence that is from lists.
    pub(crate) fn each_of_lists(&self, table: &Table, sets: &mut Sets, mut take: impl FnMut(u16)) {
        for &(position, set) in &self.lists[..self.count] {
            sets.numbers(table, position, set).iter().for_each(|&number| take(number));
        }
    }
}

/// Evidence by the part of speech of a word, as bits; `X` is the last.
type ByUpos = [u128; Upos::X as usize + 1];

const fn by_upos(of: [(Upos, usize); 7]) -> ByUpos {
    let (mut all, mut at) = ([0; Upos::X as usize + 1], 0);
    while at < of.len() {
        all[of[at].0 as usize] |= 1 << of[at].1;
        at += 1;
    }
    all
}

/// What the word to the left says.
const LEFT: ByUpos = by_upos([
    (Upos::Noun, LEFT_NOUN),
    (Upos::Verb, LEFT_VERB),
    (Upos::Aux, LEFT_VERB),
    (Upos::Adj, LEFT_ADJ),
    (Upos::Adp, LEFT_ADP),
    (Upos::Det, LEFT_DET),
    (Upos::Pron, LEFT_PRON),
]);
/// What the word to the right says.
const RIGHT: ByUpos = by_upos([
    (Upos::Noun, RIGHT_NOUN),
    (Upos::Verb, RIGHT_VERB),
    (Upos::Aux, RIGHT_AUX),
    (Upos::Adj, RIGHT_ADJ),
    (Upos::Adp, RIGHT_ADP),
    (Upos::Propn, RIGHT_PROPN),
    (Upos::Pron, RIGHT_PRON),
]);

/// What the layout says of the candidates of each sentence.
pub(crate) fn layouts(segmented: &Segmented<'_>, styles: &[Style], (sport, finance): (bool, bool), out: &mut Vec<u128>) {
    out.clear();
    out.extend(segmented.sentences.iter().zip(styles).map(|(sentence, &style)| {
        when(style == Style::Capitals, CAPS_LINE)
            | when(style == Style::Title, TITLE_LINE)
            | when(sentence.region == Region::Headline, HEADLINE)
            | when(sentence.region == Region::Byline, BYLINE)
            | when(sentence.region == Region::Table, TABLE)
            | when(sentence.region == Region::Boilerplate, BOILERPLATE)
            | when(sport, SPORT)
            | when(finance, FINANCE)
    }));
}

impl Context<'_> {
    /// Everything about a candidate that needs no decision about others: what its start alone says, what its end says, then
    /// the rest.
    pub(crate) fn evidence(&self, candidate: &Candidate, sets: &mut Sets) -> Evidence {
        let (start, end) = (candidate.start as usize, candidate.end as usize);
        let (bounds, mut all) = (self.sentence(candidate), Evidence::default());
        self.before(start, bounds.0, candidate.sentence, sets, &mut all);
        self.behind(end, bounds.1, sets, &mut all);
        if end - start > 1 {
            self.first(start, &mut all);
            self.last(start, end, &mut all);
        }
        self.own(candidate, bounds, &mut Growing::new(start), sets, &mut all);
        all
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
    fn first(&self, start: usize, all: &mut Evidence) {
        let (word, upos) = (self.word(start), self.segmented.words[start].upos);
        all.list(Position::First, self.marks.alone(start));
        all.fixed |= when(word & (bit::SINGLE | bit::CAPITAL) == bit::SINGLE | bit::CAPITAL, INITIAL)
            | when(word & bit::UNKNOWN != 0, UNKNOWN_FIRST)
            | when(upos == Upos::Adj, ADJ_FIRST)
            | when(upos == Upos::Verb, VERB_FIRST);
    }

    /// The last of several words, the dot of an abbreviation aside.
    fn last(&self, start: usize, end: usize, all: &mut Evidence) {
        all.list(Position::Last, self.marks.alone(self.marks.without_dot(start, end) - 1));
        all.fixed |=
            when(self.word(end - 1) & bit::UNKNOWN != 0, UNKNOWN_LAST) | when(self.segmented.words[end - 1].upos == Upos::Noun, NOUN_LAST);
    }

    #[inline]
    fn capable(&self, at: usize) -> bool {
        self.word(at) & (bit::CAPITAL | bit::INNER_CAPITAL) != 0
    }

    /// Whether a known body of several words ends before a token: `Organization of Turkic States | Kanat Seitkali`.
    fn is_body_before(&self, at: usize, ending: u64) -> bool {
        ending & bit::ORGANIZATION != 0
            && self.marks.long_about(at - 1, at).iter().any(|h| h.end as usize == at && self.classes.is_organization(h))
    }

    /// What begins it, and what stands to the left.
    fn before(&self, start: usize, from: usize, sentence: u32, sets: &Sets, all: &mut Evidence) {
        let first = self.word(start);
        all.fixed |= when(true, BIAS) | self.layouts[sentence as usize];
        if first & (bit::DIGIT | bit::LINE_BEFORE) != 0 || first & bit::CAPITAL == 0 {
            all.fixed |= when(first & bit::DIGIT != 0, DIGIT_FIRST)
                | when(first & (bit::WORD | bit::CAPITAL) == bit::WORD, LOWER_FIRST)
                | when(first & bit::LINE_BEFORE != 0, LINE_START);
        }
        all.fixed |= when(self.finance && first & bit::UNKNOWN != 0, FINANCE_UNKNOWN);
        if start == from {
            all.fixed |= when(true, LEFT_START);
            return;
        }
        let (word, upos) = (self.word(start - 1), self.segmented.words[start - 1].upos);
        // `Capt. | Rod Lind`: the dot of a form of address stands between.
        let dotted =
            word & (bit::DOT | bit::SPACE_BEFORE) == bit::DOT && start - 1 > from && self.word(start - 2) & bit::FORM_OF_ADDRESS != 0;
        let left = start - usize::from(dotted);
        all.list(Position::Left, self.marks.ending(left));
        all.fixed |= LEFT[upos as usize];
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
                || ending & (bit::ROLE | bit::NATIONALITY) != 0
                || self.classes.is_form_of_address(self.scanned, self.marks, start - 1)
                || (start - 1 > from && self.classes.ends_form_of_address(self.scanned, self.marks, start - 1));
            // Small words have a capital within titles of works: Escape From | New York.
            let title = capital && !opening && function && word & (bit::CAPITAL | bit::ALL_CAPS) == bit::CAPITAL;
            all.fixed |= when(title && self.styles[sentence as usize] == Style::Plain, LEFT_TITLE_WORD)
                | when(body, LEFT_BODY)
                | when(capital && !apart, LEFT_CAPITAL)
                | when(upos == Upos::Propn && !apart, LEFT_PROPN);
        }
        if word & (bit::DASH | bit::QUOTE | bit::OPEN | bit::COMMA | bit::SLASH | bit::NUMBER) != 0 {
            let (dash, tight) = (word & bit::DASH != 0, first & bit::SPACE_BEFORE == 0);
            all.fixed |= when(tight && dash, LEFT_HYPHEN)
                | when(!tight && dash, LEFT_DASH)
                | when(word & bit::QUOTE != 0, LEFT_QUOTE)
                | when(word & bit::OPEN != 0, LEFT_PAREN)
                | when(word & bit::COMMA != 0, LEFT_COMMA)
                | when(word & bit::SLASH != 0, LEFT_SLASH)
                | when(word & bit::NUMBER != 0, LEFT_NUMBER);
        }
        if left - 1 > from {
            all.list(Position::Left2, self.marks.ending(left - 1));
        }
        if start - 1 > from && word & (bit::CONNECTOR | bit::THE) != 0 {
            let before = self.word(start - 2);
            let over_the = start - 2 > from && word & bit::THE != 0 && before & bit::CONNECTOR != 0 && self.capable(start - 3);
            all.fixed |= when(word & bit::CONNECTOR != 0 && self.capable(start - 2), LEFT_LINKED) | when(over_the, LEFT_THE_CAPITAL);
        }
    }

    /// What ends it, and what stands to the right.
    fn behind(&self, end: usize, to: usize, sets: &Sets, all: &mut Evidence) {
        let last = self.word(end - 1);
        let line = end == self.scanned.tokens.len() || self.word(end) & bit::LINE_BEFORE != 0;
        all.fixed |= when(line, LINE_END);
        if last & (bit::CAPITAL | bit::INNER_CAPITAL) == 0 {
            all.fixed |= when(last & bit::DOT != 0, DOT_END) | when(last & bit::WORD != 0, LOWER_LAST);
        }
        if end == to {
            all.fixed |= when(true, RIGHT_END);
            return;
        }
        const MARKS: u64 =
            bit::DASH | bit::QUOTE | bit::CLOSE | bit::OPEN | bit::COMMA | bit::COLON | bit::SLASH | bit::DOT | bit::NUMBER | bit::CLITIC;
        let (word, inside) = (self.word(end), end + 1 < to);
        let (starting, tag) = (self.marks.starting(end), self.segmented.words[end]);
        all.list(Position::Right, starting);
        all.fixed |= RIGHT[tag.upos as usize] | when(tag.upos == Upos::Verb && tag.form.is_past(), RIGHT_PAST);
        let capital = self.capable(end) && word & bit::WORD != 0;
        if self.sport || capital || tag.upos == Upos::Propn {
            let bits = sets.bits(starting);
            // What follows is no part of the name: Anna Lind | Monday.
            let role = bits & bit::ROLE != 0 || word & bit::WEEKDAY != 0;
            all.fixed &= !when(role, RIGHT_PROPN);
            all.fixed |= when(capital && !role, RIGHT_CAPITAL) | when(self.sport && bits & bit::SPORT != 0, SPORT_VERB);
        }
        if word & MARKS != 0 {
            let next = self.word(end + 1);
            let dash = word & bit::DASH != 0;
            let tight_dash = dash && (word | next) & bit::SPACE_BEFORE == 0 && end + 1 < self.scanned.tokens.len();
            all.fixed |= when(tight_dash && inside && !self.capable(end + 1), RIGHT_HYPHEN)
                | when(tight_dash && inside && self.capable(end + 1), RIGHT_HYPHEN_CAPITAL)
                | when(dash && !tight_dash, RIGHT_DASH)
                | when(word & bit::QUOTE != 0, RIGHT_QUOTE)
                | when(word & bit::CLOSE != 0, RIGHT_PAREN)
                | when(word & bit::OPEN != 0, OPENS_PAREN)
                | when(word & bit::COMMA != 0, RIGHT_COMMA)
                | when(word & bit::COLON != 0, RIGHT_COLON)
                | when(word & bit::SLASH != 0, RIGHT_SLASH)
                | when(word & bit::DOT != 0 && !inside, RIGHT_END)
                | when(word & bit::NUMBER != 0, RIGHT_NUMBER)
                | when(word & bit::CLITIC != 0, RIGHT_POSSESSIVE);
        }
        if inside {
            let position = if word & bit::CLITIC != 0 { Position::Possessed } else { Position::Right2 };
            all.list(position, self.marks.starting(end + 1));
            all.fixed |= when(word & bit::CONNECTOR != 0 && self.capable(end + 1), RIGHT_LINKED);
        }
    }
}
