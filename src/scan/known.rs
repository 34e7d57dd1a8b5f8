//! What the tables know of a word by its key alone, remembered: few words make up most of a text.

use super::Resources;
use copydesk_engine::blob::{First, Readings};

/// What is known of a word.
#[derive(Clone, Copy, Default)]
pub struct Known {
    /// Row in the vocabulary of the rules.
    pub row: u32,
    /// Row in the vocabulary of events.
    pub events: u32,
    /// Row among the words that tagging rules name, and the symbol of the form.
    pub tagging: (u32, u16),
    /// What the form does in groups, as bits.
    pub roles: u16,
    /// Where its readings stand in the built-in lexicon.
    pub readings: Readings,
}

/// A word with what every look-up needs of it first.
#[derive(Clone, Copy, Default)]
pub(super) struct Entry {
    pub(super) sign: u128,
    key: u64,
    pub(super) first: First,
    pub(super) known: Known,
}

/// Words as far as they were asked for; of two that share a slot the later stays.
#[derive(Default)]
pub(super) struct Memory {
    /// Number of the resources that they are from.
    resources: u64,
    slots: Vec<Entry>,
}

impl Memory {
    const SLOTS: usize = 1 << 13;

    /// Forgets what other resources know.
    pub(super) fn prepare(&mut self, resources: &Resources) {
        if self.resources != resources.number {
            self.resources = resources.number;
            self.slots.clear();
            self.slots.resize(Self::SLOTS, entry(resources, 0));
        }
    }

    /// What is known of the word of a key.
    #[inline]
    pub(super) fn of(&mut self, resources: &Resources, key: u64) -> &Entry {
        let slot = &mut self.slots[(key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 51) as usize];
        if slot.key != key {
            *slot = entry(resources, key);
        }
        slot
    }
}

#[cold]
#[inline(never)]
fn entry(resources: &Resources, key: u64) -> Entry {
    let (rules, view) = (&resources.rules, resources.layers()[0].view());
    let row = rules.vocabulary.row(key);
    let known = Known {
        row,
        events: rules.triggers.vocabulary.row(key),
        tagging: resources.tagger.look_up(key),
        roles: resources.tagger.roles(key),
        readings: view.readings_of(key),
    };
    Entry { sign: rules.signs[row as usize], key, first: view.first(key), known }
}
