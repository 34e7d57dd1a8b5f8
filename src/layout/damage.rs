//! Damage of characters and lines: mis-decoded text, HTML entities, joined words, wrapped lines. The text stays as it is.

use super::lines::{Line, Shaped};
use crate::record::{Warning, WarningKind};
use crate::scan::Scanned;
use crate::span::Span;

pub(super) fn warn(scanned: &Scanned<'_>, lines: &[Line], shaped: Shaped, warnings: &mut Vec<Warning>) {
    for &at in scanned.joined {
        let (first, second) = (&scanned.tokens[at as usize], &scanned.tokens[at as usize + 1]);
        let guess = format!("{} {}", first.text(scanned.text), second.text(scanned.text));
        warnings.push(Warning {
            kind: WarningKind::JoinedWords,
            span: Span::new(first.start, second.end),
            guess: Some(guess),
            confidence: 90,
        });
    }
    if !scanned.text.is_ascii() {
        mojibake(scanned.text, warnings);
    }
    entities(scanned.text, warnings);
    if shaped.plainly
        && let Some(line) = lines.iter().find(|l| l.wrapped)
    {
        let first = line.tokens.0 as usize;
        let span = Span::new(scanned.tokens[first - 1].end, scanned.tokens[first].start);
        warnings.push(Warning { kind: WarningKind::WrappedLines, span, guess: None, confidence: 90 });
    }
}

/// UTF-8 that was read as Windows-1252: runs of characters whose bytes spell one sensible character.
fn mojibake(text: &str, warnings: &mut Vec<Warning>) {
    let mut at = 0;
    while let Some(found) = text[at..].find(|c: char| ('\u{c2}'..='\u{f4}').contains(&c) || c == '\u{fffd}') {
        let start = at + found;
        let mut chars = text[start..].chars();
        let first = chars.next().unwrap_or(' ');
        at = start + first.len_utf8();
        if first == '\u{fffd}' {
            warnings.push(Warning { kind: WarningKind::Mojibake, span: Span::new(start as u32, at as u32), guess: None, confidence: 95 });
            continue;
        }
        let lead = first as u32;
        let more = if lead < 0xe0 {
            1
        } else if lead < 0xf0 {
            2
        } else {
            3
        };
        let (mut bytes, mut end) = (vec![lead as u8], at);
        for c in chars.take(more) {
            let Some(byte) = windows_1252(c).filter(|b| (0x80..0xc0).contains(b)) else { break };
            bytes.push(byte);
            end += c.len_utf8();
        }
        let sensible = |c: char| matches!(c, '\u{a0}'..='\u{24f}' | '\u{2010}'..='\u{2044}' | '€' | '™' | '\u{1f300}'..='\u{1faff}');
        if bytes.len() == more + 1
            && let Ok(decoded) = std::str::from_utf8(&bytes)
            && decoded.chars().all(sensible)
        {
            warnings.push(Warning {
                kind: WarningKind::Mojibake,
                span: Span::new(start as u32, end as u32),
                guess: Some(decoded.into()),
                confidence: 95,
            });
            at = end;
        }
    }
}

/// The byte of a character in Windows-1252, above ASCII.
fn windows_1252(c: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•',
        '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    if let Some(place) = HIGH.iter().position(|&h| h == c) {
        return Some(0x80 + place as u8);
    }
    u8::try_from(c as u32).ok().filter(|&b| b >= 0x80)
}

/// Entities of HTML that were not decoded.
fn entities(text: &str, warnings: &mut Vec<Warning>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = text[at..].find('&') {
        let start = at + found;
        at = start + 1;
        let name = &bytes[at..bytes.len().min(at + 9)];
        let Some(length) = name.iter().position(|&b| b == b';').filter(|&n| n >= 2) else { continue };
        if let Some(guess) = entity(&text[at..at + length]) {
            at += length + 1;
            let span = Span::new(start as u32, at as u32);
            warnings.push(Warning { kind: WarningKind::Mojibake, span, guess: Some(guess.into()), confidence: 95 });
        }
    }
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control());
    }
    const NAMED: [(&str, char); 20] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("rsquo", '’'),
        ("lsquo", '‘'),
        ("rdquo", '”'),
        ("ldquo", '“'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("hellip", '…'),
        ("eacute", 'é'),
        ("euro", '€'),
        ("pound", '£'),
        ("copy", '©'),
        ("reg", '®'),
        ("trade", '™'),
        ("bull", '•'),
    ];
    NAMED.iter().find(|(n, _)| *n == name).map(|n| n.1)
}
