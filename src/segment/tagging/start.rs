//! What a token can be before any rule has run: the readings of its word, a name, or what its shape says.

use super::super::names::Names;
use super::{Candidate, NO_READING, number};
use crate::rules::tagger::{Sight, Tagger};
use crate::rules::tagging::bits::{A, AR, AS, FUNCTION, HYPH, N, NS, NUM, PROPN, PUNCT, SYM, VN, X};
use crate::scan::Scanned;
use copydesk_engine::blob::{Reading, View};
use copydesk_engine::tokens::{Shape, Token};

/// What tokens can be before any rule has run.
pub(super) struct Start<'s> {
    pub(super) tagger: &'s Tagger,
    pub(super) view: View<'s>,
    pub(super) scanned: &'s Scanned<'s>,
    pub(super) names: &'s Names,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) out: &'s mut Vec<Candidate>,
    /// Every long word has a capital, so capitals say nothing.
    pub(super) title: bool,
    /// No full stop ends the sentence.
    pub(super) line: bool,
    /// The same up to a colon near the start.
    pub(super) label: usize,
}

impl Start<'_> {
    fn push(&mut self, tag: u64) {
        self.out.push(Candidate { tag: number(tag), rare: false, reading: NO_READING });
    }

    fn readings(&self, at: usize) -> &'_ [Reading] {
        let shape = self.scanned.tokens[at].shape;
        if shape.any(Shape::WORD.with(Shape::CLITIC).with(Shape::QUOTE)) { self.all_readings(at) } else { &[] }
    }

    fn all_readings(&self, at: usize) -> &'_ [Reading] {
        self.view.readings_at(self.scanned.known[at].readings)
    }

    /// Whether a reading counts for a token that is written so.
    fn counts(&self, reading: &Reading, shape: Shape) -> bool {
        if shape.has(Shape::DOTTED) && !reading.is_dotted() && !reading.is_capital() {
            return false;
        }
        let name = 1 << self.tagger.tag(reading) & (A | PROPN) != 0;
        shape.has(Shape::CAPITAL) || !reading.is_capital() || !name && self.view.lemma(reading).len() == 1
    }

    /// Adds the readings that count; gives the tags, and the tag of the first.
    fn known(&mut self, at: usize, token: &Token) -> (u64, u64) {
        let any = token.shape.any(Shape::WORD.with(Shape::CLITIC).with(Shape::QUOTE));
        let readings = if any { self.view.readings_at(self.scanned.known[at].readings) } else { &[] };
        let (mut all, mut first) = (0, 0);
        for (n, reading) in readings.iter().enumerate() {
            if self.counts(reading, token.shape) {
                let tag = self.tagger.tag(reading);
                self.out.push(Candidate { tag, rare: reading.is_rare(), reading: n as u8 });
                all |= 1 << tag;
                first = if first == 0 { 1 << tag } else { first };
            }
        }
        (all, first)
    }

    pub(super) fn token(&mut self, at: usize, first: bool) -> Sight {
        let token = self.scanned.tokens[at];
        let begin = self.out.len();
        let text = self.scanned.word(at);
        self.candidates(at, &token, text, first);
        let (row, symbol) = self.scanned.known[at].tagging;
        let mut sight = Sight { row, symbol, capital: token.is(Shape::CAPITAL), line: self.line, ..Sight::default() };
        for (n, candidate) in self.out[begin..].iter().enumerate() {
            let bit = 1 << candidate.tag;
            sight.all |= bit;
            sight.likely |= if candidate.rare { 0 } else { bit };
            sight.first = if n == 0 { bit } else { sight.first };
        }
        sight.now = sight.first;
        sight.lemma = self.tagger.lemma(row, sight.now);
        if sight.capital {
            let readings = self.readings(at);
            sight.nationality = readings.iter().any(|r| r.is_capital() && 1 << self.tagger.tag(r) == A);
        }
        sight
    }

    fn candidates(&mut self, at: usize, token: &Token, text: &str, first: bool) {
        let shape = token.shape;
        if shape.has(Shape::ADDRESS) {
            return self.push(PROPN);
        }
        if shape.any(Shape::PUNCTUATION.with(Shape::SYMBOL)) {
            return self.mark(at, token, text);
        }
        if shape.any(Shape::NUMBER.with(Shape::CLOCK)) {
            // The number of a list item with its full stop.
            return self.push(if at == self.from && text.ends_with('.') { X } else { NUM });
        }
        let capital = shape.has(Shape::CAPITAL);
        if !capital {
            let (known, _) = self.known(at, token);
            if known != 0 {
                return;
            }
        }
        if shape.has(Shape::DIGIT) {
            return self.push(number_tag(shape, text, capital));
        }
        if !shape.any(Shape::WORD.with(Shape::CLITIC)) && !text.contains(char::is_alphabetic) {
            return self.push(SYM);
        }
        if capital {
            return self.capital(at, token, text, first);
        }
        if shape.has(Shape::INNER_CAPITAL) || text.starts_with(['#', '@']) {
            return self.push(PROPN);
        }
        // Beyond Latin script there is nothing to guess from.
        if shape.has(Shape::NON_ASCII) && text.chars().any(|c| c > '\u{370}' && c.is_alphabetic()) {
            return self.push(X);
        }
        self.guess(text);
    }

    fn mark(&mut self, at: usize, token: &Token, text: &str) {
        if text == "&" {
            let before = self.out.len();
            self.out.extend(self.view.readings_at(self.scanned.known[at].readings).iter().enumerate().map(|(n, r)| Candidate {
                tag: self.tagger.tag(r),
                rare: r.is_rare(),
                reading: n as u8,
            }));
            if self.out.len() > before {
                return;
            }
        }
        if token.is(Shape::SYMBOL) || matches!(text, "/" | "\\") {
            return self.push(SYM);
        }
        let inside = at > self.from && at + 1 < self.to;
        self.push(if text == "-" && inside { HYPH } else { PUNCT });
        if token.is(Shape::QUOTE) {
            self.known(at, token);
        }
    }

    fn guess(&mut self, text: &str) {
        let lower;
        let word = if text.bytes().all(|b| b.is_ascii_lowercase()) {
            text
        } else {
            lower = text.to_lowercase();
            &lower
        };
        let guesses = self.tagger.guess(word);
        self.out.extend(guesses.iter().map(|g| Candidate { tag: g.0, rare: false, reading: NO_READING }));
        if guesses.is_empty() {
            self.push(N);
        }
    }

    /// A capitalised word: the lexicon's readings and a name, in the order that the place speaks for.
    fn capital(&mut self, at: usize, token: &Token, text: &str, first: bool) {
        let begin = self.out.len();
        let (all, head) = self.known(at, token);
        let caps = token.is(Shape::ALL_CAPS);
        let title = self.title || at < self.label;
        // States, Nations: the lemma of a name whose word is only a plural is the singular.
        let plural = self.out[begin..].iter().find(|c| 1 << c.tag == NS).filter(|_| !caps && all & N == 0);
        let name = Candidate { tag: number(PROPN), rare: false, reading: plural.map_or(NO_READING, |c| c.reading) };
        if all == 0 {
            self.out.push(name);
            if first || title {
                self.guess(text);
            }
            return;
        }
        let function = head & FUNCTION != 0;
        if token.is(Shape::SINGLE) && !function {
            self.out.truncate(begin);
            self.push(N);
            return self.out.push(name);
        }
        let (_, symbol) = self.scanned.known[at].tagging;
        let abbreviation = |s: &Self| {
            s.out[begin..].iter().any(|c| {
                let reading = &s.all_readings(at)[usize::from(c.reading)];
                (1 << c.tag) & (N | NUM) != 0 && reading.is_capital() && s.view.lemma(reading) == text
            })
        };
        if !title && abbreviation(self) {
            let (view, known) = (self.view, self.scanned.known[at].readings);
            let is_it = |c: &Candidate| view.readings_at(known).get(usize::from(c.reading)).is_some_and(|r| view.lemma(r) == text);
            let mut n = 0;
            self.out.retain(|c| {
                n += 1;
                n <= begin || is_it(c)
            });
            return self.out.push(name);
        }
        let name_first = if caps && text.len() > 1 && !title && !(function && !self.tagger.is_capital_name(symbol)) {
            true
        } else if function || head == NUM {
            false
        } else if self.names.is_sure(at) {
            head & (A | AR | AS) == 0
        } else if first || title {
            false
        } else {
            head & (A | AR | AS | VN) == 0
        };
        if name_first {
            self.out.insert(begin, name);
        } else {
            self.out.push(name);
        }
    }

    /// Every long word has a capital and no full stop ends it.
    pub(super) fn is_title(&self) -> bool {
        let last = self.scanned.word(self.to - 1);
        if matches!(last, "." | "?" | "!") {
            return false;
        }
        let mut long = 0;
        for at in self.from..self.to {
            let token = &self.scanned.tokens[at];
            if !token.is(Shape::WORD) {
                continue;
            }
            let function = || self.readings(at).first().is_some_and(|r| 1 << self.tagger.tag(r) & FUNCTION != 0);
            if token.is(Shape::CAPITAL) {
                long += usize::from(!function());
            } else if !function() {
                return false;
            }
        }
        long > 0
    }

    /// A headline: no mark ends it, within quotation marks neither.
    pub(super) fn is_line(&self) -> bool {
        let quote = self.scanned.tokens[self.to - 1].is(Shape::QUOTE) && self.to > self.from + 1;
        let last = self.scanned.word(self.to - 1 - usize::from(quote));
        self.to - self.from > 2 && !matches!(last, "." | "?" | "!" | ":" | ";" | "," | "…")
    }

    /// Where a label of capitalised words before a colon ends (`Breaking News: …`).
    pub(super) fn label_end(&self) -> usize {
        let near = self.from..self.to.min(self.from + 6);
        let Some(colon) = near.clone().find(|&at| self.scanned.word(at) == ":") else { return 0 };
        let plain = |at: usize| self.scanned.tokens[at].shape.0 & (Shape::WORD.0 | Shape::CAPITAL.0) == Shape::WORD.0;
        if (self.from..colon).any(plain) { 0 } else { colon }
    }

    /// Whether the next token is still the first word of a sentence, a quotation or what a colon introduces.
    pub(super) fn is_first_after(&self, at: usize, first: bool) -> bool {
        let token = &self.scanned.tokens[at];
        if token.shape.any(Shape::WORD.with(Shape::DIGIT)) {
            return false;
        }
        let ends = |text: &str| matches!(text, ":" | "." | "!" | "?");
        let text = self.scanned.word(at);
        let opens = matches!(text, "“" | "\"" | "``" | "‘")
            && (at == self.from || matches!(self.scanned.word(at - 1), "," | ":" | "." | "!" | "?"));
        first || ends(text) || opens
    }
}

fn number_tag(shape: Shape, text: &str, capital: bool) -> u64 {
    if shape.has(Shape::PLURAL_NUMBER)
        || text.trim_start_matches(['\'', '’']).trim_end_matches('s').bytes().all(|b| b.is_ascii_digit()) && text.ends_with('s')
    {
        N
    } else if shape.has(Shape::ORDINAL) {
        A
    } else if text
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '+' | '-' | ':' | '/'))
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b == b'%')
    {
        NUM
    } else if capital {
        PROPN
    } else {
        N
    }
}
