//! Which of several dates is meant, where the text leaves fields open: by tense and nearness, or by the other end of a range.

use super::calendar::Stretch;
use super::expression::{Fields, Point};
use crate::rules::make::dates::Towards;
use jiff::civil::Date;

/// The candidate (in order of time) that lies where it is looked for.
pub(super) fn choose(candidates: impl Iterator<Item = Stretch>, towards: Towards, today: Date) -> Option<Stretch> {
    let all: Vec<Stretch> = candidates.collect();
    let distance = |s: &Stretch| apart(*s, today).abs();
    match towards {
        Towards::Last => all.iter().rev().find(|s| s.last() < today),
        Towards::Next => all.iter().find(|s| s.first() > today),
        Towards::Past | Towards::Behind => all.iter().rev().find(|s| s.first() <= today),
        Towards::Future | Towards::Ahead => all.iter().find(|s| s.last() >= today),
        Towards::Near => all.iter().min_by_key(|s| distance(s)),
        Towards::Current => all.iter().find(|s| s.year() == today.year()).or_else(|| all.iter().min_by_key(|s| distance(s))),
    }
    .copied()
}

/// Days from today to a stretch, negative when it is over.
fn apart(stretch: Stretch, today: Date) -> i64 {
    let (first, last) = (stretch.first(), stretch.last());
    if first > today {
        i64::from((first - today).get_days())
    } else if last < today {
        -i64::from((today - last).get_days())
    } else {
        0
    }
}

/// The nearest candidate, where a day against the tense counts as `against` half days: `was put off to Nov. 6` is told in the past and
/// still to come, but `was put off to November` is rarer. Without a tense news tells the past more often.
pub(super) fn likeliest(candidates: impl Iterator<Item = Stretch>, tense: Option<Towards>, against: i64, today: Date) -> Option<Stretch> {
    let cost = |stretch: &Stretch| {
        let days = apart(*stretch, today);
        match tense {
            Some(Towards::Past) if days > 0 => days * against,
            Some(Towards::Future) if days < 0 => -days * against.min(10),
            // The present tells of what is to come, but also of what has been so since.
            Some(Towards::Near) if days < 0 => -days * 3,
            None if days > 0 => days * 3,
            _ => days.abs() * 2,
        }
    };
    candidates.min_by_key(cost)
}

/// Both ends of a range with the fields that one leaves to the other (`November 11-22`, `May to July 2004`).
pub(super) fn shared(from: &Point, to: &Point) -> (Point, Point) {
    let (mut from, mut to) = (from.clone(), to.clone());
    if to.fields.month.is_none() && to.fields.day.is_some() {
        to.fields.month = from.fields.month;
    }
    if from.fields.month.is_none() && from.fields.day.is_some() {
        from.fields.month = to.fields.month;
    }
    if to.fields.year.is_some() && from.fields.year.is_none() && from.frame.is_none() {
        let turn = matches!((from.fields.month, to.fields.month), (Some(a), Some(b)) if a > b);
        from.fields.year = to.fields.year.map(|y| y - i16::from(turn));
    }
    if from.fields.year.is_some() && to.fields.year.is_none() && to.frame.is_none() {
        let turn = matches!((from.fields.month, to.fields.month), (Some(a), Some(b)) if a > b);
        to.fields.year = from.fields.year.map(|y| y + i16::from(turn));
    }
    if from.frame.is_none() && !from.fields.is_dated() {
        from.frame = to.frame;
        from.fields = Fields { part: from.fields.part, clock: from.fields.clock, ..to.fields };
    }
    if to.frame.is_none() && !to.fields.is_dated() {
        to.frame = from.frame;
        to.fields = Fields { part: to.fields.part, clock: to.fields.clock, ..from.fields };
    }
    to.towards = to.towards.or(from.towards);
    (from, to)
}
