//! How an article writes its dates: `3/4/2021` is read as its other dates are written.

use crate::resources::Resources;
use crate::rules::make::dates::Order;
use crate::scan::Scanned;
use copydesk_engine::tokens::Shape;
use std::cell::OnceCell;

/// The habits of an article, looked for when they are asked for.
#[derive(Default)]
pub(super) struct Habits {
    order: OnceCell<Order>,
}

impl Habits {
    /// The order of day and month.
    pub(super) fn order(&self, resources: &Resources, scanned: &Scanned<'_>) -> Order {
        *self.order.get_or_init(|| order(resources, scanned))
    }
}

/// The order of day and month that most dates of the article have: numbers that are clear, or `3 April` against `April
/// 3`. Where nothing speaks, the month stands first.
fn order(resources: &Resources, scanned: &Scanned<'_>) -> Order {
    let lists = ["dates/months/full", "dates/months/short"].map(|id| resources.list(id));
    let number = |at: Option<usize>| {
        let token = scanned.tokens.get(at?)?;
        if token.is(Shape::SHORT_NUMBER) { scanned.word(at?).parse::<u8>().ok() } else { None }
    };
    let mut votes = 0i32;
    for at in 0..scanned.tokens.len() {
        if lists.iter().flatten().any(|&list| scanned.is_in(at, list)) {
            match (number(at.checked_sub(1)), number(Some(at + 1))) {
                (Some(_), None) => votes += 1,
                (None, Some(_)) => votes -= 1,
                _ => {}
            }
        } else if scanned.tokens[at].is(Shape::FOUR_DIGITS) && at >= 4 && scanned.word(at - 1) == "/" && scanned.word(at - 3) == "/" {
            match (number(Some(at - 4)), number(Some(at - 2))) {
                (Some(13..=31), Some(1..=12)) => votes += 10,
                (Some(1..=12), Some(13..=31)) => votes -= 10,
                _ => {}
            }
        }
    }
    if votes > 0 { Order::DayFirst } else { Order::MonthFirst }
}
