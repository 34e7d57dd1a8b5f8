//! Who acted last, whom pronouns of several and common nouns stand for: `they`, `their`, `the company`, `the 23-year-old`.

use super::Reading;
use super::fill::{Filler, Fillers};
use super::syntax::{REACH, Syntax};
use crate::record::{Event, Kind, Part, Participant};
use crate::segment::{Form, Upos};
use copydesk_engine::tokens::Shape;
use smallvec::{SmallVec, smallvec};

/// Who acted last.
#[derive(Clone, Debug, Default)]
pub(super) struct Actors {
    /// A body.
    pub(super) body: Option<u32>,
    person: Option<u32>,
    /// Several at once, or one noun of several.
    several: Fillers,
}

impl Reading<'_, '_> {
    /// Remembers who acted, for the pronouns to come.
    pub(super) fn remember(&mut self, event: &Event<'_>) {
        let of = |part: Part| event.participants.iter().filter(move |p| p.part == part);
        let kind = |p: &Participant| p.entity.and_then(|e| self.entities[e as usize].kind);
        let body = of(Part::Agent).find(|p| matches!(kind(p), Some(Kind::Organization | Kind::Location))).and_then(|p| p.entity);
        let person = of(Part::Agent).find(|p| kind(p) == Some(Kind::Person)).and_then(|p| p.entity);
        let several = [Part::Agent, Part::Patient].into_iter().map(|part| self.several(of(part))).find(|s| !s.is_empty());
        self.actors.body = body.or(self.actors.body);
        self.actors.person = person.or(self.actors.person);
        if let Some(several) = several {
            self.actors.several = several;
        }
    }

    /// Participants that are several: more than one, a body, or a noun in the plural.
    fn several<'e>(&self, all: impl Iterator<Item = &'e Participant>) -> Fillers {
        let all: SmallVec<[&Participant; 4]> = all.collect();
        let filler = |p: &Participant| {
            let from = self.token_at(p.span.start);
            (p.entity, (from, self.token_at(p.span.end).max(from + 1)))
        };
        let is_several = match all[..] {
            [] => false,
            [one] => match one.entity {
                Some(entity) => self.entities[entity as usize].kind == Some(Kind::Organization),
                None => self.is_many(filler(one).1.1 - 1),
            },
            _ => true,
        };
        if is_several { all.into_iter().map(filler).collect() } else { Fillers::new() }
    }

    /// Whether a noun names several who can act.
    fn is_many(&self, head: u32) -> bool {
        self.is(head, &self.words.bodies)
            || self.segmented.words[head as usize].form == Form::Plural && (self.is(head, &self.words.people) || self.role(head).is_some())
    }

    /// Whom `they` and `their` stand for: the nearest subject before that is several, else whom its verb names, else who
    /// acted last. Between marks only the sentence itself tells.
    pub(super) fn they(&self, syntax: &Syntax, item: usize, token: u32) -> Fillers {
        let before = &syntax.verbs[..syntax.verbs.partition_point(|v| v.item < item)];
        let quoted = self.is_quoted(token);
        for verb in before.iter().rev().take(4).filter(|v| self.is_quoted(v.head) == quoted) {
            let others = verb.object.iter().chain(verb.around.iter().map(|a| &a.1)).copied().filter(|p| syntax.phrases[*p].item < item);
            for phrases in [verb.subject.clone(), others.collect()] {
                let several = match phrases[..] {
                    [one] => self.is_several(syntax, one),
                    [] => false,
                    _ => phrases.iter().all(|p| self.is_somebody(syntax, *p)),
                };
                if several {
                    return phrases.iter().map(|p| self.filler(syntax, *p)).collect();
                }
            }
        }
        if quoted { Fillers::new() } else { self.actors.several.clone() }
    }

    /// The common noun of a body that `it` stands for: the subject of what tells it (`the firm said it had hired her`), or
    /// as an object the object before.
    pub(super) fn it_of(&self, syntax: &Syntax, phrase: usize) -> Option<Filler> {
        let own = &syntax.phrases[phrase];
        if !self.is(own.head, &self.words.neuter) || self.filler(syntax, phrase).0.is_some() {
            return None;
        }
        let is_body = |p: &usize| {
            let head = syntax.phrases[*p].head;
            let body = self.is(head, &self.words.firms) || self.is(head, &self.words.bodies);
            body && self.segmented.words[head as usize].upos == Upos::Noun && self.segmented.words[head as usize].form != Form::Plural
        };
        let before = syntax.verbs[..syntax.verbs.partition_point(|v| v.item < own.item)].iter().rev();
        let quoted = self.is_quoted(own.head);
        let mut before = before.take(4).filter(|v| self.is_quoted(v.head) == quoted);
        let found = match syntax.tables.object_of(phrase) {
            Some(_) => before.skip(1).find_map(|v| v.object.iter().copied().find(is_body)),
            None => before.find(|v| self.is(v.head, &self.words.reporting)).and_then(|v| v.subject.iter().copied().find(is_body)),
        };
        found.map(|p| self.filler(syntax, p))
    }

    /// The common noun that a pronoun stands for: the subject of the verb before it in the sentence (`a captain was fined
    /// after he refused`, `the ferry was being painted when it was sold`).
    pub(super) fn subject_meant(&self, syntax: &Syntax, phrase: usize) -> Option<Filler> {
        let own = &syntax.phrases[phrase];
        let person = self.is(own.head, &self.words.he);
        let alone = own.tokens.1 == own.tokens.0 + 1 && syntax.tables.subject_of(phrase).is_some();
        if !alone || !person && !self.is(own.head, &self.words.it) || self.filler(syntax, phrase).0.is_some() {
            return None;
        }
        let quoted = self.is_quoted(own.head);
        let verb = syntax.verbs[..syntax.verbs.partition_point(|v| v.item < own.item)].iter().rev().take(REACH).find(|v| v.is_finite())?;
        let [subject] = verb.subject[..] else { return None };
        let (noun, word) = (&syntax.phrases[subject], self.segmented.words[syntax.phrases[subject].head as usize]);
        let somebody = self.role(noun.head).is_some() || self.is(noun.head, &self.words.people);
        let body = self.is(noun.head, &self.words.bodies);
        let own = self.segmented.words[noun.tokens.0 as usize].form != Form::Possessive;
        let fits = own && word.upos == Upos::Noun && word.form != Form::Plural && !noun.is_date && self.named(noun.head).is_none();
        let speaks = self.is(verb.head, &self.words.reporting);
        (fits && self.is_quoted(verb.head) == quoted && if person { somebody } else { !somebody && (body || !speaks) })
            .then(|| self.filler(syntax, subject))
    }

    /// Who acted together last, outside of marks.
    pub(super) fn several_before(&self, syntax: &Syntax, item: usize) -> Fillers {
        if self.is_quoted(syntax.items[item].1) { Fillers::new() } else { self.actors.several.clone() }
    }

    fn is_somebody(&self, syntax: &Syntax, phrase: usize) -> bool {
        let own = &syntax.phrases[phrase];
        let named = self.named(own.head).is_some_and(|m| matches!(m.kind, Kind::Person | Kind::Organization));
        !own.is_date && self.segmented.words[own.head as usize].upos != Upos::Pron && (named || self.is_many(own.head))
    }

    fn is_several(&self, syntax: &Syntax, phrase: usize) -> bool {
        let head = syntax.phrases[phrase].head;
        match self.named(head) {
            Some(mention) => mention.kind == Kind::Organization,
            None => !syntax.phrases[phrase].is_date && self.is_many(head),
        }
    }

    /// Who owns a noun, several when `their` stands in front.
    pub(super) fn owners(&self, syntax: &Syntax, phrase: usize) -> Fillers {
        let own = &syntax.phrases[phrase];
        let their = || (own.tokens.0..own.head).find(|t| self.is(*t, &self.words.their));
        match self.owner(syntax, phrase) {
            Some(one) => smallvec![one],
            None => their().map_or(Fillers::new(), |token| self.they(syntax, own.item, token)),
        }
    }

    /// The body that a noun with `the` stands for: one whose name has the noun; of firms and bodies the one that acted
    /// last, or the nearest when that is far.
    pub(super) fn body_of(&self, head: u32, tokens: (u32, u32)) -> Option<u32> {
        let definite = self.is(tokens.0, &self.words.definite) && tokens.1 == head + 1 && tokens.1 - tokens.0 <= 5;
        let body = self.is(head, &self.words.firms) || self.is(head, &self.words.bodies);
        // `the Vale yard` is none that was named before; `the Vale-based firm` is.
        let dash = |t: u32| self.scanned.tokens[t as usize].is(Shape::DASH);
        let told = (tokens.0 + 1..head).any(|t| self.named(t).is_some() && !dash(t + 1));
        if !definite || told || self.segmented.words[head as usize].form == Form::Plural || !body && tokens.1 - tokens.0 > 2 {
            return None;
        }
        let key = self.scanned.tokens[head as usize].key;
        let end = self.mentions.partition_point(|m| m.tokens.0 < head);
        let near = &self.mentions[end.saturating_sub(super::who::FARTHEST)..end];
        let named = |m: &&crate::record::Mention<'_>| {
            m.kind == Kind::Organization || !body && m.kind == Kind::Location && m.tokens.1 - m.tokens.0 > 1
        };
        let mut bodies = near.iter().filter(named);
        let of_name = bodies.rfind(|m| (m.tokens.0..m.tokens.1).any(|t| self.scanned.tokens[t as usize].key == key));
        if of_name.is_some() || !body {
            return of_name.and_then(|m| m.entity);
        }
        let sentences = self.segmented.sentences;
        let own = sentences.partition_point(|s| s.tokens.1 <= head);
        let from = sentences[own.saturating_sub(1)].tokens.0;
        let lately = || near.iter().rev().take_while(|m| m.tokens.0 >= from).filter(|m| m.kind == Kind::Organization);
        let is_body = |e: &u32| self.entities[*e as usize].kind == Some(Kind::Organization);
        let last = self.actors.body.filter(is_body);
        let nearest = || lately().find(|m| !self.is_source(m.tokens.0)).and_then(|m| m.entity);
        let near = last.filter(|e| lately().any(|m| m.entity == Some(*e)));
        near.or_else(|| nearest().filter(|_| self.is(head, &self.words.firms))).or(last)
    }

    /// Several who acted last, whom a noun in the plural with `the` stands for (`the two sides`).
    pub(super) fn both_of(&self, syntax: &Syntax, phrase: usize) -> Fillers {
        let own = &syntax.phrases[phrase];
        let plural = self.segmented.words[own.head as usize].form == Form::Plural;
        let close = own.tokens.1 == own.head + 1 && own.head - own.tokens.0 <= 2 && self.is(own.tokens.0, &self.words.definite);
        let fits = plural && close && self.is(own.head, &self.words.bodies) && self.named(own.head).is_none();
        if fits && self.actors.several.len() == 2 { self.actors.several.clone() } else { Fillers::new() }
    }

    /// The person whom a noun with `the` stands for that tells who speaks: whoever acted last.
    pub(super) fn person_of(&self, syntax: &Syntax, phrase: usize) -> Option<u32> {
        let own = &syntax.phrases[phrase];
        let singular = self.segmented.words[own.head as usize].form != Form::Plural;
        let speaks = || {
            let verb = syntax.tables.subject_of(phrase).map(|v| &syntax.verbs[v]);
            verb.is_some_and(|v| self.is(v.head, &self.words.reporting) || self.is(v.head, &self.words.uttering))
        };
        let definite = self.is(own.tokens.0, &self.words.definite) && own.tokens.0 < own.head;
        if !definite || !singular || self.is_quoted(own.head) || !speaks() {
            return None;
        }
        let nation = || {
            let at = self.mentions.partition_point(|m| m.tokens.0 < own.head);
            self.mentions.get(at).is_some_and(|m| m.tokens == (own.head, own.head + 1) && m.kind == Kind::Nationality)
        };
        // `the 23-year-old`
        let aged = || (own.tokens.0..own.tokens.1).any(|t| self.scanned.tokens[t as usize].is(Shape::DIGIT));
        let fits = self.is(own.head, &self.words.people) || self.role(own.head).is_some() || nation() || aged();
        self.actors.person.filter(|_| fits && !self.is(own.head, &self.words.bodies))
    }
}
