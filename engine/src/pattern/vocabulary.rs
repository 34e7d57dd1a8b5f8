//! The words that rules know: from a token's key to the symbols that it can stand for.

use crate::packed;
use serde::{Deserialize, Serialize};

/// An open-addressing table from token keys to rows of symbols; row 0 is empty.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Vocabulary {
    /// Keys with their rows.
    #[serde(with = "packed")]
    slots: Vec<(u64, u32)>,
    #[serde(with = "packed")]
    firsts: Vec<u32>,
    #[serde(with = "packed")]
    symbols: Vec<u16>,
}

impl Vocabulary {
    /// A table of these words with their symbols.
    pub fn new(words: impl IntoIterator<Item = (u64, Vec<u16>)>) -> Self {
        let words: Vec<_> = words.into_iter().collect();
        let slots = (words.len() * 2 + 1).next_power_of_two();
        let mut out = Vocabulary { slots: vec![(0, 0); slots], firsts: vec![0, 0], symbols: Vec::new() };
        for (key, symbols) in words {
            let mut at = slot(key, slots);
            while out.slots[at].0 != 0 {
                at = (at + 1) & (slots - 1);
            }
            out.slots[at] = (key, out.firsts.len() as u32 - 1);
            out.symbols.extend(symbols);
            out.firsts.push(out.symbols.len() as u32);
        }
        out
    }

    /// Number of the row of a key, 0 for a word that no rule knows.
    #[inline]
    pub fn row(&self, key: u64) -> u32 {
        if self.slots.is_empty() {
            return 0;
        }
        let mut at = slot(key, self.slots.len());
        loop {
            match self.slots[at] {
                (0, _) => return 0,
                (k, row) if k == key => return row,
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }

    /// Number of rows, the empty one counted.
    pub fn rows(&self) -> usize {
        self.firsts.len().saturating_sub(1)
    }

    /// The symbols of a row, ascending.
    #[inline]
    pub fn symbols(&self, row: u32) -> &[u16] {
        match self.firsts.get(row as usize..row as usize + 2) {
            Some(&[first, end]) => &self.symbols[first as usize..end as usize],
            _ => &[],
        }
    }

    /// All words with their symbols.
    pub fn words(&self) -> impl Iterator<Item = (u64, &[u16])> {
        self.slots.iter().filter(|s| s.0 != 0).map(|&(key, row)| (key, self.symbols(row)))
    }
}

#[inline]
fn slot(key: u64, slots: usize) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & (slots - 1)
}
