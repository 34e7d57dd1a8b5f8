//! The tense around a date: where the verb that it belongs to looks for an open date.

use crate::record::Region;
use crate::rules::make::dates::Towards;
use crate::segment::{GroupKind, Segmented, Sentence, Tense, VerbGroup};

/// Where the verb looks that a date belongs to: the last before it in its clause, else the next behind it, else one of
/// another clause. `None` when no verb says anything.
pub(super) fn around(segmented: &Segmented<'_>, sentence: &Sentence, start: u32, end: u32) -> Option<Towards> {
    if sentence.region == Region::Headline {
        return None;
    }
    let groups = segmented.groups;
    let from = groups.partition_point(|g| g.tokens.0 < sentence.tokens.0);
    let clause = |token: u32| segmented.clauses.partition_point(|&c| c <= token);
    let home = clause(start);
    let verbs = groups[from..].iter().take_while(|g| g.tokens.0 < sentence.tokens.1).filter_map(|g| {
        let GroupKind::Verb(verb) = g.kind else { return None };
        let participle = segmented.words.get(g.head as usize).is_some_and(|w| w.form.is_participle() || w.form.is_past());
        let towards = direction(&verb, participle)?;
        let behind = g.tokens.0 >= end;
        let apart = if behind { g.tokens.0 - end } else { start.saturating_sub(g.tokens.1) };
        // `Agreed in June to buy`: what is to be done behind the date is not what is dated.
        let aim = behind && verb.infinitive;
        Some(((aim, clause(g.head) != home, behind, apart), towards))
    });
    verbs.min_by_key(|(place, _)| *place).and_then(|(_, towards)| towards)
}

/// Where a verb group looks; the outer `None` for groups that say nothing, the inner for those without a direction.
fn direction(verb: &VerbGroup, participle: bool) -> Option<Option<Towards>> {
    match verb.tense {
        _ if verb.infinitive => Some(Some(Towards::Future)),
        Tense::Past if verb.modal => Some(Some(Towards::Future)),
        Tense::Past => Some(Some(Towards::Past)),
        Tense::Future => Some(Some(Towards::Future)),
        Tense::Present if verb.perfect => Some(Some(Towards::Past)),
        Tense::Present => Some(Some(Towards::Future)),
        Tense::None if participle => Some(Some(Towards::Past)),
        Tense::None => None,
    }
}
