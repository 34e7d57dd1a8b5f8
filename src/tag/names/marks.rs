//! What names ask of the tokens of an article: one word of bits a token, and the sets of lists that begin and end there.

use super::classes::Classes;
use super::sets::Sets;
use super::topics::Counts;
use crate::scan::{ListMask, Scanned};
use bit::{LONG, UNKNOWN};
use copydesk_engine::blob::Hit;

/// What a token is, as bits: its shape, then what its lists make of it.
pub(crate) mod bit {
    use copydesk_engine::tokens::Shape;

    const fn shape(shape: Shape) -> u64 {
        shape.0 as u64
    }

    pub(crate) const WORD: u64 = shape(Shape::WORD);
    pub(crate) const CAPITAL: u64 = shape(Shape::CAPITAL);
    pub(crate) const ALL_CAPS: u64 = shape(Shape::ALL_CAPS);
    pub(crate) const INNER_CAPITAL: u64 = shape(Shape::INNER_CAPITAL);
    pub(crate) const DIGIT: u64 = shape(Shape::DIGIT);
    pub(crate) const NUMBER: u64 = shape(Shape::NUMBER);
    pub(crate) const ORDINAL: u64 = shape(Shape::ORDINAL);
    pub(crate) const FOUR_DIGITS: u64 = shape(Shape::FOUR_DIGITS);
    pub(crate) const DOTTED: u64 = shape(Shape::DOTTED);
    pub(crate) const SINGLE: u64 = shape(Shape::SINGLE);
    pub(crate) const ADDRESS: u64 = shape(Shape::ADDRESS);
    pub(crate) const DASH: u64 = shape(Shape::DASH);
    pub(crate) const QUOTE: u64 = shape(Shape::QUOTE);
    pub(crate) const CLITIC: u64 = shape(Shape::CLITIC);
    pub(crate) const NON_ASCII: u64 = shape(Shape::NON_ASCII);
    pub(crate) const SPACE_BEFORE: u64 = shape(Shape::SPACE_BEFORE);
    pub(crate) const LINE_BEFORE: u64 = shape(Shape::LINE_BEFORE);
    pub(crate) const PARAGRAPH_BEFORE: u64 = shape(Shape::PARAGRAPH_BEFORE);
    /// Bits of shapes.
    pub(crate) const SHAPES: u64 = (1 << 25) - 1;
    const _: () = assert!(SHAPES >= shape(Shape::THOUSANDS));

    /// Only of sets of lists, in the place of shapes.
    pub(crate) const ROLE: u64 = 1;
    pub(crate) const NATIONALITY: u64 = 1 << 1;
    pub(crate) const ORGANIZATION: u64 = 1 << 2;
    pub(crate) const PLACE: u64 = 1 << 3;
    pub(crate) const TEAM_PLACE: u64 = 1 << 4;

    /// Articles, prepositions, conjunctions, pronouns, auxiliaries.
    pub(crate) const FUNCTION: u64 = 1 << 25;
    /// Words that stand inside names.
    pub(crate) const CONNECTOR: u64 = 1 << 26;
    /// Particles that begin a surname.
    pub(crate) const PARTICLE: u64 = 1 << 27;
    /// Words in small letters that may begin a name.
    pub(crate) const BEGINS: u64 = 1 << 28;
    /// Words in small letters that may stand in a name.
    pub(crate) const WORKS: u64 = 1 << 29;
    /// Lower-case heads that end an event's name.
    pub(crate) const EVENT_HEAD: u64 = 1 << 30;
    /// Names of bodies, also where they are written in lower case.
    pub(crate) const BODY: u64 = 1 << 31;
    /// Heads of bodies' names.
    pub(crate) const BODY_HEAD: u64 = 1 << 32;
    /// Legal suffixes of companies.
    pub(crate) const SUFFIX: u64 = 1 << 33;
    /// Words that are written with a dot at the end of names.
    pub(crate) const TAKES_DOT: u64 = 1 << 34;
    /// Words that may be written with a dot.
    pub(crate) const ABBREVIATION: u64 = 1 << 35;
    /// Lower-case nouns for what leads from one place to another.
    pub(crate) const ROUTE: u64 = 1 << 36;
    /// Heads of names of places.
    pub(crate) const LAND: u64 = 1 << 37;
    /// Common words of the language.
    pub(crate) const COMMON: u64 = 1 << 38;
    pub(crate) const WEEKDAY: u64 = 1 << 39;
    /// `Mr`, `Dr`, `Lt`.
    pub(crate) const FORM_OF_ADDRESS: u64 = 1 << 40;
    /// Common words that end given names behind a hyphen (`Jae-in`).
    pub(crate) const SYLLABLE: u64 = 1 << 41;
    /// A preposition that stands behind the head of a body's name.
    pub(crate) const BEHIND_HEAD: u64 = 1 << 42;
    pub(crate) const OF: u64 = 1 << 43;
    pub(crate) const AND: u64 = 1 << 44;
    pub(crate) const OR: u64 = 1 << 45;
    pub(crate) const THE: u64 = 1 << 46;
    pub(crate) const GIVEN: u64 = 1 << 47;
    pub(crate) const SURNAME: u64 = 1 << 48;
    pub(crate) const ON: u64 = 1 << 49;
    pub(crate) const SPORT: u64 = 1 << 50;
    pub(crate) const FINANCE: u64 = 1 << 51;

    pub(crate) const AMPERSAND: u64 = 1 << 52;
    pub(crate) const COMMA: u64 = 1 << 53;
    pub(crate) const DOT: u64 = 1 << 54;
    pub(crate) const OPEN: u64 = 1 << 55;
    pub(crate) const CLOSE: u64 = 1 << 56;
    pub(crate) const SLASH: u64 = 1 << 57;
    pub(crate) const COLON: u64 = 1 << 58;
    /// What stands inside names under its own name.
    pub(crate) const NAMED: u64 = OF | AND | AMPERSAND | COMMA;

    /// A word with which no entry begins.
    pub(crate) const UNKNOWN: u64 = 1 << 59;
    /// An entry of several tokens may begin.
    pub(crate) const LONG: u64 = 1 << 60;
    /// A word of more than two letters, which counts for how a line is written.
    pub(crate) const COUNTS: u64 = 1 << 61;
    /// Part of an entry of several tokens.
    pub(crate) const COVERED: u64 = 1 << 62;
    /// A word that only copy about sport uses often.
    pub(crate) const SPORT_TERM: u64 = 1 << 63;
}

/// The marks of tokens of one byte.
const MARKS: [u64; 256] = {
    let mut marks = [0; 256];
    marks[b'&' as usize] = bit::AMPERSAND;
    marks[b',' as usize] = bit::COMMA;
    marks[b'.' as usize] = bit::DOT;
    marks[b'(' as usize] = bit::OPEN;
    marks[b')' as usize] = bit::CLOSE;
    marks[b'/' as usize] = bit::SLASH;
    marks[b':' as usize] = bit::COLON;
    marks
};

/// Tokens that a name goes back at most.
const BACK: usize = 16;

/// The tokens of one article.
#[derive(Default)]
pub(crate) struct Marks {
    /// Bits of every token.
    words: Vec<u64>,
    /// Number of the set of the lists that have the token alone.
    alone: Vec<u32>,
    /// Sets of the lists with an entry of any length that begins at the token, and that ends before it.
    starting: Vec<u32>,
    ending: Vec<u32>,
    /// Built-in entries of several tokens, by start.
    long: Vec<Hit>,
    /// Number of the first of them that begins at a token or behind it.
    first_long: Vec<u32>,
    /// Sets that are made here, with their token; for every token where its set stands among them, and one more.
    made: Vec<(u32, ListMask)>,
    place: Vec<u32>,
    /// Words of each topic.
    pub(crate) topics: Counts,
}

impl Marks {
    /// Looks at the tokens of an article.
    pub(crate) fn collect(&mut self, scanned: &Scanned<'_>, classes: &Classes, layered: bool, sets: &mut Sets) {
        let (tokens, text, count) = (scanned.tokens, scanned.text.as_bytes(), scanned.tokens.len());
        for list in [&mut self.alone, &mut self.first_long] {
            list.clear();
            list.resize(count, 0);
        }
        self.words.clear();
        self.words.resize(count, 0);
        self.long.clear();
        let mut topics = Counts::default();
        let always = if layered { LONG } else { 0 };
        // Slices of one length are read without asking each time.
        let (known, lists, hits) = (&scanned.known[..count], &scanned.lists[..count], &scanned.first_hit[..=count]);
        let (words, alone, first_long) = (&mut self.words[..count], &mut self.alone[..count], &mut self.first_long[..count]);
        for at in 0..count {
            let token = &tokens[at];
            let set = sets.of_word(classes, known[at].number, &lists[at]);
            let mut word = u64::from(token.shape.0) | sets.bits(set) & !bit::SHAPES;
            let length = token.end - token.start;
            if word & bit::WORD == 0 {
                word &= !bit::BEGINS;
                word |= if length == 1 { MARKS[usize::from(text[token.start as usize])] } else { 0 };
            } else {
                word |= if length > 2 && word & bit::CLITIC == 0 { bit::COUNTS } else { 0 };
                word |= if set == 0 { UNKNOWN } else { 0 };
            }
            if word & (bit::SPORT | bit::SPORT_TERM | bit::FINANCE) != 0 {
                topics.terms += usize::from(word & bit::SPORT_TERM != 0);
                topics.sport += usize::from(word & bit::SPORT != 0);
                topics.finance += usize::from(word & bit::FINANCE != 0);
            }
            first_long[at] = self.long.len() as u32;
            // Most tokens have no entries but those of their word alone, which the scan has as lists.
            if hits[at] < hits[at + 1] {
                let hits = &scanned.hits[hits[at] as usize..hits[at + 1] as usize];
                let long = |hit: &&Hit| hit.end - hit.start > 1;
                // The longest stand last, but for those with the dot of an abbreviation.
                if long(&&hits[hits.len() - 1]) || tokens.get(at + 1).is_some_and(|t| t.is_tight()) {
                    self.long.extend(hits.iter().filter(long).filter(|h| h.layer == 0));
                    if self.long.len() > first_long[at] as usize {
                        word = word & !UNKNOWN | LONG;
                    }
                }
            }
            words[at] = word | always;
            alone[at] = set;
        }
        self.topics = topics;
        self.first_long.extend([self.long.len() as u32; 2]);
        self.edges(scanned, classes, sets);
    }

    /// Adds the entries of several tokens to the sets of where they begin and end.
    fn edges(&mut self, scanned: &Scanned<'_>, classes: &Classes, sets: &mut Sets) {
        self.starting.clear();
        self.starting.extend_from_slice(&self.alone);
        self.starting.push(0);
        self.ending.clear();
        self.ending.push(0);
        self.ending.extend_from_slice(&self.alone);
        self.made.clear();
        self.place.clear();
        self.place.resize(self.ending.len(), 0);
        // Backwards, so that what ends behind a token is not yet more than its own word.
        for long in self.long.chunk_by(|a, b| a.start == b.start).rev() {
            let at = long[0].start as usize;
            self.made.push((at as u32 + 1, ListMask::default()));
            self.place[at + 1] = self.made.len() as u32;
            let mut starting = *sets.lists(self.alone[at]);
            for hit in scanned.hits_at(at).iter().filter(|h| h.layer == 0) {
                let (word, bit) = (usize::from(hit.list) / 64, 1u64 << (hit.list % 64));
                starting[word] |= bit;
                let end = hit.end as usize;
                if self.place[end] == 0 {
                    self.made.push((hit.end, *sets.lists(self.ending[end])));
                    self.place[end] = self.made.len() as u32;
                }
                self.made[self.place[end] as usize - 1].1[word] |= bit;
            }
            self.starting[at] = sets.classified(classes, &starting);
            let end = long.iter().map(|h| h.end).max().unwrap_or(0) as usize;
            self.words[at..end].iter_mut().for_each(|word| *word |= bit::COVERED);
        }
        for (end, lists) in &self.made {
            self.ending[*end as usize] = sets.classified(classes, lists);
        }
    }

    /// The bits of a token, 0 behind the last.
    #[inline]
    pub(crate) fn word(&self, at: usize) -> u64 {
        self.words.get(at).copied().unwrap_or(0)
    }

    /// The bits of all tokens.
    #[inline]
    pub(crate) fn words(&self) -> &[u64] {
        &self.words
    }

    /// Whether a token has one of some bits.
    #[inline]
    pub(crate) fn is(&self, at: usize, bits: u64) -> bool {
        self.word(at) & bits != 0
    }

    /// The set of the lists that have a token alone.
    #[inline]
    pub(crate) fn alone(&self, at: usize) -> u32 {
        self.alone[at]
    }

    /// The set of the lists with an entry that begins at a token.
    #[inline]
    pub(crate) fn starting(&self, at: usize) -> u32 {
        self.starting[at]
    }

    /// The set of the lists with an entry that ends before a token.
    #[inline]
    pub(crate) fn ending(&self, at: usize) -> u32 {
        self.ending[at]
    }

    /// Entries of several tokens that begin in a range or not far before it.
    #[inline]
    pub(crate) fn long_about(&self, from: usize, to: usize) -> &[Hit] {
        self.long_between(from.saturating_sub(BACK), to)
    }

    /// Entries of several tokens that begin in a range.
    #[inline]
    pub(crate) fn long_between(&self, from: usize, to: usize) -> &[Hit] {
        &self.long[self.first_long[from] as usize..self.first_long[to] as usize]
    }

    /// Where a name of several words ends before the dot of an abbreviation: lists have `Norvik Corp`, text has `Norvik Corp.`.
    #[inline]
    pub(crate) fn without_dot(&self, start: usize, end: usize) -> usize {
        if end - start > 2 && self.is(end - 1, bit::DOT) { end - 1 } else { end }
    }
}
