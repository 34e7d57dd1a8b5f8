//! How long it is from one TIMEX3 value to another, both ends included: the value of a DURATION.

use jiff::civil::{Date, DateTime, ISOWeekDate, Weekday};

/// The length of a span of dates, in the unit of its ends; with X where they are too open to tell.
pub(super) fn between(begin: &str, end: &str) -> String {
    known(begin, end).unwrap_or_else(|| format!("PX{}", unit(begin)))
}

fn known(begin: &str, end: &str) -> Option<String> {
    if begin.contains('T') {
        return clock(begin, end);
    }
    let count = |unit: &str, from: i64, to: i64| (from <= to).then(|| format!("P{}{unit}", to - from + 1));
    let step = |text: &str, per: i64, part: char| {
        let (year, n) = text.split_once(part)?;
        Some(year.trim_end_matches('-').parse::<i64>().ok()? * per + n.parse::<i64>().ok()?)
    };
    if let (Ok(from), Ok(to)) = (begin.parse::<Date>(), end.parse::<Date>()) {
        return count("D", 0, i64::from((to - from).get_days()));
    }
    if let (Some(from), Some(to)) = (week(begin), week(end)) {
        return count("W", 0, i64::from((to - from).get_days() / 7));
    }
    for (unit, per, part, months) in [("Q", 4, 'Q', 1), ("M", 2, 'H', 6)] {
        if let (Some(from), Some(to)) = (step(begin, per, part), step(end, per, part)) {
            return (from <= to).then(|| format!("P{}{unit}", (to - from + 1) * months));
        }
    }
    let (from, to) = (begin.trim_start_matches("XXXX-"), end.trim_start_matches("XXXX-"));
    if let (Some(from), Some(to)) = (from.strip_prefix("WXX-"), to.strip_prefix("WXX-")) {
        // Weekdays of one week, or of two that follow each other.
        let days = to.parse::<i64>().ok()? - from.parse::<i64>().ok()?;
        return count("D", 0, days.rem_euclid(7));
    }
    if (from.len(), to.len()) == (5, 5) && from.len() < begin.len() && to.len() < end.len() {
        // Days of no year: of the same one, as long as no February lies between.
        let [from, to] = [from, to].map(|day| format!("2001-{day}").parse::<Date>());
        let (from, to) = (from.ok()?, to.ok()?);
        let sure = from.month() == to.month() || from.month() > 2;
        return if sure { count("D", 0, i64::from((to - from).get_days())) } else { None };
    }
    match (begin.len(), end.len()) {
        (7, 7) => count("M", step(begin, 12, '-')?, step(end, 12, '-')?),
        (4, 4) if begin.ends_with('X') => count("DE", begin.get(..3)?.parse().ok()?, end.get(..3)?.parse().ok()?),
        (4, 4) => count("Y", begin.parse().ok()?, end.parse().ok()?),
        (2, 2) => count("CE", begin.parse().ok()?, end.parse().ok()?),
        _ => None,
    }
}

/// From one time of the clock to another.
fn clock(begin: &str, end: &str) -> Option<String> {
    let time = |value: &str| {
        let (day, time) = value.split_once('T')?;
        let day = if day == "XXXX-XX-XX" { "2001-01-01" } else { day };
        let next = time.starts_with("24:");
        let time = if next { time.replacen("24", "00", 1) } else { time.to_owned() };
        let at: DateTime = format!("{day}T{time}").parse().ok()?;
        if next { at.checked_add(jiff::ToSpan::days(1)).ok() } else { Some(at) }
    };
    let seconds = time(begin)?.duration_until(time(end)?).as_secs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let parts = [(hours, 'H'), (minutes, 'M'), (seconds, 'S')];
    let written: String = parts.iter().filter(|p| p.0 > 0).map(|(n, unit)| format!("{n}{unit}")).collect();
    (!written.is_empty() && hours >= 0).then(|| format!("PT{written}"))
}

/// Monday of `2024-W43` or `2024-W43-WE`.
fn week(value: &str) -> Option<Date> {
    let (year, week) = value.split_once("-W")?;
    let week = week.trim_end_matches("-WE").parse().ok()?;
    ISOWeekDate::new(year.parse().ok()?, week, Weekday::Monday).ok().map(Date::from)
}

/// The finest unit that a value speaks of.
fn unit(value: &str) -> &'static str {
    let rest = value.get(4..).unwrap_or("");
    match rest.len() {
        _ if value.contains('T') => "D",
        _ if rest.contains('W') => "W",
        _ if rest.contains('Q') => "Q",
        0 if value.len() == 2 => "CE",
        0 if value.ends_with('X') && !value.ends_with("XX") => "DE",
        0 => "Y",
        3 => "M",
        _ => "D",
    }
}
