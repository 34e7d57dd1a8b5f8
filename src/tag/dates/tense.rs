//! The tense around a date: where the verb that it belongs to looks for an open date.

use crate::record::Region;
use crate::resources::Resources;
use crate::rules::make::dates::Towards;
use crate::scan::Scanned;
use crate::segment::{Form, Group, GroupKind, Segmented, Sentence, Tense, Upos, VerbGroup};
use copydesk_engine::tokens::Shape;

/// Tag of past forms in the lexicon.
const PAST: &str = "VD";

/// Verbs that a clause follows.
const SAY_VERBS: &str = "cues/say-verbs";

/// Modal verbs that tell of the past where they are denied.
const PAST_MODALS: &str = "dates/past-modals";

/// Words for money, some of which look like verbs.
const CURRENCIES: &str = "cues/currency-words";

/// An infinitive so few words before a date takes it: `agreed to meet on Friday`.
const NEAR: u32 = 2;

/// Verbs so many words away say nothing of a date.
const FAR: u32 = 200;

/// What is known of the words around dates.
#[derive(Clone, Copy)]
pub(super) struct Verbs<'a> {
    pub(super) resources: &'a Resources,
    pub(super) scanned: &'a Scanned<'a>,
    pub(super) segmented: &'a Segmented<'a>,
}

impl Verbs<'_> {
    /// Where the verb looks that a date belongs to: the last before it in its clause, else the next behind it, else one
    /// of another clause. `None` when no verb says anything, and of a date with a genitive (`Tuesday's vote`).
    pub(super) fn around(&self, sentence: &Sentence, start: u32, end: u32) -> Option<Towards> {
        if sentence.region == Region::Headline {
            return None;
        }
        let groups = self.segmented.groups;
        let from = groups.partition_point(|g| g.tokens.0 < sentence.tokens.0.max(start.saturating_sub(FAR)));
        let to = sentence.tokens.1.min(end.saturating_add(FAR));
        let here = self.home(start, end, groups);
        let home = self.finite(here, &groups[from..], (start, end), to).unwrap_or(here);
        if self.is_clitic(Some(end)) {
            return self.of_subject(start, end, to);
        }
        let owned = self.is_owned(start) || self.is(Some(start), Upos::Det);
        let opens = self.opens_clause(start);
        // What was to be done may be past as well: `extended its offer to buy the maker Friday`.
        let mut past = None;
        let mut last_end = 0;
        let mut nearest = None;
        for g in groups[from..].iter().take_while(|g| g.tokens.0 < to) {
            let GroupKind::Verb(verb) = g.kind else { continue };
            let form = self.segmented.words.get(g.head as usize).map(|w| w.form).unwrap_or_default();
            let Some(mut towards) = self.direction(g, &verb, form) else { continue };
            // `It will stay closed until June`: how it stays, not what was done.
            let joins = verb.tense == Tense::None && !verb.infinitive && form.is_participle() && last_end == g.tokens.0;
            last_end = g.tokens.1;
            if joins {
                continue;
            }
            // `Talks in Rome on Sunday failed`.
            if form == Form::ThirdPerson && g.tokens.0 == sentence.tokens.0 {
                continue;
            }
            let (here, behind) = (self.clause(g.head), g.tokens.0 >= end);
            if g.tokens.1 > start && !behind || self.is_currency(g.tokens.0) {
                continue;
            }
            let apart = if behind { g.tokens.0 - end } else { start - g.tokens.1 };
            if verb.infinitive && !behind && apart > NEAR && past == Some(here) {
                towards = None;
            }
            if towards == Some(Towards::Past) {
                past = Some(here);
            }
            // `Agreed in June to buy`: what is to be done behind the date is not what is dated.
            let aim = behind && verb.infinitive;
            // A bare form may be a noun (`a rise`, `the Friday finish`), or a past form (`beat`).
            let base = is_base(&verb, form);
            if base && owned && behind && apart == 0 {
                continue;
            }
            let may_be_past = base && self.may_be_past(g.head);
            let weak = base && (may_be_past || !self.has_plural_subject(g.tokens.0, apart));
            // What another clause says may or can be says nothing of this one.
            let loose = towards != Some(Towards::Past) && verb.tense != Tense::Future;
            if here != home && loose || may_be_past {
                towards = None;
            }
            // `The talks on Sunday are his last chance`, of talks that have been or are to come.
            if behind && towards == Some(Towards::Near) && !opens {
                towards = None;
            }
            let place = (aim, weak, here != home, behind, apart);
            if nearest.is_none_or(|(best, _)| place < best) {
                nearest = Some((place, towards));
            }
        }
        // `It will honour a June agreement`: what is to come is not the month.
        let past_only = owned && self.is(Some(end), Upos::Noun);
        nearest.and_then(|(_, towards)| towards).filter(|t| !past_only || *t == Towards::Past)
    }

    /// Whether only a conjunction or a comma stands between two tokens.
    pub(super) fn are_listed(&self, end: u32, start: u32) -> bool {
        start > end && start - end <= 2 && (end..start).all(|t| self.is(Some(t), Upos::Cconj) || self.scanned.word(t as usize) == ",")
    }

    /// Whether nothing but the verb can have a date behind a preposition: it opens a clause (`in May it said`), or the verb
    /// stands right before it (`it rose in May`).
    pub(super) fn is_firm(&self, start: u32) -> bool {
        let Some(before) = start.checked_sub(1).filter(|&t| self.is(Some(t), Upos::Adp)) else { return false };
        let groups = self.segmented.groups;
        let group = groups[..groups.partition_point(|g| g.tokens.0 < before)].last().filter(|g| g.tokens.1 == before);
        let verb = group.is_some_and(|g| matches!(g.kind, GroupKind::Verb(v) if v.tense == Tense::Past && !v.passive && !v.infinitive));
        verb || self.is_clause_start(before)
    }

    /// Whether a date, or its preposition, opens a clause.
    fn opens_clause(&self, start: u32) -> bool {
        self.is_clause_start(start) || start.checked_sub(1).is_some_and(|t| self.is(Some(t), Upos::Adp) && self.is_clause_start(t))
    }

    fn is_clause_start(&self, token: u32) -> bool {
        self.segmented.clauses.binary_search(&token).is_ok()
    }

    /// Number of the clause that a token is in.
    fn clause(&self, token: u32) -> usize {
        self.segmented.clauses.partition_point(|&c| c <= token)
    }

    /// The clause that a date belongs to: `He was named Tuesday as captain` has one, though `Tuesday` could begin another.
    fn home(&self, start: u32, end: u32, groups: &[Group]) -> usize {
        let here = self.clause(start);
        let before = groups.partition_point(|g| g.tokens.1 < start);
        let verb = groups.get(before).filter(|g| g.tokens.1 == start && matches!(g.kind, GroupKind::Verb(_)));
        let Some(Group { kind: GroupKind::Verb(verb), .. }) = verb else { return here };
        // `Officials said Tuesday was the hottest day`.
        let next = groups[before..].iter().find(|g| g.tokens.0 >= end);
        let is_subject = next.is_some_and(|g| g.tokens.0 == end && matches!(g.kind, GroupKind::Verb(v) if v.tense != Tense::None));
        // A day is, but does nothing: `the pact announced Tuesday gives`.
        let is_copula = next.is_some_and(|g| self.is(Some(g.head), Upos::Aux));
        let says = || self.resources.list(SAY_VERBS).is_some_and(|list| self.scanned.is_in(start as usize - 1, list));
        if is_subject && is_copula && !verb.infinitive && says() { here } else { self.clause(start - 1) }
    }

    /// Of a clause without a finite verb (`would be kept from sailing on Monday`) the clause that it hangs on, where that
    /// tells what is to come.
    fn finite(&self, home: usize, groups: &[Group], (start, end): (u32, u32), to: u32) -> Option<usize> {
        let verb = |g: &Group| match g.kind {
            GroupKind::Verb(verb) => Some((verb, self.segmented.words.get(g.head as usize).map(|w| w.form).unwrap_or_default())),
            GroupKind::Noun => None,
        };
        let mut before = None;
        for g in groups.iter().take_while(|g| g.tokens.0 < end || g.tokens.0 < to && self.clause(g.head) <= home) {
            let Some((verb, form)) = verb(g) else { continue };
            if self.clause(g.head) == home && self.direction(g, &verb, form).is_some() {
                return None;
            }
            if g.tokens.1 <= start && verb.tense != Tense::None {
                let is_to_come = self.direction(g, &verb, form) == Some(Some(Towards::Future));
                before = is_to_come.then(|| self.clause(g.head));
            }
        }
        before
    }

    /// A date with a genitive says what its noun is about, not when something is done; but `Saturday's game will` is to come.
    fn of_subject(&self, start: u32, end: u32, to: u32) -> Option<Towards> {
        let first = if start.checked_sub(1).is_some_and(|t| self.is(Some(t), Upos::Det)) { start - 1 } else { start };
        if !self.is_clause_start(first) {
            return None;
        }
        let home = self.clause(start);
        let groups = self.segmented.groups;
        let mut verbs = groups[groups.partition_point(|g| g.tokens.0 < end)..].iter().filter_map(|g| match g.kind {
            GroupKind::Verb(verb) if g.tokens.0 < to => Some((g, verb)),
            _ => None,
        });
        let (group, verb) = verbs.next()?;
        (self.clause(group.head) == home && verb.tense == Tense::Future).then_some(Towards::Future)
    }

    /// Whether a date stands behind a determiner or a genitive: `a June agreement`.
    fn is_owned(&self, start: u32) -> bool {
        let before = start.checked_sub(1);
        self.is_clitic(before) || self.is(before, Upos::Det)
    }

    /// Whether a word behind a number is money: `410 billion won`.
    fn is_currency(&self, token: u32) -> bool {
        let list = || self.resources.list(CURRENCIES).is_some_and(|list| self.scanned.is_in(token as usize, list));
        self.is(token.checked_sub(1), Upos::Num) && list()
    }

    fn is_clitic(&self, token: Option<u32>) -> bool {
        token.and_then(|t| self.scanned.tokens.get(t as usize)).is_some_and(|t| t.is(Shape::CLITIC))
    }

    fn is(&self, token: Option<u32>, class: Upos) -> bool {
        token.and_then(|t| self.segmented.words.get(t as usize)).is_some_and(|word| word.upos == class)
    }

    /// Whether a bare form stands behind what can be its subject: `they agree`, `envoys return`; but `a fireworks display`
    /// is one only right before the date.
    fn has_plural_subject(&self, verb: u32, apart: u32) -> bool {
        let word = |t: u32| self.segmented.words.get(t as usize);
        let adverb = |t: &u32| word(*t).is_some_and(|w| w.upos == Upos::Adv);
        let before = (0..verb).rev().find(|t| !adverb(t)).and_then(word);
        let noun = verb.checked_sub(1).and_then(word).filter(|w| w.upos == Upos::Noun && w.form == Form::Plural);
        before.is_some_and(|w| w.upos == Upos::Pron) || apart <= NEAR && noun.is_some()
    }

    /// Where a verb group looks; the outer `None` for groups that say nothing, the inner for those without a direction.
    fn direction(&self, group: &Group, verb: &VerbGroup, form: Form) -> Option<Option<Towards>> {
        match verb.tense {
            // `Seems to have been killed`
            _ if verb.infinitive && verb.perfect => Some(Some(Towards::Past)),
            _ if verb.infinitive => Some(Some(Towards::Future)),
            _ if verb.modal && verb.negated && self.is_past_modal(group) => Some(Some(Towards::Past)),
            Tense::Past if verb.modal => Some(Some(Towards::Future)),
            Tense::Past if verb.expected && !verb.negated && !self.is_perfect(group) && !verb.perfect => Some(Some(Towards::Future)),
            // `Was to begin`, `were due to start`; but `had been due to start` may have been either.
            Tense::Past if form.is_base() && !verb.negated && self.is_perfect(group) => Some(None),
            Tense::Past if form.is_base() && !verb.negated => Some(Some(Towards::Future)),
            Tense::Past => Some(Some(Towards::Past)),
            Tense::Future => Some(Some(Towards::Future)),
            Tense::Present if verb.perfect => Some(Some(Towards::Past)),
            Tense::Present if verb.modal || verb.expected => Some(Some(Towards::Future)),
            Tense::Present => Some(Some(Towards::Near)),
            Tense::None if form.is_participle() || form.is_past() => Some(Some(Towards::Past)),
            Tense::None => None,
        }
    }

    /// Whether an auxiliary of the group is a participle: `had been due to start`.
    fn is_perfect(&self, group: &Group) -> bool {
        let words = self.segmented.words.get(group.tokens.0 as usize..group.head as usize).unwrap_or_default();
        words.iter().any(|w| w.upos == Upos::Aux && w.form.is_participle())
    }

    fn is_past_modal(&self, group: &Group) -> bool {
        let list = self.resources.list(PAST_MODALS);
        list.is_some_and(|list| (group.tokens.0..group.head).any(|t| self.scanned.is_in(t as usize, list)))
    }

    fn may_be_past(&self, token: u32) -> bool {
        let blob = &self.resources.layers()[0];
        let readings = blob.view().readings(self.scanned.tokens[token as usize].key);
        readings.iter().any(|r| blob.tags().get(usize::from(r.tag)).is_some_and(|t| t == PAST))
    }
}

fn is_base(verb: &VerbGroup, form: Form) -> bool {
    verb.tense == Tense::Present && form.is_base() && !verb.modal && !verb.infinitive
}
