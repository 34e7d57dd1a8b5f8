//! Sums of sets of lists: words of one kind are in the same lists, so that few sets make up most of a text.

use super::Position;
use crate::tag::names::table::{CLASSES, Mask, Sums, Table, Wide};
use std::cell::{Cell, RefCell};

/// Sums by position and set, as far as they were asked for; of two that share a slot the later stays.
#[derive(Default)]
pub(crate) struct Masks {
    /// Number of the table whose sums they are.
    table: Cell<u64>,
    slots: RefCell<Vec<Slot>>,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    mask: Mask,
    position: u32,
    sums: Wide,
}

impl Masks {
    const SLOTS: usize = 1 << 12;

    /// Forgets the sums of another table.
    pub(crate) fn prepare(&self, table: &Table) {
        if self.table.replace(table.number) != table.number {
            let mut slots = self.slots.borrow_mut();
            slots.clear();
            slots.resize(Self::SLOTS, Slot::default());
        }
    }

    /// The sum of the evidence of lists, one at least, at a position.
    #[inline]
    pub(crate) fn sum(&self, table: &Table, position: Position, mask: &Mask) -> Wide {
        let [a, b, c, d] = *mask;
        let mixed = a ^ b.rotate_left(17) ^ c.rotate_left(31) ^ d.rotate_left(47) ^ (position as u64) << 5;
        let slot = (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize % Self::SLOTS;
        let mut slots = self.slots.borrow_mut();
        let Some(slot) = slots.get_mut(slot) else { return Wide::default() };
        if slot.position != position as u32 || slot.mask != *mask {
            let mut sums = Sums::new(table, [0; CLASSES]);
            table.of_lists(position, mask, &mut sums);
            *slot = Slot { mask: *mask, position: position as u32, sums: sums.wide() };
        }
        slot.sums
    }
}
