//! Whether an event happened, is planned, denied or only possible: from tense, modality, negation, what governs it, and
//! its date.

use super::Reading;
use super::spot::Spotted;
use super::syntax::{Item, Link, REACH, Syntax, Verb};
use crate::record::Status;
use crate::rules::make::events::Outcome;
use crate::segment::Tense;
use smallvec::{SmallVec, smallvec};

/// The PLOVER type of meetings, talks and gatherings.
const CONSULT: &str = "CONSULT";

/// What holds of a whole sentence.
#[derive(Default)]
pub(super) struct Facts {
    /// It has a condition.
    condition: bool,
    /// First verb of reporting, and last finite one.
    told: Option<(usize, usize)>,
    /// What is spotted, by verb.
    by_verb: SmallVec<[Option<u32>; 32]>,
}

impl Facts {
    /// Those of a sentence.
    pub(super) fn new(reading: &Reading<'_, '_>, syntax: &Syntax, spotted: &[Spotted]) -> Self {
        let words = reading.words;
        let mut facts = Facts { by_verb: smallvec![None; syntax.verbs.len()], ..Facts::default() };
        facts.condition = syntax.items.iter().any(|i| i.0 == Item::Conjunction && reading.is(i.1, &words.conditions));
        let reports = |verb: &usize| reading.is(syntax.verbs[*verb].head, &words.reporting);
        let first = (0..syntax.verbs.len()).find(reports);
        let last = (0..syntax.verbs.len()).rev().find(|v| syntax.verbs[*v].is_finite() && reports(v));
        facts.told = first.map(|f| (f, last.unwrap_or(0)));
        for (number, one) in spotted.iter().enumerate().rev() {
            if let Some(verb) = one.verb {
                facts.by_verb[verb] = Some(number as u32);
            }
        }
        facts
    }
}

/// The status of a spotted event; `date` is the mention that dates it.
pub(super) fn status(
    reading: &Reading<'_, '_>,
    syntax: &Syntax,
    spotted: &[Spotted],
    one: &Spotted,
    date: Option<u32>,
    facts: &Facts,
) -> Status {
    let judge = Judge { reading, syntax, spotted, facts };
    let status = match one.verb {
        Some(verb) => judge.verb(verb, 0),
        None => judge.noun(one),
    };
    let to_come = date.is_some_and(|d| reading.day(d).is_some_and(|value| reading.is_future(value)));
    let open = match one.verb.or(one.around.filter(|_| one.is_light)) {
        Some(verb) => syntax.verbs[verb].group.tense != Tense::Past && !syntax.verbs[verb].group.perfect,
        None => true,
    };
    if status == Status::Asserted && to_come && open { Status::Planned } else { status }
}

struct Judge<'r> {
    reading: &'r Reading<'r, 'r>,
    syntax: &'r Syntax,
    spotted: &'r [Spotted],
    facts: &'r Facts,
}

impl Judge<'_> {
    fn outcome(outcome: Outcome) -> Status {
        match outcome {
            Outcome::Planned => Status::Planned,
            Outcome::Hypothetical => Status::Hypothetical,
            Outcome::Negated => Status::Negated,
        }
    }

    /// What a word makes of the action that it governs.
    fn governs(&self, token: u32) -> Option<Status> {
        let words = self.reading.words;
        if self.reading.is(token, &words.prevented) || self.reading.is(token, &words.ruled) && self.reading.is(token + 1, &words.out) {
            return Some(Status::Negated);
        }
        if self.reading.is(token, &words.hypothetical) {
            return Some(Status::Hypothetical);
        }
        self.reading.is(token, &words.planned).then_some(Status::Planned)
    }

    /// What a verb makes of its complement: as its trigger says, else by the lists.
    fn complement(&self, verb: usize) -> Option<Status> {
        let rules = &self.reading.resources.rules.triggers.triggers;
        let own = self.facts.by_verb[verb].map(|s| &self.spotted[s as usize]);
        let stated = own.and_then(|s| rules[usize::from(s.trigger)].complement).map(Self::outcome);
        stated.or_else(|| self.governs(self.syntax.verbs[verb].head))
    }

    fn noun(&self, one: &Spotted) -> Status {
        let words = self.reading.words;
        let from = one.phrase.map_or(one.token, |p| self.syntax.phrases[p].tokens.0);
        for token in from..one.token {
            if self.reading.is(token, &words.none) {
                return Status::Negated;
            }
            if self.reading.is(token, &words.upcoming) {
                return Status::Planned;
            }
            if self.reading.is(token, &words.possible) {
                return Status::Hypothetical;
            }
        }
        // `the meeting to be held in May`
        if let Some(phrase) = one.phrase
            && let Some((Item::Verb(next), ..)) = self.syntax.items.get(self.syntax.phrases[phrase].item + 1)
            && let Some(verb) = self.syntax.verbs.get(*next).filter(|v| v.group.infinitive && v.group.passive)
            && self.reading.is(verb.head, &words.happen)
        {
            return Status::Planned;
        }
        let Some(around) = one.around else { return Status::Asserted };
        let verb = &self.syntax.verbs[around];
        let bound = one.phrase.is_some_and(|p| verb.object.contains(&p) || verb.subject.contains(&p));
        let first = one.phrase.is_some_and(|p| verb.around.first().is_some_and(|a| a.1 == p));
        let governed = self.governs(verb.head);
        if (bound || first && self.reading.is(verb.head, &words.ruled)) && governed == Some(Status::Negated) {
            return Status::Negated;
        }
        // `called for a strike`
        if first && !bound && one.is_light && governed == Some(Status::Hypothetical) {
            return Status::Hypothetical;
        }
        // `a march is planned for Saturday`
        let planned = |v: &Verb| v.group.passive && self.governs(v.head) == Some(Status::Planned);
        if planned(verb) && one.phrase.is_some_and(|p| verb.subject.contains(&p)) {
            return Status::Planned;
        }
        if one.is_light {
            return self.verb(around, 0);
        }
        let object = first || one.phrase.is_some_and(|p| verb.object.contains(&p));
        if !object {
            return if self.is_purpose(one, around) && self.verb(around, 0) == Status::Planned {
                Status::Planned
            } else {
                Status::Asserted
            };
        }
        match self.complement(around) {
            Some(Status::Negated) | None => match self.verb(around, 0) {
                Status::Planned if self.facts.by_verb[around].is_none() || self.is_purpose(one, around) => Status::Planned,
                _ => Status::Asserted,
            },
            Some(Status::Hypothetical) => Status::Hypothetical,
            Some(_) => Status::Asserted,
        }
    }

    /// Whether a gathering or talks stand behind a verb as what it is for (`will fly to Oslo for talks`).
    fn is_purpose(&self, one: &Spotted, around: usize) -> bool {
        let rules = &self.reading.resources.rules.triggers;
        let kind = &rules.types[usize::from(rules.triggers[usize::from(one.trigger)].kind)];
        let behind = |p: usize| self.syntax.verbs[around].around.iter().find(|a| a.1 == p);
        let preposition = one.phrase.and_then(behind).map(|a| a.0);
        kind.plover.as_deref() == Some(CONSULT) && preposition.is_some_and(|p| self.reading.is(p, &self.reading.words.purpose))
    }

    fn verb(&self, number: usize, depth: u8) -> Status {
        let verb = &self.syntax.verbs[number];
        let group = verb.group;
        if group.negated || self.no_one(verb.subject.first().copied()) {
            return Status::Negated;
        }
        if depth > 4 {
            return Status::Asserted;
        }
        let words = self.reading.words;
        let clause = self.clause(verb.item);
        if clause.is_some_and(|item| self.reading.is(self.syntax.items[item].1, &words.conditions)) {
            return Status::Hypothetical;
        }
        match verb.link {
            Link::Headline => return Status::Planned,
            Link::Infinitive => return self.infinitive(number, depth),
            Link::Reduced => {
                return match verb.governor {
                    Some(governor) => {
                        // `ruled out closing the mill`, not `rejected it, saying so`.
                        let outer = &self.syntax.verbs[governor];
                        let direct = outer.item + 2 >= verb.item && group.tense == Tense::None && !group.passive;
                        match direct.then(|| self.complement(governor)).flatten() {
                            Some(Status::Negated) => Status::Negated,
                            _ => self.governs(outer.head).unwrap_or_else(|| self.verb(governor, depth + 1)),
                        }
                    }
                    None if verb.item > 0 && self.reading.is(self.syntax.items[verb.item - 1].1, &words.prevented) => Status::Negated,
                    None => Status::Asserted,
                };
            }
            Link::Main | Link::Relative => {}
        }
        // `demanded that he testify`, `denied that Moscow would lease it`
        if let Some(item) = clause
            && let Some(governor) = self.syntax.verb_before(item)
            && let Some(status @ (Status::Negated | Status::Hypothetical)) = self.complement(governor)
            && verb.link == Link::Main
            && (status == Status::Negated || group.tense != Tense::Past)
            && !self.syntax.items[self.syntax.verbs[governor].item..item].iter().any(|i| i.0 == Item::Comma)
        {
            let outer = self.syntax.verbs[governor].group;
            return if outer.negated { Status::Asserted } else { status };
        }
        let tokens = verb.tokens.0..verb.head;
        let would = tokens.clone().any(|t| self.reading.is(t, &words.would));
        let possible = tokens.clone().any(|t| self.reading.is(t, &words.possible_modals));
        let obliged = tokens.clone().any(|t| self.reading.is(t, &words.obligation));
        let likely = group.expected && tokens.clone().any(|t| self.reading.is(t, &words.hypothetical));
        if possible || likely {
            return Status::Hypothetical;
        }
        if would {
            let told = self.facts.told.is_some_and(|(first, last)| first < number || last > number);
            return if told && !self.facts.condition { Status::Planned } else { Status::Hypothetical };
        }
        if group.tense == Tense::Future || group.expected || obliged && !group.perfect {
            return if self.facts.condition { Status::Hypothetical } else { Status::Planned };
        }
        if group.modal {
            return Status::Hypothetical;
        }
        Status::Asserted
    }

    fn infinitive(&self, number: usize, depth: u8) -> Status {
        let verb = &self.syntax.verbs[number];
        let items = &self.syntax.items;
        let before = (verb.item.saturating_sub(REACH)..verb.item).rev().find(|&n| items[n].0 != Item::Adverb);
        // Of `an attempt by Norway to buy it` the attempt.
        let by = |n: &usize| *n > 1 && self.reading.is(items[n - 1].1, &self.reading.words.by) && matches!(items[n - 2].0, Item::Phrase(_));
        let before = before.map(|n| if by(&n) { items[n - 2] } else { items[n] });
        let word = before.filter(|i| !matches!(i.0, Item::Verb(_))).map(|i| i.2 - 1);
        let Some(governor) = verb.governor else {
            return word.and_then(|w| self.governs(w)).unwrap_or(Status::Asserted);
        };
        let outer = self.verb(governor, depth + 1);
        let own = word.and_then(|w| self.governs(w)).or_else(|| self.complement(governor));
        match (own, outer) {
            (Some(Status::Negated), Status::Negated) => Status::Asserted,
            (Some(own), Status::Negated) if own != Status::Negated => Status::Negated,
            (Some(own), _) => own,
            (None, outer) => outer,
        }
    }

    /// Whether a subject is nobody (`no one was hurt`).
    fn no_one(&self, subject: Option<usize>) -> bool {
        let Some(phrase) = subject.map(|s| &self.syntax.phrases[s]) else { return false };
        self.reading.is(phrase.tokens.0, &self.reading.words.none) || self.reading.is(phrase.head, &self.reading.words.none)
    }

    /// The item of the conjunction of a verb's clause.
    fn clause(&self, item: usize) -> Option<usize> {
        for n in (item.saturating_sub(REACH)..item).rev() {
            match self.syntax.items[n].0 {
                Item::Conjunction => return Some(n),
                Item::Verb(verb) if self.syntax.verbs[verb].is_finite() => return None,
                Item::Stop | Item::Quote | Item::Relative => return None,
                _ => {}
            }
        }
        None
    }
}
