//! Holidays: when the calendars of the world's religions have them, as days of the common one.
//!
//! The Hebrew calendar and both Easters are exact. The Islamic one is counted: where the moon is looked for, a month may
//! begin a day sooner or later. What depends on the sky elsewhere stands in tables.

use super::calendar::{add_days, day};
use super::expression::Holiday;
use jiff::civil::{Date, Weekday};

/// First year of the tables.
const FIRST: i16 = 1950;

/// Days of the year, from 1: `lunar0`, `lunar1` … in the notes of `gazetteers/dates/holidays.tsv`. Computed with the
/// calendars of the Python package `holidays` 0.109 (MIT).
#[rustfmt::skip]
const TABLES: [[u16; 150]; 4] = [
    // The Chinese year begins.
    [
        48, 37, 27, 45, 34, 24, 43, 31, 49, 39, 28, 46, 36, 25, 44, 33, 21, 40, 30, 48, 37, 27, 46, 34, 23,
        42, 31, 49, 38, 28, 47, 36, 25, 44, 33, 51, 40, 29, 48, 37, 27, 46, 35, 23, 41, 31, 50, 38, 28, 47,
        36, 24, 43, 32, 22, 40, 29, 49, 38, 26, 45, 34, 23, 41, 31, 50, 39, 28, 47, 36, 25, 43, 32, 22, 41,
        29, 48, 37, 26, 44, 34, 23, 42, 31, 50, 39, 28, 46, 35, 24, 43, 32, 22, 41, 30, 48, 37, 26, 45, 33,
        23, 42, 32, 50, 39, 28, 46, 35, 24, 43, 33, 21, 40, 29, 48, 36, 26, 45, 34, 23, 42, 31, 50, 38, 27,
        46, 36, 24, 43, 33, 22, 40, 29, 48, 37, 26, 45, 34, 24, 41, 30, 49, 38, 27, 46, 36, 25, 43, 32, 21,
    ],
    // Fifth day of its fifth month.
    [
        170, 160, 149, 166, 156, 175, 165, 153, 172, 161, 150, 168, 157, 176, 166, 155, 174, 163, 152, 170, 159, 148, 167, 156, 175,
        165, 154, 172, 161, 150, 169, 157, 176, 166, 156, 173, 162, 151, 170, 159, 148, 167, 157, 175, 164, 153, 172, 160, 150, 169,
        158, 176, 166, 155, 174, 162, 151, 170, 160, 148, 167, 157, 175, 163, 153, 171, 161, 150, 169, 158, 177, 165, 154, 173, 162,
        151, 170, 160, 149, 167, 156, 175, 164, 152, 171, 161, 151, 169, 158, 147, 166, 154, 173, 162, 152, 170, 159, 149, 167, 155,
        174, 164, 153, 171, 161, 150, 169, 157, 176, 165, 155, 173, 162, 152, 171, 159, 148, 167, 156, 174, 164, 153, 172, 161, 150,
        168, 158, 175, 165, 155, 174, 162, 152, 170, 159, 147, 166, 156, 175, 164, 153, 172, 161, 149, 168, 157, 176, 165, 155, 174,
    ],
    // Fifteenth day of its eighth month.
    [
        269, 258, 277, 265, 254, 273, 263, 251, 270, 260, 279, 267, 256, 275, 264, 253, 272, 261, 280, 269, 258, 276, 266, 254, 273,
        263, 252, 270, 260, 278, 267, 255, 274, 264, 254, 272, 261, 280, 269, 257, 276, 265, 255, 273, 263, 252, 271, 259, 278, 267,
        256, 274, 264, 254, 272, 261, 279, 268, 258, 276, 265, 255, 274, 262, 251, 270, 259, 277, 267, 256, 275, 264, 253, 272, 261,
        279, 268, 258, 277, 265, 255, 274, 263, 251, 270, 259, 278, 267, 256, 275, 264, 253, 271, 260, 279, 268, 258, 277, 266, 254,
        273, 262, 251, 269, 259, 278, 268, 256, 275, 264, 253, 271, 260, 279, 269, 258, 276, 266, 255, 272, 262, 251, 270, 259, 278,
        267, 256, 274, 263, 253, 272, 260, 279, 269, 258, 276, 265, 254, 273, 261, 251, 270, 260, 278, 267, 256, 274, 263, 252, 272,
    ],
    // New moon of Kartik.
    [
        313, 302, 321, 310, 299, 317, 307, 325, 314, 304, 323, 311, 300, 319, 308, 296, 315, 305, 324, 313, 302, 321, 310, 298, 317,
        306, 325, 314, 304, 323, 312, 300, 318, 308, 297, 315, 305, 324, 313, 301, 320, 309, 299, 317, 306, 325, 315, 303, 322, 311,
        300, 318, 308, 297, 316, 305, 324, 313, 302, 320, 309, 299, 318, 306, 296, 315, 304, 321, 311, 300, 319, 308, 297, 316, 305,
        323, 312, 301, 320, 309, 299, 318, 307, 295, 314, 303, 322, 310, 300, 319, 309, 297, 316, 305, 323, 312, 301, 320, 310, 299,
        317, 306, 325, 313, 303, 322, 311, 300, 319, 308, 297, 315, 304, 323, 313, 301, 320, 310, 299, 317, 306, 325, 314, 303, 322,
        311, 301, 319, 308, 297, 315, 304, 323, 313, 302, 320, 309, 298, 317, 305, 324, 314, 304, 322, 311, 300, 319, 307, 296, 315,
    ],
];

/// The day of a holiday in a year; of two the first.
pub(super) fn holiday(holiday: Holiday, year: i16) -> Option<Date> {
    match holiday {
        Holiday::Once(then, month, d) => day(then, month, d),
        Holiday::Fixed(month, d) => day(year, month, d),
        Holiday::Easter(days) => Some(add_days(easter(year)?, i64::from(days))),
        Holiday::Orthodox(days) => Some(add_days(orthodox_easter(year)?, i64::from(days))),
        Holiday::Weekday(month, which, weekday, days) => {
            let weekday = Weekday::from_monday_one_offset(weekday as i8).ok()?;
            let found = day(year, month, 1)?.nth_weekday_of_month(which, weekday).ok()?;
            Some(add_days(found, i64::from(days)))
        }
        Holiday::Tishri(days) => numbered(hebrew_year(i64::from(year) + 3761) + i64::from(days)),
        Holiday::Kislev(days) => {
            // Behind Tishri and Heshvan, which is long in years of 355 and 385 days.
            let begin = hebrew_year(i64::from(year) + 3761);
            let length = hebrew_year(i64::from(year) + 3762) - begin;
            numbered(begin + if length % 10 == 5 { 60 } else { 59 } + i64::from(days))
        }
        // From Nisan to the end of the year it is always the same number of days.
        Holiday::Nisan(days) => numbered(hebrew_year(i64::from(year) + 3761) - 177 + i64::from(days)),
        Holiday::Islamic(month, d) => {
            let about = (i64::from(year) - 622) * 33 / 32;
            (about - 1..=about + 2).filter_map(|y| numbered(islamic_day(y, month, d.max(1)))).find(|found| found.year() == year)
        }
        Holiday::Table(table, days) => {
            let at = usize::try_from(year.checked_sub(FIRST)?).ok()?;
            let nth = TABLES.get(usize::from(table))?.get(at)?;
            Some(add_days(day(year, 1, 1)?, i64::from(*nth) - 1 + i64::from(days)))
        }
    }
}

/// Easter Sunday of a year in the Gregorian calendar (Meeus, Jones and Butcher).
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let g = (b - (b + 8).div_euclid(25) + 1).div_euclid(3);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    day(year, (n / 31) as u8, (n % 31 + 1) as u8)
}

/// Easter Sunday as eastern churches keep it (Meeus), in the Gregorian calendar.
fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(4), y.rem_euclid(7), y.rem_euclid(19));
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34).rem_euclid(7);
    let n = d + e + 114;
    let late = y.div_euclid(100) - y.div_euclid(400) - 2;
    Some(add_days(day(year, (n / 31) as u8, (n % 31 + 1) as u8)?, i64::from(late)))
}

/// Number of the first of Tishri: 1 is the first day of the year 1 (Dershowitz and Reingold).
fn hebrew_year(year: i64) -> i64 {
    let elapsed = |year: i64| {
        let months = (235 * year - 234).div_euclid(19);
        let days = 29 * months + (12084 + 13753 * months).div_euclid(25920);
        if (3 * (days + 1)).rem_euclid(7) < 3 { days + 1 } else { days }
    };
    let (before, here, after) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let late = match (after - here, here - before) {
        (356, _) => 2,
        (_, 382) => 1,
        _ => 0,
    };
    here + late - 1_373_427
}

/// Number of a day of a tabular Islamic calendar: its first day is 15 July 622, its leap years lie so that most feasts from
/// 1950 to 2076 fall on the day on which they were kept or are expected, the others on the one before or after.
fn islamic_day(year: i64, month: u8, d: u8) -> i64 {
    let month = i64::from(month);
    227_013 + (year - 1) * 354 + (10 + 11 * year).div_euclid(30) + 29 * (month - 1) + month / 2 + i64::from(d)
}

fn numbered(number: i64) -> Option<Date> {
    Some(add_days(day(1, 1, 1)?, number - 1))
}
