//! Sights: what a token offers to tests, its mentions apart; tokens that offer the same are of one kind.

use std::sync::atomic::{AtomicU64, Ordering};

/// What tests may find at a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    /// Gazetteer references with a name that begins there, as bits.
    pub lists: u128,
    /// Those of them with a name of several tokens.
    pub long: u128,
    /// Classes, as bits.
    pub classes: u64,
    /// Kinds of groups of words that begin there, as bits.
    pub groups: u32,
    /// Row of the word in the [`super::Vocabulary`].
    pub row: u32,
}

impl Sight {
    #[inline]
    fn hash(&self) -> usize {
        let fold = |bits: u128| (bits as u64).rotate_left(23) ^ (bits >> 64) as u64;
        let lists = fold(self.lists).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ fold(self.long).rotate_left(32);
        let rest = self.classes ^ u64::from(self.row) << 40 ^ u64::from(self.groups) << 32;
        ((lists ^ rest).wrapping_mul(0xd6e8_feb8_6659_fd93) >> 32) as usize
    }
}

/// Kinds of tokens by number, the same as long as they are remembered.
pub struct Kinds {
    /// Number of this collection: no other has it.
    number: u64,
    slots: Vec<u32>,
    all: Vec<Sight>,
}

impl Default for Kinds {
    fn default() -> Self {
        let mut kinds = Kinds { number: 0, slots: Vec::new(), all: Vec::new() };
        kinds.forget();
        kinds
    }
}

impl Kinds {
    /// Most kinds that are remembered from one text to the next.
    const MOST: usize = 1 << 14;
    const SLOTS: usize = 1 << 12;

    /// Forgets all kinds.
    pub fn forget(&mut self) {
        static NUMBERS: AtomicU64 = AtomicU64::new(1);
        self.number = NUMBERS.fetch_add(1, Ordering::Relaxed);
        self.slots.clear();
        self.slots.resize(Self::SLOTS, u32::MAX);
        self.all.clear();
    }

    /// Whether there are so many that they should be forgotten before the next text.
    pub fn is_full(&self) -> bool {
        self.all.len() > Self::MOST
    }

    /// Number of the collection: numbers of kinds of another one mean nothing here.
    #[inline]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The kind of tokens that offer this.
    pub fn of(&mut self, sight: Sight) -> u32 {
        let mut at = sight.hash() & (self.slots.len() - 1);
        loop {
            match self.slots[at] {
                u32::MAX => break,
                kind if self.all[kind as usize] == sight => return kind,
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
        let kind = self.all.len() as u32;
        self.slots[at] = kind;
        self.all.push(sight);
        if self.all.len() * 2 > self.slots.len() {
            let slots = self.slots.len() * 2;
            self.slots.clear();
            self.slots.resize(slots, u32::MAX);
            for (kind, sight) in self.all.iter().enumerate() {
                let mut at = sight.hash() & (slots - 1);
                while self.slots[at] != u32::MAX {
                    at = (at + 1) & (slots - 1);
                }
                self.slots[at] = kind as u32;
            }
        }
        kind
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// What tokens of a kind offer.
    #[inline]
    pub fn sight(&self, kind: u32) -> &Sight {
        &self.all[kind as usize]
    }
}

/// What all tokens of a text offer.
#[derive(Clone, Copy)]
pub struct Sights<'a> {
    /// Kinds of tokens.
    pub kinds: &'a Kinds,
    /// The kind of every token.
    pub of: &'a [u32],
}
