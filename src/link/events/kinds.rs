//! What a phrase is: one of a set of words, a kind of name, a number, an amount.

use super::Reading;
use super::syntax::Syntax;
use crate::record::Kind;
use crate::rules::make::events::{KINDS, Set};
use crate::segment::Upos;
use copydesk_engine::tokens::Shape;

impl Reading<'_, '_> {
    /// Whether a phrase is one of a set: by its noun, its name or what it holds.
    pub(super) fn holds(&self, syntax: &Syntax, set: &Set, phrase: usize) -> bool {
        let one = &syntax.phrases[phrase];
        if self.is(one.head, set) || self.kinds(one.head, one.tokens) & set.kinds != 0 {
            return true;
        }
        // Of a name every word counts (`the Nobel Prize for Peace`), but what stands in front of another word says no more
        // of a body than of what kind it is (`the Security Council`).
        let proper = |token: u32| self.segmented.words[token as usize].upos == Upos::Propn;
        let body = || self.named(one.head).is_some_and(|m| m.kind == Kind::Organization);
        let tells = |t: u32| t + 1 == one.tokens.1 || !proper(t + 1) || !body();
        if proper(one.head) && (one.tokens.0..one.tokens.1).any(|t| self.is(t, set) && tells(t)) {
            return true;
        }
        // `thousands of teachers`, `20 of the teachers`: the teachers count.
        let counted = self.segmented.words[one.head as usize].upos == Upos::Num;
        if (counted || self.is(one.head, &self.words.quantity))
            && let Some(inner) = self.part_of(syntax, phrase)
        {
            let inner = &syntax.phrases[inner];
            return self.is(inner.head, set) || self.kinds(inner.head, inner.tokens) & set.kinds != 0;
        }
        false
    }

    /// Whether the score of a match begins at a token (`2-1`), and no span (`2-3 days`).
    pub(super) fn is_score(&self, token: u32) -> bool {
        let at = token as usize;
        let tokens = &self.scanned.tokens;
        let number = |n: usize| tokens.get(n).filter(|t| t.is(Shape::DIGIT)).and_then(|_| self.scanned.word(n).parse::<u16>().ok());
        let tight = |n: usize| tokens.get(n).is_some_and(|t| t.is(Shape::DASH) && t.is_tight());
        let (Some(first), Some(second)) = (number(at), number(at + 2)) else { return false };
        let alone = tight(at + 1) && !tight(at + 3) && !at.checked_sub(1).is_some_and(tight) && self.date(token).is_none();
        let counts = || matches!(self.segmented.words.get(at + 3).map(|w| w.upos), Some(Upos::Noun | Upos::Sym));
        alone && first.max(second) < 1000 && (first >= second || !counts())
    }

    /// What a phrase is, as bits of [`KINDS`].
    fn kinds(&self, head: u32, tokens: (u32, u32)) -> u16 {
        let bit = |name: &str| KINDS.iter().position(|k| *k == name).map_or(0, |n| 1 << n);
        let mut bits = 0;
        if let Some(mention) = self.named(head) {
            bits |= bit(match mention.kind {
                Kind::Person => "<person>",
                Kind::Organization => "<organization>",
                Kind::Location => "<location>",
                _ => "<event>",
            });
        } else if self.role(head).is_some() {
            bits |= bit("<role>") | bit("<person>");
        } else if self.segmented.words[head as usize].upos == Upos::Propn {
            // A name that nothing is known of.
            bits |= bit("<person>") | bit("<organization>");
        } else if self.segmented.words[head as usize].upos == Upos::Pron {
            bits |= bit("<pronoun>");
            if self.is(head, &self.words.persons) {
                bits |= bit("<person>");
            }
            match (self.who)(head).and_then(|e| self.entities[e as usize].kind) {
                Some(Kind::Person) => bits |= bit("<person>"),
                Some(Kind::Organization) => bits |= bit("<organization>"),
                None if self.is(head, &self.words.it) => bits |= bit("<organization>"),
                _ => {}
            }
        }
        for token in tokens.0..tokens.1 {
            let word = self.segmented.words[token as usize];
            if word.upos == Upos::Num || self.scanned.tokens[token as usize].is(Shape::DIGIT) {
                bits |= bit("$number") | bit("$amount");
            }
            if word.upos == Upos::Sym || self.is(token, &self.words.money) {
                bits |= bit("$money");
            }
        }
        if bits & bit("$number") == 0 {
            bits &= !bit("$money");
        }
        bits
    }
}
