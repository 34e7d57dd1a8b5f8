//! Sights: what a token offers to tests, as bits, and what must be offered for a program to go on.
//!
//! Words are folded to few bits, so a sight may promise too much, but never too little.

use super::{Step, Test};
use serde::{Deserialize, Serialize};

/// What tests may find at a token, or which of several tests must hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sight {
    pub(crate) words: u128,
    pub(crate) lists: u128,
    /// Of a token: references with a name that does not end with it.
    pub(crate) long: u128,
    pub(crate) classes: u64,
    /// Mentions, then groups of words, then [`TOKEN`].
    pub(crate) spans: u64,
}

/// Every token offers it; whoever asks for any token asks for it.
pub(crate) const TOKEN: u64 = 1 << 63;
/// The end of the sentence offers it, and nothing else.
pub(crate) const END: u64 = 1 << 62;

/// Bits of mentions among those of spans.
const MENTIONS: u64 = (1 << 32) - 1;

impl Sight {
    /// What a token offers but for mentions and groups: its words ([`super::Vocabulary::signs`]), gazetteer references
    /// with a name that begins there, those of them with a name of several tokens, and classes, all as bits.
    #[inline]
    pub fn new(words: u128, lists: u128, long: u128, classes: u64) -> Self {
        Sight { words, lists, long, classes, spans: TOKEN }
    }

    /// Adds classes, as bits.
    #[inline]
    pub fn add_classes(&mut self, classes: u64) {
        self.classes |= classes;
    }

    /// Adds a kind of group that begins at the token.
    #[inline]
    pub fn add_group(&mut self, kind: u8) {
        self.spans |= 1 << (32 + kind);
    }

    /// Gazetteer references, as bits.
    #[inline]
    pub fn lists(&self) -> u128 {
        self.lists
    }

    /// Whether it meets what a token offers that has these kinds of mentions.
    #[inline(always)]
    pub(crate) fn fits(&self, token: &Sight, mentions: impl Fn() -> u32) -> bool {
        self.meets(token) || self.spans & MENTIONS != 0 && self.spans & u64::from(mentions()) != 0
    }

    /// The bit of a symbol.
    #[inline]
    pub(crate) const fn word(symbol: u16) -> u128 {
        1 << (symbol % 128)
    }

    fn of(test: &Test) -> Self {
        let mut sight = Sight::default();
        match *test {
            Test::Word(s) | Test::Exact(s, _) => sight.words = Sight::word(s),
            Test::Class(c) => sight.classes = 1 << c,
            Test::List(l) => sight.lists = 1 << l,
            Test::Mention(m) => sight.spans = 1 << m,
            Test::Group(g) => sight.spans = 1 << (32 + g),
        }
        sight
    }

    /// Adds what a token offers that has these kinds of mentions, words and long names apart.
    #[inline(always)]
    pub(crate) fn offer(&mut self, token: &Sight, mentions: u32) {
        self.lists |= token.lists;
        self.classes |= token.classes;
        self.spans |= token.spans | u64::from(mentions);
    }

    /// Both together.
    #[inline(always)]
    pub(crate) fn with(self, other: Sight) -> Sight {
        Sight {
            words: self.words | other.words,
            lists: self.lists | other.lists,
            long: self.long | other.long,
            classes: self.classes | other.classes,
            spans: self.spans | other.spans,
        }
    }

    /// Whether they have something in common.
    #[inline(always)]
    pub(crate) fn meets(&self, other: &Sight) -> bool {
        let wide = (self.words & other.words) | (self.lists & other.lists);
        wide != 0 || (self.classes & other.classes) | (self.spans & other.spans) != 0
    }
}

/// What a token must offer for a program to go on there from each of its steps.
pub(crate) fn gates(steps: &[Step]) -> Vec<Sight> {
    // Steps only lead forward, so what follows a step is known when the step is looked at.
    let mut gates = vec![Sight::default(); steps.len()];
    for (at, step) in steps.iter().enumerate().rev() {
        gates[at] = match step {
            Step::Test(test) => Sight::of(test),
            Step::One(tests) => tests.iter().fold(Sight::default(), |all, test| all.with(Sight::of(test))),
            Step::Not(_) | Step::Any => Sight { spans: TOKEN, ..Sight::default() },
            Step::Done => Sight { spans: TOKEN | END, ..Sight::default() },
            Step::Start | Step::Save(_) => gates[at + 1],
            Step::Jump(next) => gates[usize::from(*next)],
            Step::Split(a, b) => gates[usize::from(*a)].with(gates[usize::from(*b)]),
        };
    }
    gates
}
