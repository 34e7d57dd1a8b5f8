//! Names joined by `and`, `or` or a comma tend to be of one type.

use super::candidates::Candidate;
use super::classes::{Classes, meet};
use super::evidence as e;
use super::table::{LOCATION, MISC, ORGANIZATION, PERSON, Sink, Table};
use crate::scan::Scanned;

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
    pub(crate) fn fill(&mut self, scanned: &Scanned<'_>, classes: &Classes, candidates: &[Candidate], chosen: &[(u32, u8)]) {
        let count = scanned.tokens.len() + 4;
        for side in [&mut self.before, &mut self.after] {
            side.clear();
            side.resize(count, NONE);
        }
        for &(number, class) in chosen {
            let (start, end) = (candidates[number as usize].start as usize, candidates[number as usize].end as usize);
            let length = joint(scanned, classes, end);
            if length > 0 {
                self.before[end + length] = class;
            }
            for length in 1..=2 {
                if start >= length && joint(scanned, classes, start - length) == length {
                    self.after[start - length] = class;
                }
            }
        }
    }

    /// What a candidate is joined with.
    pub(crate) fn evidence(&self, table: &Table, candidate: &Candidate, sink: &mut impl Sink) {
        let (before, after) = (self.before[candidate.start as usize], self.after[candidate.end as usize]);
        for (class, number) in
            [(PERSON, e::JOINED_PERSON), (ORGANIZATION, e::JOINED_ORGANIZATION), (LOCATION, e::JOINED_LOCATION), (MISC, e::JOINED_MISC)]
        {
            if usize::from(before) == class || usize::from(after) == class {
                sink.add(table.fixed(number));
            }
        }
    }
}

/// Number of tokens of the joint that begins at a token, 0 if there is none.
fn joint(scanned: &Scanned<'_>, classes: &Classes, at: usize) -> usize {
    let is_word = |at: usize| scanned.lists.get(at).is_some_and(|lists| meet(lists, &classes.and) || meet(lists, &classes.or));
    let word = if at < scanned.tokens.len() { scanned.word(at) } else { "" };
    match word {
        "," if is_word(at + 1) => 2,
        "," | "&" => 1,
        _ => usize::from(is_word(at)),
    }
}
