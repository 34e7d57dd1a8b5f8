//! The gate: which rules may begin at which tokens of a sentence, by what the tokens offer.

use super::asked::{AHEAD, LISTS, NEEDS, SPANS};
use super::index::{HOT, Index, LINE};
use super::rows::Seen;
use super::run::Tape;
use super::sight::Sight;

/// Most ends of spans from one token that are followed.
const ENDS: usize = 8;

/// What is met in a sentence, by line.
#[derive(Default)]
pub(super) struct Met {
    /// Rules that have what they need first.
    possible: Vec<u64>,
    /// Rules that have what they need besides, as soon as that is known.
    rest: Vec<Option<u64>>,
}

impl Met {
    fn begin(&mut self, lines: usize) {
        self.possible.clear();
        self.possible.resize(lines, 0);
        self.rest.clear();
        self.rest.resize(lines, None);
    }
}

/// A sentence, to be asked which rules may begin at its tokens; places are counted from its first token.
pub(super) struct Gate<'a, T> {
    pub(super) index: &'a Index,
    pub(super) tape: &'a T,
    pub(super) rows: &'a [u64],
    pub(super) seen: &'a [Seen],
    pub(super) from: usize,
}

impl<T: Tape> Gate<'_, T> {
    fn tokens(&self) -> usize {
        self.seen.len() - AHEAD
    }

    fn sight(&self, at: usize) -> &Sight {
        let sights = self.tape.sights();
        sights.kinds.sight(sights.of[self.from + at])
    }

    /// What a token, or the end of the sentence, says of each line in front.
    #[inline(always)]
    fn row(&self, at: usize, lines: usize) -> &[u64] {
        &self.rows[self.seen[at].row as usize..][..HOT * lines]
    }

    /// What a token, or the end of the sentence, offers to the rules of a line.
    #[inline(always)]
    fn line_of(&self, at: usize, line: usize) -> &[u64] {
        let lines = self.index.lines;
        &self.rows[self.seen[at].row as usize + HOT * lines + line * LINE..][..LINE]
    }

    /// Adds the rules that may begin at the tokens before `last`: place, line and the rules of that line, in order. Goes
    /// from the end of the sentence to its start, so that what a rule needs first is looked for behind its start only.
    pub(super) fn find(&self, last: usize, ends: &mut Vec<u32>, met: &mut Met, found: &mut Vec<(u32, u32, u64)>) {
        match self.index.lines {
            1 => self.find_by::<1>(last, ends, met, found),
            2 => self.find_by::<2>(last, ends, met, found),
            3 => self.find_by::<3>(last, ends, met, found),
            5 => self.find_by::<5>(last, ends, met, found),
            _ => self.find_by::<0>(last, ends, met, found),
        }
        found.sort_unstable_by_key(|f| (f.0, f.1));
    }

    /// [`Gate::find`] with so many lines; 0: as many as there are.
    fn find_by<const LINES: usize>(&self, last: usize, ends: &mut Vec<u32>, met: &mut Met, found: &mut Vec<(u32, u32, u64)>) {
        let lines = if LINES == 0 { self.index.lines } else { LINES };
        met.begin(lines);
        let possible = &mut met.possible[..lines];
        let mut next = self.row(self.tokens(), lines);
        for at in (0..self.tokens()).rev() {
            let row = self.row(at, lines);
            let ((needs, rest), seconds) = (row.split_at(lines), &next[2 * lines..][..lines]);
            let firsts = &rest[..lines];
            // Behind a first part of several tokens stands another token than the next one.
            let wide = if self.seen[at].wide & 1 == 0 { 0 } else { u64::MAX };
            let mut some = 0;
            for line in 0..lines {
                possible[line] |= needs[line];
                some |= possible[line] & firsts[line] & (seconds[line] | wide);
            }
            next = row;
            if at >= last || some == 0 && at > 0 {
                continue;
            }
            for line in 0..lines {
                let mut set = possible[line] & firsts[line];
                if at == 0 {
                    set |= self.index.opens[line];
                }
                if set != 0 {
                    set = self.begin(line, at, set, &mut met.rest, ends);
                }
                if set != 0 {
                    found.push((at as u32, line as u32, set));
                }
            }
        }
    }

    /// The rules of a line for which the sentence offers what they need besides; that is found out once.
    fn rest(&self, line: usize, rest: &mut [Option<u64>]) -> u64 {
        *rest[line].get_or_insert_with(|| {
            let mut needs = [0; NEEDS - 1];
            for at in 0..self.tokens() {
                let row = self.line_of(at, line);
                for n in 0..NEEDS - 1 {
                    needs[n] |= row[AHEAD + n];
                }
            }
            needs.iter().fold(u64::MAX, |all, need| all & need)
        })
    }

    /// Those of a set of rules that may begin at a token.
    #[inline]
    fn begin(&self, line: usize, at: usize, mut set: u64, rest: &mut [Option<u64>], ends: &mut Vec<u32>) -> u64 {
        let seen = &self.seen[at..at + AHEAD];
        if (0..AHEAD).any(|plane| seen[plane].wide >> plane & 1 == 1) {
            set &= self.rest(line, rest);
            return if set == 0 { 0 } else { self.follow(line, 0, at, set, ends) };
        }
        for plane in 0..AHEAD {
            set &= self.line_of(at + plane, line)[plane];
        }
        if set == 0 { 0 } else { set & self.rest(line, rest) }
    }

    /// Those of a set of rules that find from a place ahead on what they ask for, as far as that is known.
    fn follow(&self, line: usize, from: usize, at: usize, mut set: u64, ends: &mut Vec<u32>) -> u64 {
        let mut out = 0;
        for (plane, at) in (from..AHEAD).zip(at..) {
            if self.seen[at].wide >> plane & 1 == 1 {
                out |= self.spans(line, plane, at, set, ends);
            }
            set &= self.line_of(at, line)[plane];
            if set == 0 {
                break;
            }
        }
        out | set
    }

    /// Those of a set of rules that go on behind a name, mention or group of several tokens.
    fn spans(&self, line: usize, plane: usize, at: usize, set: u64, ends: &mut Vec<u32>) -> u64 {
        let wide = &self.index.wide[plane];
        let mut out = 0;
        // What stands behind a name of several tokens is not looked at.
        let long = self.sight(at).long & wide.lists;
        for (mut bits, first) in [(long as u64, LISTS), ((long >> 64) as u64, LISTS + 64)] {
            while bits != 0 {
                out |= set & self.index.rules(first + bits.trailing_zeros() as usize, line, plane);
                bits &= bits - 1;
            }
        }
        let mut kinds = self.rows[self.seen[at].row as usize + self.index.stride - 1] & wide.spans;
        while kinds != 0 {
            let kind = kinds.trailing_zeros();
            kinds &= kinds - 1;
            let set = set & self.index.rules(SPANS + kind as usize, line, plane) & !out;
            if set == 0 {
                continue;
            }
            if plane + 1 == AHEAD {
                out |= set;
                continue;
            }
            let first = ends.len();
            match kind {
                0..32 => self.tape.mention_ends(self.from + at, kind as u8, ends),
                _ => self.tape.group_ends(self.from + at, kind as u8 - 32, ends),
            }
            if ends.len() > first + ENDS {
                out |= set;
            } else {
                for n in first..ends.len() {
                    let end = ends[n] as usize - self.from;
                    if end <= self.tokens() {
                        out |= self.follow(line, plane + 1, end, set, ends);
                    }
                }
            }
            ends.truncate(first);
        }
        out
    }
}
