//! The PLOVER mode of an event: that of its trigger, else the one that its words tell, as its type's file says.

use super::Reading;
use super::spot::Spotted;
use super::syntax::Syntax;
use crate::rules::make::events::{Trigger, Type};
use std::ops::Range;

/// Tokens on either side that count as close by.
const NEAR: u32 = 8;

/// Tokens behind a verb that may be a part of it (`walked out`, `laid down arms`).
const PARTICLES: u32 = 2;

/// The mode of a spotted event, if anything tells it.
pub(super) fn mode<'d>(reading: &Reading<'_, 'd>, syntax: &Syntax, kind: &'d Type, trigger: &'d Trigger, one: &Spotted) -> Option<&'d str> {
    if trigger.mode.is_some() || kind.modes.is_empty() {
        return trigger.mode.as_deref();
    }
    let (first, last) = (syntax.items.first()?.1, syntax.items.last()?.2);
    let own = match one.phrase {
        Some(phrase) => syntax.phrases[phrase].tokens.0..one.token + 1,
        None => one.token..last.min(one.token + 1 + PARTICLES),
    };
    let near = first.max(one.token.saturating_sub(NEAR))..last.min(one.token + 1 + NEAR);
    let rules = &reading.resources.rules.triggers;
    let any = |tokens: &Range<u32>, set| tokens.clone().any(|t| reading.is(t, rules.set(set)));
    let by_own = kind.modes.iter().find(|m| any(&own, m.words));
    let mode = by_own.or_else(|| kind.modes.iter().find(|m| any(&near, m.near)));
    mode.map(|m| m.name.as_str())
}
