//! Kinds of tokens for patterns: those of `scan`, told apart by class, form and the groups of words that begin there.

use super::Word;
use crate::rules::{Spans, word_classes};
use copydesk_engine::pattern::{self, Sight, Sights};

/// Memory of the kinds, reused between articles.
#[derive(Default)]
pub(super) struct Kinds {
    /// Number of the collection of `scan`'s kinds that they are from.
    scanned: u64,
    kinds: pattern::Kinds,
    /// Kinds by what they are made of, as far as nothing else has taken the place.
    slots: Vec<(u64, u32)>,
    of: Vec<u32>,
}

impl Kinds {
    const SLOTS: usize = 1 << 13;

    /// Finds the kinds of all tokens.
    pub(super) fn read(&mut self, scanned: Sights<'_>, words: &[Word], groups: &Spans) {
        if self.scanned != scanned.kinds.number() || self.kinds.is_full() {
            self.scanned = scanned.kinds.number();
            self.kinds.forget();
            self.slots.clear();
            self.slots.resize(Self::SLOTS, (0, 0));
        }
        self.of.clear();
        for (at, (&kind, word)) in scanned.of.iter().zip(words).enumerate() {
            let groups = groups.mask(at);
            debug_assert!(u64::from(groups) < 1 << 8, "kinds of groups have eight bits");
            let word_bits = 1 << 24 | u64::from(groups) << 16 | (word.upos as u64) << 8 | word.form as u64;
            let made = u64::from(kind) << 32 | word_bits;
            let slot = (made.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize % Self::SLOTS;
            if self.slots[slot].0 != made {
                let sight = scanned.kinds.sight(kind);
                let classes = sight.classes | word_classes(word.upos, word.form);
                self.slots[slot] = (made, self.kinds.of(Sight { classes, groups, ..*sight }));
            }
            self.of.push(self.slots[slot].1);
        }
    }

    /// What the tokens offer.
    pub(super) fn sights(&self) -> Sights<'_> {
        Sights { kinds: &self.kinds, of: &self.of }
    }
}
