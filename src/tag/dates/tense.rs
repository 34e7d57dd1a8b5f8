//! The tense around a date: where the verb that it belongs to looks for an open date.

use crate::record::Region;
use crate::resources::Resources;
use crate::rules::make::dates::Towards;
use crate::scan::Scanned;
use crate::segment::{Form, Group, GroupKind, Segmented, Sentence, Tense, VerbGroup};
use copydesk_engine::tokens::Shape;

/// Tag of past forms in the lexicon.
const PAST: &str = "VD";

/// Tokens to either side in which the verb of a date is looked for: no sentence that is one is longer.
const REACH: u32 = 256;

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
        let (first, last) = (sentence.tokens.0.max(start.saturating_sub(REACH)), sentence.tokens.1.min(end + REACH));
        let from = groups.partition_point(|g| g.tokens.0 < first);
        let clause = |token: u32| self.segmented.clauses.partition_point(|&c| c <= token);
        let home = clause(start);
        let outside = |g: &&Group| g.tokens.1 <= start || g.tokens.0 >= end;
        let verbs = groups[from..].iter().take_while(|g| g.tokens.0 < last).filter(outside).filter_map(|g| {
            let GroupKind::Verb(verb) = g.kind else { return None };
            let form = self.segmented.words.get(g.head as usize)?.form;
            let towards = direction(&verb, form)?;
            let behind = g.tokens.0 >= end;
            let apart = if behind { g.tokens.0 - end } else { start - g.tokens.1 };
            // `Agreed in June to buy`: what is to be done behind the date is not what is dated.
            let aim = behind && verb.infinitive;
            // A bare form may be a noun (`a rise`), or a past form (`beat`).
            let weak = is_weak(&verb, form);
            let towards = if weak && self.may_be_past(g.head) { None } else { towards };
            Some(((aim, weak, clause(g.head) != home, behind, apart), towards))
        });
        verbs.min_by_key(|(place, _)| *place).and_then(|(_, towards)| towards)
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
        // `Was to begin`, `were due to start`.
        Tense::Past if form.is_base() && !verb.negated => Some(Some(Towards::Future)),
        Tense::Past => Some(Some(Towards::Past)),
        Tense::Future => Some(Some(Towards::Future)),
        Tense::Present if verb.perfect => Some(Some(Towards::Past)),
        Tense::Present => Some(Some(Towards::Future)),
        Tense::None if form.is_participle() || form.is_past() => Some(Some(Towards::Past)),
        Tense::None => None,
    }
}
