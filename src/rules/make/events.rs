//! What the files of `rules/events/` say. A file with `[[trigger]]` tables describes one type of event by words and
//! frames; a file with `[[rule]]` tables has patterns whose `it:` is a word that is no event, whatever its triggers say.

#[allow(missing_docs, reason = "the names of its bits say it")]
pub mod asks;
mod check;
mod file;
mod forms;
mod read;
#[cfg(test)]
mod tests;

#[allow(unused_imports, reason = "the build script reads no examples")]
pub use file::{Example, examples};

use copydesk_engine::packed::{self, Number};
use copydesk_engine::pattern::Vocabulary;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a pattern of this group makes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Make {
    /// The captured word names no event.
    NoEvent,
}

/// All trigger files together.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Triggers {
    /// Words of heads and conditions; kept apart from the words of patterns.
    pub vocabulary: Vocabulary,
    /// Symbol of each word of a multi-word trigger or frame, while files are read.
    #[serde(skip)]
    pub words: BTreeMap<String, u16>,
    /// Lists that all files share.
    pub lists: BTreeMap<String, Set>,
    /// Types of events, by number.
    pub types: Vec<Type>,
    /// Triggers, by number.
    pub triggers: Vec<Trigger>,
    /// What a word can be, by the symbol of the word.
    #[serde(with = "packed")]
    pub entries: Vec<Entry>,
    /// Symbols of the words around the heads of entries, end to end.
    #[serde(with = "packed")]
    pub around: Vec<u16>,
    /// Conditions of the triggers, end to end.
    pub conditions: Vec<(Key, u16)>,
    /// What triggers and modes ask of words, each set once.
    pub sets: Vec<Set>,
}

/// A type of event.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Type {
    /// As in the annotation guide.
    pub name: String,
    /// What it is and is not.
    pub about: String,
    /// PLOVER type.
    pub plover: Option<String>,
    /// CAMEO root.
    pub cameo: Option<String>,
    /// Who gets one is its actor (`received an order`, `suffered a defeat`).
    pub getter_acts: bool,
    /// A word in front of its noun can be its actor (`police raid`).
    pub modifier_acts: bool,
    /// PLOVER modes that words tell, the first that fits counts.
    pub modes: Vec<Mode>,
}

/// A table `[[mode-of]]`: words by which an event of the type has a PLOVER mode.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mode {
    /// Its name.
    pub name: String,
    /// Number of the set of words that name the event, or stand in its phrase.
    pub words: u16,
    /// Number of the set of words close by.
    pub near: u16,
}

/// Word class of a trigger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Class {
    #[default]
    Verb,
    Noun,
    Adjective,
}

/// A way in which a word can be a trigger.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Entry {
    /// Symbol of the forms of the head.
    pub symbol: u16,
    /// Its class.
    pub class: Class,
    /// Number of the trigger.
    pub trigger: u16,
    /// Words in front (`press conference`, `test-fire`), nearest first.
    pub before: Around,
    /// Words behind (`step down`).
    pub after: Around,
    /// Which word names the event: 0 the head, 1 the first of `after` …
    pub named: u8,
    /// Its place among the entries as they are read, from 1: of two that weigh the same with one trigger the first counts.
    pub order: u32,
    /// What it asks of its head, as bits of [`asks`].
    pub asks: u16,
    /// What it weighs without its conditions.
    pub base: u16,
    /// The most that it weighs.
    pub most: u16,
    /// Its conditions: their place in [`Triggers::conditions`].
    pub conditions: Around,
    /// What else a verb is asked, as bits of [`asks`].
    pub clause: u8,
}

impl Number for Entry {
    const LENGTH: usize = 28;

    fn put(self, out: &mut Vec<u8>) {
        let around = [self.before, self.after, self.conditions];
        let twos = [self.symbol, self.trigger, self.asks, self.base, self.most];
        let class = match self.class {
            Class::Verb => 0,
            Class::Noun => 1,
            Class::Adjective => 2,
        };
        out.extend(twos.into_iter().chain(around.map(|a| a.first)).flat_map(u16::to_le_bytes));
        out.extend(self.order.to_le_bytes());
        out.extend(around.map(|a| a.count));
        out.extend([self.named, class, self.clause, 0, 0]);
    }

    #[inline]
    fn get(bytes: &[u8]) -> Self {
        let Some(b) = bytes.first_chunk::<{ Self::LENGTH }>() else { return Entry::default() };
        let two = |at: usize| u16::from_le_bytes([b[at], b[at + 1]]);
        Entry {
            symbol: two(0),
            trigger: two(2),
            asks: two(4),
            base: two(6),
            most: two(8),
            before: Around { first: two(10), count: b[20] },
            after: Around { first: two(12), count: b[21] },
            conditions: Around { first: two(14), count: b[22] },
            order: u32::from_le_bytes([b[16], b[17], b[18], b[19]]),
            named: b[23],
            class: match b[24] {
                0 => Class::Verb,
                1 => Class::Noun,
                _ => Class::Adjective,
            },
            clause: b[25],
        }
    }
}

/// Words around a head: their place in [`Triggers::around`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Around {
    first: u16,
    /// How many they are.
    pub count: u8,
}

impl Around {
    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.count == 0
    }
}

/// A table `[[trigger]]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Trigger {
    /// Path of the file and name.
    pub id: String,
    /// Number of the type.
    pub kind: u16,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// Who fills which part: candidates, best first.
    pub frame: Vec<(Filling, Vec<Slot>)>,
    /// What must or must not hold, with the number of the set of what it asks for.
    pub conditions: Vec<(Key, u16)>,
    /// Number of the set of verbs that carry a noun without meaning of their own.
    pub light: u16,
    /// What a noun needs.
    pub needs: Needs,
    /// Only active, or only passive.
    pub passive: Option<bool>,
    /// Only in this form.
    pub form: Option<VerbForm>,
    /// Only with, or only without, an infinitive behind it.
    pub infinitive: Option<bool>,
    /// Only with an amount (percent, money) in the clause.
    pub amount: bool,
    /// Status of what its infinitive or object tells.
    pub complement: Option<Outcome>,
    /// Only with speech: a clause or a quotation beside it.
    pub speech: bool,
    /// Only where no other trigger fits: what the word means most often in the news.
    pub last: bool,
}

/// A part of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Filling {
    Agent,
    Patient,
    Other,
    Place,
}

/// Where a filler stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Slot {
    /// Of a verb the deep subject, of a noun that of its light verb.
    Subject,
    /// The deep object.
    Object,
    /// The deep object, if it is somebody who can act.
    Acting,
    /// `Norway's visit`.
    Possessive,
    /// `talks between A and B`.
    Between,
    /// The subject of the verb around a noun (`said at a press conference`).
    Governor,
    /// A number in front (`two dead`).
    Number,
    /// Behind a preposition.
    Preposition(u16),
    /// Behind a preposition, and somebody who can act.
    Somebody(u16),
}

/// What a noun needs to be an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Needs {
    #[default]
    Nothing,
    /// A light verb.
    Light,
    /// A light verb, a participant of its own, or an occasion (`at a briefing`).
    Argument,
    /// One of these, or at least `the`.
    Definite,
}

/// Form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum VerbForm {
    Present,
    Past,
    NotProgressive,
}

/// Whether what is spoken of happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Outcome {
    Planned,
    Hypothetical,
    Negated,
}

/// What a condition looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are those of the files")]
pub enum Key {
    Subject,
    Object,
    By,
    Prep,
    PrepObject,
    Near,
    Article,
    NotSubject,
    NotObject,
    NotPrep,
    NotPrepObject,
    NotNear,
    NotArticle,
    NotMod,
}

/// A set of words, kinds of mentions and special fillers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Set {
    /// Symbols of words.
    pub symbols: Vec<u16>,
    /// Bits of [`KINDS`].
    pub kinds: u16,
    /// What a word in it has of these bits, and whether no other word has any.
    #[serde(skip)]
    pub sign: u128,
    /// See `sign`.
    #[serde(skip)]
    pub is_exact: bool,
    /// More bits that a word in it has one of.
    #[serde(skip)]
    pub second: u128,
}

/// What a set may name besides words, by bit: what a phrase is, `$none` for no phrase at all, numbers, and the score of a
/// match (`2-1`).
pub const KINDS: [&str; 13] = [
    "<person>",
    "<organization>",
    "<location>",
    "<event>",
    "<nationality>",
    "<role>",
    "<date>",
    "<pronoun>",
    "$none",
    "$number",
    "$money",
    "$amount",
    "$score",
];

/// The place of a kind in [`KINDS`].
pub const fn kind(name: &str) -> usize {
    let mut at = 0;
    while at < KINDS.len() {
        if matches(KINDS[at].as_bytes(), name.as_bytes()) {
            return at;
        }
        at += 1;
    }
    panic!("no such kind")
}

const fn matches(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

impl Triggers {
    /// Symbols of words around a head.
    #[inline]
    pub fn around(&self, words: Around) -> &[u16] {
        &self.around[usize::from(words.first)..][..usize::from(words.count)]
    }

    /// The conditions of an entry.
    #[inline]
    pub fn conditions(&self, entry: &Entry) -> &[(Key, u16)] {
        &self.conditions[usize::from(entry.conditions.first)..][..usize::from(entry.conditions.count)]
    }

    /// A set by its number.
    #[inline]
    pub fn set(&self, number: u16) -> &Set {
        &self.sets[usize::from(number)]
    }

    /// A shared list by its name.
    pub fn list(&self, name: &str) -> Set {
        self.lists.get(name).cloned().unwrap_or_default()
    }
}

impl Set {
    /// Whether it names nothing.
    pub fn is_empty(&self) -> bool {
        self.symbols.is_empty() && self.kinds == 0
    }

    /// Whether it names this kind, by its number in [`KINDS`].
    pub fn has_kind(&self, kind: usize) -> bool {
        self.kinds >> kind & 1 == 1
    }
}
