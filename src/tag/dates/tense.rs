//! The tense around a date: where the verb that it belongs to looks for an open date.

use crate::record::Region;
use crate::resources::Resources;
use crate::rules::make::dates::Towards;
use crate::scan::Scanned;
use crate::segment::{Form, GroupKind, Segmented, Sentence, Tense, Upos, VerbGroup};
use copydesk_engine::tokens::Shape;

/// Tag of past forms in the lexicon.
const PAST: &str = "VD";

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
        let genitive = self.scanned.tokens.get(end as usize).is_some_and(|t| t.is(Shape::CLITIC));
        if sentence.region == Region::Headline || genitive {
            return None;
        }
        let groups = self.segmented.groups;
        let from = groups.partition_point(|g| g.tokens.0 < sentence.tokens.0.max(start.saturating_sub(FAR)));
        let to = sentence.tokens.1.min(end.saturating_add(FAR));
        let clause = |token: u32| self.segmented.clauses.partition_point(|&c| c <= token);
        let home = clause(start);
        // What was to be done may be past as well: `extended its offer to buy the maker Friday`.
        let mut past = None;
        let mut nearest = None;
        for g in groups[from..].iter().take_while(|g| g.tokens.0 < to) {
            let GroupKind::Verb(verb) = g.kind else { continue };
            let form = self.segmented.words.get(g.head as usize).map(|w| w.form).unwrap_or_default();
            let Some(mut towards) = direction(&verb, form) else { continue };
            let (here, behind) = (clause(g.head), g.tokens.0 >= end);
            if g.tokens.1 > start && !behind {
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
            // A bare form may be a noun (`a rise`), or a past form (`beat`).
            let weak = is_weak(&verb, form);
            // What another clause says may or can be says nothing of this one.
            let loose = towards != Some(Towards::Past) && verb.tense != Tense::Future;
            if here != home && loose || weak && self.may_be_past(g.head) {
                towards = None;
            }
            let place = (aim, weak, here != home, behind, apart);
            if nearest.is_none_or(|(best, _)| place < best) {
                nearest = Some((place, towards));
            }
        }
        // `It will honour a June agreement`: what is to come is not the month.
        let past_only = self.is_modifier(start, end);
        nearest.and_then(|(_, towards)| towards).filter(|t| !past_only || *t == Towards::Past)
    }

    /// Whether a date stands between a determiner and its noun: `a June agreement`.
    fn is_modifier(&self, start: u32, end: u32) -> bool {
        let is = |token: Option<u32>, class: Upos| {
            token.and_then(|t| self.segmented.words.get(t as usize)).is_some_and(|word| word.upos == class)
        };
        let before = start.checked_sub(1);
        let owned = before.is_some_and(|t| self.scanned.tokens[t as usize].is(Shape::CLITIC));
        (owned || is(before, Upos::Det)) && is(Some(end), Upos::Noun)
    }

    fn may_be_past(&self, token: u32) -> bool {
        let blob = &self.resources.layers()[0];
        let readings = blob.view().readings(self.scanned.tokens[token as usize].key);
        readings.iter().any(|r| blob.tags().get(usize::from(r.tag)).is_some_and(|t| t == PAST))
    }
}

fn is_weak(verb: &VerbGroup, form: Form) -> bool {
    verb.tense == Tense::Present && form.is_base() && !verb.modal && !verb.infinitive
}

/// Where a verb group looks; the outer `None` for groups that say nothing, the inner for those without a direction.
fn direction(verb: &VerbGroup, form: Form) -> Option<Option<Towards>> {
    match verb.tense {
        _ if verb.infinitive => Some(Some(Towards::Future)),
        Tense::Past if verb.modal => Some(Some(Towards::Future)),
        // `Was to begin`, `were due to start`; but `had been due to start` may have been either.
        Tense::Past if form.is_base() && !verb.negated && verb.perfect => Some(None),
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
