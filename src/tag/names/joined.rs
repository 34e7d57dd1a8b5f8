//! Names joined by `and`, `or` or a comma tend to be of one type.

use super::candidates::Candidate;
use super::evidence::{self as e, elsewhere};
use super::marks::{Marks, bit};
use super::table::{LOCATION, MISC, ORGANIZATION, PERSON};

/// Classes decided on the first pass, by where they may join a neighbour.
#[derive(Default)]
pub(crate) struct Joined {
    /// Class of a name that ends before a joint that ends before the token.
    before: Vec<u8>,
    /// Class of a name that begins after a joint that begins at the token.
    after: Vec<u8>,
}

const NONE: u8 = u8::MAX;

impl Joined {
    /// Takes in what the first pass chose.
    pub(crate) fn fill(&mut self, marks: &Marks, candidates: &[Candidate], chosen: &[(u32, u8)]) {
        let count = marks.words().len() + 4;
        for side in [&mut self.before, &mut self.after] {
            side.clear();
            side.resize(count, NONE);
        }
        for &(number, class) in chosen {
            let (start, end) = (candidates[number as usize].start as usize, candidates[number as usize].end as usize);
            let length = joint(marks, end);
            if length > 0 {
                self.before[end + length] = class;
            }
            for length in 1..=2 {
                if start >= length && joint(marks, start - length) == length {
                    self.after[start - length] = class;
                }
            }
        }
    }

    /// What a candidate is joined with, as bits.
    #[inline]
    pub(crate) fn evidence(&self, candidate: &Candidate) -> u64 {
        let (before, after) = (self.before[candidate.start as usize], self.after[candidate.end as usize]);
        if before & after == NONE {
            return 0;
        }
        let with = |class: usize| usize::from(before) == class || usize::from(after) == class;
        elsewhere(with(PERSON), e::JOINED_PERSON)
            | elsewhere(with(ORGANIZATION), e::JOINED_ORGANIZATION)
            | elsewhere(with(LOCATION), e::JOINED_LOCATION)
            | elsewhere(with(MISC), e::JOINED_MISC)
    }
}

/// Number of tokens of the joint that begins at a token, 0 if there is none.
fn joint(marks: &Marks, at: usize) -> usize {
    let (word, joins) = (marks.word(at), bit::AND | bit::OR);
    if word & bit::COMMA != 0 {
        return 1 + usize::from(marks.is(at + 1, joins));
    }
    usize::from(word & (bit::AMPERSAND | joins) != 0)
}
