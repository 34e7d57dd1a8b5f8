//! What quotations ask of an article: sentences, paragraphs, marks and clauses by token.

use super::Reading;
use super::spot::Spotted;
use super::syntax::{Item, Syntax};
use crate::record::{Kind, Mention, Participant};
use crate::segment::{GroupKind, Tense, Upos};
use copydesk_engine::tokens::{Shape, Token};

impl<'r> Reading<'r, '_> {
    /// All tokens.
    pub(in crate::link) fn tokens(&self) -> &'r [Token] {
        self.scanned.tokens
    }

    /// A token's text.
    pub(in crate::link) fn word(&self, token: u32) -> &'r str {
        self.scanned.word(token as usize)
    }

    /// Sentences as tokens.
    pub(in crate::link) fn sentences(&self) -> impl Iterator<Item = (u32, u32)> + 'r {
        self.segmented.sentences.iter().map(|s| s.tokens)
    }

    /// The sentence of a token.
    pub(in crate::link) fn sentence_of(&self, token: u32) -> (u32, u32) {
        let after = self.segmented.sentences.partition_point(|s| s.tokens.0 <= token);
        after.checked_sub(1).map_or((0, 0), |n| self.segmented.sentences[n].tokens)
    }

    /// The token that begins at a byte.
    pub(in crate::link) fn token_at(&self, byte: u32) -> u32 {
        self.scanned.tokens.partition_point(|t| t.start < byte) as u32
    }

    /// Whether a token is no mark.
    pub(in crate::link) fn is_word(&self, token: u32) -> bool {
        let shape = self.scanned.tokens[token as usize].shape;
        shape.any(Shape::WORD.with(Shape::DIGIT)) && !shape.has(Shape::CLITIC)
    }

    /// First tokens of the paragraphs but the first.
    pub(in crate::link) fn paragraphs(&self) -> Vec<u32> {
        let begins = |t: &u32| self.scanned.tokens[*t as usize].is(Shape::PARAGRAPH_BEFORE);
        (0..self.scanned.tokens.len() as u32).filter(begins).collect()
    }

    /// Whether a finite verb stands between two tokens.
    pub(in crate::link) fn has_finite_verb(&self, from: u32, to: u32) -> bool {
        let first = self.segmented.groups.partition_point(|g| g.tokens.0 < from);
        let within = self.segmented.groups[first..].iter().take_while(|g| g.tokens.0 < to);
        within.into_iter().any(|g| matches!(g.kind, GroupKind::Verb(v) if v.tense != Tense::None && !v.infinitive))
    }

    /// Whether a quotation mark stands between two tokens.
    pub(in crate::link) fn has_mark(&self, from: u32, to: u32) -> bool {
        let marks =
            |t: &Token| t.is(Shape::QUOTE) && !t.is(Shape::CLITIC) && t.text(self.scanned.text) != "'" && t.text(self.scanned.text) != "’";
        self.scanned.tokens[from as usize..to as usize].iter().any(marks)
    }

    /// Whether a comma or an end of sentence stands before the closing mark that ends at a token.
    pub(in crate::link) fn ends_clause(&self, end: u32) -> bool {
        let before = self.last_within(end).map(|t| self.word(t));
        matches!(before, Some("," | "?" | "!" | "—" | "--" | "-")) || (end as usize) < self.scanned.tokens.len() && self.word(end) == ","
    }

    /// Whether a full stop stands before the closing mark that ends at a token.
    pub(in crate::link) fn ends_sentence(&self, end: u32) -> bool {
        self.last_within(end).is_some_and(|t| self.word(t) == ".")
    }

    /// The last token of a quotation that ends before a token, its closing mark apart, where it has one.
    fn last_within(&self, end: u32) -> Option<u32> {
        let last = end.checked_sub(1)?;
        if self.scanned.tokens[last as usize].is(Shape::QUOTE) { last.checked_sub(1) } else { Some(last) }
    }

    /// Whether a token is a preposition.
    pub(in crate::link) fn is_preposition(&self, token: u32) -> bool {
        self.segmented.words[token as usize].upos == Upos::Adp
    }

    /// Whether another clause begins at a token, a comma passed over.
    pub(in crate::link) fn begins_clause(&self, token: u32) -> bool {
        let at = if (token as usize) < self.scanned.tokens.len() && self.word(token) == "," { token + 1 } else { token };
        self.segmented.words.get(at as usize).is_some_and(|w| matches!(w.upos, Upos::Sconj | Upos::Cconj))
    }

    /// Whether a conjunction such as `and` joins on what stands at a token, a comma passed over.
    pub(in crate::link) fn joins_on(&self, token: u32) -> bool {
        let at = if (token as usize) < self.scanned.tokens.len() && self.word(token) == "," { token + 1 } else { token };
        self.segmented.words.get(at as usize).is_some_and(|w| w.upos == Upos::Cconj)
    }

    /// Whether a token is a form of `be`.
    pub(in crate::link) fn is_copula(&self, token: u32) -> bool {
        self.is(token, &self.words.be)
    }

    /// Whether a token is an article or the like.
    pub(in crate::link) fn is_determiner(&self, token: u32) -> bool {
        self.segmented.words[token as usize].upos == Upos::Det
    }

    /// Whether a paragraph begins at one token and ends before another.
    pub(in crate::link) fn is_paragraph(&self, from: u32, to: u32) -> bool {
        let begins = |t: u32| self.scanned.tokens.get(t as usize).is_none_or(|t| t.is(Shape::PARAGRAPH_BEFORE));
        begins(from) && begins(to)
    }

    /// Whether an agent is only pointed at (`the minister`, or a pronoun that is none of the participants).
    pub(in crate::link) fn is_pointed_at(&self, agent: Option<&Participant>) -> bool {
        agent.is_none_or(|a| {
            // Who stands for `the council` is no person.
            let head = self.token_at(a.span.end).saturating_sub(1);
            a.entity.is_none() && !self.is(head, &self.words.bodies) && self.is(self.token_at(a.span.start), &self.words.definite)
        })
    }

    /// The first person of the sentence before that of a token whom no preposition governs, else who is named last before it,
    /// within so many tokens.
    pub(in crate::link) fn person_before(&self, token: u32, within: u32) -> Option<u32> {
        let here = self.sentence_of(token).0;
        let end = self.mentions.partition_point(|m| m.tokens.0 < here);
        let near = || self.mentions[..end].iter().rev().take_while(|m| m.tokens.0 + within > token);
        let before = here.checked_sub(1).map_or(0, |t| self.sentence_of(t).0);
        let governed = |m: &Mention<'_>| m.tokens.0.checked_sub(1).is_some_and(|t| self.is_preposition(t));
        let first = near().take_while(|m| m.tokens.0 >= before).filter(|m| m.kind == Kind::Person && !governed(m)).last();
        first.or_else(|| near().find(|m| m.kind == Kind::Person)).and_then(|m| m.entity)
    }

    /// Who does what the verb before a quotation tells, where none of saying stands near it (`branded it "a shame"`).
    pub(in crate::link) fn speaker_of(&self, token: u32) -> Option<u32> {
        self.heard.binary_search_by_key(&token, |h| h.0).ok().map(|n| self.heard[n].1)
    }

    /// The person whose name labels a quotation that begins at a token (`(Lind) "…"`, `Lind: "…"`).
    pub(in crate::link) fn label_before(&self, token: u32) -> Option<u32> {
        let mark = token.checked_sub(1).filter(|t| matches!(self.word(*t), ")" | ":"))?;
        let mention = self.named(mark.checked_sub(1)?).filter(|m| m.kind == Kind::Person)?;
        let first = mention.tokens.0 - u32::from(mention.tokens.0 > 0 && self.word(mention.tokens.0 - 1) == "(");
        self.scanned.tokens[first as usize].is(Shape::PARAGRAPH_BEFORE).then_some(mention.entity).flatten()
    }

    /// The person whose name stands behind a quotation that ends before a token, and a dash, up to a comma or the end of
    /// the paragraph (`"…" - Anna Lind`).
    pub(in crate::link) fn label_behind(&self, token: u32) -> Option<u32> {
        let is_dash = |t: u32| self.scanned.tokens.get(t as usize).is_some_and(|t| t.is(Shape::DASH) && !t.is(Shape::PARAGRAPH_BEFORE));
        let mut at = token;
        while is_dash(at) {
            at += 1;
        }
        let at = self.role(at).filter(|r| r.tokens.0 == at).map_or(at, |r| r.tokens.1);
        let mention = self.named(at).filter(|m| at > token && m.kind == Kind::Person && m.tokens.0 == at)?;
        let next = self.scanned.tokens.get(mention.tokens.1 as usize);
        let ends = next.is_none_or(|t| t.is(Shape::LINE_BEFORE)) || self.word(mention.tokens.1) == ",";
        ends.then_some(mention.entity).flatten()
    }

    /// The sentence before the one that a token begins.
    pub(in crate::link) fn sentence_before(&self, token: u32) -> Option<(u32, u32)> {
        let after = self.segmented.sentences.partition_point(|s| s.tokens.0 < token);
        self.segmented.sentences.get(after).filter(|s| s.tokens.0 == token)?;
        after.checked_sub(1).map(|n| self.segmented.sentences[n].tokens)
    }

    /// The person with whose name, titles in front, a sentence begins.
    pub(in crate::link) fn person_at(&self, token: u32) -> Option<u32> {
        let at = self.role(token).filter(|r| r.tokens.0 == token).map_or(token, |r| r.tokens.1);
        self.named(at).filter(|m| m.kind == Kind::Person && m.tokens.0 == at)?.entity
    }

    /// Whether an entity is a person.
    pub(in crate::link) fn is_person(&self, entity: u32) -> bool {
        self.entities[entity as usize].kind == Some(Kind::Person)
    }

    /// Whether a token is a colon.
    pub(in crate::link) fn is_colon(&self, token: u32) -> bool {
        self.word(token) == ":"
    }

    /// The entity that a token names or stands for.
    pub(in crate::link) fn entity_at(&self, token: u32) -> Option<u32> {
        self.named(token).and_then(|m| m.entity).or_else(|| self.stands_for(token, (token, token + 1)))
    }

    /// Whether an event is one that somebody utters: a statement, or told by a verb of speech.
    pub(in crate::link) fn is_uttered(&self, token: u32, kind: &str) -> bool {
        kind == "statement" || self.is(token, &self.words.uttering)
    }

    /// What the statement that begins at a token tells without marks.
    pub(in crate::link) fn content_of(&self, token: u32) -> Option<(u32, u32)> {
        self.contents.binary_search_by_key(&token, |c| c.0).ok().map(|n| self.contents[n].1)
    }

    /// What a verb of saying tells without marks: the clause behind it, in a sentence that ends at a token.
    pub(super) fn content(&self, syntax: &Syntax, one: &Spotted, to: u32) -> Option<(u32, u32)> {
        let verb = &syntax.verbs[one.verb?];
        if !self.is(one.token, &self.words.reporting) || verb.group.passive && verb.object.is_empty() {
            return None;
        }
        let mut at = verb.item + 1;
        // Whom it is told, when, and `that`.
        let that = (at..syntax.items.len()).take(8).find(|&n| syntax.items[n].0 == Item::Conjunction);
        match that {
            Some(n) if !syntax.items[at..n].iter().any(|i| matches!(i.0, Item::Verb(_) | Item::Comma | Item::Quote)) => at = n + 1,
            _ if verb.object.first().is_some_and(|o| verb.subject.contains(o)) => return None,
            _ => {}
        }
        let finite_ahead = syntax.verbs.iter().rfind(|v| v.is_finite()).is_some_and(|v| v.item >= at);
        if !finite_ahead || !matches!(syntax.items.get(at)?.0, Item::Phrase(_) | Item::Other | Item::Preposition | Item::Adverb) {
            return None;
        }
        let start = syntax.items[at].1;
        let end = (start..to).rev().find(|t| self.segmented.words[*t as usize].upos != Upos::Punct)? + 1;
        (end > start + 2).then_some((start, end))
    }
}
