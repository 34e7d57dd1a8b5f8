//! Which past forms are participles: `the men pulled from the rubble`, `ten were killed and 40 injured`, `Also arrested was …`.

use super::Reading;
use super::before::contact;
use super::relative::{around_relative, before};
use super::syntax::{Item, Link, REACH, Syntax};
use crate::segment::{Form, Tense, Upos};
use smallvec::SmallVec;

/// `Also arrested was the mayor`: a participle at the start of its clause is said of what stands behind `be`.
pub(super) fn fronted(syntax: &mut Syntax, reading: &Reading<'_, '_>) {
    for verb in 1..syntax.verbs.len() {
        let (own, participle) = (&syntax.verbs[verb], &syntax.verbs[verb - 1]);
        let between = &syntax.items[participle.item + 1..own.item];
        let beside = between
            .iter()
            .all(|i| matches!(i.0, Item::Adverb | Item::Preposition) || matches!(i.0, Item::Phrase(p) if syntax.phrases[p].is_date));
        let begins =
            before(syntax, participle.item).is_none_or(|n| matches!(syntax.items[n].0, Item::Comma | Item::Stop | Item::Quote | Item::And));
        let bare = participle.tokens.0 == participle.head && participle.object.is_empty() && reading.may_be_participle(participle.head);
        if bare
            && begins
            && beside
            && !own.group.passive
            && reading.is(own.head, &reading.words.be)
            && own.tokens.0 == own.head
            && !own.object.is_empty()
        {
            let object = own.object.clone();
            let participle = &mut syntax.verbs[verb - 1];
            (participle.group.tense, participle.group.passive, participle.subject) = (Tense::None, true, object);
        }
    }
}

/// `a film about the men pulled from the rubble`, `as noted by the mayor`: a past form is a participle behind what a verb or
/// a preposition before it governs, and between `as` and `by`.
pub(super) fn participles(syntax: &mut Syntax, reading: &Reading<'_, '_>) {
    for verb in 0..syntax.verbs.len() {
        let own = &syntax.verbs[verb];
        let bare = own.tokens.0 == own.head && own.group.tense == Tense::Past && !own.group.passive && own.object.is_empty();
        if !bare || own.item == 0 || reading.is(own.head, &reading.words.intransitive) || !reading.may_be_participle(own.head) {
            continue;
        }
        let by = syntax.items.get(own.item + 1).is_some_and(|i| i.0 == Item::Preposition && reading.is(i.1, &reading.words.by));
        let reduced = match syntax.items[own.item - 1].0 {
            // `after talks brokered by Norway`
            Item::Phrase(phrase) if by && is_behind_clausal(syntax, reading, phrase) => {
                if !goes_on_behind(syntax, own.item + 2) {
                    let item = syntax.phrases[phrase].item - 1;
                    syntax.items[item].0 = Item::Preposition;
                }
                true
            }
            // `two were killed and ten others injured`
            Item::Phrase(phrase) if verb > 0 && goes_on(syntax, reading, verb, phrase) => true,
            Item::Phrase(phrase) => is_absolute(syntax, reading, verb, phrase) || is_governed(syntax, reading, verb, phrase),
            // `The vaccine, developed in Oslo and used in Malta, …`
            Item::And => verb > 0 && goes_on_reduced(syntax, verb),
            Item::Adverb | Item::Conjunction | Item::Preposition => {
                by && before(syntax, own.item).is_some_and(|n| matches!(syntax.items[n].0, Item::Conjunction | Item::Preposition))
            }
            _ => false,
        };
        if reduced {
            let group = &mut syntax.verbs[verb].group;
            (group.tense, group.passive) = (Tense::None, true);
        }
    }
}

/// Whether `and` joins a past form to a participle that stands behind its noun.
fn goes_on_reduced(syntax: &Syntax, verb: usize) -> bool {
    let (own, other) = (&syntax.verbs[verb], &syntax.verbs[verb - 1]);
    let between = &syntax.items[other.item + 1..own.item];
    let within = between.iter().all(|i| matches!(i.0, Item::Phrase(_) | Item::Preposition | Item::Adverb | Item::And));
    let behind = before(syntax, other.item).is_some_and(|n| matches!(syntax.items[n].0, Item::Phrase(_) | Item::Comma));
    // Another verb must be left for the noun.
    let after = syntax.items[own.item + 1..].iter().take(REACH).take_while(|i| !matches!(i.0, Item::Stop | Item::Quote));
    let goes_on = after.into_iter().any(|i| matches!(i.0, Item::Verb(v) if syntax.verbs[v].is_finite()));
    other.group.passive && !other.is_finite() && !other.group.infinitive && within && behind && goes_on
}

/// `The cartel, its credit frayed by falling prices, agreed`: a participle whose subject stands between commas with `its`.
fn is_absolute(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize, phrase: usize) -> bool {
    let own = &syntax.phrases[phrase];
    let possessive = reading.segmented.words[own.tokens.0 as usize].form == Form::Possessive;
    let comma = own.item > 0 && syntax.items[own.item - 1].0 == Item::Comma;
    let next = syntax.items[syntax.verbs[verb].item + 1..].iter().take(REACH / 4);
    let behind = next.skip_while(|i| matches!(i.0, Item::Phrase(_) | Item::Preposition | Item::Adverb)).take(2);
    let kinds: SmallVec<[Item; 2]> = behind.map(|i| i.0).collect();
    possessive && comma && matches!(kinds[..], [Item::Comma, Item::Verb(v)] if syntax.verbs[v].is_finite())
}

/// Whether a finite verb stands right behind an item (`after a note signed by ten aides arrived`): its clause has one.
fn goes_on_behind(syntax: &Syntax, item: usize) -> bool {
    matches!(syntax.items.get(item + 1), Some(&(Item::Verb(verb), ..)) if syntax.verbs[verb].is_finite())
}

/// `The candidates elected were Anna Lind and Piet Berg`, `Among those hurt was Anna Lind`: a participle between a common noun
/// and `be` is said of the names behind it.
pub(super) fn equated(syntax: &mut Syntax, reading: &Reading<'_, '_>) {
    for verb in 1..syntax.verbs.len() {
        let (own, be) = (&syntax.verbs[verb - 1], &syntax.verbs[verb]);
        let reduced = own.link == Link::Reduced && !own.is_finite() && own.item + REACH > be.item;
        let common = own.subject.iter().all(|p| !syntax.phrases[*p].named);
        let names = !be.object.is_empty() && be.object.iter().all(|p| syntax.phrases[*p].named);
        let between = || (own.item + 1..be.item).all(|n| matches!(syntax.items[n].0, Item::Phrase(_) | Item::Preposition | Item::Adverb));
        if reduced && common && names && reading.is(be.head, &reading.words.be) && be.is_finite() && !own.subject.is_empty() && between() {
            syntax.verbs[verb - 1].subject = syntax.verbs[verb].object.clone();
        }
    }
}

/// Whether `and` joins a number of people and the verb behind them to a passive verb.
fn goes_on(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize, phrase: usize) -> bool {
    let joined = before(syntax, syntax.phrases[phrase].item).is_some_and(|n| syntax.items[n].0 == Item::And);
    let own = &syntax.phrases[phrase];
    let upos = |token: u32| reading.segmented.words[token as usize].upos;
    // `ten others`, `a dozen`, `dozens`
    let counted = upos(own.tokens.0) == Upos::Num || reading.is(own.head, &reading.words.quantity);
    let alike = reading.is(syntax.verbs[verb].head, &reading.words.undergone_alike);
    joined && counted && alike && syntax.verbs[verb - 1].group.passive && syntax.verbs[verb - 1].is_finite()
}

/// Whether a word that opens a clause or governs a noun stands right before a phrase.
fn is_behind_clausal(syntax: &Syntax, reading: &Reading<'_, '_>, phrase: usize) -> bool {
    let before = syntax.phrases[phrase].item.checked_sub(1).map(|n| syntax.items[n]);
    before.is_some_and(|i| i.0 == Item::Conjunction && reading.is(i.1, &reading.words.clausal))
}

/// Whether a phrase before a verb belongs to what an earlier verb tells: as its object, or behind a preposition.
fn is_governed(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize, phrase: usize) -> bool {
    let own = &syntax.phrases[phrase];
    let plain = !own.named && !own.is_date && own.owner.is_none() && reading.segmented.words[own.head as usize].upos != Upos::Pron;
    let Some(other) = verb.checked_sub(1).map(|v| &syntax.verbs[v]).filter(|o| plain && o.is_finite()) else { return false };
    let joined = |n: usize| !matches!(syntax.items[n].0, Item::Phrase(_) | Item::Preposition | Item::Adverb);
    if reading.is(other.head, &reading.words.reporting)
        || reading.is(other.head, &reading.words.intransitive)
        || (other.item + 1..own.item).any(joined)
    {
        return false;
    }
    own.item == other.item + 1 && !other.group.passive || syntax.governing_preposition(phrase).is_some()
}

/// `has called for calm and denied that …`: a past form joined to an active verb is active, one without an object that is
/// joined to a passive verb is passive (`was arrested in Oslo and jailed for a year`).
pub(super) fn finish(syntax: &mut Syntax, reading: &Reading<'_, '_>) {
    for verb in 0..syntax.verbs.len() {
        let (own, before) = (&syntax.verbs[verb], &syntax.verbs[verb.saturating_sub(1)]);
        let bare = own.tokens.0 == own.head && own.group.tense == Tense::None && own.group.passive;
        let joined = own.item > 0 && syntax.items[own.item - 1].0 == Item::And;
        let lone = own.tokens.0 == own.head && own.group.tense == Tense::Past && !own.group.passive && own.object.is_empty();
        if bare && joined && !before.group.passive && before.is_finite()
            || bare && is_only(syntax, reading, verb)
            || bare && in_relative(syntax, reading, verb)
            || bare && !by_somebody(syntax, reading, verb) && around_relative(syntax, reading, verb).is_some()
        {
            let group = &mut syntax.verbs[verb].group;
            (group.tense, group.passive) = (Tense::Past, false);
        } else if lone && joined && before.group.passive && before.is_finite() && !reading.is(own.head, &reading.words.intransitive) {
            syntax.verbs[verb].group.passive = true;
        }
    }
}

/// Whether a verb stands behind a relative pronoun and its subject (`the bill, which the Senate passed by two votes`).
fn in_relative(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize) -> bool {
    let Some(subject) = before(syntax, syntax.verbs[verb].item).filter(|n| matches!(syntax.items[*n].0, Item::Phrase(_))) else {
        return false;
    };
    let ends = syntax.items.get(syntax.verbs[verb].item + 1..).into_iter().flatten().take(REACH);
    let finite = |i: &(Item, u32, u32)| matches!(i.0, Item::Verb(v) if syntax.verbs[v].is_finite());
    let alone = ends.take_while(|i| !matches!(i.0, Item::Comma | Item::Stop | Item::Quote)).all(|i| !finite(i));
    // `the firm the minister accused denied it`
    let contact = || match (syntax.items[subject - 1].0, syntax.items[subject].0) {
        (Item::Phrase(noun), Item::Phrase(own)) => {
            contact(syntax, reading, noun) == Some(own) && goes_on_behind(syntax, syntax.verbs[verb].item)
        }
        _ => false,
    };
    subject > 0 && (alone && syntax.items[subject - 1].0 == Item::Relative || contact())
}

/// `Anna Lind, who heads the bank, met with them`: a bare past form behind a comma that no main verb stands beside is one.
fn is_only(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize) -> bool {
    let item = syntax.verbs[verb].item;
    // Or the court ruled `by three votes to two`.
    let how = |n: usize| match (syntax.items.get(n).map(|i| (i.0, i.1)), syntax.items.get(n + 1).map(|i| i.0)) {
        (Some((Item::Preposition, by)), Some(Item::Phrase(p))) => {
            reading.is(by, &reading.words.by) && !reading.holds(syntax, &reading.words.actors, p)
        }
        _ => false,
    };
    // Done by somebody it is a participle.
    if by_somebody(syntax, reading, verb) {
        return false;
    }
    let Some(comma) = before(syntax, item).filter(|n| matches!(syntax.items[*n].0, Item::Comma | Item::Phrase(_))) else { return false };
    let ends = |i: &(Item, u32, u32)| matches!(i.0, Item::Stop | Item::Quote);
    let first = comma.saturating_sub(REACH);
    let from = syntax.items[first..comma].iter().rposition(ends).map_or(first, |n| first + n + 1);
    let to = item + syntax.items[item..].iter().take(REACH).take_while(|i| !ends(i)).count();
    let begins =
        |n: usize| matches!(syntax.items[n].0, Item::Phrase(p) if !syntax.phrases[p].is_date && syntax.governing_preposition(p).is_none());
    let (mut subordinate, mut joined) = (false, false);
    for n in from..to {
        match syntax.items[n].0 {
            Item::Relative | Item::Conjunction => subordinate = true,
            Item::Verb(v) if v != verb && syntax.verbs[v].is_finite() && !std::mem::take(&mut subordinate) => {
                // `The judge fixed July 16 for it and refused bail`: one that `and` joins goes on it.
                let goes_on = n > item && before(syntax, n).is_some_and(|b| syntax.items[b].0 == Item::And);
                if !goes_on {
                    return false;
                }
                joined = true;
            }
            _ => {}
        }
    }
    let fits = syntax.items[comma].0 == Item::Comma || how(item + 1) || joined;
    fits && (from..=comma).any(begins)
}

/// Whether somebody behind `by` does what a verb tells.
fn by_somebody(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize) -> bool {
    let item = syntax.verbs[verb].item;
    matches!((syntax.items.get(item + 1), syntax.items.get(item + 2)), (Some(&(Item::Preposition, by, _)), Some(&(Item::Phrase(p), ..)))
        if reading.is(by, &reading.words.by) && reading.holds(syntax, &reading.words.actors, p))
}
