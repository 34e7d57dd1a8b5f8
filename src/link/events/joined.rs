//! Lists of phrases: what `and` and commas join, and where they join clauses instead.

use super::syntax::{Item, Phrases, REACH, Syntax};
use smallvec::smallvec;

impl Syntax {
    /// The phrases joined to one that stands at an item: `A, B and C`.
    pub(super) fn joined(&self, phrase: usize) -> Phrases {
        let mut all: Phrases = smallvec![phrase];
        let (mut at, mut aged) = (self.phrases[phrase].item + 1, false);
        loop {
            let kind = |n: usize| self.items.get(n).map(|i| i.0);
            // `the Coast Guard (PCG) and the navy`
            at += usize::from(self.is_bracket(at));
            match (kind(at), kind(at + 1)) {
                (Some(Item::And), Some(Item::Phrase(next))) if self.is_list(at + 1) => {
                    // `Anna Lind, a novelist and a friend, told …`: the last two say who she is.
                    if all.len() > 1 && (self.is_apposition(phrase, next, next) || self.is_apposition(phrase, all[1], next)) {
                        all.truncate(1);
                        return all;
                    }
                    all.push(self.owned(next));
                    return all;
                }
                (Some(Item::Comma), Some(Item::And))
                    if matches!(kind(at + 2), Some(Item::Phrase(_)))
                        && (all.len() > 1 || aged || self.items[at + 1].2 > self.items[at + 1].1 + 1) =>
                {
                    at += 1;
                }
                // `Anna Lind, 61, and Omar Haddad`
                (Some(Item::Comma), Some(Item::Phrase(age)))
                    if !aged && self.phrases[age].is_number && kind(at + 2) == Some(Item::Comma) =>
                {
                    (at, aged) = (at + 2, true);
                }
                (Some(Item::Comma), Some(Item::Phrase(next))) if self.leads_to_and(self.phrases[self.owned(next)].item + 1) => {
                    let next = self.owned(next);
                    all.push(next);
                    at = self.phrases[next].item + 1;
                }
                // Of `camps in Chad and Niger` the two countries are the list.
                (Some(Item::Preposition), Some(Item::Phrase(inner)))
                    if self.phrases[inner].named
                        && matches!((kind(at + 2), kind(at + 3)), (Some(Item::And), Some(Item::Phrase(next)))
                            if self.phrases[next].named && !self.are_people(phrase, inner, next)) =>
                {
                    return all;
                }
                // Of `an office for Norway, Sweden and Malta` the countries.
                (Some(Item::Preposition), Some(Item::Phrase(inner)))
                    if self.phrases[inner].named
                        && !self.phrases[phrase].named
                        && matches!((kind(at + 2), kind(at + 3)), (Some(Item::Comma), Some(Item::Phrase(next))) if self.phrases[next].named) =>
                {
                    return all;
                }
                (Some(Item::Preposition), Some(Item::Phrase(_))) if all.len() > 1 || self.leads_to_and(at + 2) => at += 2,
                _ => return all,
            }
        }
    }

    /// Whether a name behind `and` is a person like the first of a list, and what stands behind a preposition is none (`Anna
    /// Lind of Norway and Piet Berg`).
    fn are_people(&self, first: usize, inner: usize, next: usize) -> bool {
        self.phrases[first].is_person && self.phrases[next].is_person && !self.phrases[inner].is_person
    }

    /// Whether a whole bracket stands at an item.
    fn is_bracket(&self, item: usize) -> bool {
        self.items.get(item).is_some_and(|i| i.0 == Item::Adverb && i.2 > i.1 + 2)
    }

    /// Whether what stands between commas behind a name, up to this phrase, says who it is: a verb follows the second.
    fn is_apposition(&self, first: usize, second: usize, last: usize) -> bool {
        let mut at = self.phrases[last].item + 1;
        while matches!(
            (self.items.get(at).map(|i| i.0), self.items.get(at + 1).map(|i| i.0)),
            (Some(Item::Preposition), Some(Item::Phrase(_)))
        ) {
            at += 2;
        }
        let behind = |n: &usize| self.items[*n].0 != Item::Adverb;
        let next = (at + 1..self.items.len()).take(4).find(behind).map(|n| self.items[n].0);
        let closed = self.items.get(at).is_some_and(|i| i.0 == Item::Comma) && matches!(next, Some(Item::Verb(_)));
        closed && self.phrases[first].named && !self.phrases[second].named
    }

    /// Whether a phrase behind `and` belongs to the list before it rather than to a verb of its own.
    pub(super) fn is_list(&self, item: usize) -> bool {
        let mut at = item + 1;
        while matches!(self.items.get(at).map(|i| i.0), Some(Item::Adverb)) {
            at += 1;
        }
        match self.items.get(at).map(|i| i.0) {
            // `A and B met`: a list when no verb stands before; `hit A and B left` is none.
            Some(Item::Verb(verb)) if self.verbs[verb].is_finite() => {
                let edge = |n: &usize| !self.is_edge(*n);
                let finite = |n: usize| matches!(self.items[n].0, Item::Verb(w) if self.verbs[w].is_finite());
                let before = (item.saturating_sub(REACH)..item).rev().take_while(edge).find(|n| finite(*n));
                before.is_none_or(|before| self.is_told(before, item))
            }
            _ => true,
        }
    }

    /// Whether a verb that takes a clause stands right before two names, the second at an item (`said Norway and Sweden agreed`).
    fn is_told(&self, before: usize, item: usize) -> bool {
        let named = |n: usize| matches!(self.items.get(n).map(|i| i.0), Some(Item::Phrase(p)) if self.phrases[p].named);
        let reports = matches!(self.items[before].0, Item::Verb(v) if self.verbs[v].reports);
        reports && before + 3 == item && named(before + 1) && named(item)
    }

    /// Whether a clause begins at an item; `of` before a gerund begins none.
    fn is_edge(&self, item: usize) -> bool {
        match self.items[item].0 {
            Item::Stop | Item::Quote => true,
            Item::Conjunction => !matches!(self.items.get(item + 1).map(|i| i.0), Some(Item::Verb(v)) if !self.verbs[v].is_finite()),
            _ => false,
        }
    }

    fn leads_to_and(&self, from: usize) -> bool {
        let mut at = from;
        while let Some(item) = self.items.get(at) {
            match item.0 {
                Item::And => return matches!(self.items.get(at + 1).map(|i| i.0), Some(Item::Phrase(_))),
                Item::Comma | Item::Phrase(_) | Item::Preposition => at += 1,
                _ => return false,
            }
            if at > from + 8 {
                return false;
            }
        }
        false
    }
}
