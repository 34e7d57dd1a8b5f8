//! Tagging: what every token of a sentence can be by the lexicon and its shape, then the rules choose.

use super::Word;
use super::names::Names;
use crate::resources::Resources;
use crate::rules::tagger::{RuleCache, Sight, Tagger};
use crate::rules::tagging::TagRule;
use crate::rules::tagging::bits::{A, AR, AS, FUNCTION, HYPH, N, NS, NUM, PROPN, PUNCT, SYM, VN, X};
use crate::scan::Scanned;
use copydesk_engine::blob::{Reading, View};
use copydesk_engine::tokens::{Shape, Token};

/// How near a word must have changed for the rules to look at one a second time.
const NEAR: usize = 3;

/// No reading of the lexicon.
pub(super) const NO_READING: u8 = 255;

/// Something that a token can be.
#[derive(Clone, Copy)]
struct Candidate {
    tag: u8,
    rare: bool,
    reading: u8,
}

/// Memory of the tagger, reused between articles.
#[derive(Default)]
pub(super) struct Buffers {
    candidates: Vec<Candidate>,
    firsts: Vec<u32>,
    sights: Vec<Sight>,
    decided: Vec<Option<(u16, u16)>>,
    cache: RuleCache,
}

impl Buffers {
    /// The rule that decided a token of the last sentence, by its number.
    #[cfg(test)]
    fn decided(&self, at: usize) -> Option<u16> {
        self.decided.get(at).copied().flatten().map(|d| d.0)
    }
}

/// Number of a tag by its bit.
fn number(bit: u64) -> u8 {
    bit.trailing_zeros() as u8
}

/// Tags the tokens `from..to`, one sentence.
pub(super) fn tag(
    resources: &Resources,
    scanned: &Scanned<'_>,
    names: &Names,
    (from, to): (usize, usize),
    buffers: &mut Buffers,
    words: &mut [Word],
) {
    let b = buffers;
    let tagger = &resources.tagger;
    let view = resources.layers()[0].view();
    b.candidates.clear();
    b.firsts.clear();
    b.sights.clear();
    b.decided.clear();
    b.decided.resize(to - from, None);
    let mut start = Start { tagger, view, scanned, names, from, to, out: &mut b.candidates, title: false, label: 0 };
    start.title = start.is_title();
    start.label = start.label_end();
    let mut first = true;
    for at in from..to {
        let begin = start.out.len();
        b.firsts.push(begin as u32);
        b.sights.push(start.token(at, first));
        first = start.is_first_after(at, first);
    }
    b.firsts.push(b.candidates.len() as u32);
    // On the second pass words after this one have their new tags: only those near a change are looked at again.
    for second in [false, true] {
        let mut changed = None;
        for at in 0..b.sights.len() {
            let candidates = &b.candidates[b.firsts[at] as usize..b.firsts[at + 1] as usize];
            let end = (at + 1 + NEAR).min(b.sights.len());
            let stale = || changed.is_some_and(|c| c + NEAR >= at) || b.sights[at + 1..end].iter().any(|s| s.now != s.first);
            if candidates.len() < 2 || second && !stale() {
                continue;
            }
            let rules = b.cache.rules(tagger, &b.sights[at]);
            let decided = fire(tagger, rules, &b.sights, at);
            let chosen = decided.map(|(_, rule)| rule).map_or_else(|| first_likely(candidates), |rule| choose(rule, candidates));
            let sight = &mut b.sights[at];
            let now = 1 << chosen.tag;
            let lemma = match decided {
                Some((_, rule)) if rule.lemma != 0 => rule.lemma,
                _ => tagger.lemma(sight.row, now),
            };
            let changes = (sight.now, sight.lemma) != (now, lemma);
            if changes {
                changed = Some(at);
                (sight.now, sight.lemma) = (now, lemma);
            }
            // What a rule decided stays its own as long as no other rule changes it.
            if !second || changes {
                b.decided[at] = decided.map(|(n, rule)| (n, rule.lemma));
            }
        }
    }
    for (at, word) in words[from..to].iter_mut().enumerate() {
        let candidates = &b.candidates[b.firsts[at] as usize..b.firsts[at + 1] as usize];
        let tag = number(b.sights[at].now);
        let lemma = b.decided[at].map_or(0, |d| d.1);
        let readings = view.readings(scanned.tokens[from + at].key);
        let fits = |c: &&Candidate| {
            c.tag == tag && (lemma == 0 || readings.get(usize::from(c.reading)).is_some_and(|r| view.lemma(r) == tagger.word(lemma)))
        };
        let chosen = candidates.iter().find(fits).or_else(|| candidates.iter().find(|c| c.tag == tag));
        *word = Word::of(tag, chosen.map_or(NO_READING, |c| c.reading));
    }
}

fn fire<'t>(tagger: &'t Tagger, rules: &[u16], sights: &[Sight], at: usize) -> Option<(u16, &'t TagRule)> {
    let number = tagger.fire(rules, sights, at)?;
    Some((number, &tagger.rules()[usize::from(number)]))
}

fn first_likely(candidates: &[Candidate]) -> Candidate {
    *candidates.iter().find(|c| !c.rare).unwrap_or(&candidates[0])
}

/// The reading that a rule picks: the first likely one with one of its tags, else a rare one that it allows.
fn choose(rule: &TagRule, candidates: &[Candidate]) -> Candidate {
    let likely = candidates.iter().find(|c| !c.rare && rule.pick >> c.tag & 1 == 1);
    let rare = || rule.rare.iter().find_map(|&tag| candidates.iter().find(|c| c.tag == tag));
    likely.or_else(rare).copied().unwrap_or(candidates[0])
}

/// What tokens can be before any rule has run.
struct Start<'s> {
    tagger: &'s Tagger,
    view: View<'s>,
    scanned: &'s Scanned<'s>,
    names: &'s Names,
    from: usize,
    to: usize,
    out: &'s mut Vec<Candidate>,
    /// Every long word has a capital, so capitals say nothing.
    title: bool,
    /// The same up to a colon near the start.
    label: usize,
}

impl Start<'_> {
    fn push(&mut self, tag: u64) {
        self.out.push(Candidate { tag: number(tag), rare: false, reading: NO_READING });
    }

    fn readings(&self, token: &Token) -> &[Reading] {
        if token.shape.any(Shape::WORD.with(Shape::CLITIC).with(Shape::QUOTE)) { self.view.readings(token.key) } else { &[] }
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
    fn known(&mut self, token: &Token) -> (u64, u64) {
        let readings: &[Reading] =
            if token.shape.any(Shape::WORD.with(Shape::CLITIC).with(Shape::QUOTE)) { self.view.readings(token.key) } else { &[] };
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

    fn token(&mut self, at: usize, first: bool) -> Sight {
        let token = self.scanned.tokens[at];
        let begin = self.out.len();
        let text = self.scanned.word(at);
        self.candidates(at, &token, text, first);
        let (row, symbol) = self.tagger.look_up(token.key);
        let mut sight = Sight { row, symbol, capital: token.is(Shape::CAPITAL), ..Sight::default() };
        for (n, candidate) in self.out[begin..].iter().enumerate() {
            let bit = 1 << candidate.tag;
            sight.all |= bit;
            sight.likely |= if candidate.rare { 0 } else { bit };
            sight.first = if n == 0 { bit } else { sight.first };
        }
        sight.now = sight.first;
        sight.lemma = self.tagger.lemma(row, sight.now);
        if sight.capital {
            let readings = self.readings(&token);
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
            let (known, _) = self.known(token);
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
            self.out.extend(self.view.readings(token.key).iter().enumerate().map(|(n, r)| Candidate {
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
            self.known(token);
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
        let (all, head) = self.known(token);
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
        let (_, symbol) = self.tagger.look_up(token.key);
        let abbreviation = |s: &Self| {
            s.out[begin..].iter().any(|c| {
                let reading = &s.view.readings(token.key)[usize::from(c.reading)];
                (1 << c.tag) & (N | NUM) != 0 && reading.is_capital() && s.view.lemma(reading) == text
            })
        };
        if !title && abbreviation(self) {
            let (view, key) = (self.view, token.key);
            let is_it = |c: &Candidate| view.readings(key).get(usize::from(c.reading)).is_some_and(|r| view.lemma(r) == text);
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
    fn is_title(&self) -> bool {
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
            let function = || self.readings(token).first().is_some_and(|r| 1 << self.tagger.tag(r) & FUNCTION != 0);
            if token.is(Shape::CAPITAL) {
                long += usize::from(!function());
            } else if !function() {
                return false;
            }
        }
        long > 0
    }

    /// Where a label of capitalised words before a colon ends (`Breaking News: …`).
    fn label_end(&self) -> usize {
        let near = self.from..self.to.min(self.from + 6);
        let Some(colon) = near.clone().find(|&at| self.scanned.word(at) == ":") else { return 0 };
        let plain = |at: usize| self.scanned.tokens[at].shape.0 & (Shape::WORD.0 | Shape::CAPITAL.0) == Shape::WORD.0;
        if (self.from..colon).any(plain) { 0 } else { colon }
    }

    /// Whether the next token is still the first word of a sentence, a quotation or what a colon introduces.
    fn is_first_after(&self, at: usize, first: bool) -> bool {
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

#[cfg(test)]
mod tests;
