//! Who does what in a sentence: the subject of every verb, its objects and prepositions, found from left to right.

use super::Reading;
use super::finite::finite;
use super::participles::{equated, finish, fronted, participles};
use super::relative::{Subject, before, is_subordinate};
use super::syntax::{Item, Link, Phrases, REACH, Syntax, Verb};
use crate::segment::{Form, Tense, Upos};
use smallvec::{SmallVec, smallvec};

/// Fills subjects, objects, prepositions and governors of all verbs.
pub(super) fn subjects(syntax: &mut Syntax, reading: &Reading<'_, '_>) {
    for verb in 0..syntax.verbs.len() {
        complements(syntax, reading, verb);
    }
    participles(syntax, reading);
    finish(syntax, reading);
    for verb in 0..syntax.verbs.len() {
        let found = subject(syntax, reading, verb);
        let entry = &mut syntax.verbs[verb];
        (entry.subject, entry.governor, entry.link) = (found.phrases, found.governor, found.link);
        if entry.object.is_empty()
            && !entry.group.passive
            && !found.object.is_empty()
            && !reading.is(entry.head, &reading.words.intransitive)
        {
            entry.object = found.object;
        }
    }
    // `arrested and questioned the student`: both have the object.
    for verb in (1..syntax.verbs.len()).rev() {
        let (own, before) = (&syntax.verbs[verb], &syntax.verbs[verb - 1]);
        let joined = own.item == before.item + 2 && syntax.items[before.item + 1].0 == Item::And;
        if joined && before.object.is_empty() && !own.object.is_empty() && !before.group.passive && !own.group.passive {
            syntax.verbs[verb - 1].object = own.object.clone();
        }
    }
    // In `said the soldiers had left` the soldiers are no object.
    let mut last: SmallVec<[usize; 32]> = smallvec![0; syntax.phrases.len()];
    for verb in syntax.verbs.iter().filter(|v| v.is_finite() && v.link == Link::Main) {
        verb.subject.iter().for_each(|p| last[*p] = verb.item);
    }
    for verb in &mut syntax.verbs {
        let (item, own, phrases) = (verb.item, &verb.subject, &syntax.phrases);
        verb.object.retain(|o| last[*o] <= item || own.contains(o) || phrases[*o].item < item);
    }
    fronted(syntax, reading);
    equated(syntax, reading);
    // What stands before its main clause (`Speaking in Oslo, the minister said`) has the subject of that clause.
    let mut main: Option<usize> = None;
    for verb in (0..syntax.verbs.len()).rev() {
        let entry = &syntax.verbs[verb];
        if entry.is_finite() {
            // Not that of a clause within what stands before it (`After visiting the yard where it was built, the minister said`).
            if main.is_none() || entry.link == Link::Main && !is_subordinate(syntax, verb) {
                main = Some(verb);
            }
        } else if entry.subject.is_empty()
            && entry.governor.is_none()
            && !(entry.group.infinitive && before(syntax, entry.item).is_some_and(|n| matches!(syntax.items[n].0, Item::Phrase(_))))
            && let Some(main) = main
        {
            syntax.verbs[verb].subject = syntax.verbs[main].subject.clone();
        }
    }
}

/// Objects and prepositions behind a verb.
fn complements(syntax: &mut Syntax, reading: &Reading<'_, '_>, verb: usize) {
    let mut at = syntax.verbs[verb].item + 1;
    let mut object = Phrases::new();
    while let Some(&(item, ..)) = syntax.items.get(at) {
        match item {
            Item::Adverb => at += 1,
            // `shot dead a soldier`
            Item::Other if at == syntax.verbs[verb].item + 1 && is_adjective(reading, syntax.items[at].1) => at += 1,
            // A particle (`turned over the suspects`) or the preposition of the verb.
            Item::Preposition if matches!(syntax.items.get(at + 1).map(|i| i.0), Some(Item::Preposition | Item::Adverb)) => at += 1,
            Item::Phrase(phrase) if syntax.phrases[phrase].is_date => at += 1,
            Item::Phrase(phrase) => {
                let phrase = syntax.owned(phrase);
                object.extend(syntax.joined(phrase));
                let next = syntax.phrases[phrase].item + 1;
                // `granted the firm a waiver`
                if let Some(&(Item::Phrase(second), ..)) = syntax.items.get(next)
                    && !syntax.phrases[second].is_date
                    && !matches!(syntax.items.get(next + 1), Some(&(Item::Verb(v), ..)) if syntax.verbs[v].is_finite())
                {
                    object.push(second);
                }
                break;
            }
            _ => break,
        }
    }
    let around = syntax.prepositions(syntax.verbs[verb].item + 1).collect();
    let infinitive = next_infinitive(syntax, syntax.verbs[verb].item + 1);
    let entry = &mut syntax.verbs[verb];
    // A participle with an object of its own is a past form: `The blast wounded ten soldiers`.
    let bare = entry.tokens.0 == entry.head && entry.group.tense == Tense::None && entry.group.passive;
    if bare && !object.is_empty() {
        (entry.group.tense, entry.group.passive) = (Tense::Past, false);
    }
    (entry.object, entry.around, entry.infinitive) = (object, around, infinitive);
}

fn is_adjective(reading: &Reading<'_, '_>, token: u32) -> bool {
    reading.segmented.words[token as usize].upos == Upos::Adj
}

/// Whether an infinitive follows within the clause.
fn next_infinitive(syntax: &Syntax, from: usize) -> bool {
    for item in syntax.items[from..].iter().take(REACH) {
        match item.0 {
            Item::Verb(verb) => return syntax.verbs[verb].group.infinitive,
            Item::Phrase(_) | Item::Adverb | Item::Preposition | Item::And => {}
            _ => return false,
        }
    }
    false
}

fn subject(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize) -> Subject {
    let entry = &syntax.verbs[verb];
    if entry.group.infinitive {
        infinitive(syntax, reading, verb)
    } else if entry.is_finite() {
        finite(syntax, reading, verb)
    } else {
        reduced(syntax, reading, verb)
    }
}

fn infinitive(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize) -> Subject {
    let item = syntax.verbs[verb].item;
    let Some(previous) = before(syntax, item) else { return Subject { link: Link::Infinitive, ..Subject::default() } };
    let governor = syntax.verb_before(item);
    match (syntax.items[previous].0, governor) {
        (Item::Comma | Item::Stop | Item::Quote, None) => Subject { link: Link::Infinitive, ..Subject::default() },
        (Item::And, Some(other)) if syntax.verbs[other].group.infinitive => {
            let other = &syntax.verbs[other];
            Subject { phrases: other.subject.clone(), governor: other.governor, link: other.link, ..Subject::default() }
        }
        (Item::Phrase(noun), _) if let Some(whose) = of_noun(syntax, reading, noun) => {
            Subject { phrases: syntax.joined(whose), governor, link: Link::Infinitive, ..Subject::default() }
        }
        (_, Some(governor)) => {
            let around = &syntax.verbs[governor];
            let controlled = reading.is(around.head, &reading.words.object_control) && !around.group.passive;
            let asked = || around.around.first().filter(|a| !reading.is_local(a.0) || reading.is(a.0, &reading.words.upon)).map(|a| a.1);
            let object = around.object.first().copied().or_else(asked);
            let within = object.filter(|&o| controlled && syntax.phrases[o].item < item);
            let phrases = within.map_or_else(|| around.subject.clone(), |o| syntax.joined(o));
            Subject { phrases, governor: Some(governor), link: Link::Infinitive, ..Subject::default() }
        }
        // `A plan to close the mine was dropped`: nobody is said to do it.
        (Item::Phrase(noun), None) if !reading.holds(syntax, &reading.words.actors, noun) && goes_on_finite(syntax, item) => {
            Subject { link: Link::Infinitive, ..Subject::default() }
        }
        (_, None) => {
            let first = leftmost(syntax, item);
            Subject { phrases: first.map_or(Phrases::new(), |p| syntax.joined(p)), link: Link::Headline, ..Subject::default() }
        }
    }
}

/// Whether the clause of an item has a finite verb behind it.
fn goes_on_finite(syntax: &Syntax, item: usize) -> bool {
    let clause = syntax.items[item + 1..].iter().take(REACH).take_while(|i| !matches!(i.0, Item::Stop | Item::Quote | Item::Conjunction));
    clause.into_iter().any(|i| matches!(i.0, Item::Verb(v) if syntax.verbs[v].is_finite()))
}

/// Who does what an infinitive behind a noun says: the owner of the noun (`Renko's bid to buy it`), or who stands behind
/// its `by` (`an attempt by Renko to buy it`).
fn of_noun(syntax: &Syntax, reading: &Reading<'_, '_>, phrase: usize) -> Option<usize> {
    let own = &syntax.phrases[phrase];
    let acts = |p: usize| reading.holds(syntax, &reading.words.actors, p);
    if let Some(owner) = own.owner {
        return (!syntax.phrases[owner].is_date && !acts(phrase) && acts(owner)).then_some(owner);
    }
    let by = own.item.checked_sub(2).filter(|n| reading.is(syntax.items[n + 1].1, &reading.words.by))?;
    matches!(syntax.items[by].0, Item::Phrase(noun) if !acts(noun) && acts(phrase)).then_some(phrase)
}

/// The first phrase of the clause before an item that no preposition governs.
fn leftmost(syntax: &Syntax, item: usize) -> Option<usize> {
    let mut found = None;
    for n in (item.saturating_sub(REACH)..item).rev() {
        match syntax.items[n].0 {
            Item::Phrase(phrase) if !syntax.phrases[phrase].is_date && syntax.governing_preposition(phrase).is_none() => {
                found = Some(phrase)
            }
            Item::Verb(_) | Item::Stop | Item::Conjunction | Item::Relative | Item::Quote => break,
            _ => {}
        }
    }
    found.map(|phrase| syntax.owned(phrase))
}

fn reduced(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize) -> Subject {
    let entry = &syntax.verbs[verb];
    let link = Link::Reduced;
    let Some(previous) = before(syntax, entry.item) else { return Subject { link, ..Subject::default() } };
    let form = reading.segmented.words[entry.head as usize].form;
    let around = syntax.verb_before(entry.item);
    match syntax.items[previous].0 {
        Item::Phrase(phrase) if !syntax.phrases[phrase].is_date => Subject { phrases: syntax.joined(phrase), link, ..Subject::default() },
        Item::And => match around {
            Some(other) => {
                Subject { phrases: syntax.verbs[other].subject.clone(), governor: syntax.verbs[other].governor, link, ..Subject::default() }
            }
            None => Subject { link, ..Subject::default() },
        },
        Item::Verb(other) => Subject { phrases: syntax.verbs[other].subject.clone(), governor: Some(other), link, ..Subject::default() },
        Item::Comma if form == Form::Participle => {
            // `the officer, wounded in the leg` says it of what stands before the comma.
            let nearest = previous.checked_sub(1).map(|n| syntax.items[n].0);
            match nearest {
                Some(Item::Phrase(phrase)) if !syntax.phrases[phrase].is_date => {
                    Subject { phrases: smallvec![phrase], link, ..Subject::default() }
                }
                _ => Subject { phrases: around.map_or(Phrases::new(), |v| syntax.verbs[v].subject.clone()), link, ..Subject::default() },
            }
        }
        // `sentenced the clerk for stealing`: whoever stands before the preposition does it.
        Item::Preposition | Item::Conjunction if let Some(done) = blamed(syntax, reading, previous) => {
            Subject { phrases: done, link, ..Subject::default() }
        }
        _ => {
            // A gerund behind a comma or a preposition shares the subject of the verb before it.
            let whose = |v: &Verb| {
                before(syntax, v.item)
                    .is_some_and(|n| matches!(syntax.items[n].0, Item::Phrase(p) if of_noun(syntax, reading, p).is_some()))
            };
            let shares = |v: &Verb| v.is_finite() || v.group.infinitive && !whose(v);
            let finite = (verb.saturating_sub(REACH)..verb).rev().find(|&v| shares(&syntax.verbs[v]));
            Subject { phrases: finite.map_or(Phrases::new(), |v| syntax.verbs[v].subject.clone()), link, ..Subject::default() }
        }
    }
}

/// The object of a verb that is said to do what a gerund behind `for` or `of` tells.
fn blamed(syntax: &Syntax, reading: &Reading<'_, '_>, preposition: usize) -> Option<Phrases> {
    let verb = &syntax.verbs[syntax.verb_before(preposition)?];
    let object = verb.object.first().copied().filter(|_| !verb.group.passive)?;
    let fits = reading.is(syntax.items[preposition].1, &reading.words.blaming) && reading.holds(syntax, &reading.words.actors, object);
    fits.then(|| syntax.joined(object))
}
