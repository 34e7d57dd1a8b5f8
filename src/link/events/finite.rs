//! The subject of a finite verb: what stands before it, in its own clause or in the one that it goes on.

use super::Reading;
use super::before::{
    contact, dash_before, hangs_on_governed, is_aside, is_compound, is_when, is_wider_place, joins_phrase, joins_prepositions,
    opens_clause, within_participle,
};
use super::relative::{Subject, antecedent, around_relative, before, is_age, main_before};
use super::syntax::{Item, Link, Phrases, REACH, Syntax};
use super::tag::{inserted, inverted, is_inserted, tagged};
use crate::record::Kind;
use crate::segment::{Form, Tense, Upos};
use smallvec::{SmallVec, smallvec};

/// Phrases between commas, those next to the verb first; in each the rightmost first.
type Stretches = SmallVec<[Phrases; 4]>;

fn first_of(stretches: &Stretches) -> Option<usize> {
    stretches.iter().rev().find_map(|s| s.last().copied())
}

/// The subject of a finite verb: what stands before it, past insertions, or is shared with the verb that it is joined to.
pub(super) fn finite(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize) -> Subject {
    let entry = &syntax.verbs[verb];
    let found = tagged(syntax, reading, verb).or_else(|| around_relative(syntax, reading, verb)).or_else(|| caused(syntax, reading, verb));
    if let Some(found) = found {
        return found;
    }
    if is_inserted(syntax, entry.item) && !reading.is(entry.head, &reading.words.object_control) {
        let inverted = inverted(syntax, reading, verb);
        if !inverted.phrases.is_empty() {
            return inverted;
        }
    }
    let mut stretches: Stretches = smallvec![Phrases::new()];
    // The phrase right behind an `and` that begins a clause of its own.
    let mut own: Option<usize> = None;
    let done = |phrase: Option<usize>, link: Link| {
        let phrases = phrase.map_or(Phrases::new(), |p| syntax.joined(beside_name(syntax, reading, syntax.owned(p))));
        Subject { phrases, link, ..Subject::default() }
    };
    let mut at = entry.item;
    let first = at.saturating_sub(REACH);
    // The item behind what stands next to the verb, adverbs passed over.
    let near = before(syntax, entry.item).map_or(0, |n| n + 1);
    // Whether a clause within this one has been passed.
    let mut passed = false;
    while at > first {
        at -= 1;
        match syntax.items[at].0 {
            Item::Phrase(phrase) if syntax.phrases[phrase].is_date || is_age(syntax, reading, at) => {}
            // `the tax they pay`, `in its report it said`: a pronoun that is nothing but a subject, next to its verb.
            Item::Phrase(phrase) if at + 1 == near && opens_clause(syntax, reading, at, phrase) && !joins_phrase(syntax, at) => {
                return match at.checked_sub(1).map(|n| syntax.items[n].0) {
                    Some(Item::Phrase(noun)) if !is_when(syntax, reading, noun) => {
                        Subject { object: smallvec![noun], ..done(Some(phrase), Link::Relative) }
                    }
                    Some(Item::Relative) => {
                        Subject { object: relative_object(syntax, reading, at - 1), ..done(Some(phrase), Link::Relative) }
                    }
                    _ => done(Some(phrase), Link::Main),
                };
            }
            Item::Phrase(phrase) => {
                // `the images Reuters had seen`: a name right behind a noun has a clause of its own.
                if let Some([name]) = stretches.last().map(SmallVec::as_slice)
                    && syntax.phrases[*name].item == at + 1
                    && syntax.phrases[*name].named
                    && !syntax.phrases[phrase].named
                    && syntax.phrases[phrase].owner.is_none()
                    && syntax.phrases[*name].owner.is_none()
                    && reading.role(syntax.phrases[phrase].head).is_none()
                {
                    return Subject { object: smallvec![phrase], ..done(Some(*name), Link::Relative) };
                }
                if let Some(last) = contact(syntax, reading, phrase).filter(|p| stretches.last().is_some_and(|s| s.contains(p))) {
                    // `The firm the minister accused denied it`: the noun has the verb behind its clause.
                    return if passed {
                        done(Some(phrase), Link::Main)
                    } else {
                        Subject { object: smallvec![phrase], ..done(Some(last), Link::Relative) }
                    };
                }
                if syntax.governing_preposition(phrase).is_none()
                    && !is_wider_place(syntax, reading, at, phrase)
                    && !is_compound(syntax, at)
                    && !hangs_on_governed(syntax, at, first_of(&stretches).is_some())
                    && !(first_of(&stretches).is_some() && is_aside(syntax, reading, phrase))
                    && let Some(stretch) = stretches.last_mut()
                {
                    stretch.push(phrase);
                }
            }
            Item::Comma => stretches.push(Phrases::new()),
            // `who fled and whose house burned`, `for the first time and after a debate`
            Item::And
                if matches!(syntax.items[at + 1].0, Item::Relative | Item::Preposition) && passed
                    || joins_prepositions(syntax, reading, at) => {}
            Item::And if first_of(&stretches).is_none() => {
                // `said that they would leave and accused the mayor`: a past form does not go on a modal verb.
                let past = entry.group.tense == Tense::Past && entry.tokens.0 == entry.head;
                let goes_on = |v: &usize| syntax.verbs[*v].is_finite() && !(past && syntax.verbs[*v].group.modal);
                let nearest = || (verb.saturating_sub(REACH)..verb).rev().find(goes_on);
                let comma = at > 0 && syntax.items[at - 1].0 == Item::Comma;
                // `said that the car was found but added that …`
                let speaks = |v: &usize| syntax.verbs[*v].is_finite() && reading.is(syntax.verbs[*v].head, &reading.words.reporting);
                let spoke = || (verb.saturating_sub(REACH)..verb).rev().find(speaks).filter(|_| speaks(&verb));
                let main = || Some(comma).filter(|c| *c).and_then(|_| main_before(syntax, verb));
                let other = spoke().or_else(main).or_else(nearest);
                return match other {
                    Some(v) => Subject { phrases: syntax.verbs[v].subject.clone(), link: syntax.verbs[v].link, ..Subject::default() },
                    None => Subject::default(),
                };
            }
            // `…, and the bank and its rival agreed`
            Item::And if own.is_some() && at > 0 && syntax.items[at - 1].0 == Item::Comma && stretches.len() == 1 => {
                let (first, last) = (first_of(&stretches), own.filter(|o| Some(*o) != first_of(&stretches)));
                let phrases = first.into_iter().chain(last).map(|p| syntax.owned(p)).collect();
                return Subject { phrases, ..Subject::default() };
            }
            Item::And if own.is_none() => {
                own = stretches.last().and_then(|s| s.last().copied()).filter(|p| !syntax.is_list(syntax.phrases[*p].item))
            }
            Item::Relative => {
                return match first_of(&stretches) {
                    None => Subject { phrases: antecedent(syntax, reading, at), link: Link::Relative, ..Subject::default() },
                    first => Subject { object: relative_object(syntax, reading, at), ..done(first, Link::Relative) },
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
            // `The council - led by Anna Lind - published it`
            Item::Stop
                if first_of(&stretches).is_none()
                    && let Some(open) = dash_before(syntax, reading, at) =>
            {
                at = open
            }
            Item::Conjunction | Item::Stop | Item::Quote => {
                let first = first_of(&stretches);
                return if first.is_some() { done(first, Link::Main) } else { inverted(syntax, reading, verb) };
            }
            Item::Verb(other)
                if stretches.iter().flatten().all(|p| syntax.verbs[other].subject.contains(p))
                    && let Some(comma) = inserted(syntax, reading, other) =>
            {
                (at, stretches) = (comma, smallvec![Phrases::new()]);
            }
            Item::Verb(other) => {
                let open = syntax.verbs[other].is_finite() && syntax.verbs[other].link != Link::Relative;
                // `Ministers, meeting since talks failed, condemned it`: the clause behind a conjunction ends at the comma.
                if open
                    && first_of(&stretches).is_none()
                    && stretches.len() == 2
                    && let Some(conjunction) = within_participle(syntax, other)
                {
                    (at, stretches, passed) = (conjunction, smallvec![Phrases::new()], true);
                    continue;
                }
                // `praised the firm for sending …`: what stands before the clause is that verb's object.
                if open
                    && passed
                    && !syntax.verbs[other].reports
                    && stretches.len() == 1
                    && stretches[0].iter().any(|p| syntax.verbs[other].object.contains(p))
                {
                    return Subject::default();
                }
                if open {
                    // `The firm bought land and Norway sold it`; not `said Sweden and Norway sold it`.
                    let reports = reading.is(syntax.verbs[other].head, &reading.words.reporting);
                    return match own.filter(|_| !reports) {
                        None => beside(syntax, reading, verb, other, &stretches),
                        own => done(own, Link::Main),
                    };
                }
                if own.is_some() && stretches.len() == 1 {
                    return done(own, Link::Main);
                }
                // What that verb has as its objects is no subject; what stands behind them may be (`In a note issued on Monday
                // the bank said`).
                let near = stretches.len() == 1 && syntax.verbs[other].link == Link::Reduced;
                // `refused to say the mine was shut`: such a verb has a clause.
                let told = stretches.len() == 1 && syntax.verbs[other].reports && !syntax.verbs[other].group.passive;
                if let Some(stretch) = stretches.last_mut() {
                    stretch.retain(|p| told || near && !syntax.verbs[other].object.contains(p));
                }
                if let Some(first) = first_of(&stretches) {
                    return done(Some(first), Link::Main);
                }
                // The clause of that verb is over: what it hangs on goes on.
                (stretches, passed) = (smallvec![Phrases::new()], true);
                if syntax.verbs[other].link == Link::Relative {
                    at = (first..at).rev().find(|&n| syntax.items[n].0 == Item::Relative).unwrap_or(at);
                }
                // `accused of stealing it, …`, `reduced to ten men and playing away, …`
                let opens = |n: usize| match syntax.items[n].0 {
                    Item::Comma => true,
                    Item::Conjunction | Item::Preposition | Item::And => syntax.verbs[other].link == Link::Reduced && n > first,
                    _ => false,
                };
                while at > first && syntax.items[at - 1].0 == Item::Adverb {
                    at -= 1;
                }
                if at > 0 && opens(at - 1) {
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
        return Subject { phrases: smallvec![*a, *b], link: Link::Main, ..Subject::default() };
    }
    // `Pilots, airline agree`: so are two bare nouns before a plural verb.
    if let [near, far] = stretches.as_slice()
        && let ([b], [a]) = (near.as_slice(), far.as_slice())
        && syntax.phrases[*a].item == 0
        && syntax.phrases[*b].item == 2
        && entry.item == 3
        && entry.group.tense == Tense::Present
        && reading.segmented.words[entry.tokens.0 as usize].form == Form::Base
        && [a, b]
            .iter()
            .all(|p| !matches!(reading.segmented.words[syntax.phrases[**p].tokens.0 as usize].upos, Upos::Det | Upos::Pron | Upos::Num))
    {
        return Subject { phrases: smallvec![*a, *b], link: Link::Main, ..Subject::default() };
    }
    match first_of(&stretches) {
        None => inverted(syntax, reading, verb),
        Some(first) => done(Some(titled(syntax, reading, first, &stretches)), Link::Main),
    }
}

/// Of `Former goalkeeper, now club chairman, Dario Ferri` the name: titles without an article stand before it.
fn titled(syntax: &Syntax, reading: &Reading<'_, '_>, first: usize, stretches: &Stretches) -> usize {
    let own = &syntax.phrases[first];
    let fixed = matches!(reading.segmented.words[own.tokens.0 as usize].upos, Upos::Det | Upos::Pron | Upos::Num);
    let title = !own.named && !fixed && own.owner.is_none() && reading.role(own.head).is_some();
    let nearest = stretches.first().and_then(|s| s.last().copied());
    let person = |p: &usize| reading.named(syntax.phrases[*p].head).is_some_and(|m| m.kind == Kind::Person);
    nearest.filter(|p| title && *p != first && person(p)).unwrap_or(first)
}

/// `made the bank sell its shares`: what stands behind such a verb does what the next one says.
fn caused(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize) -> Option<Subject> {
    let entry = &syntax.verbs[verb];
    let before = verb.checked_sub(1).filter(|v| reading.is(syntax.verbs[*v].head, &reading.words.causative))?;
    let bare = reading.segmented.words[entry.head as usize].form == Form::Base && entry.tokens.0 == entry.head;
    let object = syntax.verbs[before].object.first().copied().filter(|_| bare && !syntax.verbs[before].group.passive)?;
    let beside = syntax.phrases[object].item + 1 == entry.item;
    beside.then(|| Subject { phrases: syntax.joined(object), governor: Some(before), link: Link::Infinitive, ..Subject::default() })
}

/// What a relative clause with a subject of its own is about: `the plan, which Norway rejected`.
fn relative_object(syntax: &Syntax, reading: &Reading<'_, '_>, relative: usize) -> Phrases {
    let governed = relative.checked_sub(1).is_some_and(|n| syntax.items[n].0 == Item::Preposition);
    if governed || reading.is(syntax.items[relative].1, &reading.words.whose) {
        Phrases::new()
    } else {
        antecedent(syntax, reading, relative)
    }
}

/// Of `the daily Aftenposten`, in two phrases, the name.
pub(super) fn beside_name(syntax: &Syntax, reading: &Reading<'_, '_>, phrase: usize) -> usize {
    let own = &syntax.phrases[phrase];
    match syntax.items.get(own.item + 1) {
        Some(&(Item::Phrase(next), ..)) if !own.named && !own.is_date && syntax.phrases[next].owner.is_none() => {
            let name = reading.named(syntax.phrases[next].head).filter(|m| matches!(m.kind, Kind::Person | Kind::Organization));
            if name.is_some() { next } else { phrase }
        }
        _ => phrase,
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
    if !reports && last > 0 && stretches[..last].iter().all(SmallVec::is_empty) && !syntax.verbs[other].object.is_empty() {
        return Subject { phrases: syntax.verbs[other].subject.clone(), link: syntax.verbs[other].link, ..Subject::default() };
    }
    let later: Stretches = stretches[..last].into();
    let first = match first_of(&later) {
        Some(later) if !reports => Some(later),
        later => told(syntax, reading, other, &stretches[last]).or(stretches[last].last().copied()).or(later),
    };
    match first {
        Some(phrase) => Subject { phrases: syntax.joined(syntax.owned(phrase)), link: Link::Main, ..Subject::default() },
        None => {
            let inverted = inverted(syntax, reading, verb);
            if !inverted.phrases.is_empty() {
                return inverted;
            }
            Subject { phrases: syntax.verbs[other].subject.clone(), link: syntax.verbs[other].link, ..Subject::default() }
        }
    }
}

/// The subject of a clause right behind whom it is told (`told reporters the bank had failed`).
fn told(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize, stretch: &[usize]) -> Option<usize> {
    let [.., second, first] = stretch else { return None };
    let verb = &syntax.verbs[verb];
    let beside = syntax.phrases[*first].item == verb.item + 1 && !syntax.phrases[*second].is_date;
    (beside && reading.is(verb.head, &reading.words.object_control)).then_some(*second)
}
