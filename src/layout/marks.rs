//! Marks: what ends a sentence, what closes and opens, what begins a list item. Characters only, no words.

use crate::scan::Scanned;
use copydesk_engine::tokens::{Shape, Token};

/// A mark that may end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// One full stop.
    Period,
    /// `?`, also with others.
    Question,
    /// `!`.
    Exclamation,
    /// So many dots in a row.
    Ellipsis(u8),
    /// A mark that is never anything else (`。`).
    Foreign,
    /// The last dot of `U.S.`
    Acronym,
}

/// The mark that begins at a token, and the token after it.
pub(crate) fn mark_at(scanned: &Scanned<'_>, at: usize, end: usize) -> Option<(Mark, usize)> {
    let token = &scanned.tokens[at];
    if token.is(Shape::DOTTED) && text_ends_with_dot(scanned, token) {
        return Some((Mark::Acronym, at + 1));
    }
    if token.is(Shape::WORD) || !token.is(Shape::PUNCTUATION) {
        return None;
    }
    let mut dots = dots(scanned.word(at));
    let mark = match scanned.word(at) {
        _ if dots > 0 => Mark::Ellipsis(0),
        "?" => Mark::Question,
        "!" => Mark::Exclamation,
        "。" | "？" | "！" | "؟" | "।" | "｡" => Mark::Foreign,
        _ => return None,
    };
    let mut next = at + 1;
    if mark == Mark::Ellipsis(0) && dots == 1 && token.is_tight() && is_spaced_ellipsis(scanned, next, end) {
        return Some((Mark::Period, next));
    }
    if mark == Mark::Ellipsis(0) {
        while next < end && dots < 200 && self::dots(scanned.word(next)) > 0 && !scanned.tokens[next].is(Shape::LINE_BEFORE) {
            dots += self::dots(scanned.word(next));
            next += 1;
        }
        let asks = next < end && scanned.tokens[next].is_tight() && matches!(scanned.word(next), "?" | "!");
        if !asks {
            return Some((if dots == 1 { Mark::Period } else { Mark::Ellipsis(dots.min(200) as u8) }, next));
        }
    }
    let mut asks = mark == Mark::Question;
    while next < end && matches!(scanned.word(next), "?" | "!" | "." | "...") {
        asks |= scanned.word(next) == "?";
        next += 1;
    }
    let mark = if mark == Mark::Foreign {
        mark
    } else if asks {
        Mark::Question
    } else {
        Mark::Exclamation
    };
    Some((mark, next))
}

/// Whether an ellipsis stands here after a space with words behind it: it belongs to what follows (`… it ended. ... Later`).
fn is_spaced_ellipsis(scanned: &Scanned<'_>, at: usize, end: usize) -> bool {
    let mut next = at;
    while next < end && next < at + 4 && dots(scanned.word(next)) > 0 {
        next += 1;
    }
    next > at
        && next < end
        && !scanned.tokens[at].is_tight()
        && (scanned.tokens[next].is(Shape::WORD) || scanned.tokens[next].is(Shape::DIGIT))
}

/// Whether a sign of mood stands here (`:-)`), and the token after it.
pub(crate) fn emoticon_end(scanned: &Scanned<'_>, at: usize, end: usize) -> Option<usize> {
    if !matches!(scanned.word(at), ":" | ";") || scanned.tokens[at].is_tight() {
        return None;
    }
    let tight = |i: usize, mark: &str| i < end && scanned.tokens[i].is_tight() && scanned.word(i) == mark;
    let nose = at + 1 + usize::from(tight(at + 1, "-"));
    tight(nose, ")").then_some(nose + 1)
}

/// Whether a run of signs stands for a line (`***`, `-----`).
pub(crate) fn is_rule_line(text: &str) -> bool {
    let least = if text.starts_with('-') { 5 } else { 3 };
    text.len() >= least && text.bytes().all(|b| matches!(b, b'-' | b'=' | b'*' | b'_' | b'#' | b'~'))
}

fn dots(text: &str) -> usize {
    match text {
        "." => 1,
        "…" => 3,
        _ if text.len() >= 2 && text.bytes().all(|b| b == b'.') => text.len(),
        _ => 0,
    }
}

fn text_ends_with_dot(scanned: &Scanned<'_>, token: &Token) -> bool {
    scanned.text.as_bytes()[token.end as usize - 1] == b'.'
}

/// Whether a token is a word in lower case, or a clitic.
pub(crate) fn is_lower(scanned: &Scanned<'_>, at: usize) -> bool {
    scanned.tokens[at].is(Shape::CLITIC) || scanned.word(at).starts_with(char::is_lowercase)
}

/// Whether a token is a word of a script without capitals.
pub(crate) fn is_uncased(scanned: &Scanned<'_>, at: usize) -> bool {
    let first = scanned.word(at).chars().next().unwrap_or(' ');
    first.is_alphabetic() && !first.is_lowercase() && !first.is_uppercase()
}

/// Whether a token closes a bracket.
pub(crate) fn is_closing_bracket(text: &str) -> bool {
    matches!(text, ")" | "]" | "}" | "）" | "】")
}

/// Whether a token opens a bracket.
pub(crate) fn is_opening_bracket(text: &str) -> bool {
    matches!(text, "(" | "[" | "{" | "（" | "【")
}

/// Whether a token, where a line begins, is the mark of a list item.
pub(crate) fn is_bullet(scanned: &Scanned<'_>, at: usize) -> bool {
    is_bullet_mark(scanned.word(at))
        || matches!(scanned.word(at), "-" | "--" | "–" | "—" | "*" | "+" | ">")
        || enumerator(scanned, at, at + 4).is_some()
}

/// Whether a mark begins a list item wherever it stands.
pub(crate) fn is_bullet_mark(text: &str) -> bool {
    matches!(text, "•" | "⁃" | "▪" | "●" | "◦" | "‣" | "■" | "►" | "▸" | "◆")
}

/// The number or letter of a list item (`2.)`, `b.`, `(c)`) and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Enumerator {
    /// Its value: the number, or the letter's place in the alphabet.
    pub(crate) value: u32,
    /// Token after it.
    pub(crate) end: usize,
    /// Whether it is a letter, has a dot, has a bracket.
    pub(crate) style: (bool, bool, bool),
}

/// The list item's number that begins at a token, before `end`.
pub(crate) fn enumerator(scanned: &Scanned<'_>, at: usize, end: usize) -> Option<Enumerator> {
    let end = end.min(scanned.tokens.len());
    let mut next = at;
    if next < end && is_bullet_mark(scanned.word(next)) {
        next += 1;
    }
    let token = scanned.tokens.get(next).filter(|_| next < end)?;
    let text = scanned.word(next);
    let (value, letter) = if token.is(Shape::SHORT_NUMBER) {
        (text.parse().ok()?, false)
    } else if token.is(Shape::SINGLE) && text.len() == 1 {
        (u32::from(text.as_bytes()[0].to_ascii_lowercase() - b'a') + 1, true)
    } else if let Some(value) = roman(text) {
        (value, true)
    } else {
        return None;
    };
    next += 1;
    let tight = |i: usize, mark: &str| i < end && scanned.tokens[i].is_tight() && scanned.word(i) == mark;
    let dot = tight(next, ".");
    next += usize::from(dot);
    let bracket = tight(next, ")");
    next += usize::from(bracket);
    (dot || bracket).then_some(Enumerator { value, end: next, style: (letter, dot, bracket) })
}

/// The value of a small roman numeral in lower case.
fn roman(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 5 || !text.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')) {
        return None;
    }
    let value = |b| match b {
        b'i' => 1,
        b'v' => 5,
        _ => 10,
    };
    let (mut sum, mut last) = (0, 0);
    for b in text.bytes().rev() {
        let v = value(b);
        if v < last {
            sum -= v
        } else {
            sum += v
        }
        last = v;
    }
    u32::try_from(sum).ok()
}

/// Where the closing quotes and brackets at the end of `first..at` begin.
pub(crate) fn closers_before(scanned: &Scanned<'_>, first: usize, mut at: usize) -> usize {
    while at > first + 1 && (scanned.tokens[at - 1].is(Shape::QUOTE) || is_closing_bracket(scanned.word(at - 1))) {
        at -= 1;
    }
    at
}

/// Whether the tokens before `at` end like a sentence: with a full stop of its own, a question, a colon; an ellipsis leaves open.
pub(crate) fn marks_end(scanned: &Scanned<'_>, at: usize, first: usize) -> bool {
    if at <= first {
        return false;
    }
    let last = at - 1;
    if matches!(scanned.word(last), "?" | "!" | ":") {
        return true;
    }
    match mark_at(scanned, last, at) {
        Some((Mark::Period, _)) => {
            last == first || !(scanned.tokens[last - 1].is(Shape::SINGLE) && scanned.tokens[last - 1].is(Shape::CAPITAL))
        }
        Some((Mark::Acronym | Mark::Ellipsis(_), _)) | None => false,
        Some(_) => true,
    }
}
