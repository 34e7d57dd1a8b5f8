//! Candidates: spans that could be names. They begin and end on a word that can carry a name (capital, acronym, in lines
//! of capitals any content word) and may hold connectors (`Bank of England`, `al-Sabah`, `AT&T`) in between.

use super::classes::{Classes, meet};
use crate::scan::Scanned;
use crate::segment::Segmented;
use copydesk_engine::tokens::{Shape, Token};

/// Longest candidate in tokens, and in lines of capitals.
const LONGEST: usize = 18;
const LONGEST_IN_CAPITALS: usize = 6;

/// Shapes of which a token has one to begin a candidate, unless it is a word of certain lists.
const BEGINS: Shape = Shape(Shape::CAPITAL.0 | Shape::INNER_CAPITAL.0 | Shape::DIGIT.0);

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
pub(crate) fn style(scanned: &Scanned<'_>, classes: &Classes, (from, to): (u32, u32)) -> Style {
    let (mut words, mut capitals, mut caps, mut lower) = (0, 0, 0, 0);
    let counts = |token: &Token| token.is(Shape::WORD) && !token.is(Shape::CLITIC) && token.end - token.start > 2;
    let tokens = &scanned.tokens[from as usize..to as usize];
    for token in tokens.iter().filter(|t| counts(t)) {
        words += 1;
        capitals += usize::from(token.is(Shape::CAPITAL));
        caps += usize::from(token.is(Shape::ALL_CAPS));
    }
    if words >= 2 && caps * 10 >= words * 7 {
        return Style::Capitals;
    }
    if words < 4 || capitals < 3 {
        return Style::Plain;
    }
    // Function words and verbs in lower case do not speak against a title.
    for (token, at) in tokens.iter().zip(from as usize..) {
        lower += usize::from(!token.is(Shape::CAPITAL) && counts(token) && !classes.is_function(scanned, at));
        if lower * 5 > words {
            return Style::Plain;
        }
    }
    Style::Title
}

/// All candidates of an article, by start then end.
pub(crate) fn candidates(
    scanned: &Scanned<'_>,
    segmented: &Segmented<'_>,
    classes: &Classes,
    styles: &mut Vec<Style>,
    out: &mut Vec<Candidate>,
) {
    out.clear();
    styles.clear();
    for (number, sentence) in segmented.sentences.iter().enumerate() {
        let style = style(scanned, classes, sentence.tokens);
        styles.push(style);
        let (from, to) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
        let longest = if style == Style::Capitals { LONGEST_IN_CAPITALS } else { LONGEST };
        for start in from..to {
            let token = &scanned.tokens[start];
            let begins = token.shape.any(BEGINS) || token.is(Shape::WORD) && classes.may_begin(scanned, start);
            if !begins {
                continue;
            }
            let part = part(scanned, classes, start, from, style);
            let begins = match part {
                // `said on Tuesday Acme Corp would …`: the day is the sentence's, not the name's.
                Part::Carry => {
                    let behind = start > from;
                    let address = classes.is_form_of_address(scanned, start) || (behind && classes.ends_form_of_address(scanned, start));
                    !address && !(behind && classes.is_day_told(scanned, start))
                }
                Part::Begin => follows(scanned, classes, start, from, to, style),
                _ => false,
            };
            if begins {
                let first = out.len();
                let mut push = |end: usize| out.push(Candidate { start: start as u32, end: end as u32, sentence: number as u32 });
                extend(scanned, classes, (start, to.min(start + longest)), (from, style), &mut push);
                known(scanned, classes, (start, to), out, first, number as u32);
            }
        }
    }
}

/// Whether a beginning token is followed by a carrying one, a tight hyphen between them or not.
fn follows(scanned: &Scanned<'_>, classes: &Classes, at: usize, from: usize, to: usize, style: Style) -> bool {
    let mut next = at + 1;
    if next < to && scanned.tokens[next].is(Shape::DASH) && scanned.tokens[next].is_tight() {
        next += 1;
    }
    // `29th session of the Conference`: an ordinal may have its head between it and the name.
    if next < to && scanned.tokens[at].any_digit() && classes.is_event_head(scanned, next) {
        return true;
    }
    next < to && part(scanned, classes, next, from, style) == Part::Carry
}

/// Reports every end of a candidate that begins at `start`.
fn extend(
    scanned: &Scanned<'_>,
    classes: &Classes,
    (start, to): (usize, usize),
    (from, style): (usize, Style),
    mut report: impl FnMut(usize),
) {
    let (mut at, mut connectors) = (start, 0);
    while at < to {
        let token = &scanned.tokens[at];
        if at > start && (token.is(Shape::PARAGRAPH_BEFORE) || (token.is(Shape::LINE_BEFORE) && style == Style::Capitals)) {
            return;
        }
        match part(scanned, classes, at, from, style) {
            Part::Carry => {
                connectors = 0;
                let dot = is_dot(scanned, at + 1, to);
                // The dot of an abbreviation belongs to the name (`Acme Corp.`, `Smith Jr.`).
                let inner = at > start && !token.is(Shape::SINGLE);
                let written = inner && classes.is_dotted(scanned, at);
                // `U.S.` ends in a dot of its own, `US` before the end of a sentence does not.
                let short = at == start && !token.is(Shape::ALL_CAPS) && classes.is_short_place(scanned, at);
                let takes_dot = dot && (written || short);
                report(at + 1 + usize::from(takes_dot));
                if dot && !takes_dot && inner && at + 2 < to && classes.is_abbreviation(scanned, at) {
                    report(at + 2);
                }
                if takes_dot || (dot && token.end - token.start <= 4) {
                    at += 1;
                }
            }
            Part::End if at > start && (connectors == 0 || scanned.tokens[at - 1].is(Shape::DASH)) => {
                report(at + 1);
                // `29th session of the Conference`: the head carries the name on.
                connectors = usize::from(!scanned.tokens[start].is(Shape::DIGIT));
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

/// Adds known names that hold words of any kind (`Dar es Salaam`, `Trinidad y Tobago`, `Moody's`), where spelling alone finds none.
fn known(scanned: &Scanned<'_>, classes: &Classes, (start, to): (usize, usize), out: &mut Vec<Candidate>, first: usize, sentence: u32) {
    for hit in scanned.hits_at(start) {
        let is_long = hit.end as usize >= start + 2 && hit.end as usize <= to;
        if !is_long || !classes.names_something(hit) {
            continue;
        }
        let last = hit.end as usize - 1;
        let end = hit.end + u32::from(is_dot(scanned, last + 1, to) && classes.is_dotted(scanned, last));
        if !out[first..].iter().any(|c| c.end == end) {
            let after = out[first..].iter().position(|c| c.end > end).map_or(out.len(), |n| first + n);
            out.insert(after, Candidate { start: start as u32, end, sentence });
        }
    }
}

/// Whether a dot stands at a token, tight behind a word.
fn is_dot(scanned: &Scanned<'_>, at: usize, to: usize) -> bool {
    at < to && scanned.tokens[at].is_tight() && scanned.word(at) == "."
}

fn part(scanned: &Scanned<'_>, classes: &Classes, at: usize, from: usize, style: Style) -> Part {
    let token = &scanned.tokens[at];
    let word = token.is(Shape::WORD);
    if word && !token.is(Shape::ADDRESS) {
        let capable = token.shape.any(Shape(Shape::CAPITAL.0 | Shape::INNER_CAPITAL.0));
        // `U.S.` is no pronoun.
        if style == Style::Capitals && classes.is_function(scanned, at) && !token.is(Shape::DOTTED) {
            return if classes.is_connector(scanned, at) { Part::Connect } else { Part::Break };
        }
        // Most words in small letters are in no list that lets them stand in a name.
        if !capable && !meet(&scanned.lists[at], &classes.works) && !(token.is_tight() && is_behind_dash(scanned, at)) {
            return Part::Break;
        }
        // What companies are called by law may be small (`Norvik plc`).
        if !capable && at > from && scanned.tokens[at - 1].is(Shape::CAPITAL) && classes.is_suffix(scanned, at) {
            return Part::End;
        }
        // A body may write itself small (`dpa`).
        if capable || classes.is_small_name(scanned, at) {
            return Part::Carry;
        }
        if classes.is_particle(scanned, at) {
            return Part::Begin;
        }
        if classes.is_connector(scanned, at) {
            return Part::Connect;
        }
        // `Kim Jong-un`, `summit` after a name.
        let hyphenated = at > from + 1 && token.is_tight() && is_behind_dash(scanned, at) && scanned.tokens[at - 2].is(Shape::CAPITAL);
        let syllable = || at > from + 2 && classes.is_syllable(scanned, at) && classes.is_surname(scanned, at - 3);
        if classes.is_event_head(scanned, at) || (hyphenated && (!classes.is_common(scanned, at) || syllable())) {
            return Part::End;
        }
        // `Tarnow-Bergen highway`.
        if classes.is_route(scanned, at) && is_route_before(scanned, at, from) {
            return Part::End;
        }
        return Part::Break;
    }
    if token.is(Shape::DIGIT) {
        let capitals = scanned.word(at).bytes().any(|b| b.is_ascii_uppercase());
        return if capitals {
            Part::Carry
        } else if token.shape.any(Shape(Shape::ORDINAL.0 | Shape::FOUR_DIGITS.0)) || (token.is(Shape::NUMBER) && at > from) {
            // `The 2026 season`: the article carries no name.
            let article = at > from && meet(&scanned.lists[at - 1], &classes.the);
            if at > from && !article && is_carrying_before(scanned, at) { Part::End } else { Part::Begin }
        } else {
            Part::Break
        };
    }
    match scanned.word(at) {
        "&" => Part::Connect,
        "'s" | "’s" | "'" | "’" if at > from => Part::Connect,
        "-" | "–" | "‑" | "/" if token.is_tight() && tight_after(scanned, at) => Part::Connect,
        "," if classes.is_suffix(scanned, at + 1) || (at > from && is_listing(scanned, classes, at, from)) => Part::Connect,
        _ if token.is(Shape::QUOTE) && (is_nickname(scanned, at) || (at > 2 && is_nickname(scanned, at - 2))) => Part::Connect,
        _ => Part::Break,
    }
}

/// Whether a quotation mark opens a nickname within a name: `Robert “Bob” Kowal`.
fn is_nickname(scanned: &Scanned<'_>, at: usize) -> bool {
    let is = |at: usize, shape: Shape| scanned.tokens.get(at).is_some_and(|t| t.is(shape));
    at > 0 && [at, at + 2].iter().all(|&q| is(q, Shape::QUOTE)) && [at - 1, at + 1, at + 3].iter().all(|&w| is(w, Shape::CAPITAL))
}

/// Whether a comma lists what a body is for, behind its head (`Ministry of Trade, Energy and Mines`) or in front of it
/// (`Climatology, Seismology and Mines Agency`).
fn is_listing(scanned: &Scanned<'_>, classes: &Classes, at: usize, from: usize) -> bool {
    let capital = |at: usize| scanned.tokens.get(at).is_some_and(|t| t.is(Shape::CAPITAL));
    let carries = |at: usize| capital(at) || (at < scanned.tokens.len() && scanned.word(at) == ",");
    if !capital(at - 1) {
        return false;
    }
    let Some(and) = (at + 1..at + 5).take_while(|&i| i == at + 1 || carries(i - 1)).find(|&i| classes.is_and(scanned, i)) else {
        return false;
    };
    let head = |at: usize| classes.is_body_head(scanned, at);
    let before = || (from.max(at.saturating_sub(8))..at - 1).rev().any(|i| head(i) && classes.is_behind_head(scanned, i + 1));
    capital(and + 1) && ((and + 2..and + 5).take_while(|&i| capital(i)).any(head) || before())
}

/// Whether two names joined by a hyphen end before a token.
fn is_route_before(scanned: &Scanned<'_>, at: usize, from: usize) -> bool {
    let capital = |at: usize| scanned.tokens[at].is(Shape::CAPITAL);
    (from + 1..at).rev().take(4).any(|dash| scanned.tokens[dash].is(Shape::DASH) && scanned.tokens[dash].is_tight() && capital(dash - 1))
        && capital(at - 1)
}

fn is_behind_dash(scanned: &Scanned<'_>, at: usize) -> bool {
    at > 0 && scanned.tokens[at - 1].is(Shape::DASH)
}

fn is_carrying_before(scanned: &Scanned<'_>, at: usize) -> bool {
    let before = &scanned.tokens[at - 1];
    before.is(Shape::CAPITAL) || (before.is(Shape::DASH) && at > 1 && scanned.tokens[at - 2].is(Shape::CAPITAL))
}

fn tight_after(scanned: &Scanned<'_>, at: usize) -> bool {
    scanned.tokens.get(at + 1).is_some_and(|t| t.is_tight() && t.shape.any(Shape(Shape::WORD.0 | Shape::DIGIT.0)))
}

/// Small questions about tokens.
trait Digits {
    fn any_digit(&self) -> bool;
}

impl Digits for copydesk_engine::tokens::Token {
    fn any_digit(&self) -> bool {
        self.is(Shape::DIGIT)
    }
}
