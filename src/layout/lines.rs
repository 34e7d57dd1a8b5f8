//! Lines: the text between line breaks, and which breaks only wrap a sentence.
//!
//! A single break wraps when the line before it is left open and the article as a whole is written in wrapped lines.

use super::words::Words;
use crate::layout::marks::{closers_before, is_bullet, is_lower, is_uncased, marks_end};
use crate::resources::Resources;
use crate::scan::Scanned;
use copydesk_engine::tokens::Shape;

/// One line of the text that holds at least one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// First token, and the token after the last.
    pub(crate) tokens: (u32, u32),
    /// Whether a blank line stands before it.
    pub(crate) paragraph: bool,
    /// Whether the break before it is in mid-sentence.
    pub(crate) wrapped: bool,
    /// Bytes from first to last token.
    pub(crate) width: u32,
    /// Whether it ends like a sentence.
    pub(crate) closed: bool,
}

/// Share of single line breaks, in tenths, that must visibly wrap before an article counts as wrapped.
const WRAPPED_TENTHS: usize = 3;
/// So many breaks must visibly wrap before a warning says so.
const PLAINLY: usize = 3;
/// Lines of so many bytes may be wrapped even where others are not.
const LOCAL: std::ops::RangeInclusive<u32> = 24..=120;

/// Cuts a text into lines and decides which breaks wrap. Says whether the article is written in wrapped lines.
pub(crate) fn lines(resources: &Resources, scanned: &Scanned<'_>, out: &mut Vec<Line>) -> Shaped {
    out.clear();
    let words = &Words::new(resources);
    let list = |id: &str| resources.list(id).unwrap_or(usize::MAX);
    let abbreviations = [list("words/abbreviations"), list("places/wire-abbreviations"), list("places/us-codes")];
    let tokens = scanned.tokens;
    let mut first = 0;
    for at in 1..=tokens.len() {
        if at < tokens.len() && !tokens[at].is(Shape::LINE_BEFORE) {
            continue;
        }
        let last = closers_before(scanned, first, at);
        let closed = marks_end(scanned, last, first) && !is_abbreviated(scanned, &abbreviations, first, last);
        out.push(Line {
            tokens: (first as u32, at as u32),
            paragraph: tokens[first].is(Shape::PARAGRAPH_BEFORE),
            wrapped: false,
            width: tokens[at - 1].end - tokens[first].start,
            closed,
        });
        first = at;
    }
    if out.len() < 2 {
        return Shaped::default();
    }
    let (mut breaks, mut visible) = (0, 0);
    for at in 1..out.len() {
        if !out[at].paragraph && !is_bullet(scanned, out[at].tokens.0 as usize) {
            breaks += 1;
            visible += usize::from(is_visible_wrap(words, scanned, out[at - 1], out[at]));
        }
    }
    let wrapped = visible * 10 >= breaks * WRAPPED_TENTHS && visible > 0;
    let mut from = 0;
    while from < out.len() {
        let to = (from + 1..out.len()).find(|&i| out[i].paragraph).unwrap_or(out.len());
        decide(words, scanned, &mut out[from..to], wrapped);
        from = to;
    }
    let wraps = prose_wraps(scanned, out);
    Shaped { wrapped, plainly: wraps >= PLAINLY && wraps * 3 >= breaks }
}

/// How many wrapped lines of prose begin with a word in lower case; lists and tables are no prose.
fn prose_wraps(scanned: &Scanned<'_>, lines: &[Line]) -> usize {
    let (mut wraps, mut run) = (0, 0);
    for (at, line) in lines.iter().enumerate() {
        let first = &scanned.tokens[line.tokens.0 as usize];
        let full = at > 0 && lines[at - 1].width >= *LOCAL.start();
        run += usize::from(line.wrapped && full && is_lower(scanned, line.tokens.0 as usize) && !first.is(Shape::SINGLE));
        if lines.get(at + 1).is_none_or(|next| !next.wrapped) {
            let listed = scanned.word(line.tokens.1 as usize - 1) == ":";
            wraps += if line.closed && !listed { run } else { 0 };
            run = 0;
        }
    }
    wraps
}

/// How an article is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shaped {
    /// Single line breaks may stand in mid-sentence.
    pub(crate) wrapped: bool,
    /// And so many of them do that it is worth a warning.
    pub(crate) plainly: bool,
}

/// Whether a stretch of tokens ends with an abbreviation.
fn is_abbreviated(scanned: &Scanned<'_>, lists: &[usize], first: usize, end: usize) -> bool {
    end >= first + 2
        && scanned.tokens[end - 1].is_tight()
        && scanned.hits_at(end - 2).iter().any(|h| h.layer == 0 && h.end as usize == end && lists.contains(&usize::from(h.list)))
}

/// Decides the breaks within one paragraph.
fn decide(words: &Words<'_>, scanned: &Scanned<'_>, lines: &mut [Line], wrapped: bool) {
    // A run of lines of which none ends like a sentence is a list, not prose.
    if !lines.iter().any(|l| l.closed) {
        return;
    }
    let width = lines.iter().map(|l| l.width).max().unwrap_or(0);
    for at in 1..lines.len() {
        let (before, line) = (lines[at - 1], lines[at]);
        if is_bullet(scanned, line.tokens.0 as usize) {
            continue;
        }
        let visible = is_visible_wrap(words, scanned, before, line);
        let first = &scanned.tokens[line.tokens.0 as usize];
        let full = before.width + (first.end - first.start) + 1 >= width * 8 / 10;
        let is_local = LOCAL.contains(&before.width) && line.width <= *LOCAL.end();
        lines[at].wrapped =
            if wrapped { visible || (full && !before.closed && before.width >= *LOCAL.start()) } else { visible && is_local };
    }
}

/// Whether a break plainly stands in mid-sentence: the line before is open, and it or the next one shows it.
fn is_visible_wrap(words: &Words<'_>, scanned: &Scanned<'_>, before: Line, line: Line) -> bool {
    if before.closed {
        return false;
    }
    let (last, first) = (before.tokens.1 as usize - 1, line.tokens.0 as usize);
    let last_token = &scanned.tokens[last];
    let open = matches!(scanned.word(last), "," | "-" | "(")
        || last_token.is(Shape::DOTTED)
        || is_lower(scanned, last) && words.is_closed(last_token.key);
    (is_lower(scanned, first) || open) && !is_uncased(scanned, first)
}
