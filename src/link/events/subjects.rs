//! Who does what in a sentence: the subject of every verb, its objects and prepositions, found from left to right.

use super::Reading;
use super::relative::{Subject, antecedent, around_relative, before, main_before};
use super::syntax::{Item, Link, REACH, Syntax};
use crate::record::Kind;
use crate::segment::{Form, Tense};

/// Fills subjects, objects, prepositions and governors of all verbs.
pub(super) fn subjects(syntax: &mut Syntax, reading: &Reading<'_, '_>) {
    for verb in 0..syntax.verbs.len() {
        complements(syntax, verb);
    }
    finish(syntax, reading);
    for verb in 0..syntax.verbs.len() {
        let found = subject(syntax, reading, verb);
        let entry = &mut syntax.verbs[verb];
        (entry.subject, entry.governor, entry.link) = (found.phrases, found.governor, found.link);
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
    let mut last = vec![0; syntax.phrases.len()];
    for verb in syntax.verbs.iter().filter(|v| v.is_finite() && v.link == Link::Main) {
        verb.subject.iter().for_each(|p| last[*p] = verb.item);
    }
    for verb in &mut syntax.verbs {
        let (item, own) = (verb.item, &verb.subject);
        verb.object.retain(|o| last[*o] <= item || own.contains(o));
    }
    // What stands before its main clause (`Speaking in Oslo, the minister said`) has the subject of that clause.
    let mut main: Option<usize> = None;
    for verb in (0..syntax.verbs.len()).rev() {
        let entry = &syntax.verbs[verb];
        if entry.is_finite() {
            main = Some(verb);
        } else if entry.subject.is_empty()
            && entry.governor.is_none()
            && let Some(main) = main
        {
            syntax.verbs[verb].subject = syntax.verbs[main].subject.clone();
        }
    }
}

/// `has called for calm and denied that …`: a past form joined to an active verb is active, one without an object that is
/// joined to a passive verb is passive (`was arrested in Oslo and jailed for a year`).
fn finish(syntax: &mut Syntax, reading: &Reading<'_, '_>) {
    for verb in 1..syntax.verbs.len() {
        let (own, before) = (&syntax.verbs[verb], &syntax.verbs[verb - 1]);
        let bare = own.tokens.0 == own.head && own.group.tense == Tense::None && own.group.passive;
        let joined = own.item > 0 && syntax.items[own.item - 1].0 == Item::And;
        let lone = own.tokens.0 == own.head && own.group.tense == Tense::Past && !own.group.passive && own.object.is_empty();
        if bare && joined && !before.group.passive && before.is_finite() {
            let group = &mut syntax.verbs[verb].group;
            (group.tense, group.passive) = (Tense::Past, false);
        } else if lone && joined && before.group.passive && before.is_finite() && !reading.is(own.head, &reading.words.intransitive) {
            syntax.verbs[verb].group.passive = true;
        }
    }
}

/// Objects and prepositions behind a verb.
fn complements(syntax: &mut Syntax, verb: usize) {
    let mut at = syntax.verbs[verb].item + 1;
    let mut object = Vec::new();
    while let Some(&(item, ..)) = syntax.items.get(at) {
        match item {
            Item::Adverb => at += 1,
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
            Subject { phrases: other.subject.clone(), governor: other.governor, link: other.link }
        }
        (_, Some(governor)) => {
            let around = &syntax.verbs[governor];
            let controlled = reading.is(around.head, &reading.words.object_control) && !around.group.passive;
            let object = around.object.first().copied().or_else(|| around.around.first().map(|a| a.1));
            let within = object.filter(|&o| controlled && syntax.phrases[o].item < item);
            let phrases = within.map_or_else(|| around.subject.clone(), |o| syntax.joined(o));
            Subject { phrases, governor: Some(governor), link: Link::Infinitive }
        }
        (_, None) => {
            let first = leftmost(syntax, item);
            Subject { phrases: first.map_or(Vec::new(), |p| syntax.joined(p)), governor: None, link: Link::Headline }
        }
    }
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
        Item::Phrase(phrase) if !syntax.phrases[phrase].is_date => Subject { phrases: syntax.joined(phrase), governor: None, link },
        Item::And => match around {
            Some(other) => Subject { phrases: syntax.verbs[other].subject.clone(), governor: syntax.verbs[other].governor, link },
            None => Subject { link, ..Subject::default() },
        },
        Item::Verb(other) => Subject { phrases: syntax.verbs[other].subject.clone(), governor: Some(other), link },
        Item::Comma if form == Form::Participle => {
            // `the officer, wounded in the leg` says it of what stands before the comma.
            let nearest = previous.checked_sub(1).map(|n| syntax.items[n].0);
            match nearest {
                Some(Item::Phrase(phrase)) if !syntax.phrases[phrase].is_date => Subject { phrases: vec![phrase], governor: None, link },
                _ => Subject { phrases: around.map_or(Vec::new(), |v| syntax.verbs[v].subject.clone()), governor: None, link },
            }
        }
        // `sentenced the clerk for stealing`: whoever stands before the preposition does it.
        Item::Preposition | Item::Conjunction if let Some(done) = blamed(syntax, reading, previous) => {
            Subject { phrases: done, governor: None, link }
        }
        _ => {
            // A gerund behind a comma or a preposition shares the subject of the verb before it.
            let finite =
                (verb.saturating_sub(REACH)..verb).rev().find(|&v| syntax.verbs[v].is_finite() || syntax.verbs[v].group.infinitive);
            Subject { phrases: finite.map_or(Vec::new(), |v| syntax.verbs[v].subject.clone()), governor: None, link }
        }
    }
}

/// The object of a verb that is said to do what a gerund behind `for` or `of` tells.
fn blamed(syntax: &Syntax, reading: &Reading<'_, '_>, preposition: usize) -> Option<Vec<usize>> {
    let verb = &syntax.verbs[syntax.verb_before(preposition)?];
    let object = verb.object.first().copied().filter(|_| !verb.group.passive)?;
    let fits = reading.is(syntax.items[preposition].1, &reading.words.blaming) && reading.holds(syntax, &reading.words.actors, object);
    fits.then(|| syntax.joined(object))
}

/// Phrases between commas, those next to the verb first; in each the rightmost first.
type Stretches = Vec<Vec<usize>>;

fn first_of(stretches: &Stretches) -> Option<usize> {
    stretches.iter().rev().find_map(|s| s.last().copied())
}

fn finite(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize) -> Subject {
    let entry = &syntax.verbs[verb];
    if let Some(found) = around_relative(syntax, verb) {
        return found;
    }
    if is_inserted(syntax, entry.item) && !reading.is(entry.head, &reading.words.object_control) {
        let inverted = inverted(syntax, reading, verb);
        if !inverted.phrases.is_empty() {
            return inverted;
        }
    }
    let mut stretches: Stretches = vec![Vec::new()];
    let done = |phrase: Option<usize>, link: Link| {
        let phrases = phrase.map_or(Vec::new(), |p| syntax.joined(syntax.owned(p)));
        Subject { phrases, governor: None, link }
    };
    let mut at = entry.item;
    let first = at.saturating_sub(REACH);
    while at > first {
        at -= 1;
        match syntax.items[at].0 {
            Item::Phrase(phrase) if syntax.phrases[phrase].is_date => {}
            Item::Phrase(phrase) => {
                // `the images Reuters had seen`: a name right behind a noun has a clause of its own.
                if let [.., [name]] = stretches.iter().map(Vec::as_slice).collect::<Vec<_>>().as_slice()
                    && syntax.phrases[*name].item == at + 1
                    && syntax.phrases[*name].named
                    && !syntax.phrases[phrase].named
                    && syntax.phrases[phrase].owner.is_none()
                    && syntax.phrases[*name].owner.is_none()
                    && reading.role(syntax.phrases[phrase].head).is_none()
                {
                    return done(Some(*name), Link::Relative);
                }
                if syntax.governing_preposition(phrase).is_none()
                    && !is_wider_place(syntax, reading, at, phrase)
                    && let Some(stretch) = stretches.last_mut()
                {
                    stretch.push(phrase);
                }
            }
            Item::Comma => stretches.push(Vec::new()),
            Item::And if first_of(&stretches).is_none() => {
                let nearest = || (verb.saturating_sub(REACH)..verb).rev().find(|&v| syntax.verbs[v].is_finite());
                let comma = at > 0 && syntax.items[at - 1].0 == Item::Comma;
                let other = Some(comma).filter(|c| *c).and_then(|_| main_before(syntax, verb)).or_else(nearest);
                return match other {
                    Some(v) => Subject { phrases: syntax.verbs[v].subject.clone(), governor: None, link: syntax.verbs[v].link },
                    None => Subject::default(),
                };
            }
            Item::Relative => {
                return match first_of(&stretches) {
                    None => Subject { phrases: antecedent(syntax, reading, at), governor: None, link: Link::Relative },
                    first => done(first, Link::Relative),
                };
            }
            // Marks around a word or two (`The mayor "gladly" left`).
            Item::Quote if let Some(open) = (at.saturating_sub(3)..at).rev().find(|&n| syntax.items[n].0 == Item::Quote) => {
                if syntax.items[open + 1..at].iter().any(|i| matches!(i.0, Item::Verb(_) | Item::Comma)) {
                    let first = first_of(&stretches);
                    return if first.is_some() { done(first, Link::Main) } else { inverted(syntax, reading, verb) };
                }
                at = open;
            }
            Item::Conjunction | Item::Stop | Item::Quote => {
                let first = first_of(&stretches);
                return if first.is_some() { done(first, Link::Main) } else { inverted(syntax, reading, verb) };
            }
            Item::Verb(other) => {
                let open = syntax.verbs[other].is_finite() && syntax.verbs[other].link != Link::Relative;
                if open {
                    return beside(syntax, reading, verb, other, &stretches);
                }
                if let Some(stretch) = stretches.last_mut() {
                    stretch.clear();
                }
                if let Some(first) = first_of(&stretches) {
                    return done(Some(first), Link::Main);
                }
                // The clause of that verb is over: what it hangs on goes on.
                stretches = vec![Vec::new()];
                if syntax.verbs[other].link == Link::Relative {
                    at = (first..at).rev().find(|&n| syntax.items[n].0 == Item::Relative).unwrap_or(at);
                }
                if at > 0 && syntax.items[at - 1].0 == Item::Comma {
                    at -= 1;
                }
            }
            _ => {}
        }
    }
    // `India, Norway agree`: two names with a comma between are both meant.
    if let [near, far] = stretches.as_slice()
        && let ([b], [a]) = (near.as_slice(), far.as_slice())
        && syntax.phrases[*a].item + 2 == syntax.phrases[*b].item
        && [a, b].iter().all(|p| reading.named(syntax.phrases[**p].head).is_some())
    {
        return Subject { phrases: vec![*a, *b], governor: None, link: Link::Main };
    }
    match first_of(&stretches) {
        None => inverted(syntax, reading, verb),
        first => done(first, Link::Main),
    }
}

/// Whether a place says where the one before it lies (`from Split, Croatia, Anna Lind said`).
fn is_wider_place(syntax: &Syntax, reading: &Reading<'_, '_>, at: usize, phrase: usize) -> bool {
    let place = |p: usize| reading.named(syntax.phrases[p].head).is_some_and(|m| m.kind == Kind::Location);
    match at.checked_sub(2).map(|n| (syntax.items[n].0, syntax.items[n + 1].0)) {
        Some((Item::Phrase(inner), Item::Comma)) => place(phrase) && place(inner) && syntax.governing_preposition(inner).is_some(),
        _ => false,
    }
}

/// The subject of a verb when another finite verb stands before it.
fn beside(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize, other: usize, stretches: &Stretches) -> Subject {
    // `proposed a reform, but Norway refused it`: another clause begins.
    let range = syntax.verbs[other].item..syntax.verbs[verb].item;
    let begins = range.clone().skip(1).any(|n| syntax.items[n].0 == Item::And && syntax.items[n - 1].0 == Item::Comma);
    let reports = !begins && reading.is(syntax.verbs[other].head, &reading.words.reporting);
    let last = stretches.len() - 1;
    // `rescued eight, arrested three`: what a comma ends shares the subject.
    if !reports && last > 0 && stretches[..last].iter().all(Vec::is_empty) && !syntax.verbs[other].object.is_empty() {
        return Subject { phrases: syntax.verbs[other].subject.clone(), governor: None, link: syntax.verbs[other].link };
    }
    let later: Stretches = stretches[..last].to_vec();
    let first = match first_of(&later) {
        Some(later) if !reports => Some(later),
        later => told(syntax, reading, other, &stretches[last]).or(stretches[last].last().copied()).or(later),
    };
    match first {
        Some(phrase) => Subject { phrases: syntax.joined(syntax.owned(phrase)), governor: None, link: Link::Main },
        None => {
            let inverted = inverted(syntax, reading, verb);
            if !inverted.phrases.is_empty() {
                return inverted;
            }
            Subject { phrases: syntax.verbs[other].subject.clone(), governor: None, link: syntax.verbs[other].link }
        }
    }
}

/// The subject of a clause right behind whom it is told (`told reporters the bank had failed`).
fn told(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize, stretch: &[usize]) -> Option<usize> {
    let [.., second, first] = stretch else { return None };
    let (verb, items) = (&syntax.verbs[verb], (syntax.phrases[*first].item, syntax.phrases[*second].item));
    let beside = items.0 == verb.item + 1 && items.1 == items.0 + 1;
    (beside && !syntax.phrases[*second].is_date && reading.is(verb.head, &reading.words.object_control)).then_some(*second)
}

/// Whether a verb stands between a comma or a mark and a phrase that ends its clause (`…, said Anna Lind, …`).
fn is_inserted(syntax: &Syntax, item: usize) -> bool {
    let kind = |n: usize| syntax.items.get(n).map(|i| i.0);
    let ends = matches!(kind(item + 2), None | Some(Item::Comma | Item::Stop | Item::Quote | Item::Other));
    item > 0 && matches!(kind(item - 1), Some(Item::Comma | Item::Quote)) && matches!(kind(item + 1), Some(Item::Phrase(_))) && ends
}

/// Whether a verb stands right behind a quotation mark and before a phrase.
fn quoted(syntax: &Syntax, item: usize) -> bool {
    item > 0 && syntax.items[item - 1].0 == Item::Quote && matches!(syntax.items.get(item + 1).map(|i| i.0), Some(Item::Phrase(_)))
}

/// `…, said Anna Lind`: a verb of saying before its subject.
fn inverted(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize) -> Subject {
    let entry = &syntax.verbs[verb];
    let follows = entry.object.first().copied().filter(|&p| syntax.phrases[p].item <= entry.item + 4);
    match follows {
        // Right behind a quotation any verb tells who speaks (`…," sobbed Anna Lind`).
        Some(phrase) if quoted(syntax, entry.item) || reading.is(entry.head, &reading.words.reporting) => {
            let next = syntax.items.get(syntax.phrases[phrase].item + 1).map(|i| i.0);
            let phrases = if next == Some(Item::And) { syntax.joined(phrase) } else { vec![phrase] };
            Subject { phrases, governor: None, link: Link::Main }
        }
        _ => Subject::default(),
    }
}
