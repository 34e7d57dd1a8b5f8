//! Verb groups: from the first auxiliary to the main verb, with adverbs and negation between; what they say of time.

use super::groups::{Words, role};
use super::word::{Form, Upos};
use super::{Group, GroupKind, Tense, VerbGroup};

const BE: u16 = role("be");
const HAVE: u16 = role("have");
const DO: u16 = role("do");
const GET: u16 = role("get");
const FUTURE: u16 = role("future");
const PLANNED: u16 = role("planned");
const HEARSAY: u16 = role("hearsay");
const ABLE: u16 = role("able");
const OBLIGED: u16 = role("obliged");
const NEGATIVE: u16 = role("negative");
const NEGATION_JOINS: u16 = role("negation-joins");

/// What the last word of the chain lets follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wants {
    /// After a modal, `do` or `to`.
    Base,
    /// After `have`.
    Participle,
    /// After `be`: participle, gerund, or what stands before an infinitive.
    BeComplement,
    /// After `get`.
    GetComplement,
    /// After a verb like `have`, `need`: an infinitive.
    Infinitive,
    Nothing,
}

struct Chain<'s> {
    words: Words<'s>,
    group: VerbGroup,
    head: usize,
    finite: bool,
    wants: Wants,
}

/// The verb group that begins at a token; `earlier` are the groups of the sentence before it.
pub(super) fn verb_group(words: Words<'_>, start: usize, earlier: &[Group]) -> Option<Group> {
    let first = words.at(start);
    let group = VerbGroup { tense: Tense::None, ..VerbGroup::default() };
    let mut chain = Chain { words, group, head: start, finite: false, wants: Wants::Nothing };
    if first.is(Upos::Part, Form::Infinitive) {
        let verb = chain.skip(start + 1);
        if !matches!(words.at(verb).upos, Upos::Verb | Upos::Aux) {
            return None;
        }
        chain.group.infinitive = true;
        chain.negate(start + 1, verb);
        chain.group.negated |= words.before(start).form == Form::Negation;
        chain.take(verb);
    } else if matches!(first.upos, Upos::Verb | Upos::Aux) {
        chain.begin(start);
    } else {
        return None;
    }
    while chain.step() {}
    if words.at(chain.head).upos == Upos::Aux {
        chain.end_without_verb();
    }
    if chain.head == start && words.at(start).upos == Upos::Verb {
        chain.inherit(start, earlier);
    }
    let end = chain.end(start);
    Some(Group { tokens: (start as u32, end as u32), head: chain.head as u32, kind: GroupKind::Verb(chain.group) })
}

impl Chain<'_> {
    /// The first token from `at` on that is no adverb or negation.
    fn skip(&self, at: usize) -> usize {
        let passes = |n: usize| {
            let word = self.words.at(n);
            word.upos == Upos::Adv && word.form != Form::Interrogative || word.is(Upos::Part, Form::Negation)
        };
        (at..self.words.to.min(at + 4)).find(|&n| !passes(n)).unwrap_or(self.words.to.min(at + 4))
    }

    fn negate(&mut self, from: usize, to: usize) {
        self.group.negated |= (from..to).any(|n| self.words.at(n).form == Form::Negation || self.words.form_roles(n) & NEGATIVE != 0);
    }

    /// The first word, when it is no `to`.
    fn begin(&mut self, at: usize) {
        let word = self.words.at(at);
        let before = at.checked_sub(1).map_or(0, |b| self.words.form_roles(b)) & NEGATIVE != 0 && self.words.before(at).upos == Upos::Adv;
        self.group.negated = before || self.words.before(at).form == Form::Negation;
        match word.form {
            Form::Past => (self.finite, self.group.tense) = (true, Tense::Past),
            Form::ThirdPerson | Form::Base => (self.finite, self.group.tense) = (true, Tense::Present),
            Form::Modal => {
                self.finite = true;
                let future = self.words.roles(at) & FUTURE != 0;
                self.group.tense = if future { Tense::Future } else { Tense::Present };
                self.group.modal = !future;
            }
            Form::Participle => self.group.passive = word.upos == Upos::Verb,
            _ => {}
        }
        self.take(at);
    }

    /// Makes a token the last of the chain.
    fn take(&mut self, at: usize) {
        let word = self.words.at(at);
        self.head = at;
        let roles = if word.form == Form::Modal { 0 } else { self.words.roles(at) };
        self.wants = match word.upos {
            Upos::Aux if word.form == Form::Modal => Wants::Base,
            Upos::Aux if roles & BE != 0 => Wants::BeComplement,
            Upos::Aux if roles & HAVE != 0 => Wants::Participle,
            Upos::Aux if roles & DO != 0 => Wants::Base,
            Upos::Verb if roles & GET != 0 => Wants::GetComplement,
            Upos::Verb if roles & OBLIGED != 0 => Wants::Infinitive,
            _ => Wants::Nothing,
        };
    }

    /// Takes the next word of the chain, if there is one.
    fn step(&mut self) -> bool {
        if self.wants == Wants::Nothing {
            return false;
        }
        let next = self.skip(self.head + 1);
        let word = self.words.at(next);
        let verbal = matches!(word.upos, Upos::Verb | Upos::Aux);
        let fits = match (self.wants, word.form) {
            (Wants::Base, Form::Base) => verbal,
            // `ought to leave`
            (Wants::Base | Wants::Infinitive, Form::Infinitive) => return self.infinitive(next, 0),
            (Wants::Participle, Form::Participle) => {
                self.group.perfect |= verbal;
                verbal
            }
            (Wants::BeComplement, Form::Infinitive) => return self.infinitive(next, PLANNED),
            (Wants::BeComplement, _) => return self.after_be(next),
            (Wants::GetComplement, Form::Participle) => {
                self.group.passive = true;
                word.upos == Upos::Verb
            }
            _ => false,
        };
        if fits {
            self.negate(self.head + 1, next);
            self.take(next);
        }
        fits
    }

    /// What stands after `be`: a participle, a gerund, or a word that leads to an infinitive (`is expected to hold`).
    fn after_be(&mut self, at: usize) -> bool {
        let word = self.words.at(at);
        let roles = self.words.roles(at) & (PLANNED | HEARSAY | ABLE);
        let to = self.skip(at + 1);
        if roles != 0 && self.words.at(to).is(Upos::Part, Form::Infinitive) && word.upos != Upos::Noun {
            let before = self.head;
            if self.infinitive(to, roles) {
                self.negate(before + 1, at);
                return true;
            }
        }
        match (word.upos, word.form) {
            (Upos::Verb, Form::Participle) => self.group.passive = true,
            (Upos::Verb | Upos::Aux, Form::Gerund) => self.group.progressive = true,
            _ => return false,
        }
        self.negate(self.head + 1, at);
        self.take(at);
        true
    }

    /// Goes on with the infinitive whose `to` stands at `at`.
    fn infinitive(&mut self, at: usize, roles: u16) -> bool {
        let verb = self.skip(at + 1);
        let word = self.words.at(verb);
        if !(matches!(word.upos, Upos::Verb | Upos::Aux) && word.form == Form::Base) {
            return false;
        }
        self.negate(self.head + 1, verb);
        (self.group.progressive, self.group.perfect) = (false, false);
        if roles & PLANNED != 0 {
            self.group.expected = true;
            if self.group.tense == Tense::Present {
                self.group.tense = Tense::Future;
            }
        } else {
            self.group.modal = true;
        }
        self.take(verb);
        true
    }

    /// An auxiliary without a verb: copula, or the verb is left out or stands after its subject.
    fn end_without_verb(&mut self) {
        let next = self.head + 1;
        let to = self.skip(next);
        self.negate(next, to);
    }

    /// A verb joined to one before shares its auxiliaries (`was arrested and charged`, `will meet and talk`).
    fn inherit(&mut self, at: usize, earlier: &[Group]) {
        let words = self.words;
        let form = words.at(at).form;
        let mut joint = at;
        while joint > words.from && matches!(words.at(joint - 1).upos, Upos::Adv) {
            joint -= 1;
        }
        if joint == words.from || words.at(joint - 1).upos != Upos::Cconj || !matches!(form, Form::Base | Form::Participle) {
            return;
        }
        let last = earlier.iter().rev().find_map(|g| match g.kind {
            GroupKind::Verb(verb) => Some((g, verb)),
            GroupKind::Noun => None,
        });
        if let Some((group, verb)) = last
            && words.at(group.head as usize).is(Upos::Verb, form)
        {
            let negated = self.group.negated || verb.negated && words.form_roles(joint - 1) & NEGATION_JOINS != 0;
            self.group = VerbGroup { negated, ..verb };
        }
    }

    /// The token after the group: its head, or the negation after a copula.
    fn end(&self, start: usize) -> usize {
        let end = self.head.max(start) + 1;
        let negation = self.words.at(self.head).upos == Upos::Aux && self.words.at(end).form == Form::Negation;
        end + usize::from(negation)
    }
}
