//! Sums of evidence: what a start or an end says is added up once, for all candidates that share it.

use super::{Candidate, Context, Evidence, Growing, Sets, Sum, bit};
use crate::tag::names::table::plus;

/// Sums of starts and ends, reused between articles.
#[derive(Default)]
pub(crate) struct Memory {
    evidence: Evidence,
    /// The candidates of the start that there is now, what it says, and what it says as the first of several words.
    growing: Growing,
    start: Sum,
    first: Option<Sum>,
    ends: Ends,
}

/// What ends say.
#[derive(Default)]
struct Ends {
    /// Places in `sums` of what ends say, and of what they say as the last of several words; 0: not asked yet.
    places: Vec<[u32; 2]>,
    sums: Vec<Sum>,
}

impl Ends {
    #[inline]
    fn sum(&mut self, end: usize, last: bool, sum: impl FnOnce(&mut Sum)) -> &Sum {
        let place = &mut self.places[end][usize::from(last)];
        if *place == 0 {
            self.sums.push(Sum::default());
            *place = self.sums.len() as u32;
            sum(&mut self.sums[*place as usize - 1]);
        }
        &self.sums[*place as usize - 1]
    }
}

impl Memory {
    /// Forgets everything; there are `tokens` tokens.
    pub(crate) fn clear(&mut self, tokens: usize) {
        self.growing = Growing::default();
        self.ends.places.clear();
        self.ends.places.resize(tokens + 1, [0; 2]);
        self.ends.sums.clear();
    }
}

impl Context<'_> {
    /// The sum of [`Context::evidence`]. Candidates stand by start, then by end.
    #[inline]
    pub(crate) fn sum(&self, candidate: &Candidate, memory: &mut Memory, sets: &mut Sets) -> Sum {
        let (start, end, table) = (candidate.start as usize, candidate.end as usize, self.table);
        let bounds = self.sentence(candidate);
        let Memory { evidence: all, growing, start: left, first, ends } = memory;
        if growing.start() != Some(start) {
            *growing = Growing::new(start);
            (*left, *first) = (Sum::default(), None);
            self.before(start, bounds.0, candidate.sentence, sets, all);
            all.add_to(table, sets, left);
        }
        let mut sum = *left;
        let behind = ends.sum(end, false, |sum| {
            self.behind(end, bounds.1, sets, all);
            all.add_to(table, sets, sum);
        });
        plus(&mut sum, behind);
        self.own(candidate, bounds, growing, sets, all);
        if end - start > 1 {
            if first.is_none() {
                let mut evidence = Evidence::default();
                self.first(start, &mut evidence);
                evidence.add_to(table, sets, first.insert(Sum::default()));
            }
            plus(&mut sum, first.as_ref().unwrap_or(&Sum::default()));
            // Which word is the last one before a dot depends on where the candidate begins.
            if self.word(end - 1) & bit::DOT != 0 {
                self.last(start, end, all);
            } else {
                let last = ends.sum(end, true, |sum| {
                    let mut evidence = Evidence::default();
                    self.last(start, end, &mut evidence);
                    evidence.add_to(table, sets, sum);
                });
                plus(&mut sum, last);
            }
        }
        all.add_to(table, sets, &mut sum);
        sum
    }
}
