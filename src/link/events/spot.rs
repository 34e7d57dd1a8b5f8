//! Which words of a sentence tell an event, and by which trigger: of those that fit, the most specific.

use super::Reading;
use super::syntax::{Item, Syntax, Verb};
use crate::record::Region;
use crate::rules::make::events::{Class, Entry, Key, Needs, Set, Slot, Trigger, VerbForm, kind};
use crate::rules::verb;
use crate::segment::{Form, GroupKind, Tense, Upos};
use copydesk_engine::tokens::Shape;

/// A word that tells an event.
#[derive(Clone, Debug)]
pub(super) struct Spotted {
    /// Token that names it.
    pub(super) token: u32,
    /// Number of the trigger.
    pub(super) trigger: u16,
    /// Its verb, when it is one.
    pub(super) verb: Option<usize>,
    /// Its phrase, when it is a noun.
    pub(super) phrase: Option<usize>,
    /// The verb around a noun, and whether it is a light one.
    pub(super) around: Option<usize>,
    pub(super) is_light: bool,
    weight: u32,
    /// The token behind its last word, and its words as bits from the first one on.
    pub(super) end: u32,
    pub(super) words: u64,
}

impl Spotted {
    pub(super) fn is_noun(&self) -> bool {
        self.verb.is_none()
    }
}

/// What a trigger weighs that does not count last.
const PREFERRED: u32 = 1 << 10;

/// The triggers of a sentence, in text order. `denied` tokens tell nothing.
pub(super) fn spot(reading: &Reading<'_, '_>, syntax: &Syntax, region: Region, denied: &[u32]) -> Vec<Spotted> {
    let rules = &reading.resources.rules;
    let mut found: Vec<Spotted> = Vec::new();
    let (Some(first), Some(last)) = (syntax.items.first(), syntax.items.last()) else { return found };
    let title = region == Region::Headline;
    for token in first.1..last.2 {
        let heads = rules.trigger_words.heads(&reading.event_word(token));
        if heads.is_empty() || reading.is_covered(token) || denied.binary_search(&token).is_ok() {
            continue;
        }
        let can_be = |class| can_be(reading, syntax, class, token, title);
        let (verb, noun, adjective) = (can_be(Class::Verb), can_be(Class::Noun), can_be(Class::Adjective));
        let can_be = |class: Class| match class {
            Class::Verb => verb,
            Class::Noun => noun,
            Class::Adjective => adjective,
        };
        let is = syntax.tables.verb_at(token).map_or(0, |v| what(&syntax.verbs[v]));
        let behind = (token + 1..last.2.min(token + 2 + APART)).fold(0, |all, t| all | reading.event_word(t).parts);
        let mut best: Option<Spotted> = None;
        for head in heads.iter().filter(|h| can_be(h.class) && h.next & !behind == 0 && h.asks & !is == 0) {
            let entry = &rules.triggers.entries[head.entry as usize];
            if let Some(one) = fits(reading, syntax, entry, token)
                && best.as_ref().is_none_or(|b| (one.weight, std::cmp::Reverse(one.trigger)) > (b.weight, std::cmp::Reverse(b.trigger)))
            {
                best = Some(one);
            }
        }
        if let Some(one) = best.filter(|o| denied.binary_search(&o.token).is_err()) {
            found.push(one);
        }
    }
    settle(reading, syntax, &mut found);
    found.sort_by_key(|s| (s.token, s.is_noun()));
    found.dedup_by_key(|s| s.token);
    found
}

/// Tokens from behind the first word of a trigger among which the second one stands, and one for a hyphen.
const APART: u32 = 6;

/// What a verb is to triggers that ask for it, as bits.
fn what(own: &Verb) -> u8 {
    let passive = if own.group.passive { verb::PASSIVE } else { verb::ACTIVE };
    passive | if own.infinitive { verb::INFINITIVE } else { verb::NO_INFINITIVE }
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

/// Whether the words and conditions of an entry hold at a token that can be of its class.
fn fits(reading: &Reading<'_, '_>, syntax: &Syntax, entry: &Entry, token: u32) -> Option<Spotted> {
    let trigger = &reading.resources.rules.triggers.triggers[usize::from(entry.trigger)];
    let upos = reading.segmented.words[token as usize].upos;
    let mut one = Spotted {
        token,
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
        // Part of a compound (`ground-breaking`).
        Class::Verb if entry.before.is_empty() && token > 0 && tight(reading, token - 1) => return None,
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
    one.weight = 4 * words + if trigger.last { 0 } else { PREFERRED };
    if one.verb.is_some() {
        verb_fits(reading, syntax, trigger, &mut one)?;
    } else {
        noun_fits(reading, syntax, trigger, &mut one)?;
    }
    for (key, set) in &trigger.conditions {
        one.weight += condition(reading, syntax, *key, set, &one, words)?;
    }
    Some(one)
}

/// Words in front, hyphens and genitive marks passed over: how many, if all are there.
fn before(reading: &Reading<'_, '_>, entry: &Entry, token: u32) -> Option<u32> {
    let mut at = token;
    for symbol in &entry.before {
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
    Some(entry.before.len() as u32)
}

/// Words behind: how many, if all are there. Objects may stand before a particle (`called the match off`).
fn after(reading: &Reading<'_, '_>, syntax: &Syntax, entry: &Entry, token: u32, one: &mut Spotted) -> Option<u32> {
    let mut at = token + 1;
    let last = syntax.items.last()?.2;
    // A hyphen before a particle.
    at += u32::from(entry.class == Class::Noun && !entry.after.is_empty() && tight(reading, at));
    for (n, symbol) in entry.after.iter().enumerate() {
        let passed = if n == 0 { 5 } else { 2 };
        let mut skipped = 0;
        let found = loop {
            if at >= last || skipped > passed {
                return None;
            }
            if reading.has(at, *symbol) {
                // `broke a finger in training` is no breaking in.
                if n + 1 == entry.after.len() && skipped > 0 && reading.is(at, &reading.words.local) && begins_phrase(reading, at + 1) {
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
    Some(entry.after.len() as u32)
}

/// Whether a noun phrase that is no date begins at a token.
fn begins_phrase(reading: &Reading<'_, '_>, at: u32) -> bool {
    reading.date(at).is_none() && (reading.group_at(at).is_some_and(|g| g.kind == GroupKind::Noun) || reading.name_at(at).is_some())
}

fn verb_fits(reading: &Reading<'_, '_>, syntax: &Syntax, trigger: &Trigger, one: &mut Spotted) -> Option<()> {
    let verb = &syntax.verbs[one.verb?];
    if let Some(passive) = trigger.passive {
        if passive != verb.group.passive {
            return None;
        }
        one.weight += 1;
    }
    if let Some(wanted) = trigger.infinitive {
        if wanted != verb.infinitive {
            return None;
        }
        one.weight += 2;
    }
    if trigger.speech {
        syntax.has_speech(one.verb?).then_some(())?;
        one.weight += 1;
    }
    let group = verb.group;
    let form_fits = match trigger.form {
        None => true,
        Some(VerbForm::Present) => group.tense == Tense::Present && !group.perfect && !group.modal,
        Some(VerbForm::Past) => group.tense == Tense::Past || group.perfect || group.passive,
        Some(VerbForm::NotProgressive) => !group.progressive,
    };
    if trigger.amount {
        let clause = &syntax.items[verb.item..];
        let end = clause
            .iter()
            .skip(1)
            .position(|i| matches!(i.0, Item::Verb(_) | Item::Conjunction | Item::Relative))
            .map_or(clause.len(), |n| n + 1);
        let has_amount = clause[..end].iter().any(|i| {
            (i.1..i.2).any(|t| reading.segmented.words[t as usize].upos == Upos::Num || reading.scanned.tokens[t as usize].is(Shape::DIGIT))
        });
        if !has_amount {
            return None;
        }
        one.weight += 1;
    }
    form_fits.then_some(())
}

/// Whether a token is a dash within a word.
fn tight(reading: &Reading<'_, '_>, token: u32) -> bool {
    reading.scanned.tokens.get(token as usize).is_some_and(|t| t.is(Shape::DASH) && t.is_tight())
}

fn noun_fits(reading: &Reading<'_, '_>, syntax: &Syntax, trigger: &Trigger, one: &mut Spotted) -> Option<()> {
    let Some(phrase) = one.phrase else { return Some(()) };
    let own = &syntax.phrases[phrase];
    if one.end == one.token + 1 && tight(reading, one.token + 1) {
        return None;
    }
    // An owner of something else (`the talks' end`), or a modifier, is no head.
    if syntax.tables.owned_by(phrase).is_some() {
        return None;
    }
    let (as_object, as_subject) = (syntax.tables.object_of(phrase), syntax.tables.subject_of(phrase));
    let preposition = syntax.governing_preposition(phrase);
    let around = as_object.or(as_subject).or_else(|| syntax.verb_before(own.item)).or_else(|| preposition.and(syntax.verb_after(own.item)));
    one.around = around;
    one.is_light = match (as_object, as_subject, around) {
        (Some(verb), ..) => reading.is(syntax.verbs[verb].head, &trigger.light),
        (None, Some(verb), _) => {
            let head = syntax.verbs[verb].head;
            reading.is(head, &trigger.light) || reading.is(head, &reading.words.happen)
        }
        // `come under fire`, `in an attack`: only through a light verb with nothing between.
        (None, None, Some(verb)) => {
            let near = own.item.abs_diff(syntax.verbs[verb].item) <= 2;
            near && preposition.is_some() && reading.is(syntax.verbs[verb].head, &trigger.light)
        }
        _ => false,
    };
    let close = syntax.behind(phrase).next().is_some_and(|(_, p)| syntax.phrases[p].item == own.item + 2);
    let slots = || trigger.frame.iter().flat_map(|(_, slots)| slots);
    let fits = |token: u32| slots().any(|s| matches!(s, Slot::Preposition(p) | Slot::Somebody(p) if reading.has(token, *p)));
    let argued = close && syntax.behind(phrase).any(|(token, _)| fits(token));
    let possessive = |token: u32| reading.segmented.words[token as usize].form == Form::Possessive;
    let owned = reading.owner(syntax, phrase).is_some() || (own.tokens.0..own.head).any(possessive);
    let occasion =
        slots().any(|s| *s == Slot::Governor) && preposition.is_some_and(|p| reading.is(p, &reading.words.occasions)) && around.is_some();
    let told = one.is_light || argued || owned || occasion;
    // `the ruling`, `today's ruling`
    let definite = own.owner.is_some() || own.tokens.0 < own.head && reading.is(own.tokens.0, &reading.words.definite);
    match trigger.needs {
        Needs::Light if !one.is_light => return None,
        Needs::Argument if !told => return None,
        Needs::Definite if !told && !definite => return None,
        _ => {}
    }
    one.weight += u32::from(one.is_light) + u32::from(argued);
    Some(())
}

/// How much a condition adds, if it holds.
fn condition(reading: &Reading<'_, '_>, syntax: &Syntax, key: Key, set: &Set, one: &Spotted, words: u32) -> Option<u32> {
    let none = set.has_kind(const { kind("$none") });
    let any = |phrases: &[usize]| if phrases.is_empty() { none } else { phrases.iter().any(|&p| reading.holds(syntax, set, p)) };
    let yes = |holds: bool, weight: u32| holds.then_some(weight);
    let not = |holds: bool| (!holds).then_some(0);
    let own: &[(u32, usize)] = one.verb.map_or(&[], |verb| &syntax.verbs[verb].around);
    let noun = one.phrase.filter(|_| one.verb.is_none());
    let prepositions = || own.iter().copied().chain(noun.into_iter().flat_map(|phrase| syntax.behind(phrase)));
    let is_by = |token: u32| reading.is(token, &reading.words.by);
    let (mut subject, mut object, by): (&[usize], &[usize], Vec<usize>);
    (subject, object) = (one.around.map_or_else(Default::default, |v| &*syntax.verbs[v].subject), &[]);
    if let Some(verb) = one.verb.map(|v| &syntax.verbs[v]) {
        (subject, object) = (&verb.subject, &verb.object);
        if verb.group.passive {
            by = verb.around.iter().filter(|(t, _)| is_by(*t)).map(|a| a.1).collect();
            (subject, object) = (&by, &verb.subject);
        }
    }
    match key {
        // Whoever does it is often not told in a passive.
        Key::Subject if subject.is_empty() && one.verb.is_some_and(|v| syntax.verbs[v].group.passive) => {
            (set.kinds & 0b11 != 0).then_some(0)
        }
        Key::Subject => yes(any(subject), 2),
        Key::Object if object.is_empty() && words > 0 => {
            let first = prepositions().next().map(|p| p.1);
            yes(any(first.as_slice()), 2)
        }
        Key::Object => yes(any(object), 2),
        Key::By => yes(prepositions().any(|(t, p)| is_by(t) && reading.holds(syntax, set, p)), 2),
        Key::Prep => yes(prepositions().any(|(t, _)| reading.is(t, set)), 2),
        Key::PrepObject => yes(prepositions().any(|(_, p)| reading.holds(syntax, set, p)) || none && prepositions().next().is_none(), 2),
        Key::Near => yes(syntax.tables.near(reading, set, one.token), 1),
        Key::Article => yes(reading.speaks_of(set), 1),
        Key::NotSubject => not(subject.iter().any(|&p| reading.holds(syntax, set, p)) || none && subject.is_empty()),
        Key::NotObject => not(object.iter().any(|&p| reading.holds(syntax, set, p)) || none && object.is_empty()),
        Key::NotPrep => not(prepositions().any(|(t, _)| reading.is(t, set))),
        Key::NotPrepObject => not(prepositions().any(|(_, p)| reading.holds(syntax, set, p))),
        Key::NotNear => not(syntax.tables.near(reading, set, one.token)),
        Key::NotArticle => not(reading.speaks_of(set)),
        Key::NotMod => {
            let from = one.phrase.map_or(one.token, |p| syntax.phrases[p].tokens.0);
            not((from..one.token).any(|t| reading.is(t, set)))
        }
    }
}

/// Of a light verb and its noun only the noun stays; of a verb and its object of the same type the verb.
fn settle(reading: &Reading<'_, '_>, syntax: &Syntax, found: &mut Vec<Spotted>) {
    let triggers = &reading.resources.rules.triggers.triggers;
    let kind = |s: &Spotted| triggers[usize::from(s.trigger)].kind;
    if found.len() < 2 {
        return;
    }
    let mut drop = vec![false; found.len()];
    let mut by_verb = vec![None; syntax.verbs.len()];
    for (number, one) in found.iter().enumerate() {
        if let Some(verb) = one.verb {
            by_verb[verb] = by_verb[verb].or(Some(number));
        }
    }
    for (number, noun) in found.iter().enumerate().filter(|(_, s)| s.phrase.is_some()) {
        let Some(around) = noun.around else { continue };
        let Some(at) = by_verb[around].filter(|at| found[*at].token != noun.token) else { continue };
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
