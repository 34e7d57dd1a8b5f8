//! Which words of a sentence tell an event, and by which trigger: of those that fit, the most specific.

use super::Reading;
use super::fits::{Around, done_to, fits, tight, who_does};
use super::syntax::{Syntax, Verb};
use crate::record::Region;
use crate::rules::make::events::{Class, Entry, Key, asks};
use crate::rules::{Head, Who};
use crate::segment::{Tense, Upos};
use smallvec::{SmallVec, smallvec};
use std::cmp::Reverse;
use std::ops::Range;

/// A word that tells an event.
#[derive(Clone, Debug)]
pub(super) struct Spotted {
    /// Token that names it, and the head of the trigger.
    pub(super) token: u32,
    pub(super) head: u32,
    /// Number of the trigger.
    pub(super) trigger: u16,
    /// Its verb, when it is one.
    pub(super) verb: Option<usize>,
    /// Its phrase, when it is a noun.
    pub(super) phrase: Option<usize>,
    /// The verb around a noun, and whether it is a light one.
    pub(super) around: Option<usize>,
    pub(super) is_light: bool,
    pub(super) weight: u32,
    /// The token behind its last word, and its words as bits from the first one on.
    pub(super) end: u32,
    pub(super) words: u64,
}

impl Spotted {
    pub(super) fn is_noun(&self) -> bool {
        self.verb.is_none()
    }
}

/// The triggers of a sentence, in text order. Tokens that are `denied`, which is asked where there are any, tell nothing.
pub(super) fn spot(reading: &Reading<'_, '_>, syntax: &Syntax, region: Region, denied: impl FnOnce() -> Vec<u32>) -> Vec<Spotted> {
    let rules = &reading.resources.rules;
    let mut found: Vec<Spotted> = Vec::new();
    let (Some(first), Some(last)) = (syntax.items.first(), syntax.items.last()) else { return found };
    let title = region == Region::Headline;
    let parts = |tokens: Range<u32>| tokens.fold(0, |all, t| all | reading.event_word(t).parts);
    for token in first.1..last.2 {
        let word = reading.event_word(token);
        if !word.is_head() || reading.is_covered(token) {
            continue;
        }
        let is = what(reading, syntax, token, title);
        let beside = [parts(token.saturating_sub(2)..token), parts(token + 1..last.2.min(token + 2 + APART))];
        let (mut best, mut place): (Option<(Rank, Spotted)>, Option<Around>) = (None, None);
        let mut looks = [None; 2];
        for head in rules.trigger_words.heads(&word) {
            // Those behind weigh no more.
            if best.as_ref().is_some_and(|(rank, _)| u32::from(head.entry.most) < rank.0) {
                break;
            }
            if head.entry.asks & !is != 0 || head.beside[0] & !beside[0] != 0 || head.beside[1] & !beside[1] != 0 {
                continue;
            }
            if !can_be_told(reading, syntax, head, token, &mut looks) {
                continue;
            }
            let entry = &head.entry;
            if best.as_ref().is_some_and(|(best, _)| rank(u32::from(entry.most), entry) < *best) {
                continue;
            }
            if let Some(one) = fits(reading, syntax, entry, token, &mut place)
                && best.as_ref().is_none_or(|(best, _)| rank(one.weight, entry) > *best)
            {
                best = Some((rank(one.weight, entry), one));
            }
        }
        if let Some((_, one)) = best {
            found.push(one);
        }
    }
    if found.is_empty() {
        return found;
    }
    let denied = denied();
    let tells = |token: &u32| denied.binary_search(token).is_err();
    found.retain(|one| tells(&one.head) && tells(&one.token));
    settle(reading, syntax, &mut found);
    found.sort_by_key(|s| (s.token, s.is_noun()));
    found.dedup_by_key(|s| s.token);
    found
}

/// What counts of triggers at a word: the weight, else which is written first.
type Rank = (u32, Reverse<(u16, u16, u32)>);

fn rank(weight: u32, entry: &Entry) -> Rank {
    (weight, Reverse((entry.trigger, entry.symbol, entry.order)))
}

/// Tokens from behind the first word of a trigger among which the second one stands, and one for a hyphen.
const APART: u32 = 6;

/// What a word can be to triggers, as bits of [`asks`].
fn what(reading: &Reading<'_, '_>, syntax: &Syntax, token: u32, title: bool) -> u16 {
    let classes = [(Class::Verb, asks::VERB), (Class::Noun, asks::NOUN), (Class::Adjective, asks::ADJECTIVE)];
    let can_be = classes.into_iter().filter(|(class, _)| can_be(reading, syntax, *class, token, title));
    let classes = can_be.fold(0, |all, (_, bit)| all | bit);
    let alone = if token > 0 && tight(reading, token - 1) { 0 } else { asks::ALONE };
    classes | alone | syntax.tables.verb_at(token).map_or(0, |verb| of_verb(reading, &syntax.verbs[verb]))
}

/// What a verb is to triggers that ask for it.
fn of_verb(reading: &Reading<'_, '_>, own: &Verb) -> u16 {
    let group = own.group;
    let by = || own.around.iter().any(|(token, _)| reading.is(*token, &reading.words.by));
    let (subject, object) = if group.passive { (by(), &own.subject) } else { (!own.subject.is_empty(), &own.object) };
    let bits = [
        (group.passive, asks::PASSIVE),
        (!group.passive, asks::ACTIVE),
        (own.infinitive, asks::INFINITIVE),
        (!own.infinitive, asks::NO_INFINITIVE),
        (group.tense == Tense::Present && !group.perfect && !group.modal, asks::PRESENT),
        (group.tense == Tense::Past || group.perfect || group.passive, asks::PAST),
        (!group.progressive, asks::NOT_PROGRESSIVE),
        (subject, asks::SUBJECT),
        (subject || group.passive, asks::SILENT_SUBJECT),
        (!object.is_empty(), asks::OBJECT),
        (!own.around.is_empty(), asks::PREPOSITION),
    ];
    bits.into_iter().filter(|(holds, _)| *holds).fold(0, |all, (_, bit)| all | bit)
}

/// Whether those whom the first condition of a trigger is about can be such ones; `looks` is what subject and object are,
/// once it was asked.
fn can_be_told(reading: &Reading<'_, '_>, syntax: &Syntax, head: &Head, token: u32, looks: &mut [Option<(u128, u16)>; 2]) -> bool {
    let place = match head.who {
        Who::Anybody => return true,
        Who::Subject => 0,
        Who::Object => 1,
    };
    let look = *looks[place].get_or_insert_with(|| {
        let Some(verb) = syntax.tables.verb_at(token) else { return (0, 0) };
        let who = if place == 0 { who_does(reading, &syntax.verbs[verb]) } else { done_to(&syntax.verbs[verb]).into() };
        let looks = who.iter().map(|phrase| reading.look(syntax, *phrase));
        let all = looks.fold((0, 0), |all, one| (all.0 | one.0, all.1 | one.1));
        // Whoever does it is often not told in a passive.
        if who.is_empty() { (u128::MAX, u16::MAX) } else { all }
    });
    look.0 & head.sign != 0 || look.1 & head.kinds != 0
}

/// Whether a token can begin a trigger of a class at all.
#[inline]
fn can_be(reading: &Reading<'_, '_>, syntax: &Syntax, class: Class, token: u32, title: bool) -> bool {
    let upos = reading.segmented.words[token as usize].upos;
    match class {
        Class::Verb => syntax.tables.verb_at(token).is_some(),
        // A noun with a capital within a sentence belongs to a name, known or not.
        Class::Noun if upos == Upos::Propn && !title && syntax.items.first().is_none_or(|i| i.1 != token) => false,
        Class::Noun => {
            let noun = matches!(upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj) && syntax.tables.phrase_at(token).is_some();
            noun || tight(reading, token + 1)
        }
        Class::Adjective => matches!(upos, Upos::Adj | Upos::Verb | Upos::Noun | Upos::Adv) && syntax.tables.verb_at(token).is_none(),
    }
}

/// Of a light verb and its noun only the noun stays; of a verb and its object of the same type the verb.
fn settle(reading: &Reading<'_, '_>, syntax: &Syntax, found: &mut Vec<Spotted>) {
    let triggers = &reading.resources.rules.triggers.triggers;
    let kind = |s: &Spotted| triggers[usize::from(s.trigger)].kind;
    if found.len() < 2 {
        return;
    }
    let mut drop: SmallVec<[bool; 32]> = smallvec![false; found.len()];
    let mut by_verb: SmallVec<[Option<u32>; 32]> = smallvec![None; syntax.verbs.len()];
    for (number, one) in found.iter().enumerate() {
        if let Some(verb) = one.verb {
            by_verb[verb] = by_verb[verb].or(Some(number as u32));
        }
    }
    for (number, noun) in found.iter().enumerate().filter(|(_, s)| s.phrase.is_some()) {
        let Some(around) = noun.around else { continue };
        let Some(at) = by_verb[around].map(|at| at as usize).filter(|at| found[*at].token != noun.token) else { continue };
        let verb = &found[at];
        let own = &syntax.verbs[around];
        let bound = noun.phrase.is_some_and(|p| own.object.contains(&p) || own.subject.contains(&p));
        let content = is_content(reading, syntax, verb, noun);
        if kind(verb) == kind(noun) && bound && (!noun.is_light || content) {
            drop[number] = true;
        } else if noun.is_light && !content {
            // `The blast injured ten` and `announced sanctions` tell two events, `the talks began` and `imposed sanctions` one.
            if kind(verb) == kind(noun) || reading.is(own.head, &reading.words.light) {
                drop[at] = true;
            }
        }
    }
    let mut dropped = drop.iter();
    found.retain(|_| !dropped.next().is_some_and(|d| *d));
}

/// Whether a verb that could be light says more than its noun: it is a trigger by this very object.
fn is_content(reading: &Reading<'_, '_>, syntax: &Syntax, verb: &Spotted, noun: &Spotted) -> bool {
    let triggers = &reading.resources.rules.triggers.triggers;
    let (of_verb, of_noun) = (&triggers[usize::from(verb.trigger)], &triggers[usize::from(noun.trigger)]);
    let by_object = of_verb.conditions.iter().any(|(k, _)| matches!(k, Key::Object | Key::PrepObject));
    let around = verb.verb.map(|v| &syntax.verbs[v]);
    let carries = around.is_some_and(|v| reading.is(v.head, &reading.words.light));
    let is_object = around.is_some_and(|v| noun.phrase.is_some_and(|p| v.object.contains(&p) || v.group.passive && v.subject.contains(&p)));
    let stated = of_verb.conditions.iter().any(|(k, _)| *k < Key::NotSubject);
    is_object && (of_verb.kind == of_noun.kind && stated && !carries || by_object && verb.weight > noun.weight + 2)
}
