//! Sums of evidence: what a start or an end says is added up once, for all candidates that share it.

use super::{Candidate, Context, Marks};
use crate::tag::names::table::{CLASSES, Sums, Wide};

/// Sums of starts and ends, reused between articles.
#[derive(Default)]
pub(crate) struct Memory {
    /// The start that candidates have now, what it says, and what it says as the first of several words.
    start: Option<(u32, Wide)>,
    first: Option<Wide>,
    /// Places in `sums` of what ends say, and of what they say as the last of several words; 0: not asked yet.
    ends: Vec<[u32; 2]>,
    sums: Vec<Wide>,
}

impl Memory {
    /// Forgets everything; there are `tokens` tokens.
    pub(crate) fn clear(&mut self, tokens: usize) {
        (self.start, self.first) = (None, None);
        self.ends.clear();
        self.ends.resize(tokens + 1, [0; 2]);
        self.sums.clear();
    }

    #[inline]
    fn end(&mut self, end: u32, last: bool, sum: impl FnOnce() -> Wide) -> Wide {
        let place = &mut self.ends[end as usize][usize::from(last)];
        if *place == 0 {
            self.sums.push(sum());
            *place = self.sums.len() as u32;
        }
        self.sums[*place as usize - 1]
    }
}

impl Context<'_> {
    /// The sum of [`Context::evidence`].
    pub(crate) fn sum<'t>(&'t self, candidate: &Candidate, memory: &mut Memory) -> Sums<'t> {
        let (start, end) = (candidate.start as usize, candidate.end as usize);
        let bounds = self.sentence(candidate);
        let sum = |add: &dyn Fn(&mut Sums<'t>)| {
            let mut sums = Sums::new(self.table, [0; CLASSES]);
            add(&mut sums);
            sums.wide()
        };
        let left = match memory.start {
            Some((at, left)) if at == candidate.start => left,
            _ => {
                let left = sum(&|s| self.before(start, bounds, candidate.sentence, s));
                (memory.start, memory.first) = (Some((candidate.start, left)), None);
                left
            }
        };
        let mut sums = Sums::new(self.table, [0; CLASSES]);
        sums.plus(&left);
        sums.plus(&memory.end(candidate.end, false, || sum(&|s| self.behind(end, bounds, s))));
        if end - start > 1 {
            sums.plus(memory.first.get_or_insert_with(|| sum(&|s| self.first(start, s))));
            // Which word is the last one before a dot depends on where the candidate begins.
            if self.marks.any(self, end - 1, Marks::DOT) {
                self.last(start, end, &mut sums);
            } else {
                sums.plus(&memory.end(candidate.end, true, || sum(&|s| self.last(start, end, s))));
            }
        }
        self.own(candidate, bounds, &mut sums);
        sums
    }
}
