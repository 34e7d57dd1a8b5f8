//! What triggers ask of their head and the most that they can weigh, worked out when they are compiled: most that do not
//! fit are told by it, and those that cannot weigh as much as one that fits need not be tried.

use super::{Around, Class, Entry, Key, Trigger, Triggers, VerbForm, kind};
use std::cmp::Reverse;

pub const VERB: u16 = 1;
pub const NOUN: u16 = 1 << 1;
pub const ADJECTIVE: u16 = 1 << 2;
pub const PASSIVE: u16 = 1 << 3;
pub const ACTIVE: u16 = 1 << 4;
pub const INFINITIVE: u16 = 1 << 5;
pub const NO_INFINITIVE: u16 = 1 << 6;
pub const PRESENT: u16 = 1 << 7;
pub const PAST: u16 = 1 << 8;
pub const NOT_PROGRESSIVE: u16 = 1 << 9;
/// No part of a compound (`ground-breaking`).
pub const ALONE: u16 = 1 << 10;
/// A phrase that does what the verb tells, and one that may not be told.
pub const SUBJECT: u16 = 1 << 11;
pub const SILENT_SUBJECT: u16 = 1 << 12;
/// A phrase to which the verb does it.
pub const OBJECT: u16 = 1 << 13;
/// A preposition with its phrase behind the verb.
pub const PREPOSITION: u16 = 1 << 14;
/// What no word is.
pub const NOTHING: u16 = 1 << 15;

/// Speech stands beside a verb, and an amount in its clause.
pub const SPEECH: u8 = 1;
pub const AMOUNT: u8 = 1 << 1;

impl Triggers {
    /// Fills in what is known of entries beforehand, and sorts them: by the symbol of their head, those first that can weigh
    /// most.
    pub(super) fn prepare(&mut self) {
        for trigger in &mut self.triggers {
            trigger.conditions.sort_by_key(|(key, _)| effort(*key));
        }
        self.conditions = self.triggers.iter().flat_map(|trigger| trigger.conditions.iter().copied()).collect();
        let mut first = 0;
        let places = self.triggers.iter().map(|trigger| {
            let conditions = Around { first: first as u16, count: trigger.conditions.len() as u8 };
            first += trigger.conditions.len();
            conditions
        });
        let places: Vec<Around> = places.collect();
        let mut entries = std::mem::take(&mut self.entries);
        let mut last = entries.iter().map(|entry| entry.order).max().unwrap_or(0);
        for entry in &mut entries {
            if entry.order == 0 {
                last += 1;
                entry.order = last;
            }
            let trigger = &self.triggers[usize::from(entry.trigger)];
            (entry.asks, entry.conditions) = (asked(self, trigger, entry), places[usize::from(entry.trigger)]);
            entry.clause = (u8::from(trigger.speech) * SPEECH) | (u8::from(trigger.amount) * AMOUNT);
            (entry.base, entry.most) = weights(trigger, entry);
        }
        entries.sort_by_key(|entry| (entry.symbol, Reverse(entry.most), entry.order));
        self.entries = entries;
    }
}

/// What a trigger asks of its head.
fn asked(triggers: &Triggers, trigger: &Trigger, entry: &Entry) -> u16 {
    let alone = entry.before.is_empty() && entry.after.is_empty();
    let needs = |(key, set): &(Key, u16)| {
        let set = triggers.set(*set);
        match key {
            _ if set.has_kind(const { kind("$none") }) => 0,
            // Nouns have none; behind a trigger of several words a preposition may do.
            Key::Object if alone => OBJECT,
            _ if entry.class != Class::Verb => 0,
            Key::Subject if set.kinds & ACTING != 0 => SILENT_SUBJECT,
            Key::Subject => SUBJECT,
            Key::By | Key::Prep | Key::PrepObject => PREPOSITION,
            _ => 0,
        }
    };
    let needs = trigger.conditions.iter().map(needs).fold(0, |all, one| all | one);
    let (class, verb) = match entry.class {
        Class::Verb => (VERB, true),
        Class::Noun => (NOUN, false),
        Class::Adjective => (ADJECTIVE, false),
    };
    if !verb {
        return class | if needs & OBJECT == 0 { needs } else { NOTHING };
    }
    let passive = trigger.passive.map_or(0, |passive| if passive { PASSIVE } else { ACTIVE });
    let infinitive = trigger.infinitive.map_or(0, |wanted| if wanted { INFINITIVE } else { NO_INFINITIVE });
    let form = trigger.form.map_or(0, |form| match form {
        VerbForm::Present => PRESENT,
        VerbForm::Past => PAST,
        VerbForm::NotProgressive => NOT_PROGRESSIVE,
    });
    class | needs | passive | infinitive | form | if entry.before.is_empty() { ALONE } else { 0 }
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

/// Kinds of those who act: of a passive that does not tell who does it they are taken for granted.
pub const ACTING: u16 = 1 << kind("<person>") | 1 << kind("<organization>");

/// What a trigger weighs that does not count last.
pub const PREFERRED: u16 = 1 << 10;

/// What a condition adds to the weight of its trigger.
pub const fn weight(key: Key) -> u32 {
    match key {
        Key::Subject | Key::Object | Key::By | Key::Prep | Key::PrepObject => 2,
        Key::Near | Key::Article => 1,
        _ => 0,
    }
}

/// What a trigger with a head weighs without its conditions, and the most that it weighs.
fn weights(trigger: &Trigger, entry: &Entry) -> (u16, u16) {
    let words = 4 * (u16::from(entry.before.count) + u16::from(entry.after.count)) + if trigger.last { 0 } else { PREFERRED };
    let verb = u16::from(trigger.passive.is_some()) + 2 * u16::from(trigger.infinitive.is_some());
    let verb = verb + u16::from(trigger.speech) + u16::from(trigger.amount);
    // A noun may have a light verb and an argument.
    let (own, more) = if entry.class == Class::Verb { (verb, 0) } else { (0, 2) };
    let conditions: u32 = trigger.conditions.iter().map(|(key, _)| weight(*key)).sum();
    (words + own, words + own + more + conditions as u16)
}
