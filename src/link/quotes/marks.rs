//! Quotation marks in pairs, paragraph by paragraph, so that a mark too many harms its own paragraph only.

use crate::link::events::Reading;
use copydesk_engine::tokens::Shape;

/// What a mark does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens(char),
    Closes(char),
    /// `"` and `'` do either.
    Either(char),
}

fn mark(text: &str) -> Option<Mark> {
    Some(match text {
        "“" | "„" | "``" => Mark::Opens('"'),
        "”" | "''" => Mark::Closes('"'),
        "«" => Mark::Opens('«'),
        "»" => Mark::Closes('«'),
        "‘" => Mark::Opens('\''),
        "’" => Mark::Closes('\''),
        "\"" => Mark::Either('"'),
        "'" => Mark::Either('\''),
        _ => return None,
    })
}

/// Outermost pairs: first token, and the token behind the closing mark. Speech that a paragraph leaves open goes on in the
/// next one, if that begins with a mark.
pub(super) fn pairs(reading: &Reading<'_, '_>) -> Vec<(u32, u32)> {
    let tokens = reading.tokens();
    let (mut pairs, mut from) = (Vec::new(), 0);
    // Marks and first words of paragraphs: all that counts.
    let counts = |n: &usize| tokens[*n].shape.any(Shape::QUOTE.with(Shape::PARAGRAPH_BEFORE));
    let all: Vec<usize> = (0..tokens.len()).filter(counts).collect();
    let mut rest = &all[..];
    while !rest.is_empty() {
        let inside = rest.iter().take_while(|&&n| n == from || !tokens[n].is(Shape::PARAGRAPH_BEFORE)).count();
        let (marks, behind) = rest.split_at(inside);
        let to = behind.first().copied().unwrap_or(tokens.len());
        let goes_on = tokens.get(to).is_some_and(|t| t.is(Shape::QUOTE));
        paragraph(reading, marks, (from, to), goes_on, &mut pairs);
        (rest, from) = (behind, to);
    }
    pairs
}

/// The pairs of a paragraph, from its marks, among which its first word may be.
fn paragraph(reading: &Reading<'_, '_>, marks: &[usize], (from, to): (usize, usize), goes_on: bool, pairs: &mut Vec<(u32, u32)>) {
    let tokens = reading.tokens();
    let mut open: Option<(char, usize)> = None;
    for &at in marks {
        let Some(mark) = mark(reading.word(at as u32)) else { continue };
        let space_after = at + 1 >= to || !tokens[at + 1].is_tight();
        let space_before = at == from || !tokens[at].is_tight();
        match (open, mark) {
            // A closing apostrophe that opened nothing, or one within a word, is none.
            (None, Mark::Opens(kind)) => open = Some((kind, at)),
            (None, Mark::Either(kind)) if !space_after || kind == '"' && space_before => open = Some((kind, at)),
            (Some((kind, start)), Mark::Closes(other))
                if kind == other && (kind != '\'' || space_after || next_is_mark(reading, at, to)) =>
            {
                pairs.push((start as u32, at as u32 + 1));
                open = None;
            }
            (Some((kind, start)), Mark::Either(other)) if kind == other => {
                let closes = !space_before || space_after;
                if closes {
                    pairs.push((start as u32, at as u32 + 1));
                    open = None;
                } else {
                    // A second opening mark: the first had no end.
                    pairs.extend(unclosed(reading, kind, start, at));
                    open = Some((kind, at));
                }
            }
            (Some((kind, start)), Mark::Opens(other)) if kind == other => {
                pairs.extend(unclosed(reading, kind, start, at));
                open = Some((kind, at));
            }
            _ => {}
        }
    }
    if let Some((kind, start)) = open
        && goes_on
        && kind != '\''
        && to > start + 1
    {
        pairs.push((start as u32, to as u32));
    }
}

/// Speech whose paragraphs run together: opened at the start of a sentence or behind a colon, and going on behind the end of
/// one with another opening mark.
fn unclosed(reading: &Reading<'_, '_>, kind: char, start: usize, at: usize) -> Option<(u32, u32)> {
    let ends = |n: usize| matches!(reading.word(n as u32), "." | "?" | "!");
    let begins = start == 0 || reading.is_colon(start as u32 - 1) || reading.sentence_of(start as u32).0 == start as u32;
    (kind != '\'' && begins && at > start + 1 && ends(at - 1)).then_some((start as u32, at as u32))
}

fn next_is_mark(reading: &Reading<'_, '_>, at: usize, to: usize) -> bool {
    at + 1 < to && !reading.is_word(at as u32 + 1)
}
