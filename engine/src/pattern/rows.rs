//! Rows: what the tokens of a sentence are to a group of rules, remembered by what they offer.

use super::Vocabulary;
use super::asked::AHEAD;
use super::group::Group;
use super::index::Index;
use super::run::Tape;
use super::sight::{Kinds, Sight};
use std::collections::HashMap;

/// Most rows that are remembered from one sentence to the next.
const ROWS: usize = 1 << 12;
/// Slots for them at first.
const SLOTS: usize = 1 << 13;
/// Places for tokens that begin mentions.
const MENTIONS: usize = 1 << 11;

/// What a token offers of what a group asks for.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) lists: u128,
    pub(super) classes: u64,
    /// Mentions and groups.
    pub(super) spans: u64,
    /// The word's block.
    pub(super) block: u32,
}

impl Key {
    #[inline]
    fn hash(&self) -> usize {
        let lists = (self.lists as u64).rotate_left(21) ^ (self.lists >> 64) as u64;
        let rest = self.classes ^ self.spans.rotate_left(11) ^ u64::from(self.block) << 40;
        let mixed = (lists.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ rest).wrapping_mul(0xd6e8_feb8_6659_fd93);
        (mixed >> 32) as usize
    }
}

/// A token of a sentence.
#[derive(Clone, Copy, Default)]
pub(super) struct Seen {
    /// First word of its row; 0: it is the end of the sentence.
    pub(super) row: u32,
    /// At which places ahead rules ask for spans that begin here and may be several tokens, as bits.
    pub(super) wide: u8,
}

/// Rows of a group by what tokens offer; the first is the end of a sentence.
pub(super) struct Rows {
    /// The group's number.
    pub(super) group: u64,
    slots: Vec<u32>,
    keys: Vec<Key>,
    pub(super) bits: Vec<u64>,
    /// What tokens of a kind are that begin no mention; of the collection of kinds with this number.
    kinds: Vec<Seen>,
    collection: u64,
    /// What those are that begin some, by kind and mentions, as far as nothing else has taken the place.
    mentions: Vec<(u64, Seen)>,
    /// Words as far as they were asked for, by their rows of the vocabulary: blocks of those with the same symbols; never
    /// more than the vocabulary has rows, so they are kept.
    blocks: Vec<u32>,
    symbols: HashMap<Vec<u32>, u32>,
}

impl Rows {
    pub(super) fn new(group: &Group) -> Self {
        let mut rows = Rows {
            group: group.number,
            slots: Vec::new(),
            keys: Vec::new(),
            bits: Vec::new(),
            kinds: Vec::new(),
            collection: 0,
            mentions: Vec::new(),
            blocks: Vec::new(),
            symbols: HashMap::new(),
        };
        rows.clear(&group.index);
        rows
    }

    fn clear(&mut self, index: &Index) {
        self.slots.clear();
        self.slots.resize(SLOTS, 0);
        self.keys.clear();
        self.keys.push(Key::default());
        self.bits.clear();
        self.forget_kinds();
        index.add_end(&mut self.bits);
    }

    fn forget_kinds(&mut self) {
        self.kinds.clear();
        self.mentions.clear();
        self.mentions.resize(MENTIONS, (0, Seen::default()));
    }

    /// Number of the row of a token that offers this.
    fn row(&mut self, index: &Index, key: Key, symbols: &[u16]) -> u32 {
        let mut at = key.hash() & (self.slots.len() - 1);
        loop {
            match self.slots[at] {
                0 => return self.add(index, key, symbols, at),
                row if self.keys[row as usize] == key => return row,
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }

    fn add(&mut self, index: &Index, key: Key, symbols: &[u16], at: usize) -> u32 {
        let row = self.keys.len() as u32;
        self.slots[at] = row;
        self.keys.push(key);
        index.add_row(&key, symbols, &mut self.bits);
        if self.keys.len() * 2 > self.slots.len() {
            let slots = self.slots.len() * 2;
            self.slots.clear();
            self.slots.resize(slots, 0);
            for (row, key) in self.keys.iter().enumerate().skip(1) {
                let mut at = key.hash() & (slots - 1);
                while self.slots[at] != 0 {
                    at = (at + 1) & (slots - 1);
                }
                self.slots[at] = row as u32;
            }
        }
        row
    }

    /// The block of a word that has these symbols.
    fn block(&mut self, index: &Index, row: u32, symbols: &[u16]) -> u32 {
        const UNKNOWN: u32 = u32::MAX;
        let row = row as usize;
        if self.blocks.len() <= row {
            self.blocks.resize(row + 1, UNKNOWN);
        }
        if self.blocks[row] == UNKNOWN {
            let known: Vec<u32> = symbols.iter().filter_map(|&symbol| index.word(symbol)).collect();
            let next = self.symbols.len() as u32 + 1;
            self.blocks[row] = if known.is_empty() { 0 } else { *self.symbols.entry(known).or_insert(next) };
        }
        self.blocks[row]
    }

    /// What a token is.
    fn see(&mut self, index: &Index, vocabulary: &Vocabulary, sight: &Sight, mentions: u64) -> Seen {
        let symbols = vocabulary.symbols(sight.row);
        let key = Key {
            lists: sight.lists & index.mask.lists,
            classes: sight.classes & index.mask.classes,
            spans: (u64::from(sight.groups) << 32 | mentions) & index.mask.spans,
            block: self.block(index, sight.row, symbols),
        };
        let row = self.row(index, key, symbols) * index.stride as u32;
        Seen { row, wide: index.wide(key.spans, sight.long) }
    }

    /// Looks at the tokens `from..to` of a sentence; ends stand behind them.
    #[inline(never)]
    pub(super) fn read<T: Tape>(&mut self, index: &Index, tape: &T, from: usize, to: usize, seen: &mut Vec<Seen>) {
        let sights = tape.sights();
        if self.keys.len() > ROWS {
            self.clear(index);
        }
        if self.collection != sights.kinds.number() {
            self.collection = sights.kinds.number();
            self.forget_kinds();
        }
        seen.clear();
        seen.extend((from..to).zip(&sights.of[from..to]).map(|(at, &kind)| {
            let mentions = u64::from(tape.mentions(at)) & index.mask.spans;
            match self.kinds.get(kind as usize) {
                Some(&known) if mentions == 0 && known.row != 0 => known,
                _ => self.see_new(index, tape.vocabulary(), sights.kinds, kind, mentions),
            }
        }));
        seen.resize(to - from + AHEAD, Seen::default());
    }

    #[inline(never)]
    fn see_new(&mut self, index: &Index, vocabulary: &Vocabulary, kinds: &Kinds, kind: u32, mentions: u64) -> Seen {
        if mentions == 0 {
            let seen = self.see(index, vocabulary, kinds.sight(kind), 0);
            if self.kinds.len() <= kind as usize {
                self.kinds.resize(kinds.count(), Seen::default());
            }
            self.kinds[kind as usize] = seen;
            return seen;
        }
        // Mentions have the low half.
        let both = u64::from(kind) << 32 | mentions;
        let slot = (both.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize % MENTIONS;
        if self.mentions[slot].0 != both {
            self.mentions[slot] = (both, self.see(index, vocabulary, kinds.sight(kind), mentions));
        }
        self.mentions[slot].1
    }
}
