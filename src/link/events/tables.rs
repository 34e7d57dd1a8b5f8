//! What the reading of a sentence looks up: verbs and phrases by their head, owners, objects and subjects the other way
//! round.

use super::Reading;
use super::syntax::{Phrase, Verb};
use std::cell::RefCell;

/// Tables of a sentence; numbers are stored plus one, 0 is none.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    first: u32,
    verbs: Vec<u32>,
    phrases: Vec<u32>,
    owned: Vec<u32>,
    objects: Vec<u32>,
    subjects: Vec<u32>,
    /// Sets by their number, with the first two words that are in them, as far as [`Tables::near`] was asked.
    near: RefCell<Vec<(u16, [Option<u32>; 2])>>,
}

/// Makes a table of so many zeros.
fn zeros(table: &mut Vec<u32>, length: usize) {
    table.clear();
    table.resize(length, 0);
}

fn get(table: &[u32], at: usize) -> Option<usize> {
    table.get(at)?.checked_sub(1).map(|n| n as usize)
}

impl Tables {
    /// Whose genitive stands in front of which phrase.
    pub(super) fn owned(&mut self, phrases: &[Phrase]) {
        zeros(&mut self.owned, phrases.len());
        for (number, phrase) in phrases.iter().enumerate().rev() {
            if let Some(owner) = phrase.owner {
                self.owned[owner] = number as u32 + 1;
            }
        }
    }

    /// The other tables of a sentence that is read.
    pub(super) fn fill(&mut self, phrases: &[Phrase], verbs: &[Verb], from: u32, to: u32) {
        let tokens = (to - from) as usize;
        self.first = from;
        zeros(&mut self.verbs, tokens);
        self.near.get_mut().clear();
        zeros(&mut self.phrases, tokens);
        zeros(&mut self.objects, phrases.len());
        zeros(&mut self.subjects, phrases.len());
        for (number, verb) in verbs.iter().enumerate().rev() {
            let number = number as u32 + 1;
            self.verbs[(verb.head - from) as usize] = number;
            verb.object.iter().for_each(|p| self.objects[*p] = number);
            verb.subject.iter().for_each(|p| self.subjects[*p] = number);
        }
        for (number, phrase) in phrases.iter().enumerate().rev() {
            if let Some(entry) = phrase.head.checked_sub(from).and_then(|at| self.phrases.get_mut(at as usize)) {
                *entry = number as u32 + 1;
            }
        }
    }

    /// The verb with this head.
    pub(super) fn verb_at(&self, token: u32) -> Option<usize> {
        get(&self.verbs, token.checked_sub(self.first)? as usize)
    }

    /// The phrase with this head.
    pub(super) fn phrase_at(&self, token: u32) -> Option<usize> {
        get(&self.phrases, token.checked_sub(self.first)? as usize)
    }

    /// The phrase in front of which this one stands as a genitive.
    pub(super) fn owned_by(&self, phrase: usize) -> Option<usize> {
        get(&self.owned, phrase)
    }

    /// The first verb whose object a phrase is.
    pub(super) fn object_of(&self, phrase: usize) -> Option<usize> {
        get(&self.objects, phrase)
    }

    /// The first verb whose subject a phrase is.
    pub(super) fn subject_of(&self, phrase: usize) -> Option<usize> {
        get(&self.subjects, phrase)
    }

    /// Whether another word of the sentence is in the set of this number.
    pub(super) fn near(&self, reading: &Reading<'_, '_>, number: u16, token: u32) -> bool {
        let mut near = self.near.borrow_mut();
        let words = near.iter().find(|n| n.0 == number).map(|n| n.1).unwrap_or_else(|| {
            let set = reading.resources.rules.triggers.set(number);
            let is_in = |t: &u32| reading.is(*t, set) || set.kinds != 0 && reading.is_kind_near(set, *t);
            let mut words = (self.first..self.first + self.verbs.len() as u32).filter(is_in);
            let words = [words.next(), words.next()];
            near.push((number, words));
            words
        });
        words.into_iter().flatten().any(|t| t != token)
    }
}
