//! First and last day of a TIMEX3 value.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday, date};

/// The days that a value covers; `None` where it names none.
pub(super) fn days(value: &str) -> Option<(Date, Date)> {
    let year: i16 = value.get(..4)?.parse().ok()?;
    let months = |first: i8, count: i32| {
        let start = Date::new(year, first, 1).ok()?;
        Some((start, start.checked_add(count.months()).ok()?.checked_sub(1.day()).ok()?))
    };
    let rest = match value.get(4..) {
        None | Some("") => return Some((date(year, 1, 1), date(year, 12, 31))),
        Some(rest) => rest.strip_prefix('-')?,
    };
    if let Some(week) = rest.strip_prefix('W') {
        let week: i8 = week.get(..2)?.parse().ok()?;
        let day = |weekday| ISOWeekDate::new(year, week, weekday).ok().map(ISOWeekDate::date);
        let first = if value.ends_with("-WE") { Weekday::Saturday } else { Weekday::Monday };
        return Some((day(first)?, day(Weekday::Sunday)?));
    }
    if let Some(part) = rest.strip_prefix(['Q', 'H']) {
        let (number, length) = (part.parse::<i8>().ok()?, if rest.starts_with('Q') { 3 } else { 6 });
        return months((number - 1).checked_mul(length)?.checked_add(1)?, i32::from(length));
    }
    let month: i8 = rest.get(..2)?.parse().ok()?;
    match rest.get(2..) {
        None | Some("") => months(month, 1),
        Some(rest) => {
            let day = Date::new(year, month, rest.strip_prefix('-')?.get(..2)?.parse().ok()?).ok()?;
            Some((day, day))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn values_cover_days() {
        for (value, expected) in [
            ("2026-11-18", "2026-11-18 2026-11-18"),
            ("2026-11-18T07:00", "2026-11-18 2026-11-18"),
            ("2026-11-18TNI", "2026-11-18 2026-11-18"),
            ("2024-02", "2024-02-01 2024-02-29"),
            ("2026-W47", "2026-11-16 2026-11-22"),
            ("2026-W47-WE", "2026-11-21 2026-11-22"),
            ("2026-Q4", "2026-10-01 2026-12-31"),
            ("2026-H1", "2026-01-01 2026-06-30"),
            ("2026", "2026-01-01 2026-12-31"),
        ] {
            let found = days(value).map(|(first, last)| format!("{first} {last}"));
            assert_eq!(found.as_deref(), Some(expected), "{value}");
        }
        for open in ["XXXX-11-18", "2026-SU", "PRESENT_REF", "P3D", "202", "20é", "2026-13", "2026-Q9"] {
            assert_eq!(days(open), None, "{open}");
        }
    }
}
