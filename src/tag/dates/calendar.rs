//! Calendar arithmetic: stretches of time that TIMEX3 has names for, their shifts, and how they are written.

use super::expression::Season;
use crate::rules::make::dates::Unit;
use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate};

/// A stretch of the calendar with a name in TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Stretch {
    /// `19`: 1900 to 1999.
    Century(i16),
    /// `199`: 1990 to 1999.
    Decade(i16),
    Year(i16),
    Half(i16, u8),
    Quarter(i16, u8),
    Season(i16, Season),
    Month(i16, u8),
    /// The week that this Monday begins.
    Week(Date),
    /// The weekend of the week that this Monday begins.
    Weekend(Date),
    Day(Date),
}

/// The day, unless the calendar has none such.
pub(super) fn day(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, month as i8, day as i8).ok()
}

/// Monday of the day's week.
pub(super) fn monday(day: Date) -> Date {
    add_days(day, -i64::from(day.weekday().to_monday_zero_offset()))
}

/// So many days later; stays within the calendar.
pub(super) fn add_days(day: Date, days: i64) -> Date {
    day.checked_add(days.clamp(-7_000_000, 7_000_000).days()).unwrap_or(day)
}

/// So many months later, at the last day of the month if it is shorter.
pub(super) fn add_months(day: Date, months: i64) -> Date {
    day.checked_add(months.clamp(-200_000, 200_000).months()).unwrap_or(day)
}

impl Season {
    /// First month, as the northern hemisphere and TIMEX3 count.
    fn first_month(self) -> u8 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }

    /// Its TIMEX3 code.
    pub(super) fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }
}

impl Stretch {
    /// The stretch of this unit that a day lies in.
    pub(super) fn around(unit: Unit, day: Date) -> Stretch {
        let (year, month) = (day.year(), day.month() as u8);
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Stretch::Day(day),
            Unit::Week | Unit::Fortnight => Stretch::Week(monday(day)),
            Unit::Month => Stretch::Month(year, month),
            Unit::Quarter => Stretch::Quarter(year, (month - 1) / 3 + 1),
            Unit::Half => Stretch::Half(year, (month - 1) / 6 + 1),
            Unit::Year => Stretch::Year(year),
            Unit::Decade => Stretch::Decade(year.div_euclid(10)),
            Unit::Century | Unit::Millennium => Stretch::Century(year.div_euclid(100)),
        }
    }

    /// First day; of what lies outside the calendar the calendar's own.
    pub(super) fn first(self) -> Date {
        let start = |year: i16, month: u8| day(year, month, 1).unwrap_or(if year < 0 { Date::MIN } else { Date::MAX });
        match self {
            Stretch::Century(c) => start(c.saturating_mul(100), 1),
            Stretch::Decade(d) => start(d.saturating_mul(10), 1),
            Stretch::Year(y) => start(y, 1),
            Stretch::Half(y, h) => start(y, h * 6 - 5),
            Stretch::Quarter(y, q) => start(y, q * 3 - 2),
            Stretch::Season(y, s) => start(y, s.first_month()),
            Stretch::Month(y, m) => start(y, m),
            Stretch::Week(monday) => monday,
            Stretch::Weekend(monday) => add_days(monday, 5),
            Stretch::Day(day) => day,
        }
    }

    /// Last day.
    pub(super) fn last(self) -> Date {
        let months = |n: i64| add_days(add_months(self.first(), n), -1);
        match self {
            Stretch::Century(_) => months(1200),
            Stretch::Decade(_) => months(120),
            Stretch::Year(_) => months(12),
            Stretch::Half(..) => months(6),
            Stretch::Quarter(..) | Stretch::Season(..) => months(3),
            Stretch::Month(..) => months(1),
            Stretch::Week(monday) | Stretch::Weekend(monday) => add_days(monday, 6),
            Stretch::Day(day) => day,
        }
    }

    /// The year that it lies in.
    pub(super) fn year(self) -> i16 {
        match self {
            Stretch::Year(y) | Stretch::Half(y, _) | Stretch::Quarter(y, _) | Stretch::Season(y, _) | Stretch::Month(y, _) => y,
            other => other.first().year(),
        }
    }

    /// One of its parts: the first is 1, the last -1.
    pub(super) fn part(self, unit: Unit, which: i32) -> Option<Stretch> {
        let part = if which > 0 {
            Stretch::around(unit, self.first()).shift(unit, i64::from(which) - 1)
        } else {
            Stretch::around(unit, self.last()).shift(unit, i64::from(which) + 1)
        };
        (part.first() <= self.last() && part.last() >= self.first() && part != self).then_some(part)
    }

    /// One of its days with this weekday: the first is 1, the last -1.
    pub(super) fn weekday(self, weekday: u8, which: i32) -> Option<Stretch> {
        let (first, last) = (self.first(), self.last());
        let found = if which > 0 {
            let ahead = (i64::from(weekday) - 1 - i64::from(first.weekday().to_monday_zero_offset())).rem_euclid(7);
            add_days(first, ahead + 7 * (i64::from(which) - 1))
        } else {
            let back = (i64::from(last.weekday().to_monday_zero_offset()) - i64::from(weekday) + 1).rem_euclid(7);
            add_days(last, 7 * (i64::from(which) + 1) - back)
        };
        (which != 0 && first <= found && found <= last).then_some(Stretch::Day(found))
    }

    /// The same kind of stretch, so many units later.
    pub(super) fn shift(self, unit: Unit, by: i64) -> Stretch {
        let year = |y: i16, n: i64| i16::try_from(i64::from(y).saturating_add(n)).unwrap_or(y).clamp(-9999, 9999);
        let months = |per: i64, n: i64| add_months(self.first(), per.saturating_mul(n));
        let years = match unit {
            Unit::Year => Some(by),
            Unit::Decade => Some(by.saturating_mul(10)),
            Unit::Century => Some(by.saturating_mul(100)),
            Unit::Millennium => Some(by.saturating_mul(1000)),
            _ => None,
        };
        match (self, unit) {
            (Stretch::Century(c), _) => Stretch::Century(year(c, years.unwrap_or(0) / 100)),
            (Stretch::Decade(d), _) => Stretch::Decade(year(d, years.unwrap_or(0) / 10)),
            (Stretch::Year(y), _) => Stretch::Year(year(y, years.unwrap_or(0))),
            (Stretch::Half(y, h), _) if years.is_some() => Stretch::Half(year(y, years.unwrap_or(0)), h),
            (Stretch::Quarter(y, q), _) if years.is_some() => Stretch::Quarter(year(y, years.unwrap_or(0)), q),
            (Stretch::Season(y, s), _) if years.is_some() => Stretch::Season(year(y, years.unwrap_or(0)), s),
            (Stretch::Half(..), Unit::Half) => Stretch::around(Unit::Half, months(6, by)),
            (Stretch::Quarter(..), Unit::Quarter) => Stretch::around(Unit::Quarter, months(3, by)),
            (Stretch::Month(y, m), _) if years.is_some() => Stretch::Month(year(y, years.unwrap_or(0)), m),
            (Stretch::Month(..), Unit::Month) => Stretch::around(Unit::Month, months(1, by)),
            (Stretch::Month(..), Unit::Quarter) => Stretch::around(Unit::Month, months(3, by)),
            (Stretch::Week(m), Unit::Week) => Stretch::Week(add_days(m, by.saturating_mul(7))),
            (Stretch::Week(m), Unit::Fortnight) => Stretch::Week(add_days(m, by.saturating_mul(14))),
            (Stretch::Weekend(m), Unit::Week) => Stretch::Weekend(add_days(m, by.saturating_mul(7))),
            (Stretch::Day(d), _) => Stretch::Day(match unit {
                Unit::Day => add_days(d, by),
                Unit::Week => add_days(d, by.saturating_mul(7)),
                Unit::Fortnight => add_days(d, by.saturating_mul(14)),
                Unit::Month => add_months(d, by),
                Unit::Quarter => add_months(d, by.saturating_mul(3)),
                Unit::Half => add_months(d, by.saturating_mul(6)),
                Unit::Second | Unit::Minute | Unit::Hour => d,
                _ => add_months(d, years.unwrap_or(0).saturating_mul(12)),
            }),
            (other, _) => Stretch::around(unit, other.first()).shift(unit, by),
        }
    }

    /// Its TIMEX3 value.
    pub(super) fn value(self) -> String {
        let y = |year: i16| if year <= 0 { format!("BC{:04}", 1 - i32::from(year)) } else { format!("{year:04}") };
        match self {
            Stretch::Century(c) if c < 0 => format!("BC{:02}", -1 - i32::from(c)),
            Stretch::Century(c) => format!("{c:02}"),
            Stretch::Decade(d) => format!("{d:03}X"),
            Stretch::Year(year) => y(year),
            Stretch::Half(year, h) => format!("{}-H{h}", y(year)),
            Stretch::Quarter(year, q) => format!("{}-Q{q}", y(year)),
            Stretch::Season(year, s) => format!("{}-{}", y(year), s.code()),
            Stretch::Month(year, m) => format!("{}-{m:02}", y(year)),
            Stretch::Week(monday) => week(monday),
            Stretch::Weekend(monday) => format!("{}-WE", week(monday)),
            Stretch::Day(d) => format!("{}-{:02}-{:02}", y(d.year()), d.month(), d.day()),
        }
    }
}

/// ISO year and week of a day.
fn week(day: Date) -> String {
    let week = ISOWeekDate::from(day);
    format!("{:04}-W{:02}", week.year(), week.week())
}
