//! Sets of lists by number: words of one kind are in the same lists, so that few sets make up most of a text. What a set
//! means, and the sum of its weights at a position, is worked out once.

use super::classes::Classes;
use super::evidence::Position;
use super::table::{CLASSES, Sum, Table, WIDTH};
use crate::scan::ListMask;

/// Words whose set is remembered by their number: as many as the scan remembers.
const WORDS: usize = 1 << 15;
/// Most sets that are remembered from one article to the next.
const MOST: usize = 1 << 13;

/// Places of sums by position: what is asked together stands together.
const PLACES: [u8; Position::ALL.len()] = [4, 7, 9, 10, 5, 6, 8, 11, 0, 1, 2, 3, 12];

/// The class that is none: 1 where a sum is known.
const KNOWN: usize = WIDTH - 1;

/// One set, in four lines of memory: sums as a neighbour, as what a name is, as what is in it; then the set itself.
#[repr(C, align(64))]
struct Set {
    sums: [Sum; Position::ALL.len()],
    lists: ListMask,
    /// What it means ([`super::marks::bit`]), if that was asked.
    bits: u64,
    /// Number of the set without the lists of words in small letters, and one more; 0: not asked yet.
    letters: u32,
    is_classified: bool,
}

const _: () = assert!(size_of::<Set>() == 256 && KNOWN >= CLASSES);

impl Set {
    fn new(lists: ListMask) -> Self {
        Set { sums: [Sum::default(); Position::ALL.len()], lists, bits: 0, letters: 0, is_classified: false }
    }
}

/// All sets that were met, for one table of weights. The first is empty.
#[derive(Default)]
pub(crate) struct Sets {
    table: u64,
    sets: Vec<Set>,
    /// Numbers of sets by hash; 0: none.
    slots: Vec<u32>,
    words: Vec<u32>,
    /// Where the numbers of a set's evidence at a position end, and how many they are; 0: not asked yet.
    ranges: Vec<[(u32, u32); Position::ALL.len()]>,
    numbers: Vec<u16>,
}

impl Sets {
    /// Makes ready for an article: forgets the sums of another table, or too many sets.
    pub(crate) fn prepare(&mut self, table: &Table) {
        if self.table == table.number && self.sets.len() <= MOST {
            return;
        }
        self.table = table.number;
        self.sets.clear();
        self.sets.push(Set { letters: 1, is_classified: true, ..Set::new(ListMask::default()) });
        self.slots.clear();
        self.slots.resize(2 * MOST, 0);
        self.words.clear();
        self.words.resize(WORDS, 0);
        self.ranges.clear();
        self.numbers.clear();
        // No range ends at the beginning.
        self.numbers.push(0);
    }

    /// The number of the set of a word, remembered by the word's own; words without one share a place.
    #[inline]
    pub(crate) fn of_word(&mut self, classes: &Classes, word: u32, lists: &ListMask) -> u32 {
        if lists[0] | lists[1] | lists[2] | lists[3] == 0 {
            return 0;
        }
        let word = word as usize % WORDS;
        let known = self.words[word];
        if self.sets[known as usize].lists == *lists {
            return known;
        }
        let set = self.classified(classes, lists);
        self.words[word] = set;
        set
    }

    /// The number of a set whose meaning will be asked.
    pub(crate) fn classified(&mut self, classes: &Classes, lists: &ListMask) -> u32 {
        let number = self.number(lists);
        let set = &mut self.sets[number as usize];
        if !set.is_classified {
            (set.bits, set.is_classified) = (classes.bits(lists), true);
        }
        number
    }

    /// The number of a set.
    pub(crate) fn number(&mut self, lists: &ListMask) -> u32 {
        if *lists == ListMask::default() {
            return 0;
        }
        if self.sets.len() * 2 > self.slots.len() {
            self.grow();
        }
        let mut slot = self.slot(lists);
        loop {
            match self.slots[slot] {
                0 => break,
                number if self.sets[number as usize].lists == *lists => return number,
                _ => slot = (slot + 1) % self.slots.len(),
            }
        }
        self.slots[slot] = self.sets.len() as u32;
        self.sets.push(Set::new(*lists));
        self.slots[slot]
    }

    #[inline]
    fn slot(&self, lists: &ListMask) -> usize {
        let mix = |all: u64, part: &u64| (all.rotate_left(23) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (lists.iter().fold(0, mix) >> 32) as usize % self.slots.len()
    }

    fn grow(&mut self) {
        let count = self.slots.len() * 2;
        self.slots.clear();
        self.slots.resize(count, 0);
        for number in 1..self.sets.len() {
            let mut slot = self.slot(&self.sets[number].lists);
            while self.slots[slot] != 0 {
                slot = (slot + 1) % count;
            }
            self.slots[slot] = number as u32;
        }
    }

    /// The set without the lists of words that letters written large do not mean.
    pub(crate) fn letters(&mut self, classes: &Classes, set: u32) -> u32 {
        if self.sets[set as usize].letters == 0 {
            let lists = &self.sets[set as usize].lists;
            let lists = std::array::from_fn(|n| lists[n] & !classes.small[n]);
            self.sets[set as usize].letters = self.number(&lists) + 1;
        }
        self.sets[set as usize].letters - 1
    }

    /// The lists of a set.
    #[inline]
    pub(crate) fn lists(&self, set: u32) -> &ListMask {
        &self.sets[set as usize].lists
    }

    /// What a set means that was classified.
    #[inline]
    pub(crate) fn bits(&self, set: u32) -> u64 {
        self.sets[set as usize].bits
    }

    /// The sum of the weights of a set at a position.
    #[inline]
    pub(crate) fn sum(&mut self, table: &Table, position: Position, set: u32) -> &Sum {
        let (set, place) = (&mut self.sets[set as usize], usize::from(PLACES[position as usize]));
        if set.sums[place][KNOWN] == 0 {
            let sum = &mut set.sums[place];
            table.of_lists(position, &set.lists, |number| table.add(sum, number));
            sum[KNOWN] = 1;
        }
        &set.sums[place]
    }

    /// The numbers of the evidence of a set at a position.
    pub(crate) fn numbers(&mut self, table: &Table, position: Position, set: u32) -> &[u16] {
        if self.ranges.len() <= set as usize {
            self.ranges.resize(self.sets.len(), Default::default());
        }
        let range = &mut self.ranges[set as usize][position as usize];
        if range.0 == 0 {
            let before = self.numbers.len();
            table.of_lists(position, &self.sets[set as usize].lists, |number| self.numbers.push(number));
            *range = (self.numbers.len() as u32, (self.numbers.len() - before) as u32);
        }
        &self.numbers[(range.0 - range.1) as usize..range.0 as usize]
    }
}
