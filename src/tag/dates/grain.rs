//! How fine a date is: which unit is meant by what was counted, and what fields say within a year.

use super::calendar::{self, Stretch, add_days, monday};
use super::expression::{Fields, Holiday, Number, Season};
use super::holidays::holiday;
use crate::rules::make::dates::Unit;
use jiff::civil::Date;

/// A number of units as a whole number of the same, or of others that say more.
pub(super) fn whole_units(n: Number, unit: Unit) -> Option<(i64, Unit)> {
    let Number::Known(thousandths) = n else { return None };
    match (n.whole(), unit) {
        (Some(hours), Unit::Hour) if hours % 24 == 0 => Some((hours / 24, Unit::Day)),
        (Some(whole), _) => Some((whole, unit)),
        (None, Unit::Year) => Some((thousandths * 12 / 1000, Unit::Month)),
        (None, Unit::Decade) => Some((thousandths / 100, Unit::Year)),
        (None, Unit::Century) => Some((thousandths / 10, Unit::Year)),
        (None, Unit::Month) => Some((thousandths * 30 / 1000, Unit::Day)),
        (None, Unit::Week) => Some((thousandths * 7 / 1000, Unit::Day)),
        (None, _) => Some((thousandths / 1000, unit)),
    }
}

pub(super) fn is_clock_unit(unit: Unit) -> bool {
    matches!(unit, Unit::Second | Unit::Minute | Unit::Hour)
}

/// The unit that a date lies in; of a larger date itself.
pub(super) fn around_or_whole(unit: Unit, of: Stretch) -> Stretch {
    let unit = Stretch::around(unit, of.first());
    if unit.last() < of.last() { of } else { unit }
}

/// Of what was counted in large units from a fine date only the unit is meant (`a year earlier`), unless what it was
/// counted from has a name within the year.
pub(super) fn coarser(found: Stretch, unit: Unit, from: Stretch) -> Stretch {
    match (found, unit) {
        (Stretch::Day(day), Unit::Week | Unit::Month | Unit::Quarter | Unit::Half | Unit::Year | Unit::Decade | Unit::Century) => {
            Stretch::around(unit, day)
        }
        _ if matches!(from, Stretch::Day(_)) => Stretch::around(unit, found.first()),
        _ => found,
    }
}

/// The weekend that a day belongs to: that before a Monday or Tuesday, else that of its week.
pub(super) fn weekend_near(day: Date) -> Stretch {
    Stretch::Weekend(monday(add_days(day, -2)))
}

/// What fields say within a year.
pub(super) fn in_year(fields: &Fields, year: i16) -> Option<Stretch> {
    let in_month = |month: u8| match fields.day {
        Some(d) => calendar::day(year, month, d).map(Stretch::Day),
        None => (1..=12).contains(&month).then_some(Stretch::Month(year, month)),
    };
    if let Some(named) = fields.holiday {
        let day = holiday(named, year)?;
        // A month of fasting is told by the month in which it begins.
        if matches!(named, Holiday::Islamic(_, 0)) {
            return Some(Stretch::Month(day.year(), day.month() as u8));
        }
        return Some(if fields.weekend { weekend_near(day) } else { Stretch::Day(day) });
    }
    match *fields {
        Fields { month: Some(month), .. } => in_month(month),
        Fields { season: Some(season), .. } => Some(Stretch::Season(year, season)),
        Fields { quarter: Some(quarter), .. } => Some(Stretch::Quarter(year, quarter)),
        Fields { half: Some(half), .. } => Some(Stretch::Half(year, half)),
        _ => Some(Stretch::Year(year)),
    }
}

impl Season {
    /// From its TIMEX3 code.
    pub(super) fn from_code(code: &str) -> Option<Season> {
        [Season::Spring, Season::Summer, Season::Autumn, Season::Winter].into_iter().find(|s| s.code() == code)
    }
}
