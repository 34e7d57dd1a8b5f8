//! Candidates: spans that could be names. They begin and end on a word that can carry a name (capital, acronym, in lines
//! of capitals any content word) and may hold connectors (`Bank of England`, `al-Sabah`, `AT&T`) in between.

use super::classes::Classes;
use super::marks::{Marks, bit};
use crate::scan::Scanned;
use crate::segment::Segmented;

/// Longest candidate in tokens, and in lines of capitals.
const LONGEST: usize = 18;
const LONGEST_IN_CAPITALS: usize = 6;

/// Bits of which a token has one to begin a candidate.
const BEGINS: u64 = bit::CAPITAL | bit::INNER_CAPITAL | bit::DIGIT | bit::BEGINS;
/// Bits of which a word has one that is written as names are.
const CAPABLE: u64 = bit::CAPITAL | bit::INNER_CAPITAL;

/// A span of tokens that could be a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// First token.
    pub(crate) start: u32,
    /// Token after the last.
    pub(crate) end: u32,
    /// Number of its sentence.
    pub(crate) sentence: u32,
}

/// How a sentence is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Style {
    /// Running text.
    #[default]
    Plain,
    /// Most words have a capital (a headline).
    Title,
    /// Most words are all capitals.
    Capitals,
}

/// What a token can do in a candidate.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Begin, end and carry.
    Carry,
    /// Stand between two carrying words.
    Connect,
    /// Begin when a carrying word follows at once (`al - Sabah`, `29th session`).
    Begin,
    /// End after a carrying word (`SCO summit`, `Jr .`).
    End,
    /// Nothing.
    Break,
}

/// The style of a sentence.
fn style(sentence: &[u64]) -> Style {
    let (mut words, mut capitals, mut caps, mut lower) = (0, 0, 0, 0);
    for word in sentence {
        let is = |bits: u64| u32::from(word & (bits | bit::COUNTS) == bits | bit::COUNTS);
        words += is(0);
        capitals += is(bit::CAPITAL);
        caps += is(bit::ALL_CAPS);
        // Function words and verbs in lower case do not speak against a title.
        lower += u32::from(word & (bit::COUNTS | bit::CAPITAL | bit::FUNCTION) == bit::COUNTS);
    }
    if words >= 2 && caps * 10 >= words * 7 {
        return Style::Capitals;
    }
    if words < 4 || capitals < 3 || lower * 5 > words { Style::Plain } else { Style::Title }
}

/// A sentence whose tokens are looked at.
#[derive(Clone, Copy)]
struct Sentence<'a> {
    scanned: &'a Scanned<'a>,
    classes: &'a Classes,
    marks: &'a Marks,
    from: usize,
    to: usize,
    style: Style,
}

/// All candidates of an article, by start then end.
pub(crate) fn candidates(
    scanned: &Scanned<'_>,
    segmented: &Segmented<'_>,
    classes: &Classes,
    marks: &Marks,
    styles: &mut Vec<Style>,
    out: &mut Vec<Candidate>,
) {
    out.clear();
    styles.clear();
    for (number, sentence) in segmented.sentences.iter().enumerate() {
        let (from, to) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
        let style = style(&marks.words()[from..to]);
        styles.push(style);
        let sentence = Sentence { scanned, classes, marks, from, to, style };
        for (start, word) in (from..to).zip(&marks.words()[from..to]) {
            if word & BEGINS != 0 {
                sentence.begin(start, number as u32, out);
            }
        }
    }
}

impl Sentence<'_> {
    /// Adds the candidates that begin at a token.
    fn begin(&self, start: usize, number: u32, out: &mut Vec<Candidate>) {
        let Sentence { scanned, classes, marks, from, to, style } = *self;
        let begins = match self.part(start) {
            // `said on Tuesday Acme Corp would …`: the day is the sentence's, not the name's.
            Part::Carry => {
                let behind = start > from;
                let address =
                    classes.is_form_of_address(scanned, marks, start) || (behind && classes.ends_form_of_address(scanned, marks, start));
                !address && !(behind && classes.is_day_told(scanned, marks, start))
            }
            Part::Begin => self.follows(start),
            _ => false,
        };
        if begins {
            let first = out.len();
            let longest = if style == Style::Capitals { LONGEST_IN_CAPITALS } else { LONGEST };
            self.extend(start, to.min(start + longest), |end| {
                out.push(Candidate { start: start as u32, end: end as u32, sentence: number })
            });
            if marks.is(start, bit::LONG) {
                self.known(start, out, first, number);
            }
        }
    }

    #[inline]
    fn is(&self, at: usize, bits: u64) -> bool {
        self.marks.is(at, bits)
    }

    #[inline]
    fn is_tight(&self, at: usize) -> bool {
        !self.is(at, bit::SPACE_BEFORE)
    }

    /// Whether a beginning token is followed by a carrying one, a tight hyphen between them or not.
    fn follows(&self, at: usize) -> bool {
        let mut next = at + 1;
        if next < self.to && self.is(next, bit::DASH) && self.is_tight(next) {
            next += 1;
        }
        // `29th session of the Conference`: an ordinal may have its head between it and the name.
        if next < self.to && self.is(at, bit::DIGIT) && self.is(next, bit::EVENT_HEAD) {
            return true;
        }
        next < self.to && self.part(next) == Part::Carry
    }

    /// Reports every end of a candidate that begins at `start`.
    fn extend(&self, start: usize, to: usize, mut report: impl FnMut(usize)) {
        let (mut at, mut connectors) = (start, 0);
        while at < to {
            let word = self.marks.word(at);
            let line = word & bit::LINE_BEFORE != 0 && self.style == Style::Capitals;
            if at > start && (word & bit::PARAGRAPH_BEFORE != 0 || line) {
                return;
            }
            match self.part(at) {
                Part::Carry => {
                    connectors = 0;
                    let dot = self.is_dot(at + 1, to);
                    let mut takes_dot = false;
                    if dot {
                        // The dot of an abbreviation belongs to the name (`Acme Corp.`, `Smith Jr.`).
                        let inner = at > start && word & bit::SINGLE == 0;
                        // `U.S.` ends in a dot of its own, `US` before the end of a sentence does not.
                        let short = at == start && word & bit::ALL_CAPS == 0 && self.classes.is_short_place(self.scanned, at);
                        takes_dot = (inner && word & bit::TAKES_DOT != 0) || short;
                        report(at + 1 + usize::from(takes_dot));
                        if !takes_dot && inner && at + 2 < to && word & bit::ABBREVIATION != 0 {
                            report(at + 2);
                        }
                        // `Court of Inquiry No. 4`.
                        if inner && at + 2 < to && word & bit::FUNCTION != 0 && self.is(at + 2, bit::NUMBER) {
                            report(at + 3);
                        }
                    } else {
                        report(at + 1);
                    }
                    let token = &self.scanned.tokens[at];
                    if takes_dot || (dot && token.end - token.start <= 4) {
                        at += 1;
                    }
                }
                // `St Brendan's`: a church or school by its saint alone.
                Part::Connect if word & bit::CLITIC != 0 && self.is_saint(start, at) => {
                    report(at + 1);
                    connectors = 1;
                }
                Part::End if at > start && (connectors == 0 || self.is(at - 1, bit::DASH)) => {
                    report(at + 1);
                    // `29th session of the Conference`: the head carries the name on.
                    connectors = usize::from(!self.is(start, bit::DIGIT));
                }
                Part::Begin if at == start => {}
                Part::Connect | Part::Begin | Part::End => {
                    connectors += 1;
                    if connectors > 2 {
                        return;
                    }
                }
                Part::Break => return,
            }
            at += 1;
        }
    }

    /// Adds known names that hold words of any kind (`Dar es Salaam`, `Trinidad y Tobago`, `Moody's`), where spelling alone
    /// finds none.
    fn known(&self, start: usize, out: &mut Vec<Candidate>, first: usize, sentence: u32) {
        for hit in self.scanned.hits_at(start) {
            let is_long = hit.end as usize >= start + 2 && hit.end as usize <= self.to;
            if !is_long || !self.classes.names_something(hit) {
                continue;
            }
            let last = hit.end as usize - 1;
            let end = hit.end + u32::from(self.is_dot(last + 1, self.to) && self.is(last, bit::TAKES_DOT));
            if !out[first..].iter().any(|c| c.end == end) {
                let after = out[first..].iter().position(|c| c.end > end).map_or(out.len(), |n| first + n);
                out.insert(after, Candidate { start: start as u32, end, sentence });
            }
        }
    }

    /// Whether a dot stands at a token, tight behind a word.
    #[inline]
    fn is_dot(&self, at: usize, to: usize) -> bool {
        at < to && self.marks.word(at) & (bit::DOT | bit::SPACE_BEFORE) == bit::DOT
    }

    #[inline]
    fn part(&self, at: usize) -> Part {
        let word = self.marks.word(at);
        if word & (bit::WORD | bit::ADDRESS) == bit::WORD {
            // What most words are.
            if word & CAPABLE != 0 && self.style != Style::Capitals {
                return Part::Carry;
            }
            if word & (CAPABLE | bit::WORKS | bit::SINGLE | bit::SPACE_BEFORE) == bit::SPACE_BEFORE && self.style != Style::Capitals {
                return Part::Break;
            }
            return self.part_of_word(at, word);
        }
        self.part_of_mark(at, word)
    }

    fn part_of_mark(&self, at: usize, word: u64) -> Part {
        if word & bit::DIGIT != 0 {
            let capitals = self.scanned.word(at).bytes().any(|b| b.is_ascii_uppercase());
            return if capitals {
                Part::Carry
            } else if word & (bit::ORDINAL | bit::FOUR_DIGITS) != 0 || (word & bit::NUMBER != 0 && at > self.from) {
                // `The 2026 season`: the article carries no name.
                let article = at > self.from && self.is(at - 1, bit::THE);
                if at > self.from && !article && self.is_carrying_before(at) { Part::End } else { Part::Begin }
            } else {
                Part::Break
            };
        }
        match self.scanned.word(at) {
            "&" => Part::Connect,
            "'s" | "’s" | "'" | "’" if at > self.from => Part::Connect,
            "-" | "–" | "‑" | "/" if self.is_tight(at) && self.tight_after(at) => Part::Connect,
            "," if self.is(at + 1, bit::SUFFIX) || (at > self.from && self.is_listing(at)) => Part::Connect,
            _ if word & bit::QUOTE != 0 && (self.is_nickname(at) || (at > 2 && self.is_nickname(at - 2))) => Part::Connect,
            _ => Part::Break,
        }
    }

    fn part_of_word(&self, at: usize, word: u64) -> Part {
        let capable = word & CAPABLE != 0;
        // `U.S.` is no pronoun.
        if self.style == Style::Capitals && word & bit::FUNCTION != 0 && word & bit::DOTTED == 0 {
            return if word & bit::CONNECTOR != 0 { Part::Connect } else { Part::Break };
        }
        let behind_dash = word & bit::SPACE_BEFORE == 0 && at > 0 && self.is(at - 1, bit::DASH);
        // `Puig i Ferrer`: a letter joins two surnames.
        let single = word & (CAPABLE | bit::SINGLE) == bit::SINGLE && at > self.from && self.style == Style::Plain;
        if single && self.is(at - 1, bit::CAPITAL) && self.is(at + 1, bit::CAPITAL) && self.scanned.word(at) == "i" {
            return Part::Connect;
        }
        // Most words in small letters are in no list that lets them stand in a name.
        if !capable && word & bit::WORKS == 0 && !behind_dash {
            return Part::Break;
        }
        // What companies are called by law may be small (`Norvik plc`).
        if !capable && word & bit::SUFFIX != 0 && at > self.from && self.is(at - 1, bit::CAPITAL) {
            return Part::End;
        }
        // A body may write itself small (`dpa`).
        if capable || word & bit::BODY != 0 {
            return Part::Carry;
        }
        let hyphenated = behind_dash && at > self.from + 1 && self.is(at - 2, bit::CAPITAL);
        if word & bit::PARTICLE != 0 {
            // `Lung-bin`: what is a particle elsewhere.
            return if hyphenated && !self.is(at + 1, bit::DASH) { Part::End } else { Part::Begin };
        }
        if word & bit::CONNECTOR != 0 {
            return Part::Connect;
        }
        // `Kim Jong-un`, `summit` after a name.
        let surname = |at: usize| self.is(at, bit::CAPITAL) && self.is(at, bit::SURNAME);
        let syllable = || at > self.from + 2 && word & bit::SYLLABLE != 0 && surname(at - 3);
        if word & bit::EVENT_HEAD != 0 || (hyphenated && (word & bit::COMMON == 0 || syllable())) {
            return Part::End;
        }
        // `Tarnow-Bergen highway`.
        if word & bit::ROUTE != 0 && self.is_route_before(at) {
            return Part::End;
        }
        Part::Break
    }

    /// Whether a quotation mark opens a nickname within a name: `Robert “Bob” Kowal`.
    fn is_nickname(&self, at: usize) -> bool {
        at > 0 && [at, at + 2].iter().all(|&q| self.is(q, bit::QUOTE)) && [at - 1, at + 1, at + 3].iter().all(|&w| self.is(w, bit::CAPITAL))
    }

    /// Whether a comma lists what a body is for, behind its head (`Ministry of Trade, Energy and Mines`) or in front of it
    /// (`Climatology, Seismology and Mines Agency`).
    fn is_listing(&self, at: usize) -> bool {
        let capital = |at: usize| self.is(at, bit::CAPITAL);
        if !capital(at - 1) {
            return false;
        }
        let carries = |at: usize| self.is(at, bit::CAPITAL | bit::COMMA);
        let Some(and) = (at + 1..at + 5).take_while(|&i| i == at + 1 || carries(i - 1)).find(|&i| self.is(i, bit::AND)) else {
            return false;
        };
        let head = |at: usize| self.is(at, bit::BODY_HEAD);
        let before = || (self.from.max(at.saturating_sub(8))..at - 1).rev().any(|i| head(i) && self.is(i + 1, bit::BEHIND_HEAD));
        capital(and + 1) && ((and + 2..and + 5).take_while(|&i| capital(i)).any(head) || before())
    }

    /// Whether a short word that begins names of places, and one word with a capital, stand before a token.
    fn is_saint(&self, start: usize, at: usize) -> bool {
        let word = self.marks.word(start);
        let short = word & bit::LAND != 0 && word & bit::ABBREVIATION != 0;
        let name = start + 1 + usize::from(self.is_dot(start + 1, at));
        let apart = !self.is(at + 1, bit::CAPITAL) || self.is(at + 1, bit::PARAGRAPH_BEFORE);
        short && name + 1 == at && self.is(name, bit::CAPITAL) && apart
    }

    /// Whether two names joined by a hyphen end before a token.
    fn is_route_before(&self, at: usize) -> bool {
        let capital = |at: usize| self.is(at, bit::CAPITAL);
        (self.from + 1..at).rev().take(4).any(|dash| self.is(dash, bit::DASH) && self.is_tight(dash) && capital(dash - 1))
            && capital(at - 1)
    }

    fn is_carrying_before(&self, at: usize) -> bool {
        self.is(at - 1, bit::CAPITAL) || (self.is(at - 1, bit::DASH) && at > 1 && self.is(at - 2, bit::CAPITAL))
    }

    fn tight_after(&self, at: usize) -> bool {
        self.is(at + 1, bit::WORD | bit::DIGIT) && self.is_tight(at + 1)
    }
}
