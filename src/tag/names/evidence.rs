//! Evidence about a candidate: where gazetteer entries stand in and around it, its shape, its bounds, the layout.
//!
//! Evidence has names and no words: words are in lists, and a list's id is part of the evidence's name
//! (`left:cues/say-verbs`: a word of that list stands to the left).

mod kinds;

pub(crate) use kinds::*;

use super::candidates::{Candidate, Style};
use super::classes::{Classes, Edges, meet};
use super::table::{Sink, Table};
use crate::record::Region;
use crate::scan::{ListMask, Scanned};
use crate::segment::{Segmented, Upos};
use copydesk_engine::tokens::{Shape, Token};

/// An article as evidence sees it.
pub(crate) struct Context<'c> {
    pub(crate) scanned: &'c Scanned<'c>,
    pub(crate) segmented: &'c Segmented<'c>,
    pub(crate) classes: &'c Classes,
    pub(crate) edges: &'c Edges,
    pub(crate) styles: &'c [Style],
    pub(crate) dateline: Option<(u32, u32)>,
    pub(crate) sport: bool,
    pub(crate) finance: bool,
    pub(crate) table: &'c Table,
}

impl Context<'_> {
    fn token(&self, at: usize) -> &Token {
        &self.scanned.tokens[at]
    }

    fn fixed(&self, sink: &mut impl Sink, number: usize) {
        sink.add(self.table.fixed(number));
    }

    fn when(&self, sink: &mut impl Sink, holds: bool, number: usize) {
        if holds {
            sink.add(self.table.fixed(number));
        }
    }

    fn mask(&self, sink: &mut impl Sink, position: Position, mask: &ListMask) {
        let mut folders = 0;
        for (word, &bits) in mask.iter().enumerate() {
            let mut bits = bits;
            while bits != 0 {
                let list = word * 64 + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                sink.add(self.table.list(position, list));
                folders |= self.table.folder_bit(list);
            }
        }
        self.table.of_folders(position, folders, sink);
    }

    /// Everything about a candidate that needs no decision about others.
    pub(crate) fn evidence(&self, candidate: &Candidate, sink: &mut impl Sink) {
        let (start, end) = (candidate.start as usize, candidate.end as usize);
        self.fixed(sink, BIAS);
        self.lists(start, end, sink);
        self.shape(start, end, sink);
        let sentence = self.segmented.sentences[candidate.sentence as usize];
        let bounds = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
        self.bounds(start, end, bounds, sink);
        self.layout(start, end, candidate.sentence, sink);
        self.knowledge(start, end, bounds, sink);
    }

    fn lists(&self, start: usize, end: usize, sink: &mut impl Sink) {
        let (mut is, mut starts, mut ends, mut inside) =
            (ListMask::default(), ListMask::default(), ListMask::default(), ListMask::default());
        let set = |mask: &mut ListMask, list: u16| mask[usize::from(list) / 64] |= 1 << (list % 64);
        for hit in self.scanned.hits_at(start).iter().filter(|h| h.layer == 0) {
            match (hit.end as usize).cmp(&end) {
                std::cmp::Ordering::Equal => set(&mut is, hit.list),
                std::cmp::Ordering::Less => set(&mut starts, hit.list),
                std::cmp::Ordering::Greater => {}
            }
        }
        let from = self.edges.long.partition_point(|h| (h.start as usize) + 16 < start);
        for hit in self.edges.long[from..].iter().take_while(|h| (h.start as usize) < end) {
            let (s, e) = (hit.start as usize, hit.end as usize);
            if s <= start && e >= end && e - s > end - start {
                set(&mut inside, hit.list);
            } else if s > start && e == end {
                set(&mut ends, hit.list);
            }
        }
        self.mask(sink, Position::Is, &is);
        self.mask(sink, Position::Starts, &starts);
        self.mask(sink, Position::Ends, &ends);
        self.mask(sink, Position::Inside, &inside);
        let lists = &self.scanned.lists;
        if end - start > 1 {
            self.mask(sink, Position::First, &lists[start]);
            let last = if self.scanned.word(end - 1) == "." && end - start > 2 { end - 2 } else { end - 1 };
            self.mask(sink, Position::Last, &lists[last]);
            let mut middle = ListMask::default();
            for mask in &lists[start + 1..last.max(start + 1)] {
                middle = std::array::from_fn(|i| middle[i] | mask[i]);
            }
            self.mask(sink, Position::Middle, &middle);
            if let Some(of) = (start + 1..end).find(|&i| self.is_of(i)) {
                self.mask(sink, Position::OfHead, &lists[of - 1]);
            }
        }
    }

    fn is_of(&self, at: usize) -> bool {
        self.scanned.word(at) == "of"
    }

    fn shape(&self, start: usize, end: usize, sink: &mut impl Sink) {
        let words = self.scanned.tokens[start..end].iter().filter(|t| t.shape.any(Shape(Shape::WORD.0 | Shape::DIGIT.0))).count();
        self.fixed(sink, [ONE, ONE, TWO, THREE, FOUR, MORE][words.min(5)]);
        let (first, last) = (self.token(start), self.token(end - 1));
        let alone = end - start == 1;
        let length = first.end - first.start;
        self.when(sink, alone && first.is(Shape::ALL_CAPS) && length <= 3, CAPS_SHORT);
        self.when(sink, alone && first.is(Shape::ALL_CAPS) && length > 3, CAPS_LONG);
        self.when(
            sink,
            !alone && self.scanned.tokens[start..end].iter().filter(|t| t.is(Shape::WORD)).all(|t| t.is(Shape::ALL_CAPS)),
            ALL_CAPS_WORDS,
        );
        self.when(sink, first.is(Shape::DIGIT), DIGIT_FIRST);
        self.when(sink, first.is(Shape::SINGLE) && first.is(Shape::CAPITAL) && !alone, INITIAL);
        self.when(sink, self.scanned.word(end - 1) == ".", DOT_END);
        self.when(sink, first.is(Shape::WORD) && !first.is(Shape::CAPITAL), LOWER_FIRST);
        self.when(sink, last.is(Shape::WORD) && !last.is(Shape::CAPITAL) && !last.is(Shape::INNER_CAPITAL), LOWER_LAST);
        let mut seen = [false; 12];
        for (i, t) in self.scanned.tokens[start..end].iter().enumerate() {
            seen[0] |= t.is(Shape::DOTTED);
            seen[1] |= t.is(Shape::INNER_CAPITAL);
            seen[2] |= t.is(Shape::DIGIT);
            seen[3] |= t.is(Shape::DASH);
            seen[4] |= t.is(Shape::CLITIC) && i > 0;
            seen[5] |= t.is(Shape::NON_ASCII) && t.is(Shape::WORD);
            if i > 0 && start + i + 1 < end {
                match t.text(self.scanned.text) {
                    "of" => seen[6] = true,
                    "and" => seen[7] = true,
                    "&" => seen[8] = true,
                    "," => seen[9] = true,
                    _ if t.is(Shape::WORD) && !t.is(Shape::CAPITAL) => {
                        let particle = self.classes.is_particle(self.scanned, start + i);
                        seen[if particle { 11 } else { 10 }] = true;
                    }
                    _ => {}
                }
            }
        }
        for (is, number) in seen.into_iter().zip([
            DOTTED,
            INNER,
            DIGIT,
            HYPHEN,
            POSSESSIVE_IN,
            NON_ASCII,
            OF_IN,
            AND_IN,
            AMPERSAND,
            COMMA_IN,
            CONNECTOR,
            PARTICLE,
        ]) {
            self.when(sink, is, number);
        }
    }

    fn capable(&self, at: usize) -> bool {
        self.token(at).shape.any(Shape(Shape::CAPITAL.0 | Shape::INNER_CAPITAL.0))
    }

    /// What stands on both sides.
    fn bounds(&self, start: usize, end: usize, (from, to): (usize, usize), sink: &mut impl Sink) {
        let classes = self.classes;
        let before = (start > from).then(|| self.scanned.word(start - 1));
        let after = (end < to).then(|| self.scanned.word(end));
        match before {
            None => self.fixed(sink, LEFT_START),
            Some(word) => {
                let t = self.token(start - 1);
                self.mask(sink, Position::Left, &self.edges.ending[start]);
                let tight = self.token(start).is_tight();
                self.when(sink, self.capable(start - 1) && t.is(Shape::WORD), LEFT_CAPITAL);
                self.when(sink, tight && t.is(Shape::DASH), LEFT_HYPHEN);
                self.when(sink, !tight && t.is(Shape::DASH), LEFT_DASH);
                self.when(sink, t.is(Shape::QUOTE), LEFT_QUOTE);
                self.when(sink, word == "(", LEFT_PAREN);
                self.when(sink, word == ",", LEFT_COMMA);
                self.when(sink, word == "/", LEFT_SLASH);
                self.when(sink, t.is(Shape::NUMBER), LEFT_NUMBER);
                if start - 1 > from {
                    self.mask(sink, Position::Left2, &self.edges.ending[start - 1]);
                    let linked = classes.is_connector(self.scanned, start - 1) && self.capable(start - 2);
                    self.when(sink, linked, LEFT_LINKED);
                    let over_the =
                        start - 2 > from && word == "the" && classes.is_connector(self.scanned, start - 2) && self.capable(start - 3);
                    self.when(sink, over_the, LEFT_THE_CAPITAL);
                }
            }
        }
        match after {
            None => self.fixed(sink, RIGHT_END),
            Some(word) => {
                let t = self.token(end);
                self.mask(sink, Position::Right, &self.edges.starting[end]);
                self.when(sink, self.capable(end) && t.is(Shape::WORD), RIGHT_CAPITAL);
                let tight_dash = t.is(Shape::DASH) && t.is_tight() && self.scanned.tokens.get(end + 1).is_some_and(Token::is_tight);
                self.when(sink, tight_dash && end + 1 < to && !self.capable(end + 1), RIGHT_HYPHEN);
                self.when(sink, tight_dash && end + 1 < to && self.capable(end + 1), RIGHT_HYPHEN_CAPITAL);
                self.when(sink, t.is(Shape::DASH) && !tight_dash, RIGHT_DASH);
                self.when(sink, t.is(Shape::QUOTE), RIGHT_QUOTE);
                self.when(sink, t.is(Shape::QUOTE) && start > from && self.token(start - 1).is(Shape::QUOTE), QUOTED);
                self.when(sink, word == ")", RIGHT_PAREN);
                self.when(sink, word == ")" && before == Some("("), BRACKETED);
                self.when(sink, word == "(", OPENS_PAREN);
                self.when(sink, word == ",", RIGHT_COMMA);
                self.when(sink, word == ":", RIGHT_COLON);
                self.when(sink, word == "/", RIGHT_SLASH);
                self.when(sink, word == "." && end + 1 == to, RIGHT_END);
                self.when(sink, t.is(Shape::NUMBER), RIGHT_NUMBER);
                let possessive = t.is(Shape::CLITIC);
                self.when(sink, possessive, RIGHT_POSSESSIVE);
                if end + 1 < to {
                    self.mask(sink, if possessive { Position::Possessed } else { Position::Right2 }, &self.edges.starting[end + 1]);
                    self.when(sink, classes.is_connector(self.scanned, end) && self.capable(end + 1), RIGHT_LINKED);
                }
            }
        }
        self.when(sink, self.token(start).is(Shape::LINE_BEFORE), LINE_START);
        self.when(sink, self.scanned.tokens.get(end).is_none_or(|t| t.is(Shape::LINE_BEFORE)), LINE_END);
        self.when(sink, start == from && end == to, WHOLE);
        self.classes_beside(start, end, (from, to), sink);
    }

    /// Word classes of the neighbours.
    fn classes_beside(&self, start: usize, end: usize, (from, to): (usize, usize), sink: &mut impl Sink) {
        let words = self.segmented.words;
        if start > from {
            let number = match words[start - 1].upos {
                Upos::Noun => LEFT_NOUN,
                Upos::Verb | Upos::Aux => LEFT_VERB,
                Upos::Adj => LEFT_ADJ,
                Upos::Adp => LEFT_ADP,
                Upos::Det => LEFT_DET,
                Upos::Propn => LEFT_PROPN,
                Upos::Pron => LEFT_PRON,
                _ => usize::MAX,
            };
            self.when(sink, number != usize::MAX, number.min(LEFT_PRON));
        }
        if end < to {
            let word = words[end];
            let number = match word.upos {
                Upos::Noun => RIGHT_NOUN,
                Upos::Verb => RIGHT_VERB,
                Upos::Aux => RIGHT_AUX,
                Upos::Adj => RIGHT_ADJ,
                Upos::Adp => RIGHT_ADP,
                Upos::Propn => RIGHT_PROPN,
                Upos::Pron => RIGHT_PRON,
                _ => usize::MAX,
            };
            self.when(sink, number != usize::MAX, number.min(RIGHT_PAST));
            self.when(sink, word.upos == Upos::Verb && word.form.is_past(), RIGHT_PAST);
        }
    }

    fn layout(&self, start: usize, end: usize, sentence: u32, sink: &mut impl Sink) {
        let style = self.styles[sentence as usize];
        self.when(sink, style == Style::Capitals, CAPS_LINE);
        self.when(sink, style == Style::Title, TITLE_LINE);
        match self.segmented.sentences[sentence as usize].region {
            Region::Headline => self.fixed(sink, HEADLINE),
            Region::Byline => self.fixed(sink, BYLINE),
            Region::Table => self.fixed(sink, TABLE),
            Region::Boilerplate => self.fixed(sink, BOILERPLATE),
            Region::Body => {}
        }
        self.when(sink, self.dateline.is_some_and(|(s, e)| s as usize <= start && end <= e as usize), DATELINE);
    }

    /// What the lists know of its words, and the article's topic.
    fn knowledge(&self, start: usize, end: usize, (from, to): (usize, usize), sink: &mut impl Sink) {
        let (lists, classes) = (self.scanned.lists, self.classes);
        let name_lists =
            |at: usize| meet(&lists[at], &classes.given) || meet(&lists[at], &classes.surname) || meet(&lists[at], &classes.place);
        let common = |at: usize| classes.is_common(self.scanned, at);
        let unknown =
            |at: usize| self.token(at).is(Shape::WORD) && !name_lists(at) && !common(at) && self.edges.starting[at] == ListMask::default();
        let alone = end - start == 1;
        let is_place = |list: u16| classes.place[usize::from(list) / 64] >> (list % 64) & 1 == 1;
        let place = self.scanned.hits_at(start).iter().any(|h| h.layer == 0 && h.end as usize == end && is_place(h.list));
        if alone {
            self.when(sink, common(start), COMMON_ONE);
            self.when(sink, common(start) && start == from, START_COMMON);
            self.when(sink, unknown(start), UNKNOWN_ONE);
        } else {
            let all = (start..end).filter(|&i| self.token(i).is(Shape::CAPITAL)).all(unknown);
            self.when(sink, all, UNKNOWN_ALL);
            self.when(sink, unknown(start), UNKNOWN_FIRST);
            self.when(sink, unknown(end - 1), UNKNOWN_LAST);
            let given = meet(&lists[start], &classes.given);
            self.when(sink, given && unknown(end - 1), GIVEN_UNKNOWN);
            self.when(sink, given && meet(&lists[end - 1], &classes.surname), GIVEN_SURNAME);
            self.when(sink, self.token(start).is(Shape::SINGLE) && self.token(end - 1).is(Shape::CAPITAL), INITIAL_SURNAME);
            let words = self.segmented.words;
            self.when(sink, words[start].upos == Upos::Adj, ADJ_FIRST);
            self.when(sink, words[start].upos == Upos::Verb, VERB_FIRST);
            self.when(sink, words[end - 1].upos == Upos::Noun, NOUN_LAST);
        }
        if self.sport {
            self.fixed(sink, SPORT);
            self.when(sink, place, SPORT_PLACE);
            self.when(sink, place && start == from, SPORT_START);
            self.when(sink, alone, SPORT_ONE);
            self.when(sink, alone && unknown(start), SPORT_UNKNOWN);
            let number = end < to && self.token(end).is(Shape::NUMBER) || start > from && self.token(start - 1).is(Shape::NUMBER);
            self.when(sink, number, SPORT_SCORE);
            self.when(sink, end < to && meet(&self.edges.starting[end], &classes.sport), SPORT_VERB);
        }
        if self.finance {
            self.fixed(sink, FINANCE);
            self.when(sink, alone, FINANCE_ONE);
            self.when(sink, unknown(start), FINANCE_UNKNOWN);
        }
    }
}
