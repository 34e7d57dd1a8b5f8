//! Sums of evidence: what a start or an end says is added up once, for all candidates that share it.

use super::{Candidate, Context, Growing, Sets, Wide, bit};
use crate::tag::names::table::plus;

/// Sums of starts and ends, reused between articles.
#[derive(Default)]
pub(crate) struct Memory {
    /// The start that candidates have now, what it says, and what it says as the first of several words.
    growing: Option<Growing>,
    start: Wide,
    first: Option<Wide>,
    /// Places in `sums` of what ends say, and of what they say as the last of several words; 0: not asked yet.
    ends: Vec<[u32; 2]>,
    sums: Vec<Wide>,
}

impl Memory {
    /// Forgets everything; there are `tokens` tokens.
    pub(crate) fn clear(&mut self, tokens: usize) {
        (self.growing, self.first) = (None, None);
        self.ends.clear();
        self.ends.resize(tokens + 1, [0; 2]);
        self.sums.clear();
    }

    #[inline]
    fn end(&mut self, end: usize, last: bool, sum: impl FnOnce(&mut Wide)) -> &Wide {
        let place = &mut self.ends[end][usize::from(last)];
        if *place == 0 {
            self.sums.push(Wide::default());
            *place = self.sums.len() as u32;
            sum(&mut self.sums[*place as usize - 1]);
        }
        &self.sums[*place as usize - 1]
    }
}

impl Context<'_> {
    /// The sum of what [`Context::record`] records. Candidates stand by start, then by end.
    pub(crate) fn sum(&self, candidate: &Candidate, memory: &mut Memory, sets: &mut Sets) -> Wide {
        let (start, end, table) = (candidate.start as usize, candidate.end as usize, self.table);
        let bounds = self.sentence(candidate);
        let mut growing = match memory.growing.take() {
            Some(growing) if growing.start == start => growing,
            _ => {
                (memory.start, memory.first) = (Wide::default(), None);
                self.before(start, bounds, candidate.sentence, sets).add_to(table, sets, &mut memory.start);
                Growing::new(start)
            }
        };
        let mut sum = memory.start;
        plus(&mut sum, memory.end(end, false, |sum| self.behind(end, bounds, sets).add_to(table, sets, sum)));
        if end - start > 1 {
            let first = memory.first.get_or_insert_with(|| {
                let mut sum = Wide::default();
                self.first(start).add_to(table, sets, &mut sum);
                sum
            });
            plus(&mut sum, first);
            // Which word is the last one before a dot depends on where the candidate begins.
            if self.word(end - 1) & bit::DOT != 0 {
                self.last(start, end).add_to(table, sets, &mut sum);
            } else {
                plus(&mut sum, memory.end(end, true, |sum| self.last(start, end).add_to(table, sets, sum)));
            }
        }
        self.own(candidate, bounds, &mut growing, sets).add_to(table, sets, &mut sum);
        memory.growing = Some(growing);
        sum
    }
}
