//! What the reading of events asks of words again and again, worked out once for every row of the triggers' vocabulary:
//! the sets that a word is in, and the triggers whose first word it is.

use super::make::events::{Class, Entry, Key, Set, Triggers, kind};
use copydesk_engine::packed::{self, Number};
use serde::{Deserialize, Serialize};

/// Bits that sets have for themselves; the others are shared.
const OWN: u32 = 96;

/// The bit that a symbol shares with others.
const fn shared(symbol: u16) -> u128 {
    1 << (OWN + symbol as u32 % (u128::BITS - OWN))
}

/// Another bit that it shares with others than those.
const fn second(symbol: u16) -> u128 {
    1 << (symbol % 128)
}

/// Gives sets their signs.
#[derive(Default)]
pub struct Signer {
    /// Signs by symbol, where words are to be told.
    symbols: Vec<u128>,
    /// Sets that have a bit for themselves.
    own: Vec<Set>,
}

impl Signer {
    /// For the words of these triggers.
    pub fn new(triggers: &Triggers) -> Self {
        let rows = 0..triggers.vocabulary.rows() as u32;
        let most = rows.filter_map(|row| triggers.vocabulary.symbols(row).last().copied()).max();
        Signer { symbols: most.map_or(Vec::new(), |most| (0..=most).map(shared).collect()), own: Vec::new() }
    }

    /// Gives a set a bit of its own, as long as there are any.
    pub fn own(&mut self, mut set: Set) -> Set {
        if self.own.len() == OWN as usize {
            share(&mut set);
            return set;
        }
        (set.sign, set.is_exact) = (1 << self.own.len(), true);
        for symbol in &set.symbols {
            if let Some(sign) = self.symbols.get_mut(usize::from(*symbol)) {
                *sign |= set.sign;
            }
        }
        self.own.push(set.clone());
        set
    }

    /// Signs all sets of triggers.
    pub fn sign(&self, triggers: &mut Triggers) {
        let mut by_first: Vec<(u16, &Set)> = self.own.iter().filter_map(|own| Some((*own.symbols.first()?, own))).collect();
        by_first.sort_by_key(|own| own.0);
        for set in &mut triggers.sets {
            let first = set.symbols.first().copied().unwrap_or_default();
            let mut known = by_first[by_first.partition_point(|own| own.0 < first)..].iter().take_while(|own| own.0 == first);
            match known.find(|own| own.1.symbols == set.symbols) {
                Some((_, own)) => (set.sign, set.is_exact) = (own.sign, own.is_exact),
                None => share(set),
            }
        }
    }

    /// What the words of triggers are whose sets are signed.
    pub fn words(&self, triggers: &Triggers) -> Words {
        // Entries stand by the symbol of their head, those first that can weigh most.
        let heads = triggers.entries.iter().map(|entry| Head::of(triggers, entry)).collect();
        let mut of_symbols = vec![(0, 0); self.symbols.len()];
        let (mut parts, mut first) = (vec![0; self.symbols.len()], 0);
        for entries in triggers.entries.chunk_by(|a, b| a.symbol == b.symbol) {
            let end = first + entries.len();
            of_symbols[usize::from(entries[0].symbol)] = (first as u32, end as u32);
            first = end;
            for words in entries.iter().flat_map(|entry| [entry.before, entry.after]) {
                if let Some(&symbol) = triggers.around(words).first() {
                    parts[usize::from(symbol)] = part(symbol);
                }
            }
        }
        let mut words = Words { rows: Vec::with_capacity(triggers.vocabulary.rows()), heads };
        for row in 0..triggers.vocabulary.rows() {
            let mut word = Word::default();
            for &symbol in triggers.vocabulary.symbols(row as u32) {
                let symbol = usize::from(symbol);
                word.sets |= self.symbols[symbol];
                word.second |= second(symbol as u16);
                word.parts |= parts[symbol];
                word.heads = words.join(word.heads, of_symbols[symbol]);
            }
            words.rows.push(word);
        }
        words
    }
}

/// Gives a set the bits that its symbols share with others.
fn share(set: &mut Set) {
    set.sign = set.symbols.iter().fold(0, |sign, &symbol| sign | shared(symbol));
    set.second = set.symbols.iter().fold(0, |sign, &symbol| sign | second(symbol));
}

/// The bit of a word beside the head of a trigger.
const fn part(symbol: u16) -> u64 {
    1 << (symbol % 64)
}

/// What a word is to the triggers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Signs of the sets that it is in, and of others.
    pub sets: u128,
    /// Second ones of these sets.
    pub second: u128,
    /// What it can be as the word next to the head of a trigger, as bits.
    pub parts: u64,
    heads: (u32, u32),
}

impl Word {
    /// Whether it can begin a trigger.
    #[inline]
    pub fn is_head(&self) -> bool {
        self.heads.0 != self.heads.1
    }
}

/// Whom the first condition of a trigger is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Who {
    Anybody,
    Subject,
    Object,
}

/// A trigger that a word can begin.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    /// The sign of the set that its first condition asks of `who`: there, or of `kinds`, it must have a bit.
    pub sign: u128,
    /// The kinds of that set.
    pub kinds: u16,
    /// Whom it is about.
    pub who: Who,
    /// Bits of its first word in front, and of its first word behind, if it has any.
    pub beside: [u64; 2],
    /// Its entry: it stands here with all that is asked first, so that one line of memory has it.
    pub entry: Entry,
}

impl Head {
    fn of(triggers: &Triggers, entry: &Entry) -> Self {
        let bit = |words| triggers.around(words).first().map_or(0, |symbol| part(*symbol));
        let beside = [bit(entry.before), bit(entry.after)];
        let trigger = &triggers.triggers[usize::from(entry.trigger)];
        let alone = entry.before.is_empty() && entry.after.is_empty();
        // Behind a trigger of several words a preposition may do for an object.
        let who = |key: Key| match key {
            Key::Object if alone => Some(Who::Object),
            Key::Subject => Some(Who::Subject),
            _ => None,
        };
        let told = |(key, set): &(Key, u16)| {
            let (who, set) = (who(*key)?, triggers.set(*set));
            (!set.has_kind(const { kind("$none") })).then_some((who, set.sign, set.kinds))
        };
        let first = if entry.class == Class::Verb { trigger.conditions.iter().find_map(told) } else { None };
        let (who, sign, kinds) = first.unwrap_or((Who::Anybody, 0, 0));
        Head { sign, kinds, who, beside, entry: *entry }
    }
}

/// What words are to the triggers, by row of their vocabulary.
#[derive(Default, Serialize, Deserialize)]
pub struct Words {
    #[serde(with = "packed")]
    rows: Vec<Word>,
    #[serde(with = "packed")]
    heads: Vec<Head>,
}

type WordBytes = ((u128, u128), (u64, (u32, u32)));

impl Number for Word {
    const LENGTH: usize = WordBytes::LENGTH;

    fn put(self, out: &mut Vec<u8>) {
        ((self.sets, self.second), (self.parts, self.heads)).put(out);
    }

    #[inline]
    fn get(bytes: &[u8]) -> Self {
        let ((sets, second), (parts, heads)) = WordBytes::get(bytes);
        Word { sets, second, parts, heads }
    }
}

type HeadBytes = ((u128, (u16, u8)), ((u64, u64), Entry));

impl Number for Head {
    const LENGTH: usize = HeadBytes::LENGTH;

    fn put(self, out: &mut Vec<u8>) {
        let who = match self.who {
            Who::Anybody => 0_u8,
            Who::Subject => 1,
            Who::Object => 2,
        };
        let [before, behind] = self.beside;
        ((self.sign, (self.kinds, who)), ((before, behind), self.entry)).put(out);
    }

    #[inline]
    fn get(bytes: &[u8]) -> Self {
        let ((sign, (kinds, who)), ((before, behind), entry)) = HeadBytes::get(bytes);
        let who = match who {
            1 => Who::Subject,
            2 => Who::Object,
            _ => Who::Anybody,
        };
        Head { sign, kinds, who, beside: [before, behind], entry }
    }
}

impl Words {
    /// The word of a row.
    #[inline]
    pub fn word(&self, row: u32) -> Word {
        self.rows.get(row as usize).copied().unwrap_or_default()
    }

    /// Triggers that a word can begin: first those that can weigh most, then by symbol, then by number.
    #[inline]
    pub fn heads(&self, word: &Word) -> &[Head] {
        &self.heads[word.heads.0 as usize..word.heads.1 as usize]
    }

    /// The heads of a word that has those of two symbols.
    fn join(&mut self, one: (u32, u32), other: (u32, u32)) -> (u32, u32) {
        if other.0 == other.1 || one.0 == one.1 {
            return if one.0 == one.1 { other } else { one };
        }
        let first = self.heads.len();
        self.heads.extend_from_within(one.0 as usize..one.1 as usize);
        self.heads.extend_from_within(other.0 as usize..other.1 as usize);
        self.heads[first..].sort_by_key(|head| std::cmp::Reverse(head.entry.most));
        (first as u32, self.heads.len() as u32)
    }
}
