//! What the tables know of a word as it is written, remembered: few words make up most of a text.

use super::{ListMask, Resources};
use crate::rules::classes;
use copydesk_engine::blob::{Alone, First, Readings};
use copydesk_engine::pattern::{Kinds, Sight};
use copydesk_engine::tokens::{Shape, Token};
use std::sync::atomic::{AtomicU64, Ordering};

/// What is known of a word.
#[derive(Clone, Copy, Default)]
pub struct Known {
    /// Number of the words of one key, shape and length, the same in all of an article; 0: it has none.
    pub number: u32,
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

/// A word as it is written, with what every look-up needs of it first.
#[derive(Clone, Copy, Default)]
pub(super) struct Entry {
    key: u64,
    shape: Shape,
    length: u32,
    /// Gazetteer references of the names that are the word alone, as bits.
    references: u128,
    /// Lists that have the word alone.
    pub(super) lists: ListMask,
    /// Bits of its shape for patterns, apart from what stands before it.
    pub(super) classes: u64,
    /// The names that are the word alone.
    alone: (u32, u32),
    /// One of them takes a dot with it.
    pub(super) dotted: bool,
    pub(super) first: First,
    pub(super) known: Known,
    /// Kinds of the tokens that are the word alone, from 1, by what stands before them; 0: not asked for yet.
    kinds: [u32; 8],
}

/// Bits about what stands before a token.
pub(super) const BEFORE: u32 = Shape::SPACE_BEFORE.0 | Shape::LINE_BEFORE.0 | Shape::PARAGRAPH_BEFORE.0;
const _: () = assert!(BEFORE >> BEFORE.trailing_zeros() == 7);

/// Words as far as they were asked for.
#[derive(Default)]
pub(super) struct Memory {
    /// Number of the resources that they are from.
    resources: u64,
    /// Number of this collection of words: no other has it.
    pub(super) number: u64,
    /// Places of the entries by hash, with some of it.
    slots: Vec<(u32, u32)>,
    /// The first is for words that find no room.
    entries: Vec<Entry>,
    alone: Vec<Alone>,
    /// How many of them are of words that are remembered; behind them stand those of words that find no room.
    kept: usize,
    /// Kinds of tokens so far.
    pub(super) kinds: Kinds,
}

impl Memory {
    const SLOTS: usize = 1 << 16;
    /// Most words that are remembered; an article begins with a quarter of the room free.
    const WORDS: usize = 1 << 15;

    /// Forgets what other resources know, or too many words.
    pub(super) fn prepare(&mut self, resources: &Resources) {
        static NUMBERS: AtomicU64 = AtomicU64::new(1);
        let full = self.kinds.is_full();
        if full || self.resources != resources.number {
            self.kinds.forget();
        }
        if full || self.resources != resources.number || self.entries.len() > Self::WORDS / 4 * 3 {
            self.resources = resources.number;
            self.number = NUMBERS.fetch_add(1, Ordering::Relaxed);
            self.slots.clear();
            self.slots.resize(Self::SLOTS, (0, 0));
            self.entries.clear();
            self.entries.push(Entry::default());
            self.alone.clear();
            self.kept = 0;
        }
    }

    /// The place of a token's word, which is looked up if it is new; 0: there is no room.
    #[inline]
    pub(super) fn place(&mut self, resources: &Resources, text: &str, token: &Token) -> u32 {
        let (shape, length) = (Shape(token.shape.0 & !BEFORE), token.end - token.start);
        let hash = (token.key ^ u64::from(shape.0)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let (mut at, tag) = ((hash >> 48) as usize, hash as u32);
        loop {
            let (place, other) = self.slots[at];
            if place == 0 {
                if self.entries.len() < Self::WORDS {
                    self.slots[at] = (self.entries.len() as u32, tag);
                    self.add(resources, text, token);
                    return self.entries.len() as u32 - 1;
                }
                return 0;
            }
            if other == tag {
                let entry = &self.entries[place as usize];
                if (entry.key, entry.shape, entry.length) == (token.key, shape, length) {
                    return place;
                }
            }
            at = (at + 1) & (Self::SLOTS - 1);
        }
    }

    /// Looks a word up that has no place: it stands at 0 until the next one.
    #[cold]
    #[inline(never)]
    pub(super) fn pass(&mut self, resources: &Resources, text: &str, token: &Token) {
        self.alone.truncate(self.kept);
        self.entries[0] = self.entry(0, resources, text, token);
    }

    /// The word at a place.
    #[inline]
    pub(super) fn at(&self, place: u32) -> &Entry {
        &self.entries[place as usize]
    }

    /// The kind of a token that is the word at a place and no more; `before` are the bits of what stands before it.
    #[inline]
    pub(super) fn kind(&mut self, place: u32, before: u32) -> u32 {
        let entry = &mut self.entries[place as usize];
        let kind = &mut entry.kinds[(before >> BEFORE.trailing_zeros()) as usize];
        if *kind == 0 {
            let classes = entry.classes ^ u64::from(before);
            *kind = 1 + self.kinds.of(Sight { lists: entry.references, long: 0, classes, groups: 0, row: entry.known.row });
        }
        *kind - 1
    }

    /// The names that are a word alone.
    #[inline]
    pub(super) fn alone(&self, entry: &Entry) -> &[Alone] {
        &self.alone[entry.alone.0 as usize..entry.alone.1 as usize]
    }

    /// Looks a word up that is new.
    #[cold]
    #[inline(never)]
    fn add(&mut self, resources: &Resources, text: &str, token: &Token) {
        self.alone.truncate(self.kept);
        let entry = self.entry(self.entries.len() as u32, resources, text, token);
        self.entries.push(entry);
        self.kept = self.alone.len();
    }

    fn entry(&mut self, number: u32, resources: &Resources, text: &str, token: &Token) -> Entry {
        let begin = self.alone.len();
        let (rules, view) = (&resources.rules, resources.layers()[0].view());
        let (row, first) = (rules.vocabulary.row(token.key), view.first(token.key));
        view.alone(&first, text, token, &mut self.alone);
        let shape = Shape(token.shape.0 & !BEFORE);
        let mut entry = Entry {
            key: token.key,
            shape,
            length: token.end - token.start,
            references: 0,
            lists: ListMask::default(),
            classes: classes(&Token { shape, ..*token }),
            alone: (begin as u32, self.alone.len() as u32),
            dotted: false,
            first,
            known: Known {
                number,
                row,
                events: rules.triggers.vocabulary.row(token.key),
                tagging: resources.tagger.look_up(token.key),
                roles: resources.tagger.roles(token.key),
                readings: view.readings_of(token.key),
            },
            kinds: [0; 8],
        };
        for name in &self.alone[begin..] {
            entry.lists[usize::from(name.list) / 64] |= 1 << (name.list % 64);
            entry.references |= resources.references_of(0, name.list);
            entry.dotted |= name.dotted;
        }
        entry
    }
}
