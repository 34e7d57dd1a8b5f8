//! Groups of words of a sentence: noun groups from determiner to head, verb groups from first auxiliary to main verb.
//!
//! A pronoun is a noun group of its own; a genitive ends one (`the minister 's | first visit`); relative pronouns are in
//! none. Adjectives without a noun are in none, unless a determiner makes them a noun (`the wounded`).

use super::verbs;
use super::word::{self, Form, Upos, Word};
use super::{Group, GroupKind};
use crate::resources::Resources;
use crate::rules::tagging::ROLES;
use crate::scan::Scanned;
use copydesk_engine::blob::Hit;
use copydesk_engine::fold::key;
use copydesk_engine::tokens::Shape;

/// A sentence whose words are known.
#[derive(Clone, Copy)]
pub(super) struct Words<'s> {
    pub(super) resources: &'s Resources,
    pub(super) scanned: &'s Scanned<'s>,
    pub(super) words: &'s [Word],
    pub(super) from: usize,
    pub(super) to: usize,
}

/// Bit of a role by its name among [`ROLES`].
pub(super) const fn role(name: &str) -> u16 {
    let mut n = 0;
    while n < ROLES.len() {
        let (a, b) = (ROLES[n].as_bytes(), name.as_bytes());
        let mut at = 0;
        while at < a.len() && at < b.len() && a[at] == b[at] {
            at += 1;
        }
        if at == a.len() && at == b.len() {
            return 1 << n;
        }
        n += 1;
    }
    panic!("no such role")
}

/// Words in a row that are looked at for a noun: no phrase has more.
const LONGEST: usize = 16;

const DAY: u16 = role("day");
const ARTICLE: u16 = role("article");

impl Words<'_> {
    /// The word at a token of the sentence.
    #[inline]
    pub(super) fn at(&self, at: usize) -> Word {
        if (self.from..self.to).contains(&at) { self.words[at] } else { Word { upos: Upos::Punct, ..Word::default() } }
    }

    /// The word before.
    pub(super) fn before(&self, at: usize) -> Word {
        at.checked_sub(1).map_or(Word { upos: Upos::Punct, ..Word::default() }, |b| self.at(b))
    }

    /// What a token does in groups, by its form and its lemma.
    pub(super) fn roles(&self, at: usize) -> u16 {
        if at >= self.to {
            return 0;
        }
        let (text, known) = (self.scanned.word(at), &self.scanned.known[at]);
        let lemma = word::lemma(self.resources, text, known.readings, self.words[at]);
        known.roles | if lemma == text { 0 } else { self.resources.tagger.roles(key(&lemma)) }
    }

    /// What a token's form does in groups.
    pub(super) fn form_roles(&self, at: usize) -> u16 {
        if at >= self.to { 0 } else { self.scanned.known[at].roles }
    }

    fn is_capital(&self, at: usize) -> bool {
        at < self.to && self.scanned.tokens[at].is(Shape::CAPITAL)
    }

    /// Whether an adjective after a name belongs to it or to the noun that follows: `the South African government`.
    fn may_modify(&self, at: usize) -> bool {
        let nation = |hit: &Hit| hit.end as usize == at + 1 && self.resources.header(hit).kind == "nationality";
        !self.is_nationality(at) || self.scanned.hits_at(at - 1).iter().any(nation)
    }

    /// Whether an adjective is one of a nation (`French`).
    fn is_nationality(&self, at: usize) -> bool {
        let readings = self.resources.layers()[0].view().readings_at(self.scanned.known[at].readings);
        readings.get(usize::from(self.words[at].reading)).is_some_and(copydesk_engine::blob::Reading::is_capital)
    }
}

/// Adds the groups of a sentence, in text order.
pub(super) fn groups(words: Words<'_>, out: &mut Vec<Group>) {
    let first = out.len();
    let mut at = words.from;
    while at < words.to {
        let group = noun_group(words, at).or_else(|| verbs::verb_group(words, at, &out[first..]));
        match group {
            Some(group) => {
                at = group.tokens.1 as usize;
                out.push(group);
            }
            None => at += 1,
        }
    }
}

fn is_noun(word: Word) -> bool {
    matches!(word.upos, Upos::Noun | Upos::Propn)
}

/// Whether a noun group goes on after a modifier at `at`: what follows, other modifiers passed over, is a noun.
fn leads_to_noun(words: Words<'_>, at: usize) -> bool {
    let mut next = at + 1;
    while next < at + LONGEST {
        let word = words.at(next);
        match word.upos {
            Upos::Noun | Upos::Propn => return true,
            Upos::Adj | Upos::Num => next += 1,
            Upos::Verb if matches!(word.form, Form::Participle | Form::Gerund) => next += 1,
            Upos::Punct if word.form == Form::Hyphen => next += 1,
            Upos::Adv if words.at(next + 1).upos == Upos::Adj => next += 1,
            _ if next == at + 1 && joins_adjectives(words, next) => next += 1,
            _ => return false,
        }
    }
    false
}

/// Whether `and` or a comma stands between two adjectives (`a cheaper and quicker service`).
fn joins_adjectives(words: Words<'_>, at: usize) -> bool {
    let joins = || words.at(at).upos == Upos::Cconj || words.scanned.word(at) == ",";
    at < words.to && joins() && words.before(at).upos == Upos::Adj && words.at(at + 1).upos == Upos::Adj && !words.is_nationality(at + 1)
}

/// Whether a participle that begins a group belongs to its noun: `by elected officials`, `the bank 's insured assets`.
fn is_attribute(words: Words<'_>, at: usize, start: usize) -> bool {
    let before = words.before(start);
    let word = words.at(at);
    let fits = match word.form {
        Form::Participle => before.upos == Upos::Adp || before.form == Form::Genitive || at == words.from && heads_subject(words, at),
        // `the world 's leading companies`
        Form::Gerund => before.form == Form::Genitive && at == start,
        _ => false,
    };
    fits && word.upos == Upos::Verb && is_noun(words.at(at + 1))
}

/// Whether a participle at the start of a sentence belongs to its subject (`Elected officials said no`): behind one that opens
/// a clause of its own (`Elected mayor in May, she resigned`) a comma stands before the verb.
fn heads_subject(words: Words<'_>, at: usize) -> bool {
    let ends = |n: &usize| {
        let word = words.at(*n);
        word.upos == Upos::Punct && word.form != Form::Hyphen
            || matches!(word.upos, Upos::Aux | Upos::Verb) && word.form != Form::Participle
    };
    let day = words.form_roles(at + 1) & DAY != 0;
    let end = (at + 1..words.to.min(at + LONGEST)).find(ends);
    !day && end.is_some_and(|n| matches!(words.at(n).upos, Upos::Aux | Upos::Verb) && words.at(n).form != Form::Gerund)
}

/// The noun group that begins at a token.
fn noun_group(words: Words<'_>, start: usize) -> Option<Group> {
    let first = words.at(start);
    let group = |end: usize, head: usize| Group { tokens: (start as u32, end as u32), head: head as u32, kind: GroupKind::Noun };
    if first.upos == Upos::Pron && !matches!(first.form, Form::Possessive | Form::Relative | Form::Existential) {
        return Some(group(start + 1, start));
    }
    // `some then marched, all were freed`, `each of them`
    let next = (start + 1..words.to).take(3).map(|n| words.at(n)).find(|w| w.upos != Upos::Adv).unwrap_or_default();
    let adjacent = words.at(start + 1);
    if first.upos == Upos::Det && adjacent.upos == Upos::Adp && words.form_roles(start) & ARTICLE == 0 {
        return Some(group(start + 1, start));
    }
    if first.upos == Upos::Det
        && words.before(start).upos == Upos::Punct
        && (next.upos == Upos::Aux || next.upos == Upos::Verb && matches!(next.form, Form::Past | Form::ThirdPerson | Form::Base))
    {
        return Some(group(start + 1, start));
    }
    let begins = match first.upos {
        Upos::Det | Upos::Pron => first.upos == Upos::Det || first.form == Form::Possessive,
        Upos::Noun | Upos::Propn | Upos::Num => true,
        Upos::Sym => words.at(start + 1).upos == Upos::Num,
        Upos::Adj => leads_to_noun(words, start),
        // `nearly 300`, `a very large crowd` without its article; not an adverb that belongs to the verb before.
        Upos::Adv => {
            let next = words.at(start + 1);
            first.form != Form::Interrogative
                && (is_attribute(words, start + 1, start)
                    || next.upos == Upos::Num
                    || next.upos == Upos::Adj && leads_to_noun(words, start + 1))
                && words.before(start).upos != Upos::Verb
        }
        Upos::Verb => is_attribute(words, start, start),
        _ => false,
    };
    if !begins {
        return None;
    }
    let mut head = None;
    let mut at = start;
    while at < words.to && (at == start || goes_on(words, start, at, head)) {
        let word = words.at(at);
        if is_noun(word) || word.upos == Upos::Num && !head.is_some_and(|h: usize| is_noun(words.at(h))) {
            head = Some(at);
        }
        at += 1;
    }
    // `the wounded`, `the poor`: the last modifier stands for the noun.
    let fixed = first.upos == Upos::Det || first.form == Form::Possessive;
    let head = match head {
        Some(head) => head,
        None if fixed && at > start + 1 && matches!(words.at(at - 1).upos, Upos::Adj | Upos::Verb) => at - 1,
        None => return None,
    };
    // `$ 5 million`, `30 %`, `Article 5` end in what stands after the head.
    let counts = |n: usize| matches!(words.at(n).upos, Upos::Sym | Upos::Num);
    let end = (head + 1..at).take_while(|&n| counts(n) || words.at(n).form == Form::Hyphen).filter(|&n| counts(n)).last();
    let end = end.map_or(head + 1, |n| n + 1);
    Some(group(end, head))
}

/// Whether a noun group takes in the token at `at`, which follows others of it.
fn goes_on(words: Words<'_>, start: usize, at: usize, head: Option<usize>) -> bool {
    let (word, before) = (words.at(at), words.at(at - 1));
    let after_noun = head == Some(at - 1) && is_noun(before);
    match word.upos {
        // `all the people`
        Upos::Det => before.upos == Upos::Det && at == start + 1,
        Upos::Pron => word.form == Form::Possessive && before.upos == Upos::Det && at == start + 1,
        Upos::Noun => true,
        Upos::Propn => {
            let day = words.form_roles(at) & DAY != 0 && head.is_some_and(|h| is_noun(words.at(h)));
            // `On Monday Norway rejected it`
            let after_day = at == start + 1 && words.form_roles(start) & DAY != 0 && words.before(start).upos == Upos::Adp;
            !day && !after_day && (!after_noun || before.form != Form::Plural || words.is_capital(at - 1))
        }
        Upos::Num => {
            let counts = is_noun(words.at(at + 1));
            !after_noun || words.is_capital(at - 1) && !(counts && words.form_roles(at - 1) & DAY != 0)
        }
        Upos::Adj => match (after_noun, before.upos) {
            (false, _) => true,
            // `Attorney General`, `the Kyiv regional governor`; not `in Gaza Israeli troops`
            (true, Upos::Propn) => leads_to_noun(words, at) && words.may_modify(at) && words.form_roles(at - 1) & DAY == 0,
            // `a visiting National Bank delegation`
            (true, Upos::Noun) => {
                let first =
                    words.at(start).upos == Upos::Det && before.form != Form::Plural && words.is_capital(at) && !words.is_capital(at - 1);
                first && words.is_capital(at + 1) && leads_to_noun(words, at) && !words.is_nationality(at)
            }
            _ => false,
        },
        Upos::Adv => !after_noun && matches!(words.at(at + 1).upos, Upos::Adj | Upos::Num | Upos::Verb) && leads_to_noun(words, at),
        Upos::Cconj | Upos::Punct if joins_adjectives(words, at) => !after_noun && head.is_none() && leads_to_noun(words, at + 1),
        Upos::Sym => before.upos == Upos::Num || words.at(at + 1).upos == Upos::Num && !after_noun,
        Upos::Punct if word.form == Form::Hyphen => {
            let tight = words.scanned.tokens[at].is_tight() && words.scanned.tokens.get(at + 1).is_some_and(|t| t.is_tight());
            let next = words.at(at + 1).upos;
            tight && matches!(next, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Verb | Upos::Adv | Upos::Adp)
        }
        // `the elected president`, `state-owned banks`, `the leaking ship`, `the wounded`
        Upos::Verb if matches!(word.form, Form::Participle | Form::Gerund) => {
            let hyphen = before.form == Form::Hyphen;
            // `the lifting of the ban`
            let named = word.form == Form::Participle || words.at(at + 1).upos == Upos::Adp;
            (hyphen || !after_noun) && (leads_to_noun(words, at) || hyphen || named && before.upos == Upos::Det)
        }
        Upos::Adp => before.form == Form::Hyphen && (words.at(at + 1).form == Form::Hyphen || leads_to_noun(words, at)),
        _ => false,
    }
}

#[cfg(test)]
pub(super) mod tests;
