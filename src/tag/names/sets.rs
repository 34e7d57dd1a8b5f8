//! Sets of lists by number: words of one kind are in the same lists, so that few sets make up most of a text. What a set
//! means, and the sum of its weights at a position, is worked out once.

use super::classes::Classes;
use super::evidence::Position;
use super::table::{Table, Wide};
use crate::scan::ListMask;

/// Words whose set is remembered by their number.
const WORDS: usize = 1 << 14;
/// Sets with which an article begins at most.
const MOST: usize = 1 << 13;

/// One set.
struct Set {
    lists: ListMask,
    /// What it means ([`super::marks::bit`]), if that was asked.
    bits: u64,
    is_classified: bool,
    /// Number of the set without the lists of words in small letters, and one more; 0: not asked yet.
    letters: u32,
}

/// All sets that were met, for one table of weights. The first is empty. What is read for every token, for every sum and
/// for reasons stands apart, so that little memory is read.
#[derive(Default)]
pub(crate) struct Sets {
    table: u64,
    sets: Vec<Set>,
    /// Numbers of sets by hash; 0: none.
    slots: Vec<u32>,
    words: Vec<u32>,
    /// Where what a set says at a position stands; 0: not asked yet.
    places: Vec<[u32; Position::ALL.len()]>,
    /// Sums of weights, and where the numbers of their evidence stand; the first is of nothing.
    sums: Vec<Wide>,
    ranges: Vec<(u32, u32)>,
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
        self.sets.push(Set { lists: ListMask::default(), bits: 0, is_classified: true, letters: 1 });
        self.slots.clear();
        self.slots.resize(2 * MOST, 0);
        self.words.clear();
        self.words.resize(WORDS, 0);
        self.places.clear();
        self.places.push([1; Position::ALL.len()]);
        self.sums.clear();
        self.sums.push(Wide::default());
        self.ranges.clear();
        self.ranges.push((0, 0));
        self.numbers.clear();
    }

    /// The number of the set of a word that has a number.
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
        self.sets.push(Set { lists: *lists, bits: 0, is_classified: false, letters: 0 });
        self.places.push([0; Position::ALL.len()]);
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
    pub(crate) fn sum(&mut self, table: &Table, position: Position, set: u32) -> &Wide {
        let place = self.place(table, position, set);
        &self.sums[place]
    }

    /// The numbers of the evidence of a set at a position.
    pub(crate) fn numbers(&mut self, table: &Table, position: Position, set: u32) -> &[u16] {
        let place = self.place(table, position, set);
        let (first, end) = self.ranges[place];
        &self.numbers[first as usize..end as usize]
    }

    /// Where what a set says at a position stands.
    #[inline]
    fn place(&mut self, table: &Table, position: Position, set: u32) -> usize {
        let place = self.places[set as usize][position as usize];
        let place = if place == 0 { self.add_up(table, position, set) } else { place };
        place as usize - 1
    }

    #[cold]
    #[inline(never)]
    fn add_up(&mut self, table: &Table, position: Position, set: u32) -> u32 {
        let (mut sum, first) = (Wide::default(), self.numbers.len());
        table.of_lists(position, &self.sets[set as usize].lists, |number| {
            table.add(&mut sum, number);
            self.numbers.push(number);
        });
        let mut place = 1;
        if self.numbers.len() > first {
            self.sums.push(sum);
            self.ranges.push((first as u32, self.numbers.len() as u32));
            place = self.sums.len() as u32;
        }
        self.places[set as usize][position as usize] = place;
        place
    }
}
