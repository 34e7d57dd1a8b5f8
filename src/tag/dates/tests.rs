//! The resolver against `jiff`'s calendar.

use super::calendar::{Stretch, monday};
use super::expression::{Amount, Expression, Fields, Frame, Holiday, Number, Point, Season};
use super::holidays::{easter, holiday};
use super::resolve::{Context, resolve};
use super::told::Told;
use crate::record::Detail;
use crate::rules::make::dates::{Anchor, Towards, Unit};
use crate::{Article, Copydesk, Scratch};
use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday, date};
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_oneof, proptest};
use proptest::{prop_assert, prop_assert_eq};
use std::sync::LazyLock;

const UNITS: [Unit; 11] = [
    Unit::Hour,
    Unit::Day,
    Unit::Week,
    Unit::Fortnight,
    Unit::Month,
    Unit::Quarter,
    Unit::Half,
    Unit::Year,
    Unit::Decade,
    Unit::Century,
    Unit::Millennium,
];

fn on(published: Date) -> Context {
    Context { published: Some(published), told: Told::default(), tense: None, listed: None, firm: false }
}

fn point(fields: Fields, towards: Option<Towards>) -> Expression {
    Expression::Point(Box::new(Point { fields, towards, ..Point::default() }))
}

fn counted(unit: Unit, n: i64, sign: i64) -> Expression {
    let frame = Frame { anchor: Anchor::Published, unit, by: Number::of(n), sign, counted: false };
    Expression::Point(Box::new(Point { frame: Some(frame), ..Point::default() }))
}

fn value(expression: &Expression, context: &Context) -> Option<String> {
    resolve(expression, context).map(|r| r.timex.value)
}

fn days() -> impl Strategy<Value = Date> {
    (0i64..730_000).prop_map(|n| date(1000, 1, 1).checked_add(n.days()).unwrap())
}

/// Any day that the calendar has, both ends included.
fn all_days() -> impl Strategy<Value = Date> {
    prop_oneof![8 => days(), 1 => Just(Date::MIN), 1 => Just(Date::MAX)]
}

static DESK: LazyLock<Copydesk> = LazyLock::new(Copydesk::new);

/// Words of dates in any order.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "on",
        "in",
        "from",
        "to",
        "until",
        "the",
        "of",
        "at",
        ",",
        "last",
        "next",
        "this",
        "every",
        "two",
        "90",
        "ago",
        "before",
        "after",
        "end of",
        "early",
        "weeks",
        "years",
        "centuries",
        "week of",
        "fiscal year",
        "quarter ended",
        "first half of",
        "the first Monday of",
        "Tuesday",
        "Friday night",
        "February",
        "Feb. 29",
        "April 31",
        "30",
        "31st",
        "2023",
        "1900",
        "2024-02-30",
        "2024-12-31",
        "9999",
        "Easter",
        "Eid al-Fitr",
        "Yom Kippur",
        "Diwali 2090",
        "Thanksgiving weekend",
        "the 1990s",
        "44 BC",
        "24:00",
        "10 p.m.",
        "winter",
        "third quarter",
        "the weekend",
        "eve of",
        "2Q25",
        "yesterday",
        "a year earlier",
        "he said",
    ]);
    prop::collection::vec(word, 1..9).prop_map(|words| words.join(" ") + ".")
}

/// Whether the calendar has the day or week of a value.
fn is_real(value: &str) -> bool {
    let date = value.split('T').next().unwrap_or_default();
    if date.contains('X') || date.starts_with("BC") || date.starts_with('P') {
        return true;
    }
    if let Some((year, week)) = date.split_once("-W").filter(|(_, week)| *week != "I") {
        let week = week.trim_end_matches("-WE").parse();
        return week.is_ok_and(|week| ISOWeekDate::new(year.parse().unwrap(), week, Weekday::Monday).is_ok());
    }
    date.len() != 10 || date.parse::<Date>().is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn whatever_the_words_only_days_and_weeks_of_the_calendar_come_out(text in words(), published in all_days()) {
        let article = Article::new("a", text).unwrap().published(published);
        let record = DESK.dates(&article, &mut Scratch::default());
        for mention in &record.mentions {
            let Detail::Timex(timex) = &mention.detail else { continue };
            prop_assert!(is_real(&timex.value) && timex.end.iter().all(|end| is_real(end)), "{timex:?} in {}", article.text);
        }
    }

    #[test]
    fn a_full_date_is_written_as_the_calendar_writes_it(day in days(), published in days()) {
        let fields = Fields { year: Some(day.year()), month: Some(day.month() as u8), day: Some(day.day() as u8), ..Fields::default() };
        prop_assert_eq!(value(&point(fields, None), &on(published)), Some(day.to_string()));
    }

    #[test]
    fn days_ago_and_ahead_are_counted_by_the_calendar(published in days(), n in 0i64..5000) {
        let back = published.checked_sub(n.days()).unwrap();
        prop_assert_eq!(value(&counted(Unit::Day, n, -1), &on(published)), Some(back.to_string()));
        let ahead = published.checked_add(n.days()).unwrap();
        prop_assert_eq!(value(&counted(Unit::Day, n, 1), &on(published)), Some(ahead.to_string()));
    }

    #[test]
    fn weeks_are_iso_weeks(published in days(), n in -60i64..60) {
        let then = ISOWeekDate::from(published.checked_add((7 * n).days()).unwrap());
        let wanted = format!("{:04}-W{:02}", then.year(), then.week());
        prop_assert_eq!(value(&counted(Unit::Week, n.abs(), n.signum()), &on(published)), Some(wanted));
        let week = Stretch::around(Unit::Week, published);
        prop_assert_eq!(week.first().weekday(), Weekday::Monday);
        prop_assert!(week.first() <= published && published <= week.last());
    }

    #[test]
    fn months_ago_keep_to_months(published in days(), n in 1i64..200) {
        let then = published.first_of_month().checked_sub(n.months()).unwrap();
        let wanted = format!("{:04}-{:02}", then.year(), then.month());
        prop_assert_eq!(value(&counted(Unit::Month, n, -1), &on(published)), Some(wanted));
    }

    #[test]
    fn a_weekday_lies_where_it_is_looked_for(published in days(), weekday in 1u8..=7) {
        let named = Weekday::from_monday_one_offset(weekday as i8).unwrap();
        let at = |towards| value(&point(Fields { weekday: Some(weekday), ..Fields::default() }, Some(towards)), &on(published));
        let before = published.nth_weekday(-1, named).unwrap();
        let behind = published.nth_weekday(1, named).unwrap();
        prop_assert_eq!(at(Towards::Last), Some(before.to_string()));
        prop_assert_eq!(at(Towards::Next), Some(behind.to_string()));
        let today = published.weekday() == named;
        prop_assert_eq!(at(Towards::Past), Some(if today { published } else { before }.to_string()));
        prop_assert_eq!(at(Towards::Future), Some(if today { published } else { behind }.to_string()));
    }

    #[test]
    fn a_range_of_days_ends_behind_its_begin(published in days(), month in 1u8..=12, first in 1u8..=27, length in 1u8..=20) {
        let last = (first + length).min(28);
        let from = Point { fields: Fields { month: Some(month), day: Some(first), ..Fields::default() }, ..Point::default() };
        let to = Point { fields: Fields { day: Some(last), ..Fields::default() }, ..Point::default() };
        let timex = resolve(&Expression::Range(Box::new(from), Box::new(to)), &on(published)).unwrap().timex;
        let (begin, end): (Date, Date) = (timex.value.parse().unwrap(), timex.end.unwrap().parse().unwrap());
        prop_assert_eq!(i64::from((end - begin).get_days()), i64::from(last - first));
    }

    #[test]
    fn a_range_over_the_turn_of_the_year_ends_in_the_next(published in days(), day in 1u8..=28) {
        let end_of = |month| Point { fields: Fields { month: Some(month), day: Some(day), ..Fields::default() }, ..Point::default() };
        let range = Expression::Range(Box::new(end_of(12)), Box::new(end_of(1)));
        let timex = resolve(&range, &on(published)).unwrap().timex;
        let (begin, end): (Date, Date) = (timex.value.parse().unwrap(), timex.end.unwrap().parse().unwrap());
        prop_assert_eq!(end.year(), begin.year() + 1);
    }

    #[test]
    fn stretches_hold_their_day_and_meet_their_neighbours(day in days(), unit in 1usize..UNITS.len() - 1) {
        let here = Stretch::around(UNITS[unit], day);
        prop_assert!(here.first() <= day && day <= here.last());
        if UNITS[unit] != Unit::Fortnight {
            let next = here.shift(UNITS[unit], 1);
            prop_assert_eq!(here.last().tomorrow().unwrap(), next.first());
            prop_assert_eq!(next.shift(UNITS[unit], -1), here);
        }
    }

    #[test]
    fn easter_is_a_sunday_of_spring(year in 1583i16..9999) {
        let day = easter(year).unwrap();
        prop_assert_eq!(day.weekday(), Weekday::Sunday);
        prop_assert!(day >= date(year, 3, 22) && day <= date(year, 4, 25));
    }

    #[test]
    fn feasts_fall_where_their_calendars_put_them(year in 1900i16..2100) {
        let on = |feast| holiday(feast, year).unwrap();
        prop_assert_eq!(on(Holiday::Orthodox(0)).weekday(), Weekday::Sunday);
        prop_assert!(on(Holiday::Orthodox(0)) >= on(Holiday::Easter(0)));
        // The Hebrew new year is never a Sunday, Wednesday or Friday, and Passover is 163 days before it.
        let new_year = on(Holiday::Tishri(0));
        prop_assert!(!matches!(new_year.weekday(), Weekday::Sunday | Weekday::Wednesday | Weekday::Friday));
        prop_assert_eq!((new_year - on(Holiday::Nisan(14))).get_days(), 163);
        prop_assert!((59..=60).contains(&(on(Holiday::Kislev(0)) - new_year).get_days()));
        // Of an Islamic month some day is in every year.
        prop_assert!((1..=12).any(|month| holiday(Holiday::Islamic(month, 1), year).is_some()));
    }

    #[test]
    fn a_weekday_of_a_month_is_counted_as_the_calendar_counts(day in days(), weekday in 1u8..=7, which in 1i32..=5, back in any::<bool>()) {
        let named = Weekday::from_monday_one_offset(weekday as i8).unwrap();
        let which = if back { -which } else { which };
        let month = Stretch::Month(day.year(), day.month() as u8);
        let wanted = day.nth_weekday_of_month(which as i8, named).ok().map(Stretch::Day);
        prop_assert_eq!(month.weekday(weekday, which), wanted);
    }

    #[test]
    fn nothing_counted_leaves_the_calendar(published in all_days(), unit in 0..UNITS.len(), n in any::<i32>(), known in any::<bool>()) {
        let context = if known { on(published) } else { Context::default() };
        let expression = counted(UNITS[unit], i64::from(n).abs(), i64::from(n.signum()));
        prop_assert!(resolve(&expression, &context).is_some());
        let season = Fields { season: Some(Season::Winter), weekday: None, ..Fields::default() };
        prop_assert!(resolve(&point(season, None), &context).is_some() || published == Date::MIN || published == Date::MAX);
    }

    #[test]
    fn amounts_say_their_number(n in 1i64..100_000, unit in 0..UNITS.len()) {
        let amount = Amount { n: Number::of(n), unit: UNITS[unit], more: None, modifier: None, compared: false };
        let text = value(&Expression::Amount(amount), &Context::default()).unwrap();
        let told: i64 = text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap();
        let times = match UNITS[unit] {
            Unit::Fortnight => 2,
            Unit::Half => 6,
            Unit::Millennium => 1000,
            _ => 1,
        };
        prop_assert_eq!(told, n * times);
    }
}

#[test]
fn the_29th_of_february_is_looked_for_in_leap_years() {
    let fields = Fields { month: Some(2), day: Some(29), ..Fields::default() };
    let at = |published, towards| value(&point(fields, Some(towards)), &on(published));
    assert_eq!(at(date(2026, 11, 23), Towards::Last).as_deref(), Some("2024-02-29"));
    assert_eq!(at(date(2026, 11, 23), Towards::Next).as_deref(), Some("2028-02-29"));
    assert_eq!(at(date(2024, 2, 29), Towards::Past).as_deref(), Some("2024-02-29"));
}

#[test]
fn easter_of_known_years() {
    let known = [(1818, 3, 22), (1943, 4, 25), (2022, 4, 17), (2024, 3, 31), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)];
    for (year, month, day) in known {
        assert_eq!(easter(year), Some(date(year, month, day)));
    }
}

#[test]
fn feasts_of_known_years() {
    for (feast, year, month, day) in [
        (Holiday::Orthodox(0), 2024, 5, 5),
        (Holiday::Orthodox(0), 2025, 4, 20),
        (Holiday::Tishri(0), 2024, 10, 3),
        (Holiday::Tishri(9), 2023, 9, 25),
        (Holiday::Nisan(14), 2024, 4, 23),
        (Holiday::Nisan(-16), 2024, 3, 24),
        (Holiday::Nisan(64), 2025, 6, 2),
        (Holiday::Kislev(24), 2024, 12, 26),
        (Holiday::Kislev(24), 2023, 12, 8),
        (Holiday::Islamic(10, 1), 2024, 4, 10),
        (Holiday::Islamic(12, 10), 2025, 6, 6),
        (Holiday::Islamic(10, 1), 2023, 4, 21),
        (Holiday::Table(0, 0), 2024, 2, 10),
        (Holiday::Table(0, 14), 2026, 3, 3),
        (Holiday::Table(2, 0), 2025, 10, 6),
        (Holiday::Table(3, 0), 2023, 11, 12),
        (Holiday::Once(2001, 9, 11), 2024, 9, 11),
    ] {
        let found = holiday(feast, year).map(|d| (d.month() as u8, d.day() as u8));
        assert_eq!(found, Some((month, day)), "{feast:?} {year}");
    }
    assert_eq!(holiday(Holiday::Table(0, 0), 1949), None, "nothing is made up beyond a table");
}

#[test]
fn without_a_document_date_values_stay_open() {
    let nowhere = Context::default();
    let of = |fields| value(&point(fields, None), &nowhere);
    assert_eq!(of(Fields { month: Some(11), day: Some(11), ..Fields::default() }).as_deref(), Some("XXXX-11-11"));
    assert_eq!(of(Fields { weekday: Some(2), ..Fields::default() }).as_deref(), Some("XXXX-WXX-2"));
    assert_eq!(value(&counted(Unit::Week, 1, -1), &nowhere).as_deref(), Some("XXXX-WXX"));
    assert_eq!(of(Fields { year: Some(1988), month: Some(8), ..Fields::default() }).as_deref(), Some("1988-08"));
}

#[test]
fn a_week_begins_on_monday_also_over_the_new_year() {
    assert_eq!(monday(date(2021, 1, 3)), date(2020, 12, 28));
    assert_eq!(Stretch::around(Unit::Week, date(2021, 1, 3)).value(), "2020-W53");
}
