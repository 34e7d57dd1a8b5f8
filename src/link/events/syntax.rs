//! A sentence as events see it: phrases, verbs and what stands between them, from left to right. Phrases are noun groups
//! widened to the names and roles that they hold, so that `Minister of Trade of Norway Anna Lind` is one.

use super::Reading;
use super::phrases::{bracket, is_money, marked_adverb, noun_phrase, small, split};
use super::tables::Tables;
use crate::record::Kind;
use crate::segment::{Form, GroupKind, Tense, Upos, VerbGroup};
use smallvec::SmallVec;

/// What stands at a place of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Phrase(usize),
    Verb(usize),
    Preposition,
    Comma,
    /// `and`, `or`, `but`.
    And,
    /// `that`, `if`, `when` …
    Conjunction,
    /// `who`, `which`.
    Relative,
    /// Dash, colon, semicolon, bracket.
    Stop,
    Quote,
    Adverb,
    Other,
}

/// A noun phrase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase {
    /// First token, and the token after the last.
    pub(super) tokens: (u32, u32),
    /// Its noun.
    pub(super) head: u32,
    /// It only says when.
    pub(super) is_date: bool,
    /// Its head belongs to a name.
    pub(super) named: bool,
    /// Its head belongs to a person's name.
    pub(super) is_person: bool,
    /// It is one number (`Anna Lind, 61, …`).
    pub(super) is_number: bool,
    /// Item at which it stands.
    pub(super) item: usize,
    /// Phrase whose genitive stands in front (`Norway's`).
    pub(super) owner: Option<usize>,
}

impl Phrase {
    fn new(reading: &Reading<'_, '_>, tokens: (u32, u32), head: u32, item: usize) -> Self {
        let name = reading.named(head);
        let is_person = name.is_some_and(|n| n.kind == Kind::Person);
        Phrase { tokens, head, is_date: false, named: name.is_some(), is_person, is_number: false, item, owner: None }
    }
}

/// How a verb's clause hangs on what is around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Link {
    #[default]
    Main,
    Relative,
    /// Infinitive that a verb, noun or adjective governs.
    Infinitive,
    /// `to` behind the subject of a headline (`Minister to visit Oslo`).
    Headline,
    /// Participle or gerund without an auxiliary.
    Reduced,
}

/// Numbers of phrases: rarely more than two.
pub(super) type Phrases = SmallVec<[usize; 2]>;

/// A verb with its arguments, as phrases.
#[derive(Clone, Debug)]
pub(super) struct Verb {
    pub(super) tokens: (u32, u32),
    pub(super) head: u32,
    pub(super) group: VerbGroup,
    pub(super) item: usize,
    /// Subjects as the sentence has them, or of a reduced passive what it says something of.
    pub(super) subject: Phrases,
    pub(super) object: Phrases,
    /// Prepositions by token, with their phrases.
    pub(super) around: SmallVec<[(u32, usize); 2]>,
    pub(super) governor: Option<usize>,
    pub(super) link: Link,
    /// An infinitive follows.
    pub(super) infinitive: bool,
    /// It takes a clause.
    pub(super) reports: bool,
}

impl Verb {
    pub(super) fn is_finite(&self) -> bool {
        self.group.tense != Tense::None && !self.group.infinitive
    }
}

/// A sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Syntax {
    /// Items with their tokens.
    pub(super) items: Vec<(Item, u32, u32)>,
    pub(super) phrases: Vec<Phrase>,
    pub(super) verbs: Vec<Verb>,
    /// What is looked up rather than looked for.
    pub(super) tables: Tables,
}

/// Items to either side in which a clause is looked for: no clause is longer, and reading stays linear.
pub(super) const REACH: usize = 64;

impl Syntax {
    /// Reads the sentence of these tokens in place of the one before.
    pub(super) fn read(&mut self, reading: &Reading<'_, '_>, from: u32, to: u32) {
        self.items.clear();
        self.phrases.clear();
        self.verbs.clear();
        let mut at = from;
        while at < to {
            let next = self.take(reading, at, to);
            at = next.max(at + 1);
        }
        self.own();
        super::relative::clausal(self, reading);
        self.tables.owned(&self.phrases);
        super::subjects::subjects(self, reading);
        self.tables.fill(&self.phrases, &self.verbs, from, to);
    }

    /// In a headline a past form without object is a passive: `Two brothers sentenced in Oslo`.
    pub(super) fn headline(&mut self, reading: &Reading<'_, '_>) {
        for verb in &mut self.verbs {
            let bare = verb.tokens.0 == verb.head && verb.group.tense == Tense::Past;
            if bare && verb.object.is_empty() && !reading.is(verb.head, &reading.words.reporting) {
                verb.group.passive = true;
            }
        }
    }

    /// Takes the item that begins at a token; gives the token after it.
    fn take(&mut self, reading: &Reading<'_, '_>, at: u32, to: u32) -> u32 {
        let item = self.items.len();
        if let Some(end) = reading.date_at(at) {
            return self.push_phrase(Phrase {
                is_date: true,
                named: false,
                is_person: false,
                ..Phrase::new(reading, (at, end), end - 1, item)
            });
        }
        if reading.is(at, &reading.words.whose) {
            self.items.push((Item::Relative, at, at + 1));
            return at + 1;
        }
        if let Some((end, head)) = noun_phrase(reading, at, to) {
            if let Some(next) = self.is_fronted().then(|| split(reading, at, end, head)).flatten() {
                self.push_phrase(Phrase::new(reading, (at, next), next - 1, item));
                return self.push_phrase(Phrase::new(reading, (next, end), head, item + 1));
            }
            let is_number = end == at + 1 && reading.segmented.words[at as usize].upos == Upos::Num;
            return self.push_phrase(Phrase { is_number, ..Phrase::new(reading, (at, end), head, item) });
        }
        if let Some(group) = reading.group_at(at)
            && let GroupKind::Verb(verb) = group.kind
        {
            // `talks involving Norway, Sweden and Denmark`
            if group.head == at && reading.is(at, &reading.words.prepositional) && reading.segmented.words[at as usize].form == Form::Gerund
            {
                // What comes behind a noun lists what belongs to it.
                let behind = matches!(self.items.last(), Some((Item::Phrase(_), ..)));
                self.items.push((if behind { Item::Other } else { Item::Preposition }, at, at + 1));
                return at + 1;
            }
            if group.head == at && is_money(reading, at) {
                self.items.push((Item::Adverb, at, at + 1));
                return at + 1;
            }
            self.items.push((Item::Verb(self.verbs.len()), at, group.tokens.1));
            self.verbs.push(Verb {
                tokens: group.tokens,
                head: group.head,
                group: verb,
                item,
                subject: Phrases::new(),
                object: Phrases::new(),
                around: SmallVec::new(),
                governor: None,
                link: Link::Main,
                infinitive: false,
                reports: reading.is(group.head, &reading.words.reporting),
            });
            return group.tokens.1;
        }
        if let Some(end) = bracket(reading, at, to).or_else(|| marked_adverb(reading, at, to)) {
            self.items.push((Item::Adverb, at, end));
            return end;
        }
        if reading.joins(at) {
            // `Along with two others, she …`
            let opens = self.items.is_empty();
            self.items.push((if opens { Item::Preposition } else { Item::And }, at, at + 2));
            return at + 2;
        }
        let what = small(reading, at as usize);
        self.items.push((what, at, at + 1));
        at + 1
    }

    /// Whether the last item is a preposition with which a clause begins.
    fn is_fronted(&self) -> bool {
        let [before @ .., (Item::Preposition, ..)] = self.items.as_slice() else { return false };
        let mut before: &[(Item, u32, u32)] = before;
        // `In a raid on a farm police …`
        for _ in 0..REACH / 8 {
            let [rest @ .., (Item::Preposition, ..), (Item::Phrase(_), ..)] = before else { break };
            before = rest;
        }
        matches!(before.last().map(|i| i.0), None | Some(Item::Comma | Item::Quote | Item::Stop | Item::Conjunction))
    }

    fn push_phrase(&mut self, phrase: Phrase) -> u32 {
        self.items.push((Item::Phrase(self.phrases.len()), phrase.tokens.0, phrase.tokens.1));
        self.phrases.push(phrase);
        phrase.tokens.1
    }

    /// Genitives: `Norway` `'s` `visit` leaves the visit with its owner.
    fn own(&mut self) {
        for item in 2..self.items.len() {
            // A date may stand between (`the firm's second-quarter profit`).
            let dated = item > 2
                && matches!(self.items[item - 1].0, Item::Phrase(p) if self.phrases[p].is_date && self.items[item - 1].2 == self.items[item].1);
            let clitic = item - 1 - usize::from(dated);
            let (Item::Phrase(owned), Item::Phrase(owner)) = (self.items[item].0, self.items[clitic - 1].0) else { continue };
            let between = self.items[clitic];
            if between.0 == Item::Adverb && between.1 + 1 == between.2 && !self.phrases[owned].is_date {
                self.phrases[owned].owner = Some(owner);
            }
        }
    }

    /// Of `Norway's ships`, whose phrase comes first, the ships.
    pub(super) fn owned(&self, phrase: usize) -> usize {
        let mut phrase = phrase;
        while let Some(next) = self.tables.owned_by(phrase) {
            phrase = next;
        }
        phrase
    }

    /// The preposition that governs a phrase, by its token.
    pub(super) fn governing_preposition(&self, phrase: usize) -> Option<u32> {
        let item = self.phrases[phrase].item.checked_sub(1)?;
        let behind_genitive = self.phrases[phrase].owner.map(|o| self.phrases[o].item);
        let item = behind_genitive.map_or(Some(item), |owner| owner.checked_sub(1))?;
        (self.items[item].0 == Item::Preposition).then_some(self.items[item].1)
    }

    /// Prepositions behind a phrase, with their phrases (`talks with A on B`).
    pub(super) fn behind(&self, phrase: usize) -> impl Iterator<Item = (u32, usize)> + '_ {
        self.prepositions(self.phrases[phrase].item + 1)
    }

    /// Prepositions with their phrases from an item on, as far as the clause goes.
    pub(super) fn prepositions(&self, from: usize) -> impl Iterator<Item = (u32, usize)> + '_ {
        let mut at = from;
        std::iter::from_fn(move || {
            while let Some(&(item, token, _)) = self.items.get(at).filter(|_| at < from + REACH) {
                match (item, self.items.get(at + 1).map(|i| i.0)) {
                    (Item::Preposition, Some(Item::Phrase(phrase))) => {
                        at += 2;
                        return Some((token, phrase));
                    }
                    // `by at least two men`
                    (Item::Preposition, Some(Item::Adverb)) if let Some((item, phrase)) = self.behind_adverbs(at + 1) => {
                        at = item + 1;
                        return Some((token, phrase));
                    }
                    (Item::Preposition, Some(Item::Preposition | Item::Adverb)) | (Item::Adverb | Item::And, _) => at += 1,
                    (Item::Phrase(_), _) => at += 1,
                    (Item::Comma, Some(Item::Preposition | Item::Phrase(_) | Item::And)) => at += 1,
                    _ => return None,
                }
            }
            None
        })
    }

    /// The phrase behind adverbs, with its item.
    fn behind_adverbs(&self, from: usize) -> Option<(usize, usize)> {
        let item = (from..self.items.len()).take(4).find(|n| self.items[*n].0 != Item::Adverb)?;
        match self.items[item].0 {
            Item::Phrase(phrase) => Some((item, phrase)),
            _ => None,
        }
    }

    /// Whether a clause or a quotation stands beside a verb: `that`, marks or a colon behind it, or what it tells without.
    pub(super) fn has_speech(&self, verb: usize) -> bool {
        let entry = &self.verbs[verb];
        let kind = |n: usize| self.items.get(n).map(|i| i.0);
        let mut at = entry.item + 1;
        // Whom it is told, when and where.
        let passes = |at: usize| match kind(at) {
            Some(Item::Verb(v)) => self.verbs[v].link == Link::Reduced,
            other => matches!(other, Some(Item::Phrase(_) | Item::Adverb | Item::Preposition)),
        };
        while at < entry.item + 12 && passes(at) {
            at += 1;
        }
        let quote = |n: usize| matches!((kind(n), kind(n + 1)), (Some(Item::Quote), _) | (Some(Item::Comma), Some(Item::Quote)));
        let told = matches!(kind(at), Some(Item::Conjunction | Item::Stop)) || quote(at);
        // `…, he noted`; `road," he noted`.
        let first = entry.subject.first().map_or(entry.item, |p| self.phrases[*p].item).min(entry.item);
        let before = first.checked_sub(1).and_then(kind);
        let ends = !matches!(kind(entry.item + 1), Some(Item::Phrase(p)) if !self.phrases[p].is_date && !entry.subject.contains(&p));
        let after = matches!(before, Some(Item::Quote | Item::Comma)) && ends && first > 1;
        // `noted the work is going well`: what looks like an object is the subject of a verb.
        let later = self.verbs.get(verb + 1).is_some_and(|v| v.is_finite() && v.link == Link::Main && !v.subject.is_empty());
        told || after || later && entry.object.is_empty()
    }

    /// The nearest verb to the left of an item within its clause.
    pub(super) fn verb_before(&self, item: usize) -> Option<usize> {
        self.items[item.saturating_sub(REACH)..item].iter().rev().find_map(|i| match i.0 {
            Item::Verb(verb) => Some(Some(verb)),
            Item::Stop | Item::Conjunction | Item::Relative => Some(None),
            _ => None,
        })?
    }

    /// The nearest verb to the right of an item.
    pub(super) fn verb_after(&self, item: usize) -> Option<usize> {
        self.items[item..].iter().take(REACH).find_map(|i| match i.0 {
            Item::Verb(verb) => Some(verb),
            _ => None,
        })
    }
}
