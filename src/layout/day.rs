//! Days as headers and datelines write them: a month by name or number, a day, perhaps a year.

use crate::resources::Resources;
use crate::scan::Scanned;
use copydesk_engine::tokens::Shape;
use jiff::civil::Date;

/// A day, its year known or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    year: Option<i16>,
    month: i8,
    day: i8,
}

/// The day that captured tokens give.
pub(super) fn read(resources: &Resources, scanned: &Scanned<'_>, month: usize, day: usize, year: Option<usize>) -> Option<Day> {
    let number = |at: usize| scanned.word(at).trim_end_matches(char::is_alphabetic).parse::<i16>().ok();
    let months = resources.list("words/months")?;
    let month = if scanned.tokens[month].is(Shape::DIGIT) {
        number(month)?
    } else {
        let view = resources.layers()[0].view();
        let hit = scanned.hits_at(month).iter().find(|h| h.layer == 0 && usize::from(h.list) == months)?;
        view.cell(hit.sense, "rank")?.parse().ok()?
    };
    let year = match year {
        Some(at) => Some(number(at)?),
        None => None,
    };
    let day = Day { year, month: month.try_into().ok()?, day: number(day)?.try_into().ok()? };
    // The 29th of February is a day of some year.
    Date::new(day.year.unwrap_or(2024), day.month, day.day).ok().map(|_| day)
}

impl Day {
    /// The date: of its year, else the one nearest to another date.
    pub(super) fn resolve(self, near: Option<Date>) -> Option<Date> {
        if let Some(year) = self.year {
            return Date::new(year, self.month, self.day).ok();
        }
        let near = near?;
        (near.year().checked_sub(1)?..=near.year().checked_add(1)?)
            .filter_map(|year| Date::new(year, self.month, self.day).ok())
            .min_by_key(|date| distance(*date, near))
    }
}

/// Days between two dates.
pub(super) fn distance(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX, |span| span.get_days().abs())
}
