//! Whom a phrase names or stands for: names, appositions, roles, pronouns, and nouns with `the` that stand for a body.

use super::Reading;
use super::syntax::{Item, REACH, Syntax};
use crate::record::{Detail, Kind, Mention};
use crate::segment::Upos;
use copydesk_engine::tokens::Shape;

/// Mentions back to which a body is looked for.
pub(super) const FARTHEST: usize = 200;

impl<'d> Reading<'_, 'd> {
    /// The entity that a phrase names or stands for, and the tokens that do so.
    pub(super) fn filler(&self, syntax: &Syntax, phrase: usize) -> (Option<u32>, (u32, u32)) {
        let number = phrase;
        let phrase = &syntax.phrases[phrase];
        if let Some(mention) = self.named(phrase.head) {
            return (mention.entity, mention.tokens);
        }
        // `the bank's statement said` is the bank's.
        if self.is(phrase.head, &self.words.texts)
            && let Some(owner) = phrase.owner
            && self.named(syntax.phrases[owner].head).is_some_and(|m| m.kind != Kind::Location)
        {
            return self.filler(syntax, owner);
        }
        if let Some(apposed) = self.apposed(syntax, number) {
            return (apposed.entity, apposed.tokens);
        }
        if let Some(role) = self.role(phrase.head) {
            let holder = match &role.detail {
                Detail::Role(role) => role.refers_to,
                _ => None,
            };
            let meant = || (self.who)(phrase.head).or_else(|| self.person_of(syntax, number));
            return (holder.or_else(meant), phrase.tokens);
        }
        // Of `hundreds of teachers` the teachers are meant.
        let counted = self.is(phrase.head, &self.words.quantity) || self.segmented.words[phrase.head as usize].upos == Upos::Num;
        if counted
            && let Some(inner) = self.part_of(syntax, number)
            && self.named(syntax.phrases[inner].head).is_none()
        {
            return (None, (phrase.tokens.0, syntax.phrases[inner].tokens.1));
        }
        // `a unit of the army` acts for the army.
        let inner = self.part_of(syntax, number);
        if let Some(inner) = inner
            && self.is(phrase.head, &self.words.quantity)
            && let Some(mention) = self.named(syntax.phrases[inner].head).filter(|m| m.kind == Kind::Organization)
        {
            return (mention.entity, phrase.tokens);
        }
        let it = || self.is(phrase.head, &self.words.neuter).then(|| self.body_before(syntax, phrase.item)).flatten();
        let common = || self.stands_for(phrase.head, phrase.tokens).or_else(|| self.person_of(syntax, number));
        (it().or_else(common), phrase.tokens)
    }

    /// The body that the nearest verb before an item has as its subject (`Norway said it would …`).
    fn body_before(&self, syntax: &Syntax, item: usize) -> Option<u32> {
        let before = syntax.verbs[..syntax.verbs.partition_point(|v| v.item < item)].iter().rev().take(REACH);
        before.filter_map(|v| v.subject.first()).take(3).find_map(|p| self.body_in(syntax, *p))
    }

    /// The body or place that a phrase names.
    fn body_in(&self, syntax: &Syntax, phrase: usize) -> Option<u32> {
        let named = self.named(syntax.phrases[phrase].head).or_else(|| self.apposed(syntax, phrase));
        named.filter(|m| matches!(m.kind, Kind::Organization | Kind::Location)).and_then(|m| m.entity)
    }

    /// The phrase behind `of` right after one.
    pub(super) fn part_of(&self, syntax: &Syntax, phrase: usize) -> Option<usize> {
        let next = syntax.behind(phrase).next().filter(|(token, _)| self.is(*token, &self.words.of));
        next.map(|b| b.1).filter(|p| syntax.phrases[*p].item == syntax.phrases[phrase].item + 2).map(|p| syntax.owned(p))
    }

    /// The name that stands between commas behind a phrase, or ends the sentence (`a second driver, Piet Berg, wept`).
    fn apposed(&self, syntax: &Syntax, phrase: usize) -> Option<&Mention<'d>> {
        let mut item = syntax.phrases[phrase].item;
        let kind = |n: usize| syntax.items.get(n).map(|i| i.0);
        // `an analyst at the bank, Anna Lind,`
        let role = self.role(syntax.phrases[phrase].head).is_some() || self.is(syntax.phrases[phrase].head, &self.words.quantity);
        let last = item + REACH;
        while role && item < last && matches!((kind(item + 1), kind(item + 2)), (Some(Item::Preposition), Some(Item::Phrase(_)))) {
            item += 2;
        }
        let (Some(Item::Comma), Some(Item::Phrase(next))) = (kind(item + 1), kind(item + 2)) else { return None };
        let closed = !matches!(kind(item + 3), Some(Item::And | Item::Phrase(_) | Item::Verb(_)));
        let mention = self.named(syntax.phrases[next].tokens.1 - 1)?;
        let (own, whole) = (syntax.phrases[next].tokens, mention.tokens);
        // `roofing contractor Earl Brown` says who as well.
        let whole = (mention.kind == Kind::Person && own.1 == whole.1)
            || (mention.kind == Kind::Organization && own.1 == whole.1 && whole.0 <= own.0 + 1);
        // `The mayor, Tom Hall, and the bishop, Ann Lee`: one who holds an office is who stands behind it.
        let held = || {
            mention.kind == Kind::Person
                && self.role(syntax.phrases[phrase].head).is_some_and(|r| matches!(&r.detail, Detail::Role(r) if !r.plural))
        };
        let list = matches!((kind(item + 3), kind(item + 4)), (Some(Item::Comma), Some(Item::And))) && !held();
        (closed && whole && !list && self.segmented.words[syntax.phrases[phrase].head as usize].upos != Upos::Pron).then_some(mention)
    }

    /// Whom a pronoun or a common noun stands for.
    pub(super) fn stands_for(&self, head: u32, tokens: (u32, u32)) -> Option<u32> {
        if let Some(entity) = (self.who)(head).or_else(|| self.speaking(head)) {
            return Some(entity);
        }
        let word = self.segmented.words[head as usize];
        if word.upos == Upos::Pron {
            return self.actors.body.filter(|_| tokens.1 - tokens.0 == 1 && self.is(head, &self.words.neuter));
        }
        self.body_of(head, tokens)
    }

    /// The entity of a possessive in front of a noun (`their`, `Norway's`).
    pub(super) fn owner(&self, syntax: &Syntax, phrase: usize) -> Option<(Option<u32>, (u32, u32))> {
        let own = &syntax.phrases[phrase];
        if let Some(owner) = own.owner.filter(|o| !syntax.phrases[*o].is_date) {
            return Some(self.filler(syntax, owner));
        }
        // A genitive or a possessive pronoun within the group.
        for token in own.tokens.0..own.head {
            let word = self.segmented.words[token as usize];
            if self.scanned.tokens[token as usize].is(Shape::CLITIC)
                && token > own.tokens.0
                && let Some(mention) = self.named(token - 1)
            {
                return Some((mention.entity, mention.tokens));
            }
            if word.form == crate::segment::Form::Possessive {
                let its = || self.is(token, &self.words.neuter).then(|| self.body_before(syntax, own.item)).flatten();
                return (self.who)(token)
                    .or_else(|| self.speaking(token))
                    .or_else(its)
                    .or(self.actors.body.filter(|_| self.is(token, &self.words.neuter)))
                    .map(|e| (Some(e), (token, token + 1)));
            }
        }
        None
    }
}
