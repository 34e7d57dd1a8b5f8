//! What before a finite verb may be its subject: pronouns next to it, clauses without a pronoun, what belongs to a phrase
//! that a preposition governs.

use super::Reading;
use super::syntax::{Item, Link, REACH, Syntax};
use crate::record::Kind;
use crate::segment::{Form, Upos};
use copydesk_engine::tokens::Shape;

/// Whether a phrase is a pronoun that can only be the subject of the verb behind it, or a pronoun right behind a noun.
pub(super) fn opens_clause(syntax: &Syntax, reading: &Reading<'_, '_>, at: usize, phrase: usize) -> bool {
    let head = syntax.phrases[phrase].head;
    // `it` behind a verb may be its object.
    let beside = || matches!(at.checked_sub(1).map(|n| syntax.items[n].0), Some(Item::Phrase(_) | Item::Comma));
    let nominative = || reading.is(head, &reading.words.nominative) && !reading.is(head, &reading.words.accusative);
    nominative() || beside() && reading.is(head, &reading.words.it) && syntax.phrases[phrase].tokens.0 == head
}

/// Whether `and` joins what stands at an item to a phrase (`Anna Lind and he`).
pub(super) fn joins_phrase(syntax: &Syntax, at: usize) -> bool {
    at > 1 && syntax.items[at - 1].0 == Item::And && matches!(syntax.items[at - 2].0, Item::Phrase(_))
}

/// Whether a noun says when the clause behind it happens (`the day it opened`, `every time we meet`).
pub(super) fn is_when(syntax: &Syntax, reading: &Reading<'_, '_>, phrase: usize) -> bool {
    syntax.phrases[phrase].is_date || reading.is(syntax.phrases[phrase].head, &reading.words.moments)
}

/// Whether a phrase beside a better one is no subject: a time (`Some nights, the dam leaks`), or `itself` behind a noun.
pub(super) fn is_aside(syntax: &Syntax, reading: &Reading<'_, '_>, phrase: usize) -> bool {
    is_when(syntax, reading, phrase) || reading.is(syntax.phrases[phrase].head, &reading.words.reflexive)
}

/// The conjunction of a finite verb's clause, when a participle or gerund stands before it in the same stretch.
pub(super) fn within_participle(syntax: &Syntax, verb: usize) -> Option<usize> {
    let item = syntax.verbs[verb].item;
    let near = item.saturating_sub(REACH / 2)..item;
    let conjunction = near.rev().find(|&n| matches!(syntax.items[n].0, Item::Conjunction | Item::Comma | Item::Stop | Item::Quote))?;
    let behind = |&n: &usize| !matches!(syntax.items[n].0, Item::Phrase(_) | Item::Preposition | Item::Adverb);
    let before = (conjunction.saturating_sub(REACH / 2)..conjunction).rev().find(behind)?;
    let participle = matches!(syntax.items[before].0, Item::Verb(v) if syntax.verbs[v].link == Link::Reduced);
    (syntax.items[conjunction].0 == Item::Conjunction && participle).then_some(conjunction)
}

/// Whether a phrase goes on one that a preposition governs: joined to it before a comma (`between wars and famines, …`),
/// or in apposition to it between commas (`goods for the capital, Mekelle, …`).
pub(super) fn hangs_on_governed(syntax: &Syntax, at: usize, found: bool) -> bool {
    let (Some(&(Item::Phrase(inner), ..)), Some(&(link, ..))) =
        (at.checked_sub(2).and_then(|n| syntax.items.get(n)), at.checked_sub(1).and_then(|n| syntax.items.get(n)))
    else {
        return false;
    };
    if syntax.governing_preposition(inner).is_none() {
        return false;
    }
    let fronted = || {
        // `Meeting a guest from Oslo, the minister, …` begins so as well.
        let reduced = |n: usize| matches!(syntax.items[n].0, Item::Verb(v) if !syntax.verbs[v].is_finite());
        let first = at.saturating_sub(REACH);
        let within = |n: usize| matches!(syntax.items[n].0, Item::Preposition | Item::Phrase(_) | Item::Adverb) || reduced(n);
        let from = (first..at - 2).rev().find(|&n| !within(n)).map_or(first, |n| n + 1);
        matches!(syntax.items[from].0, Item::Preposition | Item::Adverb) || reduced(from)
    };
    match link {
        Item::And => found && fronted(),
        Item::Comma => syntax.items.get(at + 1).is_some_and(|i| i.0 == Item::Comma) && !fronted(),
        _ => false,
    }
}

/// The subject of a clause that hangs on a phrase without a pronoun (`…, a claim the bank rejected`).
pub(super) fn contact(syntax: &Syntax, reading: &Reading<'_, '_>, phrase: usize) -> Option<usize> {
    let own = &syntax.phrases[phrase];
    let Some(&(Item::Phrase(next), ..)) = syntax.items.get(own.item + 1) else { return None };
    let first = syntax.phrases[next].tokens.0;
    let definite = reading.is(first, &reading.words.definite) || reading.segmented.words[first as usize].form == Form::Possessive;
    let before = own.item.checked_sub(1).map(|n| syntax.items[n].0);
    let apposed = before == Some(Item::Comma) && reading.is(own.tokens.0, &reading.words.indefinite);
    if apposed && definite {
        return Some(next);
    }
    // `the group the army attacked`, `errors a clerk can make`: an article begins another phrase.
    let article = definite || reading.is(first, &reading.words.indefinite);
    let common = reading.segmented.words[own.head as usize].upos != Upos::Pron
        && !own.named
        && !own.is_date
        && !own.is_number
        && reading.role(own.head).is_none()
        && !is_when(syntax, reading, phrase);
    let told = matches!(before, Some(Item::Verb(v)) if syntax.verbs[v].object.len() > 1 || syntax.verbs[v].reports)
        || matches!(before, Some(Item::Verb(v)) if reading.is(syntax.verbs[v].head, &reading.words.object_control));
    let fronted = || {
        before == Some(Item::Preposition)
            && !matches!(own.item.checked_sub(2).map(|n| syntax.items[n].0), Some(Item::Phrase(_) | Item::Verb(_)))
    };
    (article && common && !told && !fronted()).then_some(next)
}

/// The dash with which what ends at this one begins.
pub(super) fn dash_before(syntax: &Syntax, reading: &Reading<'_, '_>, at: usize) -> Option<usize> {
    let dash = |n: usize| syntax.items[n].0 == Item::Stop && reading.scanned.tokens[syntax.items[n].1 as usize].is(Shape::DASH);
    (at.saturating_sub(REACH / 2)..at).rev().find(|n| dash(*n)).filter(|n| dash(at) && *n > 0)
}

/// Whether a bare noun with its preposition governs the phrase at an item (`on board the ferry`).
pub(super) fn is_compound(syntax: &Syntax, at: usize) -> bool {
    let Some(Item::Phrase(before)) = at.checked_sub(1).map(|n| syntax.items[n].0) else { return false };
    let own = &syntax.phrases[before];
    // `In response the army fired`: at the start of its clause it stands alone.
    let opens = |n: usize| n == 0 || matches!(syntax.items[n - 1].0, Item::Comma | Item::Stop | Item::Quote | Item::Conjunction);
    let bare = own.tokens.1 == own.tokens.0 + 1 && !own.named && !own.is_date;
    bare && syntax.governing_preposition(before).is_some() && !opens(own.item - 1)
}

/// Whether a place says where the one before it lies (`from Split, Croatia, Anna Lind said`).
pub(super) fn is_wider_place(syntax: &Syntax, reading: &Reading<'_, '_>, at: usize, phrase: usize) -> bool {
    let place = |p: usize| reading.named(syntax.phrases[p].head).is_some_and(|m| m.kind == Kind::Location);
    match at.checked_sub(2).map(|n| (syntax.items[n].0, syntax.items[n + 1].0)) {
        // `In Beijing, China condemned it`: what no comma ends is the subject.
        Some((Item::Phrase(inner), Item::Comma)) => {
            let closed = syntax.items.get(at + 1).is_some_and(|i| i.0 == Item::Comma);
            closed && place(phrase) && place(inner) && syntax.governing_preposition(inner).is_some()
        }
        _ => false,
    }
}

/// Whether `and` joins two prepositions of one phrase (`in and around Oslo`), or two phrases behind the same one (`members
/// of the club and of the union`).
pub(super) fn joins_prepositions(syntax: &Syntax, reading: &Reading<'_, '_>, at: usize) -> bool {
    let Some(&(Item::Preposition, second, _)) = syntax.items.get(at + 1) else { return false };
    let word = |token: u32| reading.scanned.word(token as usize);
    match at.checked_sub(1).map(|n| syntax.items[n].0) {
        Some(Item::Preposition) => true,
        Some(Item::Phrase(before)) => {
            // A title holds its own: `MPs of the club and of the union`.
            let (from, to) = syntax.phrases[before].tokens;
            let mut first = syntax.governing_preposition(before).into_iter().chain(from..to);
            first.any(|token| word(token).eq_ignore_ascii_case(word(second)))
        }
        _ => false,
    }
}
