//! What letters in parentheses spell: `Karnataka Water Users Board (KWUB)` says how far the name in front of them reaches.

use super::candidates::Candidate;
use super::evidence::{self as e, elsewhere};
use super::marks::{Marks, bit};
use crate::scan::Scanned;

/// Spans that letters behind them spell, by start; none overlap.
#[derive(Default)]
pub(super) struct Spelled(Vec<(u32, u32)>);

/// Letters, their words, and where the words may begin at the earliest.
struct Spelling<'a> {
    scanned: &'a Scanned<'a>,
    marks: &'a Marks,
    from: usize,
}

impl Spelled {
    /// Finds them.
    pub(super) fn collect(&mut self, scanned: &Scanned<'_>, marks: &Marks) {
        self.0.clear();
        for open in 2..marks.words().len().saturating_sub(2) {
            let letters = bit::ALL_CAPS | bit::INNER_CAPITAL;
            if !marks.is(open, bit::OPEN) || !marks.is(open + 1, letters) || !marks.is(open + 2, bit::CLOSE) {
                continue;
            }
            let from = self.0.last().map_or(0, |&(_, end)| end as usize).max(open.saturating_sub(16));
            let letters: Vec<u8> = scanned.word(open + 1).bytes().filter(u8::is_ascii_uppercase).collect();
            let spelling = Spelling { scanned, marks, from };
            if letters.len() < 2 {
                continue;
            }
            let start = spelling.spell(&letters, open, false).or_else(|| {
                // Long names leave a letter out, but none of their beginning.
                let start = if letters.len() > 2 { spelling.spell(&letters, open, true) } else { None };
                start.filter(|&start| start == 0 || !marks.is(start - 1, bit::CAPITAL))
            });
            if let Some(start) = start.filter(|start| start + 1 < open) {
                self.0.push((start as u32, open as u32));
            }
        }
    }

    /// How a candidate lies to a span that is spelled, as bits.
    #[inline]
    pub(super) fn evidence(&self, candidate: &Candidate) -> u64 {
        if self.0.is_empty() {
            return 0;
        }
        let at = self.0.partition_point(|&(_, end)| end <= candidate.start);
        let Some(&(start, end)) = self.0.get(at).filter(|(start, _)| *start < candidate.end) else { return 0 };
        let (same, within) = (candidate.start == start && candidate.end == end, candidate.start >= start && candidate.end <= end);
        elsewhere(same, e::SPELLED) | elsewhere(within && !same, e::PART_OF_SPELLED) | elsewhere(!within, e::BEYOND_SPELLED)
    }
}

impl Spelling<'_> {
    /// Where the words begin that end before a token and have these initials; words that have none of them are left out, but
    /// at most one of those with a capital, if that is allowed at all.
    fn spell(&self, letters: &[u8], end: usize, leaves_out: bool) -> Option<usize> {
        // How many letters may be left here, as bits: with no word left out, and with one.
        let (mut all, mut less) = (1_u64.checked_shl(letters.len() as u32)?, 0);
        for at in (self.from..end).rev() {
            let word = self.marks.word(at);
            let ends = bit::PARAGRAPH_BEFORE | bit::OPEN | bit::CLOSE | bit::DOT | bit::COLON | bit::QUOTE;
            if word & ends != 0 || matches!(self.scanned.word(at), "!" | "?" | ";") {
                return None;
            }
            if word & bit::WORD == 0 {
                continue;
            }
            let initial = self.scanned.word(at).as_bytes()[0].to_ascii_uppercase();
            let begins = (0..letters.len()).filter(|&n| letters[n] == initial).fold(0, |bits, n| bits | 2 << n);
            if word & bit::CAPITAL != 0 {
                less = (less & begins) >> 1 | if leaves_out { all & !begins } else { 0 };
                all = (all & begins) >> 1;
            } else if word & (bit::CONNECTOR | bit::FUNCTION | bit::CLITIC) != 0 {
                // `Department of Energy (DoE)` spells its small word as a rule not; no name begins with one.
                let spelt = |bits: u64| bits | (bits & begins) >> 1 & !1;
                (all, less) = (spelt(all), spelt(less));
            } else {
                return None;
            }
            if (all | less) & 1 == 1 {
                return Some(at);
            }
            if all | less == 0 {
                return None;
            }
        }
        None
    }
}
