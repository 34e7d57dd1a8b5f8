//! How an article writes its dates: `3/4/2021` is read as its other dates are written, else as is usual where it comes
//! from, else with the month first.

use crate::resources::Resources;
use crate::rules::make::dates::Order;
use crate::scan::Scanned;
use copydesk_engine::tokens::Shape;
use std::cell::OnceCell;

/// Folder of the gazetteers of places.
const PLACES: &str = "places/";

/// List of the countries that write the month first.
const MONTH_FIRST: &str = "dates/month-first";

/// The habits of an article, looked for when they are asked for.
pub(super) struct Habits {
    /// Tokens of the dateline.
    dateline: Option<(u32, u32)>,
    order: OnceCell<Order>,
}

impl Habits {
    pub(super) fn new(dateline: Option<(u32, u32)>) -> Habits {
        Habits { dateline, order: OnceCell::new() }
    }

    /// The order of day and month.
    pub(super) fn order(&self, resources: &Resources, scanned: &Scanned<'_>) -> Order {
        *self.order.get_or_init(|| told(resources, scanned).or_else(|| self.of_place(resources, scanned)).unwrap_or(Order::MonthFirst))
    }

    /// What is usual where the story comes from.
    fn of_place(&self, resources: &Resources, scanned: &Scanned<'_>) -> Option<Order> {
        let (from, to) = self.dateline?;
        let blob = &resources.layers()[0];
        let has_first = |country: &str| {
            let rows = resources.list(MONTH_FIRST).into_iter().flat_map(|list| blob.rows(list));
            rows.filter_map(|row| row.split('\t').nth(1)).any(|c| c == country)
        };
        let mut order = None;
        for hit in (from..to).flat_map(|at| scanned.hits_at(at as usize)) {
            let view = resources.view(hit);
            let country = view.cell(hit.sense, "country").filter(|_| view.list(hit.sense).id.starts_with(PLACES));
            match country {
                Some(country) if has_first(country) => return Some(Order::MonthFirst),
                Some(_) => order = Some(Order::DayFirst),
                None => {}
            }
        }
        order
    }
}

/// The order of day and month that most dates of the article have: numbers that are clear, or `3 April` against `April
/// 3`.
fn told(resources: &Resources, scanned: &Scanned<'_>) -> Option<Order> {
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
    (votes != 0).then_some(if votes > 0 { Order::DayFirst } else { Order::MonthFirst })
}
