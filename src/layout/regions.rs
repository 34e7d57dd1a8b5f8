//! Parts: every line, or run of wrapped lines, with what it looks like. Blocks are made of them.

use super::Block;
use super::lines::Line;
use super::marks::is_lower;
use crate::record::Region;
use crate::scan::Scanned;
use crate::span::Span;
use copydesk_engine::tokens::Shape;

/// A line, or wrapped lines together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    /// First token, and the token after the last.
    pub(crate) tokens: (u32, u32),
    /// What it is, as far as it is known.
    pub(crate) region: Region,
    /// Whether it ends like a sentence.
    pub(crate) closed: bool,
    /// Whether a blank line stands before it.
    pub(crate) paragraph: bool,
    /// Its length in bytes.
    pub(crate) width: u32,
}

/// Puts wrapped lines together.
pub(super) fn parts(scanned: &Scanned<'_>, lines: &[Line], out: &mut Vec<Part>) {
    out.clear();
    let mut from = 0;
    while from < lines.len() {
        let to = (from + 1..lines.len()).find(|&i| !lines[i].wrapped).unwrap_or(lines.len());
        let tokens = (lines[from].tokens.0, lines[to - 1].tokens.1);
        let region = if to == from + 1 && is_table_line(scanned, lines, from) { Region::Table } else { Region::Body };
        let width = scanned.tokens[tokens.1 as usize - 1].end - scanned.tokens[tokens.0 as usize].start;
        out.push(Part { tokens, region, closed: lines[to - 1].closed, paragraph: lines[from].paragraph, width });
        from = to;
    }
}

/// Makes blocks of stretches of tokens: each reaches to the next one's first token, so that blocks cover all text.
pub(super) fn cover(scanned: &Scanned<'_>, blocks: &mut [Block]) {
    let mut start = 0;
    for at in 0..blocks.len() {
        let end = blocks.get(at + 1).map_or(scanned.text.len() as u32, |b| scanned.tokens[b.tokens.0 as usize].start);
        blocks[at].span = Span::new(start, end);
        start = end;
    }
}

/// Whether a line is one of a table or list of results: numbers among few words, and no sentence.
fn is_table_line(scanned: &Scanned<'_>, lines: &[Line], at: usize) -> bool {
    let dense = numbers(scanned, &lines[at]);
    let beside = |i: Option<usize>| i.and_then(|i| lines.get(i)).is_some_and(|l| numbers(scanned, l) >= 4);
    dense >= 9 || dense >= 4 && (beside(at.checked_sub(1)) || beside(Some(at + 1)))
}

/// Numbers a twenty words of a line; 0 for a line that ends like a sentence, is long, or has none.
fn numbers(scanned: &Scanned<'_>, line: &Line) -> usize {
    let (from, to) = (line.tokens.0 as usize, line.tokens.1 as usize);
    if to - from > 60 || to - from < 2 {
        return 0;
    }
    let (mut numbers, mut words) = (0, 0);
    for token in &scanned.tokens[from..to] {
        numbers += usize::from(token.is(Shape::DIGIT) && !token.is(Shape::WORD));
        words += usize::from(token.is(Shape::WORD));
    }
    let lower = || (from..to).filter(|&at| is_lower(scanned, at)).count();
    if numbers == 0 || line.closed && (numbers < 2 || numbers * 2 < words || lower() * 2 > words) || numbers == 1 && words > 6 {
        return 0;
    }
    numbers * 20 / (words + numbers)
}
