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
    let mut pairs = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let end = (at + 1..tokens.len()).find(|&n| tokens[n].is(Shape::PARAGRAPH_BEFORE)).unwrap_or(tokens.len());
        let goes_on = tokens.get(end).is_some_and(|t| t.is(Shape::QUOTE));
        paragraph(reading, at, end, goes_on, &mut pairs);
        at = end;
    }
    pairs
}

fn paragraph(reading: &Reading<'_, '_>, from: usize, to: usize, goes_on: bool, pairs: &mut Vec<(u32, u32)>) {
    let tokens = reading.tokens();
    let mut open: Option<(char, usize)> = None;
    for at in (from..to).filter(|at| tokens[*at].is(Shape::QUOTE)) {
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
