//! Tokens: one pass over the text gives words, numbers and marks with shape bits and a folded key.
//!
//! Hyphens are tokens of their own (`Israeli - Palestinian`), so are the clitics of English (`Baku 's`, `do n't`);
//! acronyms with dots (`U.S.`), decimals (`3.5`), clock times (`10:30`), web addresses and graphemes stay whole.
//! Every non-space character is in exactly one token; tokens never overlap and stand in text order.

mod shape;

pub use shape::Shape;

use crate::fold::{Hasher, is_invisible, key};
use unicode_segmentation::UnicodeSegmentation;

/// One token: a byte range of the text, its folded key and its shape.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// Key of the folded text ([`crate::fold::key`]).
    pub key: u64,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// What it looks like.
    pub shape: Shape,
}

impl Token {
    /// The token's text.
    #[inline]
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }

    /// Whether it looks so.
    #[inline]
    pub fn is(&self, shape: Shape) -> bool {
        self.shape.has(shape)
    }

    /// Whether no white space stands before it.
    #[inline]
    pub fn is_tight(&self) -> bool {
        !self.shape.has(Shape::SPACE_BEFORE)
    }
}

/// A token over a byte range whose bounds are known; `before` carries the bits about what stands before it.
pub fn token(text: &str, start: usize, end: usize, before: Shape) -> Token {
    let part = &text[start..end];
    Token { key: key(part), start: start as u32, end: end as u32, shape: shape::shape(part).with(before) }
}

/// Tokenises `text` into `out`, which is cleared first. Linear in the length of the text.
///
/// ```
/// use copydesk_engine::tokens::tokenize;
/// let text = "Baku's U.S. envoy met 3.5-year-old hopes.";
/// let mut tokens = Vec::new();
/// tokenize(text, &mut tokens);
/// let words: Vec<_> = tokens.iter().map(|t| t.text(text)).collect();
/// assert_eq!(words, ["Baku", "'s", "U.S.", "envoy", "met", "3.5", "-", "year", "-", "old", "hopes", "."]);
/// ```
pub fn tokenize(text: &str, out: &mut Vec<Token>) {
    out.clear();
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut before = Shape::SPACE_BEFORE.with(Shape::LINE_BEFORE).with(Shape::PARAGRAPH_BEFORE);
    while at < bytes.len() {
        let byte = bytes[at];
        if byte == b' ' && bytes.get(at + 1).is_some_and(u8::is_ascii_graphic) {
            (at, before) = (at + 1, before.with(Shape::SPACE_BEFORE));
            continue;
        }
        if let Some((token, end)) = plain(bytes, at, before) {
            out.push(token);
            (at, before) = (end, Shape::default());
            continue;
        }
        if byte.is_ascii_whitespace() || byte == 0x0b || byte.is_ascii_control() {
            let (end, space) = skip_space(text, at);
            (at, before) = (end, before.with(space));
            continue;
        }
        let end = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => word_end(text, at),
            b'0'..=b'9' => number_end(text, at),
            0x80.. => {
                let c = char_at(text, at);
                if c.is_whitespace() || is_invisible(c) {
                    let (end, space) = skip_space(text, at);
                    (at, before) = (end, before.with(space));
                    continue;
                }
                if c.is_alphanumeric() { word_end(text, at) } else { mark_end(text, at) }
            }
            _ => mark_end(text, at),
        };
        push(text, at, end, before, out);
        (at, before) = (end, Shape::default());
    }
}

fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or('\0')
}

/// Skips white space and invisible characters; says what was passed.
fn skip_space(text: &str, from: usize) -> (usize, Shape) {
    let (mut lines, mut space, mut end) = (0, false, text.len());
    let mut last = '\0';
    for (i, c) in text[from..].char_indices() {
        if !(c.is_whitespace() || c.is_control() || is_invisible(c)) {
            end = from + i;
            break;
        }
        space |= c.is_whitespace();
        lines += usize::from((c == '\n' && last != '\r') || matches!(c, '\r' | '\u{2028}')) + 2 * usize::from(c == '\u{2029}');
        last = c;
    }
    let mut shape = Shape::default();
    if space {
        shape.set(Shape::SPACE_BEFORE);
    }
    if lines > 0 {
        shape.set(Shape::LINE_BEFORE);
    }
    if lines > 1 {
        shape.set(Shape::PARAGRAPH_BEFORE);
    }
    (end, shape)
}

/// Where the word that begins at `from` ends: letters and digits, apostrophes inside, dots of acronyms, addresses.
fn word_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = letters_end(text, from);
    loop {
        match bytes.get(at) {
            Some(b'\'') if letter_at(text, at + 1) => at = letters_end(text, at + 1),
            Some(0xe2) if text[at..].starts_with('’') && letter_at(text, at + 3) => at = letters_end(text, at + 3),
            Some(b'.') => match dotted_end(text, from, at) {
                Some(end) => return end,
                None => return at,
            },
            Some(b'@') if bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) => return address_end(text, at),
            Some(b':') if text[at..].starts_with("://") => return address_end(text, at),
            _ => return at,
        }
    }
}

fn letter_at(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphabetic)
}

fn letters_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            at += 1;
        } else if byte >= 0x80 {
            let c = char_at(text, at);
            let joins = c.is_alphanumeric()
                || unicode_normalization::char::is_combining_mark(c)
                || (is_invisible(c) && text[at + c.len_utf8()..].starts_with(char::is_alphanumeric));
            if !joins {
                break;
            }
            at += c.len_utf8();
        } else {
            break;
        }
    }
    at
}

/// A dot after `from..dot`: part of an acronym (`U.S.`, `Ph.D.`), of an address (`www.x.org`, `Amazon.com`), or neither.
fn dotted_end(text: &str, from: usize, dot: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let first = &text[from..dot];
    if first.eq_ignore_ascii_case("www") {
        return Some(address_end(text, from));
    }
    if first.chars().count() <= 2 && first.chars().all(char::is_alphabetic) && letter_at(text, dot + 1) {
        let (mut at, mut parts) = (dot, 1);
        while bytes.get(at) == Some(&b'.') && letter_at(text, at + 1) {
            let end = letters_end(text, at + 1);
            if text[at + 1..end].chars().count() > 2 {
                break;
            }
            (at, parts) = (end, parts + 1);
        }
        if parts > 1 {
            return Some(if bytes.get(at) == Some(&b'.') { at + 1 } else { at });
        }
    }
    let end = letters_end(text, dot + 1);
    let domain = &bytes[dot + 1..end];
    (first.len() > 2 && (2..=4).contains(&domain.len()) && domain.iter().all(u8::is_ascii_lowercase)).then_some(end)
}

/// Where an address ends: at white space, without the punctuation of the sentence around it.
fn address_end(text: &str, from: usize) -> usize {
    let end =
        text[from..].find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '”' | ')' | ']')).map_or(text.len(), |i| from + i);
    text[from..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’']).len() + from
}

/// Where the number that begins at `from` ends, with separators, clock colon and a suffix that belongs to it.
fn number_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let digits = |mut at: usize| {
        while digit(at) {
            at += 1;
        }
        at
    };
    let mut at = digits(from);
    if bytes.get(at) == Some(&b':') && at - from <= 2 && digit(at + 1) && digit(at + 2) {
        at = digits(at + 1);
        if bytes.get(at) == Some(&b':') && digit(at + 1) && digit(at + 2) {
            at = digits(at + 1);
        }
        return at;
    }
    while matches!(bytes.get(at), Some(b'.' | b',')) && digit(at + 1) {
        at = digits(at + 1);
    }
    let end = letters_end(text, at);
    let suffix = &text[at..end];
    match suffix {
        "st" | "nd" | "rd" | "th" | "s" => end,
        _ if suffix.len() == 1 && suffix.as_bytes()[0].is_ascii_uppercase() => end,
        _ => at,
    }
}

/// Where a mark ends: runs of one dash or dot, paired quotes, a whole grapheme outside ASCII.
fn mark_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let byte = bytes[from];
    let run = || from + bytes[from..].iter().take_while(|&&b| b == byte).count();
    match byte {
        b'-' | b'=' | b'*' | b'_' | b'#' | b'~' => run(),
        b'.' if bytes[from..].starts_with(b"...") => run(),
        b'`' | b'\'' if bytes.get(from + 1) == Some(&byte) => from + 2,
        b'\'' => clitic_end(text, from).unwrap_or(from + 1),
        0x80.. => {
            if text[from..].starts_with('’')
                && let Some(end) = clitic_end(text, from)
            {
                return end;
            }
            from + text[from..].graphemes(true).next().map_or(1, str::len)
        }
        _ => from + 1,
    }
}

/// A clitic that stands alone because its word ends in no letter (`2019's`).
fn clitic_end(text: &str, from: usize) -> Option<usize> {
    let apostrophe = char_at(text, from).len_utf8();
    let end = letters_end(text, from + apostrophe);
    let before = text[..from].chars().next_back().is_some_and(|c| !c.is_whitespace());
    (before && &text[from + apostrophe..end] == "s").then_some(end)
}

/// Clitics that English glues to a word, after the apostrophe.
const CLITICS: [&str; 6] = ["s", "ll", "re", "ve", "d", "m"];

/// Pushes the token `start..end`, its clitic cut off.
fn push(text: &str, start: usize, end: usize, before: Shape, out: &mut Vec<Token>) {
    let part = &text[start..end];
    let cut = if part.as_bytes().iter().any(|b| matches!(b, b'\'' | 0xe2)) { clitic_start(part) } else { None };
    match cut {
        Some(cut) if cut > 0 => {
            out.push(token(text, start, start + cut, before));
            out.push(token(text, start + cut, end, Shape::CLITIC));
        }
        _ => {
            let clitic = if cut == Some(0) && part.len() > 1 { Shape::CLITIC } else { Shape::default() };
            out.push(token(text, start, end, before.with(clitic)));
        }
    }
}

/// Where the clitic of a word starts (`Baku|'s`, `do|n't`).
fn clitic_start(part: &str) -> Option<usize> {
    let apostrophe = part.rfind(['\'', '’'])?;
    let rest = &part[apostrophe + char_at(part, apostrophe).len_utf8()..];
    let lower = rest.to_ascii_lowercase();
    if lower == "t" && part[..apostrophe].ends_with(['n', 'N']) {
        return Some(apostrophe - 1).filter(|&cut| cut > 0);
    }
    CLITICS.contains(&lower.as_str()).then_some(apostrophe)
}

/// The token that begins at `at` in the common case: a word of ASCII letters or a mark, whose end is plain to see.
#[inline]
fn plain(bytes: &[u8], at: usize, before: Shape) -> Option<(Token, usize)> {
    let first = bytes[at];
    if !first.is_ascii_alphabetic() {
        let next = bytes.get(at + 1).copied().unwrap_or(b' ');
        let (key, shape) = *MARKS.get(usize::from(first))?;
        let plain = key != 0 && (first != b'.' || next != b'.');
        return plain.then(|| (Token { key, start: at as u32, end: at as u32 + 1, shape: shape.with(before) }, at + 1));
    }
    let (mut hasher, mut end, mut upper, mut inner) = (Hasher::new(), at, 0, false);
    while let Some(&byte) = bytes.get(end) {
        if byte.is_ascii_uppercase() {
            upper += 1;
            inner |= end + 1 > at + upper;
        } else if !byte.is_ascii_lowercase() {
            break;
        }
        hasher.byte(byte | 0x20);
        end += 1;
    }
    let open = |at: usize| bytes.get(at).is_none_or(|b| b.is_ascii_whitespace() || *b == b'"');
    let ends = match bytes.get(end) {
        None => true,
        Some(b'.') => open(end + 1) && !bytes[at..end].eq_ignore_ascii_case(b"www"),
        Some(b'\'' | b'@' | b':' | b'0'..=b'9' | 0x80..) => false,
        Some(_) => true,
    };
    let letters = end - at;
    let mut shape = before.with(Shape::WORD);
    if first.is_ascii_uppercase() {
        shape.set(Shape::CAPITAL);
    }
    if inner {
        shape.set(Shape::INNER_CAPITAL);
    }
    if letters == 1 {
        shape.set(Shape::SINGLE);
    } else if upper == letters {
        shape.set(Shape::ALL_CAPS);
    }
    ends.then(|| (Token { key: hasher.finish(), start: at as u32, end: end as u32, shape }, end))
}

/// Keys and shapes of the ASCII marks that are always tokens by themselves; key 0 for every other character.
static MARKS: [(u64, Shape); 128] = {
    let mut marks = [(0, Shape(0)); 128];
    let mut byte = 0u8;
    while byte < 128 {
        if byte.is_ascii_punctuation() && !matches!(byte, b'-' | b'=' | b'*' | b'_' | b'#' | b'~' | b'`' | b'\'' | b'&') {
            let mut hasher = Hasher::new();
            hasher.byte(byte);
            marks[byte as usize] = (hasher.finish(), shape::mark(byte as char));
        }
        byte += 1;
    }
    marks
};

#[cfg(test)]
mod tests;
