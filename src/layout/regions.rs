//! Regions: every line, or run of wrapped lines, is a block of one kind.

use super::Block;
use super::lines::Line;
use crate::layout::marks::is_lower;
use crate::record::Region;
use crate::scan::Scanned;
use crate::span::Span;
use copydesk_engine::tokens::Shape;

/// Makes blocks of lines: wrapped lines together, every other line alone.
pub(super) fn blocks(scanned: &Scanned<'_>, lines: &[Line], out: &mut Vec<Block>) {
    out.clear();
    let mut from = 0;
    while from < lines.len() {
        let to = (from + 1..lines.len()).find(|&i| !lines[i].wrapped).unwrap_or(lines.len());
        let tokens = (lines[from].tokens.0, lines[to - 1].tokens.1);
        let region = if to == from + 1 && is_table_line(scanned, lines, from) { Region::Table } else { Region::Body };
        out.push(Block { span: Span::default(), tokens, region });
        from = to;
    }
    // Blocks cover all text: each reaches to the next one's first token.
    let mut start = 0;
    for at in 0..out.len() {
        let end = out.get(at + 1).map_or(scanned.text.len() as u32, |b| scanned.tokens[b.tokens.0 as usize].start);
        out[at].span = Span::new(start, end);
        start = end;
    }
}

/// Whether a line is one of a table or list of results: numbers among few words, and no sentence.
fn is_table_line(scanned: &Scanned<'_>, lines: &[Line], at: usize) -> bool {
    let numbers = |line: &Line| numbers(scanned, line);
    let dense = numbers(&lines[at]);
    let beside = |i: Option<usize>| i.and_then(|i| lines.get(i)).is_some_and(|l| numbers(l) >= 4);
    dense >= 9 || dense >= 4 && (beside(at.checked_sub(1)) || beside(Some(at + 1)))
}

/// Numbers a twenty words of a line; 0 for a line that ends like a sentence, is long, or has none.
fn numbers(scanned: &Scanned<'_>, line: &Line) -> usize {
    let (from, to) = (line.tokens.0 as usize, line.tokens.1 as usize);
    if to - from > 60 || to - from < 2 {
        return 0;
    }
    let (mut numbers, mut lower, mut words) = (0, 0, 0);
    for at in from..to {
        let token = &scanned.tokens[at];
        numbers += usize::from(token.is(Shape::DIGIT) && !token.is(Shape::WORD));
        words += usize::from(token.is(Shape::WORD));
        lower += usize::from(is_lower(scanned, at));
    }
    if numbers == 0 || line.closed && (numbers < 2 || lower * 2 > words || numbers * 2 < words) || numbers == 1 && words > 6 {
        return 0;
    }
    numbers * 20 / (words + numbers)
}
