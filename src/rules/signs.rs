//! What the reading of events asks of words again and again, worked out once for every row of the triggers' vocabulary:
//! the sets that a word is in, and the triggers whose first word it is.

use super::make::events::{Class, Key, Set, Trigger, Triggers};

/// Bits that sets have for themselves; the others are shared.
const OWN: u32 = 80;

/// The bit that a symbol shares with others.
const fn shared(symbol: u16) -> u128 {
    1 << (OWN + symbol as u32 % (u128::BITS - OWN))
}

/// Gives sets their signs.
pub struct Signer {
    /// Signs by symbol.
    symbols: Vec<u128>,
    next: u32,
}

impl Signer {
    /// For the sets of these triggers.
    pub fn new(triggers: &Triggers) -> Self {
        let most = triggers.vocabulary.words().filter_map(|(_, symbols)| symbols.last().copied()).max();
        Signer { symbols: most.map_or(Vec::new(), |most| (0..=most).map(shared).collect()), next: 0 }
    }

    /// Gives a set a bit of its own, as long as there are any.
    pub fn own(&mut self, mut set: Set) -> Set {
        if self.next == OWN {
            Self::share(&mut set);
            return set;
        }
        (set.sign, set.is_exact) = (1 << self.next, true);
        self.next += 1;
        for symbol in &set.symbols {
            if let Some(sign) = self.symbols.get_mut(usize::from(*symbol)) {
                *sign |= set.sign;
            }
        }
        set
    }

    fn share(set: &mut Set) {
        set.sign = set.symbols.iter().fold(0, |sign, &symbol| sign | shared(symbol));
    }

    /// Signs all sets of triggers, and what their words are.
    pub fn words(self, triggers: &mut Triggers) -> Words {
        for trigger in &mut triggers.triggers {
            Self::share(&mut trigger.light);
            trigger.conditions.iter_mut().for_each(|(_, set)| Self::share(set));
            trigger.conditions.sort_by_key(|(key, _)| effort(*key));
        }
        for mode in triggers.types.iter_mut().flat_map(|t| &mut t.modes) {
            Self::share(&mut mode.words);
            Self::share(&mut mode.near);
        }
        // Entries by the symbol of their head.
        let mut numbers: Vec<u32> = (0..triggers.entries.len() as u32).collect();
        numbers.sort_by_key(|n| triggers.entries[*n as usize].symbol);
        let mut ends = vec![0; self.symbols.len() + 1];
        for (at, number) in numbers.iter().enumerate() {
            ends[usize::from(triggers.entries[*number as usize].symbol) + 1] = at + 1;
        }
        let mut last = 0;
        for end in &mut ends {
            last = last.max(*end);
            *end = last;
        }
        let mut parts = vec![0; self.symbols.len()];
        for symbol in triggers.entries.iter().filter_map(|e| e.after.first()) {
            parts[usize::from(*symbol)] = part(*symbol);
        }
        let mut words = Words { rows: Vec::with_capacity(triggers.vocabulary.rows()), heads: Vec::new() };
        for row in 0..triggers.vocabulary.rows() {
            let first = words.heads.len() as u32;
            let mut word = Word::default();
            for &symbol in triggers.vocabulary.symbols(row as u32) {
                word.sets |= self.symbols[usize::from(symbol)];
                word.parts |= parts[usize::from(symbol)];
                for &number in &numbers[ends[usize::from(symbol)]..ends[usize::from(symbol) + 1]] {
                    let entry = &triggers.entries[number as usize];
                    let next = entry.after.first().map_or(0, |symbol| part(*symbol));
                    let asks = asks(&triggers.triggers[usize::from(entry.trigger)]) * u8::from(entry.class == Class::Verb);
                    words.heads.push(Head { entry: number, class: entry.class, asks, next });
                }
            }
            word.heads = (first, words.heads.len() as u32);
            words.rows.push(word);
        }
        words
    }
}

/// How much work a condition is: all must hold, so that the least comes first.
const fn effort(key: Key) -> u8 {
    match key {
        Key::Prep | Key::NotPrep | Key::NotMod => 0,
        Key::Object | Key::Subject | Key::By | Key::NotObject | Key::NotSubject => 1,
        Key::PrepObject | Key::NotPrepObject => 2,
        Key::Near | Key::NotNear => 3,
        Key::Article | Key::NotArticle => 4,
    }
}

/// What a verb is, and what triggers ask of theirs, as bits.
#[expect(missing_docs, reason = "the names say it")]
pub mod verb {
    pub const PASSIVE: u8 = 1;
    pub const ACTIVE: u8 = 1 << 1;
    pub const INFINITIVE: u8 = 1 << 2;
    pub const NO_INFINITIVE: u8 = 1 << 3;
}

/// What a trigger asks of its verb.
fn asks(trigger: &Trigger) -> u8 {
    let passive = trigger.passive.map_or(0, |passive| if passive { verb::PASSIVE } else { verb::ACTIVE });
    passive | trigger.infinitive.map_or(0, |wanted| if wanted { verb::INFINITIVE } else { verb::NO_INFINITIVE })
}

/// The bit of a word behind the first one of a trigger.
const fn part(symbol: u16) -> u64 {
    1 << (symbol % 64)
}

/// What a word is to the triggers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Signs of the sets that it is in, and of others.
    pub sets: u128,
    /// What it can be as the second word of a trigger, as bits.
    pub parts: u64,
    heads: (u32, u32),
}

/// A trigger that a word can begin.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    /// Number of the entry.
    pub entry: u32,
    /// Its class.
    pub class: Class,
    /// What it asks of its verb, as bits of [`verb`].
    pub asks: u8,
    /// The bit of its second word, if it has one.
    pub next: u64,
}

/// What words are to the triggers, by row of their vocabulary.
pub struct Words {
    rows: Vec<Word>,
    heads: Vec<Head>,
}

impl Words {
    /// The word of a row.
    #[inline]
    pub fn word(&self, row: u32) -> Word {
        self.rows.get(row as usize).copied().unwrap_or_default()
    }

    /// Triggers that a word can begin, by symbol, then by number.
    #[inline]
    pub fn heads(&self, word: &Word) -> &[Head] {
        &self.heads[word.heads.0 as usize..word.heads.1 as usize]
    }
}
