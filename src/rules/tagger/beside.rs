//! What the words beside a word say at a glance of the rules that may fire there.

use super::Sight;
use crate::rules::tagging::{Element, Test};

/// Where a sentence has no word, as a tag.
pub(super) const EDGE: u64 = 1 << 63;
/// A word whose form, or whose lemma, rules name, as a tag.
const NAMED: u64 = 1 << 62;
const LEMMA: u64 = 1 << 61;

impl Sight {
    /// What is seen of a word at a glance: the tag that it has now, and whether rules name it.
    #[inline]
    pub(super) fn sign(&self) -> u64 {
        self.now | if self.symbol != 0 { NAMED } else { 0 } | if self.lemma != 0 { LEMMA } else { 0 }
    }
}

/// What a rule asks of a word beside, as far as a glance decides: tags that all tests allow, and what one of them asks.
struct Neighbour {
    tags: u64,
    one: u64,
    /// Whether that is all that is asked.
    whole: bool,
}

impl Neighbour {
    fn of(elements: &[Element], place: usize) -> Self {
        let mut out = Neighbour { tags: u64::MAX, one: u64::MAX, whole: true };
        let single = elements.iter().take_while(|e| !e.repeated).nth(place);
        for test in single.map_or(&[][..], |e| &e.tests) {
            let edge = if test.edge == test.not { 0 } else { EDGE };
            if (Test { now: 0, not: false, edge: false, ..*test }) == Test::default() {
                out.tags &= if test.not { !test.now } else { test.now } & !EDGE | edge;
            } else if !test.not && (Test { now: 0, words: 0, lemmas: 0, edge: false, ..*test }) == Test::default() {
                let named = if test.words != 0 { NAMED } else { 0 } | if test.lemmas != 0 { LEMMA } else { 0 };
                out.one = test.now | named | edge;
                out.whole = false;
            } else {
                out.whole = false;
            }
        }
        out
    }
}

/// Sets of rules by what a neighbour offers: its tag, and whether rules name its form or lemma.
pub(super) struct Beside {
    /// Words of a set.
    pub(super) width: usize,
    allowed: Vec<u64>,
}

impl Beside {
    /// The number of the tag of a word that has none.
    const NONE: usize = 64;

    pub(super) fn new<'r>(sides: impl ExactSizeIterator<Item = &'r [Element]>, place: usize) -> Self {
        let width = sides.len().div_ceil(64).max(1);
        let mut out = Beside { width, allowed: vec![0; width * 4 * (Self::NONE + 1)] };
        for (number, elements) in sides.enumerate() {
            let Neighbour { tags, one, .. } = Neighbour::of(elements, place);
            for tag in 0..Self::NONE {
                for named in 0..4 {
                    let sign = 1 << tag | if named & 1 != 0 { NAMED } else { 0 } | if named & 2 != 0 { LEMMA } else { 0 };
                    let allowed = tags >> tag & 1 == 1 && one & sign != 0;
                    out.allowed[(tag * 4 + named) * width + number / 64] |= u64::from(allowed) << (number % 64);
                }
            }
        }
        out
    }

    /// The rules that a neighbour allows.
    #[inline]
    pub(super) fn allows(&self, sign: u64) -> &[u64] {
        let tag = (sign & !(NAMED | LEMMA)).trailing_zeros() as usize;
        let named = usize::from(sign & NAMED != 0) + 2 * usize::from(sign & LEMMA != 0);
        let first = (tag * 4 + named) * self.width;
        &self.allowed[first..first + self.width]
    }
}

/// How many of the next places beside a word [`Beside`] decides wholly.
pub(super) fn decided(elements: &[Element]) -> usize {
    let places = elements.iter().take(2).take_while(|e| !e.repeated).enumerate();
    places.take_while(|(place, _)| Neighbour::of(elements, *place).whole).count()
}
