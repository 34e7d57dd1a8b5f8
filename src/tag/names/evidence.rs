//! Evidence about a candidate: where gazetteer entries stand in and around it, its shape, its bounds, the layout.
//!
//! Evidence has names and no words: words are in lists, and a list's id is part of the evidence's name
//! (`left:cues/say-verbs`: a word of that list stands to the left).

mod kinds;
mod marks;
mod masks;
mod own;
mod sums;

pub(crate) use kinds::*;
pub(crate) use marks::Marks;
pub(crate) use masks::Masks;
pub(crate) use sums::Memory;

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
    pub(crate) marks: &'c Marks,
    pub(crate) masks: &'c Masks,
}

impl Context<'_> {
    #[inline]
    fn token(&self, at: usize) -> &Token {
        &self.scanned.tokens[at]
    }

    #[inline]
    fn fixed(&self, sink: &mut impl Sink, number: usize) {
        sink.add(self.table.fixed(number));
    }

    #[inline]
    fn when(&self, sink: &mut impl Sink, holds: bool, number: usize) {
        if holds {
            sink.add(self.table.fixed(number));
        }
    }

    fn mask(&self, sink: &mut impl Sink, position: Position, mask: &ListMask) {
        sink.add_lists(self.table, self.masks, position, mask);
    }

    /// Everything about a candidate that needs no decision about others: what its start alone says, what its end says,
    /// then the rest.
    pub(crate) fn evidence(&self, candidate: &Candidate, sink: &mut impl Sink) {
        let (start, end) = (candidate.start as usize, candidate.end as usize);
        let bounds = self.sentence(candidate);
        self.before(start, bounds, candidate.sentence, sink);
        self.behind(end, bounds, sink);
        if end - start > 1 {
            self.first(start, sink);
            self.last(start, end, sink);
        }
        self.own(candidate, bounds, sink);
    }

    fn sentence(&self, candidate: &Candidate) -> (usize, usize) {
        let tokens = self.segmented.sentences[candidate.sentence as usize].tokens;
        (tokens.0 as usize, tokens.1 as usize)
    }

    /// The first of several words.
    fn first(&self, start: usize, sink: &mut impl Sink) {
        self.mask(sink, Position::First, &self.scanned.lists[start]);
        let first = self.token(start);
        self.when(sink, first.is(Shape::SINGLE) && first.is(Shape::CAPITAL), INITIAL);
        self.when(sink, self.marks.any(self, start, Marks::UNKNOWN), UNKNOWN_FIRST);
        let word = self.segmented.words[start];
        self.when(sink, word.upos == Upos::Adj, ADJ_FIRST);
        self.when(sink, word.upos == Upos::Verb, VERB_FIRST);
    }

    /// The last of several words, the dot of an abbreviation aside.
    fn last(&self, start: usize, end: usize, sink: &mut impl Sink) {
        let dotted = end - start > 2 && self.marks.any(self, end - 1, Marks::DOT);
        self.mask(sink, Position::Last, &self.scanned.lists[if dotted { end - 2 } else { end - 1 }]);
        self.when(sink, self.marks.any(self, end - 1, Marks::UNKNOWN), UNKNOWN_LAST);
        self.when(sink, self.segmented.words[end - 1].upos == Upos::Noun, NOUN_LAST);
    }

    #[inline]
    fn capable(&self, at: usize) -> bool {
        self.token(at).shape.any(Shape(Shape::CAPITAL.0 | Shape::INNER_CAPITAL.0))
    }

    /// Whether a known body of several words ends before a token: `Organization of Turkic States | Kanat Seitkali`.
    fn is_body_before(&self, at: usize) -> bool {
        meet(&self.edges.ending[at], &self.classes.organization)
            && self.edges.long_before(at - 1).iter().any(|h| h.end as usize == at && self.classes.is_organization(h))
    }

    /// What begins it, and what stands to the left.
    fn before(&self, start: usize, (from, _): (usize, usize), sentence: u32, sink: &mut impl Sink) {
        self.fixed(sink, BIAS);
        self.layout(sentence, sink);
        let first = self.token(start);
        self.when(sink, first.is(Shape::DIGIT), DIGIT_FIRST);
        self.when(sink, first.is(Shape::WORD) && !first.is(Shape::CAPITAL), LOWER_FIRST);
        self.when(sink, first.is(Shape::LINE_BEFORE), LINE_START);
        self.when(sink, self.finance && self.marks.any(self, start, Marks::UNKNOWN), FINANCE_UNKNOWN);
        if start == from {
            return self.fixed(sink, LEFT_START);
        }
        let t = self.token(start - 1);
        let marks = self.marks.of(self, start - 1);
        let tight = first.is_tight();
        self.mask(sink, Position::Left, &self.edges.ending[start]);
        let capital = self.capable(start - 1) && t.is(Shape::WORD);
        let body = capital && self.is_body_before(start);
        // A role or nationality is no part of the name behind it: Analyst | Berg, Norwegian | Border Agency.
        // An article that begins the sentence has its capital from there alone.
        let adverb = self.segmented.words[start - 1].upos == Upos::Adv;
        let opening = start - 1 == from && (adverb || self.classes.is_function(self.scanned, start - 1)) && !t.is(Shape::DOTTED);
        let apart = body
            || opening
            || self.classes.is_form_of_address(self.scanned, start - 1)
            || (start - 1 > from && self.classes.ends_form_of_address(self.scanned, start - 1))
            || meet(&self.edges.ending[start], &self.classes.role)
            || meet(&self.edges.ending[start], &self.classes.nationality);
        // Small words have a capital within titles of works: Escape From | New York.
        let title = capital && !opening && t.is(Shape::CAPITAL) && !t.is(Shape::ALL_CAPS);
        let title = title && self.styles[sentence as usize] == Style::Plain && self.classes.is_function(self.scanned, start - 1);
        self.when(sink, title, LEFT_TITLE_WORD);
        self.when(sink, body, LEFT_BODY);
        self.when(sink, capital && !apart, LEFT_CAPITAL);
        self.when(sink, tight && t.is(Shape::DASH), LEFT_HYPHEN);
        self.when(sink, !tight && t.is(Shape::DASH), LEFT_DASH);
        self.when(sink, t.is(Shape::QUOTE), LEFT_QUOTE);
        self.when(sink, marks & Marks::OPEN != 0, LEFT_PAREN);
        self.when(sink, marks & Marks::COMMA != 0, LEFT_COMMA);
        self.when(sink, marks & Marks::SLASH != 0, LEFT_SLASH);
        self.when(sink, t.is(Shape::NUMBER), LEFT_NUMBER);
        if start - 1 > from {
            self.mask(sink, Position::Left2, &self.edges.ending[start - 1]);
            self.when(sink, marks & Marks::CONNECTOR != 0 && self.capable(start - 2), LEFT_LINKED);
            let over_the =
                start - 2 > from && marks & Marks::THE != 0 && self.marks.any(self, start - 2, Marks::CONNECTOR) && self.capable(start - 3);
            self.when(sink, over_the, LEFT_THE_CAPITAL);
        }
        let number = match self.segmented.words[start - 1].upos {
            Upos::Noun => LEFT_NOUN,
            Upos::Verb | Upos::Aux => LEFT_VERB,
            Upos::Adj => LEFT_ADJ,
            Upos::Adp => LEFT_ADP,
            Upos::Det => LEFT_DET,
            Upos::Propn if !apart => LEFT_PROPN,
            Upos::Pron => LEFT_PRON,
            _ => return,
        };
        self.fixed(sink, number);
    }

    /// What ends it, and what stands to the right.
    fn behind(&self, end: usize, (_, to): (usize, usize), sink: &mut impl Sink) {
        let last = self.token(end - 1);
        self.when(sink, self.marks.any(self, end - 1, Marks::DOT), DOT_END);
        self.when(sink, last.is(Shape::WORD) && !self.capable(end - 1), LOWER_LAST);
        self.when(sink, self.scanned.tokens.get(end).is_none_or(|t| t.is(Shape::LINE_BEFORE)), LINE_END);
        if end == to {
            return self.fixed(sink, RIGHT_END);
        }
        let t = self.token(end);
        let marks = self.marks.of(self, end);
        self.mask(sink, Position::Right, &self.edges.starting[end]);
        // What follows is no part of the name: Anna Lind | Monday.
        let role = meet(&self.edges.starting[end], &self.classes.role) || self.classes.is_weekday(self.scanned, end);
        self.when(sink, self.capable(end) && t.is(Shape::WORD) && !role, RIGHT_CAPITAL);
        let tight_dash = t.is(Shape::DASH) && t.is_tight() && self.scanned.tokens.get(end + 1).is_some_and(Token::is_tight);
        self.when(sink, tight_dash && end + 1 < to && !self.capable(end + 1), RIGHT_HYPHEN);
        self.when(sink, tight_dash && end + 1 < to && self.capable(end + 1), RIGHT_HYPHEN_CAPITAL);
        self.when(sink, t.is(Shape::DASH) && !tight_dash, RIGHT_DASH);
        self.when(sink, t.is(Shape::QUOTE), RIGHT_QUOTE);
        self.when(sink, marks & Marks::CLOSE != 0, RIGHT_PAREN);
        self.when(sink, marks & Marks::OPEN != 0, OPENS_PAREN);
        self.when(sink, marks & Marks::COMMA != 0, RIGHT_COMMA);
        self.when(sink, marks & Marks::COLON != 0, RIGHT_COLON);
        self.when(sink, marks & Marks::SLASH != 0, RIGHT_SLASH);
        self.when(sink, marks & Marks::DOT != 0 && end + 1 == to, RIGHT_END);
        self.when(sink, t.is(Shape::NUMBER), RIGHT_NUMBER);
        let possessive = t.is(Shape::CLITIC);
        self.when(sink, possessive, RIGHT_POSSESSIVE);
        if end + 1 < to {
            self.mask(sink, if possessive { Position::Possessed } else { Position::Right2 }, &self.edges.starting[end + 1]);
            self.when(sink, marks & Marks::CONNECTOR != 0 && self.capable(end + 1), RIGHT_LINKED);
        }
        self.when(sink, self.sport && meet(&self.edges.starting[end], &self.classes.sport), SPORT_VERB);
        let word = self.segmented.words[end];
        self.when(sink, word.upos == Upos::Verb && word.form.is_past(), RIGHT_PAST);
        let number = match word.upos {
            Upos::Noun => RIGHT_NOUN,
            Upos::Verb => RIGHT_VERB,
            Upos::Aux => RIGHT_AUX,
            Upos::Adj => RIGHT_ADJ,
            Upos::Adp => RIGHT_ADP,
            Upos::Propn if !role => RIGHT_PROPN,
            Upos::Pron => RIGHT_PRON,
            _ => return,
        };
        self.fixed(sink, number);
    }

    /// Where in the article it stands, and what the article is about.
    fn layout(&self, sentence: u32, sink: &mut impl Sink) {
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
        self.when(sink, self.sport, SPORT);
        self.when(sink, self.finance, FINANCE);
    }
}
