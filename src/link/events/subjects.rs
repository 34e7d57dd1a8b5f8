//! Who does what in a sentence: the subject of every verb, its objects and prepositions, found from left to right.

use super::Reading;
use super::finite::finite;
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

/// `Also arrested was the mayor`: a participle at the start of its clause is said of what stands behind `be`.
fn fronted(syntax: &mut Syntax, reading: &Reading<'_, '_>) {
    for verb in 1..syntax.verbs.len() {
        let (own, participle) = (&syntax.verbs[verb], &syntax.verbs[verb - 1]);
        let between = &syntax.items[participle.item + 1..own.item];
        let beside = between.iter().all(|i| matches!(i.0, Item::Adverb | Item::Preposition) || matches!(i.0, Item::Phrase(p) if syntax.phrases[p].is_date));
        let begins = before(syntax, participle.item).is_none_or(|n| matches!(syntax.items[n].0, Item::Comma | Item::Stop | Item::Quote | Item::And));
        let bare = participle.tokens.0 == participle.head && participle.object.is_empty() && reading.may_be_participle(participle.head);
        if bare && begins && beside && !own.group.passive && reading.is(own.head, &reading.words.be) && own.tokens.0 == own.head && !own.object.is_empty() {
            let object = own.object.clone();
            let participle = &mut syntax.verbs[verb - 1];
            (participle.group.tense, participle.group.passive, participle.subject) = (Tense::None, true, object);
        }
    }
}

/// `a film about the men pulled from the rubble`, `as noted by the mayor`: a past form is a participle behind what a verb or
/// a preposition before it governs, and between `as` and `by`.
fn participles(syntax: &mut Syntax, reading: &Reading<'_, '_>) {
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

/// Whether a finite verb stands right behind a phrase (`after a note signed by ten aides arrived`): its clause has one.
fn goes_on_behind(syntax: &Syntax, phrase: usize) -> bool {
    matches!(syntax.items.get(phrase + 1), Some(&(Item::Verb(verb), ..)) if syntax.verbs[verb].is_finite())
}

/// Whether `and` joins a number of people and the verb behind them to a passive verb.
fn goes_on(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize, phrase: usize) -> bool {
    let joined = before(syntax, syntax.phrases[phrase].item).is_some_and(|n| syntax.items[n].0 == Item::And);
    let own = &syntax.phrases[phrase];
    let upos = |token: u32| reading.segmented.words[token as usize].upos;
    // `ten others`, `a dozen`, `dozens`
    let counted = upos(own.tokens.0) == Upos::Num || reading.is(own.head, &reading.words.quantity);
    joined && counted && syntax.verbs[verb - 1].group.passive && syntax.verbs[verb - 1].is_finite()
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
fn finish(syntax: &mut Syntax, reading: &Reading<'_, '_>) {
    for verb in 0..syntax.verbs.len() {
        let (own, before) = (&syntax.verbs[verb], &syntax.verbs[verb.saturating_sub(1)]);
        let bare = own.tokens.0 == own.head && own.group.tense == Tense::None && own.group.passive;
        let joined = own.item > 0 && syntax.items[own.item - 1].0 == Item::And;
        let lone = own.tokens.0 == own.head && own.group.tense == Tense::Past && !own.group.passive && own.object.is_empty();
        if bare && joined && !before.group.passive && before.is_finite()
            || bare && is_only(syntax, reading, verb)
            || bare && in_relative(syntax, verb)
            || bare && !by_somebody(syntax, reading, verb) && super::relative::around_relative(syntax, reading, verb).is_some()
        {
            let group = &mut syntax.verbs[verb].group;
            (group.tense, group.passive) = (Tense::Past, false);
        } else if lone && joined && before.group.passive && before.is_finite() && !reading.is(own.head, &reading.words.intransitive) {
            syntax.verbs[verb].group.passive = true;
        }
    }
}

/// Whether a verb stands behind a relative pronoun and its subject (`the bill, which the Senate passed by two votes`).
fn in_relative(syntax: &Syntax, verb: usize) -> bool {
    let Some(subject) = before(syntax, syntax.verbs[verb].item).filter(|n| matches!(syntax.items[*n].0, Item::Phrase(_))) else {
        return false;
    };
    let ends = syntax.items.get(syntax.verbs[verb].item + 1..).into_iter().flatten().take(REACH);
    let finite = |i: &(Item, u32, u32)| matches!(i.0, Item::Verb(v) if syntax.verbs[v].is_finite());
    let alone = ends.take_while(|i| !matches!(i.0, Item::Comma | Item::Stop | Item::Quote)).all(|i| !finite(i));
    alone && subject > 0 && syntax.items[subject - 1].0 == Item::Relative
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
    let fits = |n: &usize| *n > 0 && syntax.items[*n].0 == Item::Comma || how(item + 1) && matches!(syntax.items[*n].0, Item::Phrase(_));
    let Some(comma) = before(syntax, item).filter(fits) else { return false };
    let ends = |i: &(Item, u32, u32)| matches!(i.0, Item::Stop | Item::Quote);
    let first = comma.saturating_sub(REACH);
    let from = syntax.items[first..comma].iter().rposition(ends).map_or(first, |n| first + n + 1);
    let to = item + syntax.items[item..].iter().take(REACH).take_while(|i| !ends(i)).count();
    let begins =
        |n: usize| matches!(syntax.items[n].0, Item::Phrase(p) if !syntax.phrases[p].is_date && syntax.governing_preposition(p).is_none());
    let mut subordinate = false;
    for n in from..to {
        match syntax.items[n].0 {
            Item::Relative | Item::Conjunction => subordinate = true,
            Item::Verb(v) if v != verb && syntax.verbs[v].is_finite() && !std::mem::take(&mut subordinate) => return false,
            _ => {}
        }
    }
    (from..=comma).any(begins)
}

/// Whether somebody behind `by` does what a verb tells.
fn by_somebody(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize) -> bool {
    let item = syntax.verbs[verb].item;
    matches!((syntax.items.get(item + 1), syntax.items.get(item + 2)), (Some(&(Item::Preposition, by, _)), Some(&(Item::Phrase(p), ..)))
        if reading.is(by, &reading.words.by) && reading.holds(syntax, &reading.words.actors, p))
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
