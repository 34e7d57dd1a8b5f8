//! Clauses as events read them, for people who work on the syntax: `copydesk debug clauses`.

use super::Reading;
use super::syntax::{Phrases, Syntax};
use crate::span::Span;

/// A verb with the heads of its subjects and objects, in bytes of the article's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The main verb.
    pub verb: Span,
    /// Heads of who does what it tells; of a passive what it is done to.
    pub subjects: Vec<Span>,
    /// Heads of its objects.
    pub objects: Vec<Span>,
    /// Whether it is passive.
    pub passive: bool,
    /// Whether it is neither an infinitive nor a participle or gerund without an auxiliary.
    pub finite: bool,
}

/// Adds the clauses of a sentence.
pub(super) fn collect(reading: &Reading<'_, '_>, syntax: &Syntax, all: &mut Vec<Clause>) {
    let span = |token: u32| {
        let token = &reading.scanned.tokens[token as usize];
        Span::new(token.start, token.end)
    };
    let heads = |phrases: &Phrases| phrases.iter().map(|p| span(syntax.phrases[*p].head)).collect();
    all.extend(syntax.verbs.iter().map(|verb| Clause {
        verb: span(verb.head),
        subjects: heads(&verb.subject),
        objects: heads(&verb.object),
        passive: verb.group.passive,
        finite: verb.is_finite(),
    }));
}
