//! TIMEX3 values as text: amounts, times of day, and dates of which not everything is known.

use super::expression::{Amount, Clock, Fields, Holiday, Number, Point};
use crate::rules::make::dates::{DayPart, Modifier, Unit};

/// A day's value with its time.
pub(super) fn timed(mut value: String, part: Option<DayPart>, clock: Option<Clock>) -> String {
    if let Some(clock) = clock {
        value.push_str(&format!("T{:02}:{:02}", clock.hour, clock.minute));
        if let Some(second) = clock.second {
            value.push_str(&format!(":{second:02}"));
        }
        match clock.zone {
            Some(0) => value.push('Z'),
            Some(zone) => {
                let (hours, minutes) = (zone.abs() / 60, zone.abs() % 60);
                value.push_str(&format!("{}{hours:02}", if zone < 0 { '-' } else { '+' }));
                if minutes > 0 {
                    value.push_str(&format!(":{minutes:02}"));
                }
            }
            None => {}
        }
    } else if let Some(part) = part {
        value.push('T');
        value.push_str(part_code(part));
    }
    value
}

fn part_code(part: DayPart) -> &'static str {
    match part {
        DayPart::Mo => "MO",
        DayPart::Mi => "MI",
        DayPart::Af => "AF",
        DayPart::Ev => "EV",
        DayPart::Ni => "NI",
        DayPart::Dt => "DT",
    }
}

/// The name of a modifier in TIMEX3.
pub(super) fn modifier(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::Before => "BEFORE",
        Modifier::After => "AFTER",
        Modifier::OnOrBefore => "ON_OR_BEFORE",
        Modifier::OnOrAfter => "ON_OR_AFTER",
        Modifier::LessThan => "LESS_THAN",
        Modifier::MoreThan => "MORE_THAN",
        Modifier::EqualOrLess => "EQUAL_OR_LESS",
        Modifier::EqualOrMore => "EQUAL_OR_MORE",
        Modifier::Start => "START",
        Modifier::Mid => "MID",
        Modifier::End => "END",
        Modifier::Approx => "APPROX",
    }
}

/// `P3D`, `PT2H30M`, `PXY`.
pub(super) fn amount(amount: &Amount) -> String {
    let mut parts = vec![(amount.n, amount.unit)];
    parts.extend(amount.more);
    // `2 1/2 years` is two years and six months.
    if let (Number::Known(n), Some((half, smaller))) = (amount.n, half(amount.unit))
        && n % 1000 == 500
        && n > 1000
    {
        parts = vec![(Number::Known(n - 500), amount.unit), (Number::Known(half), smaller)];
    }
    let (mut dated, mut timed) = (String::new(), String::new());
    for (n, unit) in parts {
        let (n, code, is_time) = counted(n, unit);
        let part = if is_time { &mut timed } else { &mut dated };
        part.push_str(&n);
        part.push_str(code);
    }
    if timed.is_empty() { format!("P{dated}") } else { format!("P{dated}T{timed}") }
}

/// Half of a unit in smaller ones (in thousandths).
fn half(unit: Unit) -> Option<(i64, Unit)> {
    match unit {
        Unit::Minute => Some((30_000, Unit::Second)),
        Unit::Hour => Some((30_000, Unit::Minute)),
        Unit::Day => Some((12_000, Unit::Hour)),
        Unit::Year => Some((6000, Unit::Month)),
        Unit::Decade => Some((5000, Unit::Year)),
        Unit::Century => Some((50_000, Unit::Year)),
        _ => None,
    }
}

/// Number and letter of a unit, and whether it stands behind the `T`.
fn counted(n: Number, unit: Unit) -> (String, &'static str, bool) {
    let Number::Known(n) = n else { return ("X".into(), code(unit), is_time(unit)) };
    // Parts of one are told in the next smaller unit.
    let (n, unit) = match (n % 1000, unit) {
        (250 | 750, Unit::Hour) if n < 1000 => (n * 60, Unit::Minute),
        (500, _) if n == 500 => half(unit).unwrap_or((n, unit)),
        _ => (n, unit),
    };
    let (n, unit) = match unit {
        Unit::Fortnight => (n * 2, Unit::Week),
        Unit::Half => (n * 6, Unit::Month),
        Unit::Millennium => (n * 1000, Unit::Year),
        other => (n, other),
    };
    let text = match n % 1000 {
        0 => (n / 1000).to_string(),
        rest => format!("{}.{}", n / 1000, format!("{rest:03}").trim_end_matches('0')),
    };
    (text, code(unit), is_time(unit))
}

fn is_time(unit: Unit) -> bool {
    matches!(unit, Unit::Second | Unit::Minute | Unit::Hour)
}

fn code(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "S",
        Unit::Minute | Unit::Month => "M",
        Unit::Hour => "H",
        Unit::Day => "D",
        Unit::Week | Unit::Fortnight => "W",
        Unit::Quarter => "Q",
        Unit::Half => "H",
        Unit::Year | Unit::Millennium => "Y",
        Unit::Decade => "DE",
        Unit::Century => "CE",
    }
}

/// A date of which some fields are open (`XXXX-11-11`).
pub(super) fn open(fields: &Fields) -> String {
    let year = match (fields.year, fields.decade, fields.century) {
        (Some(y), ..) => format!("{y:04}"),
        (None, Some(d), _) if d >= 10 => format!("{d:03}X"),
        (None, Some(d), _) => format!("XX{d}X"),
        (None, None, Some(c)) => format!("{c:02}"),
        _ => "XXXX".into(),
    };
    let date = if let Some(month) = fields.month {
        match fields.day {
            Some(day) => format!("{year}-{month:02}-{day:02}"),
            None => format!("{year}-{month:02}"),
        }
    } else if let Some(season) = fields.season {
        format!("{year}-{}", season.code())
    } else if let Some(quarter) = fields.quarter {
        format!("{year}-Q{quarter}")
    } else if let Some(half) = fields.half {
        format!("{year}-H{half}")
    } else if fields.weekend {
        format!("{year}-WXX-WE")
    } else if let Some(weekday) = fields.weekday {
        format!("{year}-WXX-{weekday}")
    } else if let Some(day) = fields.day {
        format!("{year}-XX-{day:02}")
    } else if let Some(Holiday::Fixed(month, day)) = fields.holiday {
        format!("{year}-{month:02}-{day:02}")
    } else if let Some(Holiday::Once(year, month, day)) = fields.holiday {
        format!("{year:04}-{month:02}-{day:02}")
    } else if fields.is_time() || fields.holiday.is_some() {
        format!("{year}-XX-XX")
    } else {
        year
    };
    timed(date, fields.part, fields.clock)
}

/// A point that is counted from an unknown day: only its grain is known.
pub(super) fn open_frame(point: &Point) -> Option<String> {
    let frame = point.frame?;
    if point.fields.is_dated() {
        return Some(open(&point.fields));
    }
    let date = match frame.unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Half => "XXXX-HX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century | Unit::Millennium => "XX",
    };
    Some(timed(date.into(), point.fields.part, point.fields.clock))
}
