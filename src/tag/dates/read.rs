//! Reads what captures hold: years, times of day, and the codes of gazetteer columns.

use super::calendar;
use super::expression::{Clock, Holiday, Point};
use crate::rules::make::dates::{DayPart, Modifier, Unit};

/// A year of four digits, or the two last of one (`2002/03`, with `first` the whole one).
pub(super) fn year(text: &str, first: Option<&str>) -> Option<i16> {
    let digits = text.trim_start_matches(['\'', '’', '‘']);
    let year: i16 = digits.parse().ok()?;
    match digits.len() {
        4 => (1000..=2150).contains(&year).then_some(year),
        // `'96`, or the second of two.
        2 => match first.filter(|f| f.len() == 4) {
            Some(first) => {
                let first: i16 = first.parse().ok()?;
                let century = first - first % 100;
                Some(if century + year < first { century + 100 + year } else { century + year })
            }
            None => Some(if year < 50 { 2000 + year } else { 1900 + year }),
        },
        1..=4 => Some(year),
        _ => None,
    }
}

/// `nineteen`, `ninety-six`.
pub(super) fn spoken_year(hundreds: i64, rest: i64) -> Option<i16> {
    let fits = (10..=20).contains(&hundreds) && (10..=99).contains(&rest);
    i16::try_from(hundreds * 100 + rest).ok().filter(|_| fits)
}

/// Day and time of a wire's time stamp (`271420`).
pub(super) fn stamp(text: &str) -> Option<(u8, Clock)> {
    let day = text.get(..2)?.parse().ok().filter(|d| (1..=31).contains(d))?;
    (text.len() == 6).then_some((day, clock(text.get(2..)?, None)?))
}

/// `30.12.2021`.
pub(super) fn dotted(text: &str) -> Option<(u8, u8, i16)> {
    let mut parts = text.split('.');
    let (day, month, year_text) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
    let year = year(year_text, None).filter(|_| year_text.len() == 4)?;
    (parts.next().is_none() && calendar::day(year, month, day).is_some()).then_some((day, month, year))
}

/// Whether the month has such a day, in the year or, where that is open, in some year.
pub(super) fn is_day(year: Option<i16>, month: u8, day: u8) -> bool {
    calendar::day(year.unwrap_or(2000), month, day).is_some()
}

/// `1990s` or `90s`.
pub(super) fn decade(text: &str) -> Option<i16> {
    let digits = text.trim_matches(|c: char| !c.is_ascii_digit());
    let year: i16 = digits.parse().ok()?;
    match digits.len() {
        4 if year % 10 == 0 => Some(year / 10),
        2 if year % 10 == 0 => Some(if year < 30 { 200 + year / 10 } else { 190 + year / 10 }),
        _ => None,
    }
}

/// `10:42`, `18:42:07`, `11.40`, `0730`, `8`, with `AM` or `PM`.
pub(super) fn clock(text: &str, half: Option<&str>) -> Option<Clock> {
    let mut parts = text.split([':', '.']);
    let first = parts.next()?;
    let (hour, minute): (u8, u8) = match (first.len(), parts.next()) {
        (_, Some(minute)) if minute.len() == 2 => (first.parse().ok()?, minute.parse().ok()?),
        (4, None) => (first.get(..2)?.parse().ok()?, first.get(2..)?.parse().ok()?),
        (3, None) => (first.get(..1)?.parse().ok()?, first.get(1..)?.parse().ok()?),
        (1 | 2, None) => (first.parse().ok()?, 0),
        _ => return None,
    };
    let second = match parts.next() {
        Some(second) => Some(second.parse().ok().filter(|s| *s <= 60)?),
        None => None,
    };
    let hour = match half {
        Some("AM") if hour == 12 => 0,
        Some("PM") if hour < 12 => hour + 12,
        _ => hour,
    };
    (hour <= 24 && minute < 60).then_some(Clock { hour, minute, second, zone: None })
}

/// A unit from its TIMEX3 letter.
pub(super) fn unit(code: &str) -> Option<Unit> {
    Some(match code {
        "TS" => Unit::Second,
        "TM" => Unit::Minute,
        "TH" => Unit::Hour,
        "D" => Unit::Day,
        "W" => Unit::Week,
        "F" => Unit::Fortnight,
        "M" => Unit::Month,
        "Q" => Unit::Quarter,
        "Y" => Unit::Year,
        "DE" => Unit::Decade,
        "CE" => Unit::Century,
        "ML" => Unit::Millennium,
        _ => return None,
    })
}

/// Whether an amount of a unit can go on in a smaller one: `2 hours and 15 minutes`.
pub(super) fn is_finer(smaller: Unit, unit: Unit) -> bool {
    use Unit::{Day, Hour, Minute, Month, Second, Week, Year};
    match unit {
        Year => matches!(smaller, Month | Week | Day),
        Month => matches!(smaller, Week | Day),
        Week => smaller == Day,
        Day => matches!(smaller, Hour | Minute),
        Hour => matches!(smaller, Minute | Second),
        Minute => smaller == Second,
        _ => false,
    }
}

/// A period: a number, if it is not one, and the letter of a unit (`6M`).
pub(super) fn rate(code: &str) -> Option<(i64, Unit)> {
    let letters = code.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &code[..code.len() - letters.len()];
    Some((if digits.is_empty() { 1 } else { digits.parse().ok()? }, unit(letters)?))
}

/// A part of the day from its TIMEX3 code.
pub(super) fn day_part(code: &str) -> Option<DayPart> {
    Some(match code {
        "MO" => DayPart::Mo,
        "MI" => DayPart::Mi,
        "AF" => DayPart::Af,
        "EV" => DayPart::Ev,
        "NI" => DayPart::Ni,
        "DT" => DayPart::Dt,
        _ => return None,
    })
}

/// A modifier from its TIMEX3 name.
pub(super) fn modifier(name: &str) -> Option<Modifier> {
    use Modifier::{Approx, EqualOrLess, EqualOrMore, LessThan, MoreThan};
    [Approx, EqualOrLess, EqualOrMore, LessThan, MoreThan].into_iter().find(|m| super::value::modifier(*m) == name)
}

/// Makes a movable feast from the days that it lies behind another.
type Counted = fn(i32) -> Holiday;

/// `12-25`, `1944-06-06`, `easter-2`, `tishri+9`, `islamic#10#1`, `lunar0+14`, `11#4#4+1`.
pub(super) fn holiday(code: &str) -> Option<Holiday> {
    let counted: [(&str, Counted); 5] = [
        ("easter", Holiday::Easter),
        ("orthodox", Holiday::Orthodox),
        ("tishri", Holiday::Tishri),
        ("kislev", Holiday::Kislev),
        ("nisan", Holiday::Nisan),
    ];
    if let Some((make, days)) = counted.iter().find_map(|(name, make)| Some((make, code.strip_prefix(name)?))) {
        return Some(make(days.parse().ok()?));
    }
    if let Some(rest) = code.strip_prefix("islamic#") {
        let (month, day) = rest.split_once('#')?;
        return Some(Holiday::Islamic(month.parse().ok()?, day.parse().ok()?));
    }
    if let Some(rest) = code.strip_prefix("lunar") {
        return Some(Holiday::Table(rest.get(..1)?.parse().ok()?, rest.get(1..)?.parse().ok()?));
    }
    if let Some((month, rest)) = code.split_once('#') {
        let (which, rest) = rest.split_once('#')?;
        let (weekday, days) = rest.split_once('+').unwrap_or((rest, "0"));
        return Some(Holiday::Weekday(month.parse().ok()?, which.parse().ok()?, weekday.parse().ok()?, days.parse().ok()?));
    }
    if let Ok(day) = code.parse::<jiff::civil::Date>() {
        return Some(Holiday::Once(day.year(), day.month() as u8, day.day() as u8));
    }
    let (month, day) = code.split_once('-')?;
    Some(Holiday::Fixed(month.parse().ok()?, day.parse().ok()?))
}

/// `T10:30`, `T10:30:05Z`, `T10:30+05:30`: the time behind an ISO date.
pub(super) fn iso_time(text: &str) -> Option<Clock> {
    let text = text.strip_prefix(['T', 't'])?;
    let at = text.find(['Z', 'z', '+', '-']).unwrap_or(text.len());
    let (time, zone) = text.split_at(at);
    let zone = match zone {
        "" => None,
        "Z" | "z" => Some(0),
        zone => {
            let offset = clock(zone.get(1..)?, None)?;
            let minutes = i16::from(offset.hour) * 60 + i16::from(offset.minute);
            Some(if zone.starts_with('-') { -minutes } else { minutes })
        }
    };
    Some(Clock { zone, ..clock(time.contains(':').then_some(time)?, None)? })
}

/// Whether two points can be the ends of a range: both say the same kind of thing.
pub(super) fn is_range(from: &Point, to: &Point) -> bool {
    let (a, b) = (&from.fields, &to.fields);
    let timed = a.is_time() && b.is_time();
    if from.frame.is_some() || to.frame.is_some() {
        return timed && from.frame.is_some() != to.frame.is_some() && (!a.is_dated() || !b.is_dated());
    }
    let grain = |f: &super::expression::Fields| {
        [
            f.weekday.is_some() && f.day.is_none(),
            f.day.is_some(),
            f.month.is_some() && f.day.is_none(),
            f.season.is_some(),
            f.quarter.is_some(),
            f.half.is_some(),
            f.decade.is_some(),
            f.century.is_some(),
            f.holiday.is_some(),
        ]
    };
    let later = match (a.year, b.year) {
        (Some(x), Some(y)) => x < y || (x == y && grain(a).contains(&true)),
        (Some(_), None) => grain(b).contains(&true),
        _ => true,
    };
    later && (timed && (!a.is_dated() || !b.is_dated()) || (grain(a) == grain(b) && a.is_time() == b.is_time()))
}
