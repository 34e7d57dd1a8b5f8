//! What stands around the news: credits, codes, signs of the end, calls to subscribe. They get blocks of their own.

use super::rulebook::Rulebook;
use super::{Block, Decided};
use crate::record::Region;
use crate::rules::make::layout::Make;
use crate::scan::Scanned;
use copydesk_engine::tokens::Shape;

/// A line of at most so many tokens is looked at whole; a longer one only at its end, and only if it is one of the last.
const SHORT: usize = 32;
/// So many tokens at the end of a long line.
const END: usize = 24;

/// What is found at the ends of blocks.
pub(super) struct Tails<'t> {
    pub(super) blocks: &'t mut Vec<Block>,
    pub(super) decided: &'t mut Vec<Decided>,
    /// Tokens of authors' names, appended.
    pub(super) authors: &'t mut Vec<(usize, usize)>,
}

/// Pushes a block, cut where something else than news begins.
pub(super) fn push(scanned: &Scanned<'_>, block: Block, last: bool, book: &mut Rulebook<'_>, tails: &mut Tails<'_>) {
    let (from, to) = (block.tokens.0 as usize, block.tokens.1 as usize);
    if to - from > SHORT && !last {
        tails.blocks.push(block);
        return;
    }
    let named = tails.authors.len();
    let near = if to - from <= SHORT { from } else { to - END };
    let mut cut: Option<(usize, Region, Decided)> = None;
    for m in book.all(scanned, near, to) {
        let region = match m.make {
            Make::OwnLine if m.start == from && m.end == to => Region::Boilerplate,
            Make::SignOff if m.end == to => Region::Boilerplate,
            Make::Boilerplate if m.start > near || near == from => Region::Boilerplate,
            Make::Credit => Region::Byline,
            Make::Byline if m.start == from && m.end == to && from > 0 && !m.has_no_name() => Region::Byline,
            _ => continue,
        };
        let start = m.it.0;
        // `Additional reporting by` is no author's.
        if region == Region::Byline && (start == from || !scanned.tokens[start - 1].is(Shape::WORD)) {
            tails.authors.extend(m.names.iter().flatten());
        }
        let alone = start == from || (m.make == Make::SignOff || begins(scanned, start)) && !(near > from && start == near);
        if alone && cut.as_ref().is_none_or(|c| start < c.0) {
            cut = Some((start, region, m.trace()));
        }
    }
    let Some((start, region, rule)) = cut else {
        tails.authors.truncate(named);
        tails.blocks.push(block);
        return;
    };
    if region != Region::Byline {
        tails.authors.truncate(named);
    }
    tails.decided.push(rule);
    if start > from {
        tails.blocks.push(Block { tokens: (block.tokens.0, start as u32), ..block });
    }
    tails.blocks.push(Block { tokens: (start as u32, block.tokens.1), region, ..block });
}

/// Whether something new can begin at a token: it has a capital or opens a bracket, and a sentence has just ended.
fn begins(scanned: &Scanned<'_>, at: usize) -> bool {
    let (token, before) = (&scanned.tokens[at], &scanned.tokens[at - 1]);
    let opens = token.is(Shape::CAPITAL) || scanned.word(at) == "(";
    opens
        && !token.is_tight()
        && (before.is(Shape::PUNCTUATION) && !matches!(scanned.word(at - 1), "," | ";" | "-" | "(") || before.is(Shape::DOTTED))
}
