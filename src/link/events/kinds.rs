//! What a phrase is: one of a set of words, a kind of name, a number, an amount.

use super::Reading;
use super::syntax::{Phrase, Syntax};
use crate::record::Kind;
use crate::rules::make::events::{Set, kind};
use crate::segment::Upos;
use copydesk_engine::tokens::Shape;

/// The bit of a kind.
const fn bit(name: &str) -> u16 {
    1 << kind(name)
}

const PERSON: u16 = bit("<person>");
const ORGANIZATION: u16 = bit("<organization>");
const LOCATION: u16 = bit("<location>");
const EVENT: u16 = bit("<event>");
const ROLE: u16 = bit("<role>");
const PRONOUN: u16 = bit("<pronoun>");
const NUMBER: u16 = bit("$number");
const AMOUNT: u16 = bit("$amount");
const MONEY: u16 = bit("$money");

impl Reading<'_, '_> {
    /// Whether a phrase is one of a set: by its noun, its name or what it holds.
    pub(super) fn holds(&self, syntax: &Syntax, set: &Set, phrase: usize) -> bool {
        let one = &syntax.phrases[phrase];
        if self.is(one.head, set) || set.kinds != 0 && self.is_kind(set, one) {
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
            return self.is(inner.head, set) || set.kinds != 0 && self.is_kind(set, inner);
        }
        false
    }

    /// Signs and kinds of which a set has one where a phrase is one of it.
    pub(super) fn look(&self, syntax: &Syntax, phrase: usize) -> (u128, u16) {
        let one = &syntax.phrases[phrase];
        let own = |phrase: &Phrase| {
            let date = if phrase.is_date { bit("<date>") } else { 0 };
            let nationality = if self.is_nationality(phrase.head) { bit("<nationality>") } else { 0 };
            (self.event_word(phrase.head).sets, self.kinds(phrase.head, phrase.tokens) | date | nationality)
        };
        let (mut sets, mut kinds) = own(one);
        if self.segmented.words[one.head as usize].upos == Upos::Propn {
            sets = (one.tokens.0..one.tokens.1).fold(sets, |all, token| all | self.event_word(token).sets);
        }
        let counted = self.segmented.words[one.head as usize].upos == Upos::Num || self.is(one.head, &self.words.quantity);
        if counted && let Some(inner) = self.part_of(syntax, phrase) {
            let inner = own(&syntax.phrases[inner]);
            (sets, kinds) = (sets | inner.0, kinds | inner.1);
        }
        (sets, kinds)
    }

    /// Whether a phrase is of one of the kinds that a set names.
    fn is_kind(&self, set: &Set, phrase: &Phrase) -> bool {
        self.kinds(phrase.head, phrase.tokens) & set.kinds != 0
            || phrase.is_date && set.has_kind(const { kind("<date>") })
            || set.has_kind(const { kind("<nationality>") }) && self.is_nationality(phrase.head)
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

    /// Whether a token alone is of one of the kinds that a set names: a role, a number, money, a score.
    pub(super) fn is_kind_near(&self, set: &Set, token: u32) -> bool {
        let asks = |kind: usize| set.has_kind(kind);
        asks(const { kind("<role>") }) && self.role(token).is_some()
            || asks(const { kind("$score") }) && self.is_score(token)
            || asks(const { kind("$number") }) && self.is_number(token)
            || asks(const { kind("$money") }) && self.is_money(token)
    }

    /// Whether a token is a number of no date.
    fn is_number(&self, token: u32) -> bool {
        let at = token as usize;
        let digits = || self.scanned.tokens[at].is(Shape::DIGIT);
        self.segmented.words.get(at).is_some_and(|w| w.upos == Upos::Num || digits()) && self.date(token).is_none()
    }

    /// Whether a token is a sign or a word of money beside a number.
    fn is_money(&self, token: u32) -> bool {
        let money = self.segmented.words[token as usize].upos == Upos::Sym || self.is(token, &self.words.money);
        money && (self.is_number(token + 1) || token > 0 && self.is_number(token - 1))
    }

    /// What a phrase is, as bits of the kinds that sets name.
    fn kinds(&self, head: u32, tokens: (u32, u32)) -> u16 {
        let mut bits = 0;
        if let Some(mention) = self.named(head) {
            bits |= match mention.kind {
                Kind::Person => PERSON,
                Kind::Organization => ORGANIZATION,
                Kind::Location => LOCATION,
                _ => EVENT,
            };
        } else if self.role(head).is_some() {
            bits |= ROLE | PERSON;
        } else if self.segmented.words[head as usize].upos == Upos::Propn {
            // A name that nothing is known of.
            bits |= PERSON | ORGANIZATION;
        } else if self.segmented.words[head as usize].upos == Upos::Pron {
            bits |= PRONOUN;
            if self.is(head, &self.words.persons) {
                bits |= PERSON;
            }
            match (self.who)(head).and_then(|e| self.entities[e as usize].kind) {
                Some(Kind::Person) => bits |= PERSON,
                Some(Kind::Organization) => bits |= ORGANIZATION,
                None if self.is(head, &self.words.it) => bits |= ORGANIZATION,
                _ => {}
            }
        }
        for token in tokens.0..tokens.1 {
            let word = self.segmented.words[token as usize];
            if word.upos == Upos::Num || self.scanned.tokens[token as usize].is(Shape::DIGIT) {
                bits |= NUMBER | AMOUNT;
            }
            if word.upos == Upos::Sym || self.is(token, &self.words.money) {
                bits |= MONEY;
            }
        }
        if bits & NUMBER == 0 {
            bits &= !MONEY;
        }
        bits
    }
}
