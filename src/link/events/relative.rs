//! Clauses within clauses: what a relative pronoun stands for, and what a verb behind one has as its subject.

use super::Reading;
use super::syntax::{Item, Link, Phrases, REACH, Syntax};
use crate::record::Kind;
use crate::segment::{Form, Upos};
use copydesk_engine::tokens::Shape;
use smallvec::smallvec;

/// The subject of a verb.
#[derive(Default)]
pub(super) struct Subject {
    pub(super) phrases: Phrases,
    /// What the verb does it to, where that stands before the subject.
    pub(super) object: Phrases,
    pub(super) governor: Option<usize>,
    pub(super) link: Link,
}

/// The item before, adverbs passed over.
pub(super) fn before(syntax: &Syntax, item: usize) -> Option<usize> {
    (item.saturating_sub(REACH)..item).rev().find(|&n| syntax.items[n].0 != Item::Adverb)
}

/// `Norway, which built the dam when it was rich, is selling it`: the subject of a verb right behind a comma is what the
/// relative clause before it hangs on, when that stands at the head of its clause.
pub(super) fn around_relative(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize) -> Option<Subject> {
    let item = syntax.verbs[verb].item;
    let comma = before(syntax, item).filter(|n| syntax.items[*n].0 == Item::Comma)?;
    let first = comma.saturating_sub(REACH);
    // `, which …`; `, all of which …`
    let comma_before = |n: usize| match syntax.items[n - 1].0 {
        Item::Comma => Some(n - 1),
        Item::Preposition => (n.saturating_sub(4)..n - 1).rev().find(|&c| syntax.items[c].0 == Item::Comma),
        _ => None,
    };
    let where_ = |n: usize| {
        syntax.items[n].0 == Item::Conjunction && reading.segmented.words[syntax.items[n].1 as usize].form == Form::Interrogative
    };
    let opens = |n: usize| n > 1 && (syntax.items[n].0 == Item::Relative || where_(n)) && comma_before(n).is_some_and(|c| c > 0);
    let here = (first..comma).rev().take_while(|&n| !matches!(syntax.items[n].0, Item::Stop | Item::Quote));
    let relative = here.into_iter().find(|&n| opens(n))?;
    // The clause is over where a verb stands behind a comma already.
    let is_main = |n: usize| {
        let verb = matches!(syntax.items[n].0, Item::Verb(v) if syntax.verbs[v].is_finite());
        verb && before(syntax, n).is_some_and(|c| c > relative && syntax.items[c].0 == Item::Comma)
    };
    if (relative + 1..comma).any(is_main) {
        return None;
    }
    let head = comma_before(relative)?.checked_sub(1)?;
    let Item::Phrase(phrase) = syntax.items[head].0 else { return None };
    // Nothing but this phrase, its prepositions and its list stands in its clause so far.
    let mut subject = None;
    for n in (first..=head).rev() {
        match syntax.items[n].0 {
            Item::Phrase(_) if is_age(syntax, reading, n) => {}
            Item::Phrase(p) if !syntax.phrases[p].is_date && syntax.governing_preposition(p).is_none() => subject = Some(p),
            Item::Verb(v) if syntax.verbs[v].is_finite() || syntax.verbs[v].group.infinitive => return None,
            Item::Stop | Item::Conjunction | Item::Relative | Item::Quote => break,
            // `Nordbank, the second largest, which …`
            Item::Comma if subject.is_some() && !apposes(syntax, n) => break,
            _ => {}
        }
    }
    let subject = syntax.owned(subject.unwrap_or(phrase));
    Some(Subject { phrases: syntax.joined(subject), ..Subject::default() })
}

/// Whether the phrase before a comma is no preposition's: what stands behind the comma says what it is.
fn apposes(syntax: &Syntax, comma: usize) -> bool {
    match comma.checked_sub(1).map(|n| syntax.items[n].0) {
        Some(Item::Phrase(p)) => !syntax.phrases[p].is_date && syntax.governing_preposition(p).is_none(),
        _ => false,
    }
}

/// The verb with which one behind `, and` shares its subject: the first of the sentence that stands in no clause of its own.
pub(super) fn main_before(syntax: &Syntax, verb: usize) -> Option<usize> {
    let item = syntax.verbs[verb].item;
    let ends = |i: &(Item, u32, u32)| matches!(i.0, Item::Stop | Item::Quote);
    let from = (item.saturating_sub(REACH)..item).rev().find(|&n| ends(&syntax.items[n])).unwrap_or(0);
    let near = verb.saturating_sub(REACH)..verb;
    near.filter(|&v| syntax.verbs[v].item >= from).find(|&v| {
        let entry = &syntax.verbs[v];
        entry.is_finite() && entry.link == Link::Main && !is_subordinate(syntax, v)
    })
}

/// Whether a conjunction opens a verb's clause.
pub(super) fn is_subordinate(syntax: &Syntax, verb: usize) -> bool {
    for item in syntax.items[..syntax.verbs[verb].item].iter().rev().take(REACH) {
        match item.0 {
            Item::Conjunction => return true,
            Item::Verb(v) if syntax.verbs[v].is_finite() => return false,
            Item::Stop | Item::Quote | Item::Comma => return false,
            _ => {}
        }
    }
    false
}

/// Whether a phrase is an age: one number between commas behind a name (`Anna Lind, 61, who …`).
pub(super) fn is_age(syntax: &Syntax, reading: &Reading<'_, '_>, item: usize) -> bool {
    let comma = |n: usize| syntax.items.get(n).is_some_and(|i| i.0 == Item::Comma);
    let (_, at, end) = syntax.items[item];
    let number = || {
        let digits = reading.scanned.tokens.get(at as usize).is_some_and(|t| t.is(Shape::DIGIT));
        end == at + 1 && (digits || reading.segmented.words.get(at as usize).is_some_and(|w| w.upos == Upos::Num))
    };
    let person = item > 1 && matches!(syntax.items[item - 2].0, Item::Phrase(p) if syntax.phrases[p].named);
    number() && person && comma(item - 1) && comma(item + 1)
}

/// Whether a phrase names the place or body, behind a preposition, of somebody who stands before it.
fn is_whence(syntax: &Syntax, reading: &Reading<'_, '_>, phrase: usize) -> bool {
    let own = syntax.phrases[phrase].item;
    let Some(Item::Phrase(before)) = own.checked_sub(2).map(|n| syntax.items[n].0) else { return false };
    let whose = reading.named(syntax.phrases[phrase].head).is_some_and(|m| matches!(m.kind, Kind::Location | Kind::Organization));
    let person = reading.named(syntax.phrases[before].tokens.1 - 1).is_some_and(|m| m.kind == Kind::Person);
    whose && (person || reading.role(syntax.phrases[before].head).is_some()) && syntax.governing_preposition(phrase).is_some()
}

/// What a relative pronoun stands for.
pub(super) fn antecedent(syntax: &Syntax, reading: &Reading<'_, '_>, relative: usize) -> Phrases {
    // `the men, who fled and who were caught`; no further, so that the time stays linear.
    let joined = relative > 0 && syntax.items[relative - 1].0 == Item::And;
    let mut before = (relative.saturating_sub(REACH)..relative.saturating_sub(1)).rev();
    let relative = before.find(|&n| joined && syntax.items[n].0 == Item::Relative).unwrap_or(relative);
    let person = reading.is(syntax.items[relative].1, &reading.words.persons);
    let number = number_behind(syntax, reading, relative);
    for n in (relative.saturating_sub(REACH)..relative).rev() {
        match syntax.items[n].0 {
            // An age between commas, a date behind its preposition.
            Item::Phrase(phrase) if syntax.phrases[phrase].is_date || is_age(syntax, reading, n) => {}
            Item::Preposition if matches!(syntax.items[n + 1].0, Item::Phrase(p) if syntax.phrases[p].is_date) => {}
            // `Anna Lind and Omar Haddad, who …`
            Item::Phrase(last)
                if n > 1 && n + 1 < relative && syntax.items[n + 1].0 == Item::Comma && syntax.items[n - 1].0 == Item::And =>
            {
                return match syntax.items[n - 2].0 {
                    Item::Phrase(first) if syntax.phrases[first].named && syntax.phrases[last].named => smallvec![first, last],
                    _ => smallvec![last],
                };
            }
            // `Anna Lind of Norway, who …`
            Item::Phrase(phrase) if n > 1 && person && is_whence(syntax, reading, phrase) => {}
            Item::Preposition if person && matches!(syntax.items[n + 1].0, Item::Phrase(p) if is_whence(syntax, reading, p)) => {}
            // `a court in Oslo that …`: a name is one already.
            Item::Phrase(phrase)
                if n + 1 == relative
                    && n > 1
                    && syntax.phrases[phrase].named
                    && reading.is(syntax.items[relative].1, &reading.words.that)
                    && syntax.governing_preposition(phrase).is_some()
                    && matches!(syntax.items[n - 2].0, Item::Phrase(p) if !syntax.phrases[p].named && !syntax.phrases[p].is_date) => {}
            Item::Preposition
                if n + 2 == relative
                    && matches!(syntax.items[n + 1].0, Item::Phrase(p) if syntax.phrases[p].named)
                    && reading.is(syntax.items[relative].1, &reading.words.that)
                    && n > 0
                    && matches!(syntax.items[n - 1].0, Item::Phrase(p) if !syntax.phrases[p].named && !syntax.phrases[p].is_date) => {}
            // `a trail linked by ferries that circles the bay`
            Item::Phrase(phrase)
                if number.is_some_and(|many| disagrees(syntax, reading, phrase, many)) && agrees_before(syntax, reading, n, number) => {}
            Item::Preposition | Item::Verb(_) if passes(syntax, reading, n, number) => {}
            // `our brothers and sisters who …`
            Item::Phrase(phrase) => return both(syntax, reading, n, phrase),
            Item::Comma | Item::Adverb => {}
            _ => break,
        }
    }
    Phrases::new()
}

/// Whether the verb of a relative clause is plural, where its form tells.
fn number_behind(syntax: &Syntax, reading: &Reading<'_, '_>, relative: usize) -> Option<bool> {
    let verb = (relative + 1..syntax.items.len()).take(3).find(|n| syntax.items[*n].0 != Item::Adverb)?;
    let Item::Verb(verb) = syntax.items[verb].0 else { return None };
    match reading.segmented.words[syntax.verbs[verb].tokens.0 as usize].form {
        Form::ThirdPerson => Some(false),
        Form::Base => Some(true),
        _ => None,
    }
}

/// Whether a common noun is of another number than the verb of its relative clause.
fn disagrees(syntax: &Syntax, reading: &Reading<'_, '_>, phrase: usize, many: bool) -> bool {
    let own = &syntax.phrases[phrase];
    let word = reading.segmented.words[own.head as usize];
    let joined = own.item > 0 && syntax.items[own.item - 1].0 == Item::And;
    !own.named && word.upos == Upos::Noun && !joined && (word.form == Form::Plural) != many
}

/// Whether the phrase to which the one at an item belongs, past its preposition and a participle, agrees with the verb.
fn agrees_before(syntax: &Syntax, reading: &Reading<'_, '_>, item: usize, number: Option<bool>) -> bool {
    let Some(many) = number else { return false };
    let mut at = item;
    while at > 0 && (syntax.items[at - 1].0 == Item::Preposition || is_participle(syntax, at - 1)) {
        at -= 1;
    }
    at < item && matches!(at.checked_sub(1).map(|n| syntax.items[n].0), Some(Item::Phrase(p)) if !disagrees(syntax, reading, p, many))
}

fn is_participle(syntax: &Syntax, item: usize) -> bool {
    matches!(syntax.items[item].0, Item::Verb(v) if !syntax.verbs[v].is_finite() && !syntax.verbs[v].group.infinitive)
}

/// Whether an item stands between a phrase that does not agree with the verb of a relative clause and the one that does.
fn passes(syntax: &Syntax, reading: &Reading<'_, '_>, item: usize, number: Option<bool>) -> bool {
    let next = (item + 1..syntax.items.len()).take(3).find_map(|n| match syntax.items[n].0 {
        Item::Phrase(p) => Some((n, p)),
        _ => None,
    });
    let between = syntax.items[item].0 == Item::Preposition || is_participle(syntax, item);
    between
        && next.is_some_and(|(n, p)| {
            number.is_some_and(|many| disagrees(syntax, reading, p, many)) && agrees_before(syntax, reading, n, number)
        })
}

/// A phrase at an item with the one that shares its determiner (`the women and children`).
fn both(syntax: &Syntax, reading: &Reading<'_, '_>, item: usize, phrase: usize) -> Phrases {
    let before = item.checked_sub(2).map(|n| (syntax.items[n].0, syntax.items[n + 1].0));
    let upos = |p: usize| reading.segmented.words[syntax.phrases[p].tokens.0 as usize].upos;
    let bare = |p: usize| !matches!(upos(p), Upos::Det | Upos::Pron) && !syntax.phrases[p].named;
    match before {
        Some((Item::Phrase(first), Item::And)) if bare(phrase) && !syntax.phrases[first].named => smallvec![first, phrase],
        _ => smallvec![phrase],
    }
}

/// `after Malta, Spain and the head of the bank had agreed`: the preposition opens a clause.
pub(super) fn clausal(syntax: &mut Syntax, reading: &Reading<'_, '_>) {
    for item in 0..syntax.items.len() {
        if syntax.items[item].0 == Item::Preposition && reading.is(syntax.items[item].1, &reading.words.clausal) && opens(syntax, item) {
            syntax.items[item].0 = Item::Conjunction;
        }
    }
}

/// Whether a finite verb stands before an item.
fn has_verb_before(syntax: &Syntax, item: usize) -> bool {
    let near = syntax.items[item.saturating_sub(REACH)..item].iter().rev().take_while(|i| !matches!(i.0, Item::Stop | Item::Quote));
    near.into_iter().any(|i| matches!(i.0, Item::Verb(v) if syntax.verbs[v].is_finite()))
}

/// Whether a list of phrases behind an item runs up to a finite verb without a comma that could end it.
fn opens(syntax: &Syntax, item: usize) -> bool {
    let (mut commas, mut joined, mut phrases) = (0, false, 0);
    let mut last = Item::Other;
    for &(kind, ..) in syntax.items[item + 1..].iter().take(REACH / 4) {
        let before = std::mem::replace(&mut last, kind);
        match kind {
            // `As a result some farmers sold up`
            Item::Phrase(p)
                if matches!(before, Item::Phrase(q) if !syntax.phrases[q].is_date && !syntax.phrases[q].named)
                    && !syntax.phrases[p].is_date =>
            {
                return false;
            }
            Item::Phrase(_) => phrases += 1,
            Item::Comma if joined => return false,
            Item::Comma => commas += 1,
            Item::And => joined = true,
            Item::Preposition | Item::Adverb => {}
            // `halted it after the operator, Steppe Minerals, agreed`: the sentence has its verb already.
            Item::Verb(verb) => {
                let apposed = || commas == 2 && phrases >= 2 && has_verb_before(syntax, item);
                return phrases > 0 && syntax.verbs[verb].is_finite() && (commas == 0 || joined || apposed());
            }
            _ => return false,
        }
    }
    false
}
