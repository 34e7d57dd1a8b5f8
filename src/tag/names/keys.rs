//! Keys of words and spans, and what is kept under them.

use super::marks::{Marks, bit};
use crate::scan::Scanned;
use copydesk_engine::fold::Hasher;
use copydesk_engine::tokens::Token;

/// The key of the words of a span, as it grows word by word; marks do not count.
#[derive(Clone, Copy, Default)]
pub(super) struct SpanKey {
    key: u64,
    is_begun: bool,
}

impl SpanKey {
    /// The key with one more token, whose bits are given.
    #[inline]
    pub(super) fn with(self, token: &Token, word: u64) -> Self {
        if word & (bit::WORD | bit::DIGIT) == 0 {
            return self;
        }
        let key = if self.is_begun { (self.key.rotate_left(7) ^ token.key).wrapping_mul(0x9e37_79b9_7f4a_7c15) } else { token.key };
        SpanKey { key, is_begun: true }
    }

    #[inline]
    pub(super) fn key(self) -> u64 {
        self.key
    }
}

/// Key that the acronym of a span would have (`Gulf Cooperation Council` -> `gcc`), from its words with a capital.
pub(super) fn acronym_key(scanned: &Scanned<'_>, marks: &Marks, start: usize, end: usize) -> Option<u64> {
    let (mut hasher, mut letters) = (Hasher::default(), 0);
    for (token, word) in scanned.tokens[start..end].iter().zip(&marks.words()[start..end]) {
        if word & bit::CAPITAL != 0 {
            let first = scanned.text.as_bytes()[token.start as usize];
            if !first.is_ascii() {
                return None;
            }
            hasher.byte(first.to_ascii_lowercase());
            letters += 1;
        }
    }
    (letters >= 2).then(|| hasher.finish())
}

/// Numbers of keys in the order in which they came.
#[derive(Default)]
pub(super) struct Keys {
    keys: Vec<u64>,
    /// Numbers by hash, and one more; 0: none.
    slots: Vec<u32>,
    shift: u32,
}

impl Keys {
    /// Forgets everything; about so many keys are to come.
    pub(super) fn clear(&mut self, count: usize) {
        self.keys.clear();
        self.make_room((2 * count).next_power_of_two().max(64));
    }

    fn make_room(&mut self, slots: usize) {
        self.slots.clear();
        self.slots.resize(slots, 0);
        self.shift = u64::BITS - slots.trailing_zeros();
    }

    /// The slot of a key: where it stands, or would.
    #[inline]
    fn slot(&self, key: u64) -> usize {
        let mut slot = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift) as usize;
        while self.slots[slot] != 0 && self.keys[self.slots[slot] as usize - 1] != key {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        slot
    }

    /// The number of a key that is there.
    #[inline]
    pub(super) fn find(&self, key: u64) -> Option<usize> {
        (self.slots[self.slot(key)] as usize).checked_sub(1)
    }

    /// The number of a key, which is added if it is new.
    pub(super) fn number(&mut self, key: u64) -> usize {
        let slot = self.slot(key);
        if self.slots[slot] != 0 {
            return self.slots[slot] as usize - 1;
        }
        self.keys.push(key);
        self.slots[slot] = self.keys.len() as u32;
        if self.keys.len() * 2 > self.slots.len() {
            self.make_room(self.slots.len() * 2);
            for number in 0..self.keys.len() {
                let slot = self.slot(self.keys[number]);
                self.slots[slot] = number as u32 + 1;
            }
        }
        self.keys.len() - 1
    }

    /// A key by its number.
    pub(super) fn key(&self, number: usize) -> u64 {
        self.keys[number]
    }

    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }
}

/// Some keys as bits: tells of most others that they are not among them.
#[derive(Default)]
pub(super) struct Sieve([u64; 32]);

impl Sieve {
    pub(super) fn clear(&mut self) {
        self.0.fill(0);
    }

    #[inline]
    pub(super) fn add(&mut self, key: u64) {
        self.0[(key >> 6) as usize % 32] |= 1 << (key % 64);
    }

    #[inline]
    pub(super) fn may_have(&self, key: u64) -> bool {
        self.0[(key >> 6) as usize % 32] >> (key % 64) & 1 == 1
    }
}
