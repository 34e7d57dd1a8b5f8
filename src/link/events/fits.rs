//! Whether the words and conditions of a trigger hold at a word, and how much it weighs there.

use super::Reading;
use super::spot::Spotted;
use super::syntax::{Item, Phrases, Syntax, Verb};
use crate::rules::make::events::asks::{ACTING, AMOUNT, SPEECH, weight};
use crate::rules::make::events::{Class, Entry, Key, Needs, Set, Slot, Trigger, kind};
use crate::segment::{Form, GroupKind, Upos};
use copydesk_engine::tokens::Shape;

/// Whether the words and conditions of an entry hold at a token that can be of its class.
///
/// What its head is asked is known to be so; `around` is what stands around a noun, once it was looked for.
pub(super) fn fits(reading: &Reading<'_, '_>, syntax: &Syntax, entry: &Entry, token: u32, around: &mut Option<Around>) -> Option<Spotted> {
    let rules = &reading.resources.rules.triggers;
    let upos = reading.segmented.words[token as usize].upos;
    let mut one = Spotted {
        token,
        head: token,
        trigger: entry.trigger,
        verb: None,
        phrase: None,
        around: None,
        is_light: false,
        weight: 0,
        end: token + 1,
        words: 1,
    };
    match entry.class {
        Class::Verb => {
            one.verb = Some(syntax.tables.verb_at(token)?);
        }
        // `a sit-in`
        Class::Noun if !entry.after.is_empty() && tight(reading, token + 1) => one.phrase = syntax.tables.phrase_at(token),
        Class::Noun if matches!(upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj) => {
            one.phrase = Some(syntax.tables.phrase_at(token)?);
        }
        Class::Noun => return None,
        Class::Adjective => one.phrase = syntax.tables.phrase_at(token),
    }
    let words = before(reading, entry, token)? + after(reading, syntax, entry, token, &mut one)?;
    one.weight = u32::from(entry.base);
    if one.verb.is_some() {
        verb_fits(reading, syntax, entry, &one)?;
    } else {
        noun_fits(reading, syntax, &rules.triggers[usize::from(entry.trigger)], &mut one, around)?;
    }
    for (key, set) in rules.conditions(entry) {
        one.weight += condition(reading, syntax, *key, *set, &one, words)?;
    }
    Some(one)
}

/// Words in front, hyphens and genitive marks passed over: how many, if all are there.
fn before(reading: &Reading<'_, '_>, entry: &Entry, token: u32) -> Option<u32> {
    let mut at = token;
    for symbol in reading.resources.rules.triggers.around(entry.before) {
        at = at.checked_sub(1)?;
        // `teachers' strike`
        let genitive =
            || reading.scanned.tokens[at as usize].is(Shape::QUOTE) && reading.segmented.words[at as usize].form == Form::Genitive;
        if reading.scanned.tokens[at as usize].is(Shape::DASH) || genitive() {
            at = at.checked_sub(1)?;
        }
        if !reading.has(at, *symbol) {
            return None;
        }
    }
    Some(u32::from(entry.before.count))
}

/// Words behind: how many, if all are there. Objects may stand before a particle (`called the match off`).
fn after(reading: &Reading<'_, '_>, syntax: &Syntax, entry: &Entry, token: u32, one: &mut Spotted) -> Option<u32> {
    if entry.after.is_empty() {
        return Some(0);
    }
    let words = reading.resources.rules.triggers.around(entry.after);
    let mut at = token + 1;
    let last = syntax.items.last()?.2;
    // A hyphen before a particle.
    at += u32::from(entry.class == Class::Noun && tight(reading, at));
    for (n, symbol) in words.iter().enumerate() {
        let passed = if n == 0 { 5 } else { 2 };
        let mut skipped = 0;
        let found = loop {
            if at >= last || skipped > passed {
                return None;
            }
            if reading.has(at, *symbol) {
                // `broke a finger in training` is no breaking in.
                if n + 1 == words.len() && skipped > 0 && reading.is(at, &reading.words.local) && begins_phrase(reading, at + 1) {
                    return None;
                }
                break at;
            }
            let upos = reading.segmented.words[at as usize].upos;
            if matches!(upos, Upos::Verb | Upos::Aux | Upos::Punct | Upos::Sconj | Upos::Cconj | Upos::Adp) {
                return None;
            }
            // Only a particle stands apart from its verb.
            if skipped >= 2 && reading.segmented.words[at as usize].form == Form::Relative {
                return None;
            }
            skipped += 1;
            at += 1;
        };
        if usize::from(entry.named) == n + 1 {
            one.token = found;
        }
        one.words |= 1u64.checked_shl(found - token).unwrap_or(0);
        at = found + 1;
    }
    one.end = at;
    Some(words.len() as u32)
}

/// Whether a noun phrase that is no date begins at a token.
fn begins_phrase(reading: &Reading<'_, '_>, at: u32) -> bool {
    reading.date(at).is_none() && (reading.group_at(at).is_some_and(|g| g.kind == GroupKind::Noun) || reading.name_at(at).is_some())
}

fn verb_fits(reading: &Reading<'_, '_>, syntax: &Syntax, entry: &Entry, one: &Spotted) -> Option<()> {
    let verb = &syntax.verbs[one.verb?];
    if entry.clause & SPEECH != 0 {
        syntax.has_speech(one.verb?).then_some(())?;
    }
    if entry.clause & AMOUNT != 0 {
        let clause = &syntax.items[verb.item..];
        let end = clause
            .iter()
            .skip(1)
            .position(|i| matches!(i.0, Item::Verb(_) | Item::Conjunction | Item::Relative))
            .map_or(clause.len(), |n| n + 1);
        let has_amount = clause[..end].iter().any(|i| {
            (i.1..i.2).any(|t| reading.segmented.words[t as usize].upos == Upos::Num || reading.scanned.tokens[t as usize].is(Shape::DIGIT))
        });
        has_amount.then_some(())?;
    }
    Some(())
}

/// Whether a token is a dash within a word.
pub(super) fn tight(reading: &Reading<'_, '_>, token: u32) -> bool {
    reading.scanned.tokens.get(token as usize).is_some_and(|t| t.is(Shape::DASH) && t.is_tight())
}

/// What stands around a noun.
#[derive(Clone, Copy)]
pub(super) struct Around {
    as_object: Option<usize>,
    as_subject: Option<usize>,
    preposition: Option<u32>,
    verb: Option<usize>,
}

impl Around {
    fn new(syntax: &Syntax, phrase: usize) -> Self {
        let (as_object, as_subject) = (syntax.tables.object_of(phrase), syntax.tables.subject_of(phrase));
        let (preposition, item) = (syntax.governing_preposition(phrase), syntax.phrases[phrase].item);
        let before = || syntax.verb_before(item).or_else(|| preposition.and(syntax.verb_after(item)));
        Around { as_object, as_subject, preposition, verb: as_object.or(as_subject).or_else(before) }
    }

    /// Whether a light verb carries the noun.
    fn is_light(&self, reading: &Reading<'_, '_>, syntax: &Syntax, item: usize, light: &Set) -> bool {
        let head = |verb: usize| syntax.verbs[verb].head;
        match (self.as_object, self.as_subject, self.verb) {
            (Some(verb), ..) => reading.is(head(verb), light),
            (None, Some(verb), _) => reading.is(head(verb), light) || reading.is(head(verb), &reading.words.happen),
            // `come under fire`, `in an attack`: only through a light verb with nothing between.
            (None, None, Some(verb)) => {
                let near = item.abs_diff(syntax.verbs[verb].item) <= 2;
                near && self.preposition.is_some() && reading.is(head(verb), light)
            }
            _ => false,
        }
    }
}

fn noun_fits(reading: &Reading<'_, '_>, syntax: &Syntax, trigger: &Trigger, one: &mut Spotted, around: &mut Option<Around>) -> Option<()> {
    let Some(phrase) = one.phrase else { return Some(()) };
    let own = &syntax.phrases[phrase];
    if one.end == one.token + 1 && tight(reading, one.token + 1) {
        return None;
    }
    // An owner of something else (`the talks' end`), or a modifier, is no head.
    if syntax.tables.owned_by(phrase).is_some() {
        return None;
    }
    let around = around.get_or_insert_with(|| Around::new(syntax, phrase));
    one.around = around.verb;
    one.is_light = around.is_light(reading, syntax, own.item, reading.resources.rules.triggers.set(trigger.light));
    if trigger.needs == Needs::Light && !one.is_light {
        return None;
    }
    let close = syntax.behind(phrase).next().is_some_and(|(_, p)| syntax.phrases[p].item == own.item + 2);
    let slots = || trigger.frame.iter().flat_map(|(_, slots)| slots);
    let fits = |token: u32| slots().any(|s| matches!(s, Slot::Preposition(p) | Slot::Somebody(p) if reading.has(token, *p)));
    let argued = close && syntax.behind(phrase).any(|(token, _)| fits(token));
    let told = || {
        let possessive = |token: u32| reading.segmented.words[token as usize].form == Form::Possessive;
        let owned = || reading.owner(syntax, phrase).is_some() || (own.tokens.0..own.head).any(possessive);
        let governs = || slots().any(|s| *s == Slot::Governor) && around.verb.is_some();
        let occasion = || around.preposition.is_some_and(|p| reading.is(p, &reading.words.occasions)) && governs();
        one.is_light || argued || owned() || occasion()
    };
    // `the ruling`, `today's ruling`
    let definite = || own.owner.is_some() || own.tokens.0 < own.head && reading.is(own.tokens.0, &reading.words.definite);
    let has_needs = match trigger.needs {
        Needs::Nothing | Needs::Light => true,
        Needs::Argument => told(),
        Needs::Definite => told() || definite(),
    };
    has_needs.then_some(())?;
    one.weight += u32::from(one.is_light) + u32::from(argued);
    Some(())
}

/// Who does what a verb tells: of a passive behind its `by`.
pub(super) fn who_does(reading: &Reading<'_, '_>, verb: &Verb) -> Phrases {
    if verb.group.passive {
        return verb.around.iter().filter(|(token, _)| reading.is(*token, &reading.words.by)).map(|a| a.1).collect();
    }
    verb.subject.clone()
}

/// To whom or what a verb does it.
pub(super) fn done_to(verb: &Verb) -> &[usize] {
    if verb.group.passive { &verb.subject } else { &verb.object }
}

/// Who does what a spotted word tells: of a noun the subject of the verb around it.
fn subject(reading: &Reading<'_, '_>, syntax: &Syntax, one: &Spotted) -> Phrases {
    match (one.verb, one.around) {
        (Some(verb), _) => who_does(reading, &syntax.verbs[verb]),
        (None, Some(around)) => syntax.verbs[around].subject.clone(),
        (None, None) => Phrases::new(),
    }
}

/// To what a spotted verb does it.
fn object<'s>(syntax: &'s Syntax, one: &Spotted) -> &'s [usize] {
    one.verb.map_or(&[], |verb| done_to(&syntax.verbs[verb]))
}

/// How much a condition adds, if it holds.
fn condition(reading: &Reading<'_, '_>, syntax: &Syntax, key: Key, number: u16, one: &Spotted, words: u32) -> Option<u32> {
    let set = reading.resources.rules.triggers.set(number);
    let none = set.has_kind(const { kind("$none") });
    let holds = |phrase: &usize| reading.holds(syntax, set, *phrase);
    let any = |phrases: &[usize]| if phrases.is_empty() { none } else { phrases.iter().any(holds) };
    let own: &[(u32, usize)] = one.verb.map_or(&[], |verb| &syntax.verbs[verb].around);
    let noun = one.phrase.filter(|_| one.verb.is_none());
    let prepositions = || own.iter().copied().chain(noun.into_iter().flat_map(|phrase| syntax.behind(phrase)));
    let is_by = |token: u32| reading.is(token, &reading.words.by);
    let fits = match key {
        Key::Subject => {
            let subject = subject(reading, syntax, one);
            // Whoever does it is often not told in a passive.
            if subject.is_empty() && one.verb.is_some_and(|v| syntax.verbs[v].group.passive) {
                return (set.kinds & ACTING != 0).then_some(0);
            }
            any(&subject)
        }
        Key::Object => match object(syntax, one) {
            [] if words > 0 => any(prepositions().next().map(|p| p.1).as_slice()),
            object => any(object),
        },
        Key::By => prepositions().any(|(t, p)| is_by(t) && holds(&p)),
        Key::Prep => prepositions().any(|(t, _)| reading.is(t, set)),
        Key::PrepObject => prepositions().any(|(_, p)| holds(&p)) || none && prepositions().next().is_none(),
        Key::Near => syntax.tables.near(reading, number, one.token),
        Key::Article => reading.speaks_of(number),
        Key::NotSubject => !any(&subject(reading, syntax, one)),
        Key::NotObject => !any(object(syntax, one)),
        Key::NotPrep => !prepositions().any(|(t, _)| reading.is(t, set)),
        Key::NotPrepObject => !prepositions().any(|(_, p)| holds(&p)),
        Key::NotNear => !syntax.tables.near(reading, number, one.token),
        Key::NotArticle => !reading.speaks_of(number),
        Key::NotMod => {
            let from = one.phrase.map_or(one.token, |p| syntax.phrases[p].tokens.0);
            !(from..one.token).any(|t| reading.is(t, set))
        }
    };
    fits.then_some(weight(key))
}
