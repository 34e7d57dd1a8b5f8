//! The tense around a date: where the verb that it belongs to looks for an open date.

use crate::record::Region;
use crate::rules::make::dates::Towards;
use crate::segment::{Group, GroupKind, Segmented, Sentence, Tense, VerbGroup};

/// Where the nearest verb group looks, those of the same clause first; `None` when no verb says anything.
pub(super) fn around(segmented: &Segmented<'_>, sentence: &Sentence, start: u32, end: u32) -> Option<Towards> {
    if sentence.region == Region::Headline {
        return None;
    }
    let groups = segmented.groups;
    let from = groups.partition_point(|g| g.tokens.0 < sentence.tokens.0);
    let clause = |token: u32| segmented.clauses.partition_point(|&c| c <= token);
    let home = clause(start);
    let distance = |g: &Group| {
        let apart = if g.tokens.1 <= start { start - g.tokens.1 } else { g.tokens.0.saturating_sub(end) + 1 };
        (clause(g.head) != home, apart)
    };
    let verbs = groups[from..].iter().take_while(|g| g.tokens.0 < sentence.tokens.1).filter_map(|g| match g.kind {
        GroupKind::Verb(verb) => direction(&verb).map(|d| (distance(g), d)),
        GroupKind::Noun => None,
    });
    verbs.min_by_key(|(distance, _)| *distance).and_then(|(_, d)| d)
}

/// Where a verb group looks; the outer `None` for groups that say nothing, the inner for the present.
fn direction(verb: &VerbGroup) -> Option<Option<Towards>> {
    match verb.tense {
        Tense::Past if verb.modal => Some(Some(Towards::Future)),
        Tense::Past => Some(Some(Towards::Past)),
        Tense::Future => Some(Some(Towards::Future)),
        Tense::Present if verb.perfect => Some(Some(Towards::Past)),
        Tense::Present if verb.modal => Some(Some(Towards::Future)),
        Tense::Present => Some(None),
        Tense::None if verb.infinitive => Some(Some(Towards::Future)),
        Tense::None => None,
    }
}
