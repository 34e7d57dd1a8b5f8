//! The resolver: turns expressions into TIMEX3 values against the document date, the date told last and the tense around.

use super::calendar::{self, Stretch, add_days, monday};
use super::expression::{Amount, Around, Clock, Each, Expression, Fields, Frame, Holiday, Number, Point, Repeated, Slice};
use super::grain::{around_or_whole, coarser, in_year, is_clock_unit, weekend_near, whole_units};
use super::search::{choose, likeliest, shared};
use super::told::Told;
use super::value;
use crate::record::{Timex, TimexClass};
use crate::rules::make::dates::{Anchor, Count, DayPart, Modifier, Reference, Towards, Unit};
use jiff::civil::Date;

/// What is known where an expression stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// The document date.
    pub(super) published: Option<Date>,
    /// The dates told last.
    pub(super) told: Told,
    /// Where the tense around points to.
    pub(super) tense: Option<Towards>,
    /// The day before it in a list (`Thursday and Friday`), where that is still to come.
    pub(super) listed: Option<Stretch>,
    /// Nothing else is dated: `in May it said`, `it rose in May`.
    pub(super) firm: bool,
}

/// A resolved expression: its value, and the stretch of the calendar that it tells.
#[derive(Debug)]
pub(super) struct Resolved {
    pub(super) timex: Timex,
    pub(super) told: Option<Stretch>,
}

/// A stretch, or a time on a day.
struct Moment {
    stretch: Stretch,
    part: Option<DayPart>,
    clock: Option<Clock>,
}

impl Moment {
    fn value(&self) -> String {
        value::timed(self.stretch.value(), self.part, self.clock)
    }
}

/// Resolves an expression; `None` when it makes no sense in the calendar.
pub(super) fn resolve(expression: &Expression, context: &Context) -> Option<Resolved> {
    match expression {
        Expression::Point(point) => context.point(point),
        Expression::Amount(amount) => Some(Resolved {
            timex: Timex {
                class: TimexClass::Duration,
                value: value::amount(amount),
                modifier: amount.modifier.map(value::modifier),
                ..Timex::default()
            },
            told: context.published.filter(|_| amount.compared).map(|day| Stretch::Year(day.year())),
        }),
        Expression::Repeated(repeated) => Some(untold(set(repeated))),
        Expression::Reference(reference) => {
            let value = match reference {
                Reference::Past => "PAST_REF",
                Reference::Present => "PRESENT_REF",
                Reference::Future => "FUTURE_REF",
            };
            Some(untold(Timex { value: value.into(), ..Timex::default() }))
        }
        Expression::Range(from, to) => context.range(from, to),
        Expression::Counted(amount, count, point) => context.counted(amount, *count, point),
        Expression::Part(slice, of) => context.part(*slice, of),
        Expression::Around(around, point) => context.around(*around, point),
    }
}

fn untold(timex: Timex) -> Resolved {
    Resolved { timex, told: None }
}

fn set(repeated: &Repeated) -> Timex {
    let value = match repeated.each {
        Each::Amount(n, unit) => value::amount(&Amount { n, unit, more: None, modifier: None, compared: false }),
        Each::Fields(fields) => value::open(&fields),
    };
    let freq = repeated.freq.map(|n| format!("{n}X"));
    Timex { class: TimexClass::Set, value, quant: repeated.quant.clone(), freq, ..Timex::default() }
}

impl Context {
    fn point(&self, point: &Point) -> Option<Resolved> {
        // Where the moon is looked for, nobody knows the day before.
        let counted = matches!(point.fields.holiday, Some(Holiday::Islamic(..))).then_some(Modifier::Approx);
        let modifier = point.modifier.or(counted).map(value::modifier);
        let is_fine = |f: Frame| is_clock_unit(whole_units(f.by, f.unit).map_or(f.unit, |(_, unit)| unit));
        let class = if point.fields.is_time() || point.frame.is_some_and(is_fine) { TimexClass::Time } else { TimexClass::Date };
        if let Some(Frame { by: Number::Vague, sign, .. }) = point.frame {
            let value = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
            return Some(untold(Timex { value: value.into(), modifier, ..Timex::default() }));
        }
        let Some(moment) = self.moment(point) else {
            let value = if point.frame.is_some() { value::open_frame(point)? } else { value::open(&point.fields) };
            return Some(untold(Timex { class, value, modifier, ..Timex::default() }));
        };
        let timex = Timex { class, value: moment.value(), modifier, ..Timex::default() };
        Some(Resolved { timex, told: (!point.compares()).then_some(moment.stretch) })
    }

    fn range(&self, from: &Point, to: &Point) -> Option<Resolved> {
        let (from, to) = shared(from, to);
        if from.fields.is_impossible() || to.fields.is_impossible() {
            return None;
        }
        let mut begin = self.moment(&from);
        // The end is looked for after the begin.
        let mut end = self.moment_from(&to, begin.as_ref().map(|m| m.stretch));
        // `It rained between Monday and Wednesday`, written on a Monday.
        let is_weekday = |p: &Point| p.fields.weekday.is_some() && p.fields.day.is_none() && p.frame.is_none() && p.towards.is_none();
        let past = self.published.filter(|_| self.tense == Some(Towards::Past) && is_weekday(&from) && is_weekday(&to));
        if let (Some(begin), Some(end)) = (&mut begin, &mut end)
            && past.is_some_and(|today| end.stretch.first() > today)
        {
            for moment in [begin, end] {
                moment.stretch = moment.stretch.shift(Unit::Day, -7);
            }
        }
        let is_time = from.fields.is_time() || to.fields.is_time();
        let class = if is_time { TimexClass::Time } else { TimexClass::Date };
        let (value, end, told) = match (begin, end) {
            (Some(begin), Some(end)) => (begin.value(), end.value(), Some(begin.stretch)),
            _ => (value::open(&from.fields), value::open(&to.fields), None),
        };
        Some(Resolved { timex: Timex { class, value, end: Some(end), ..Timex::default() }, told })
    }

    fn counted(&self, amount: &Amount, count: Count, point: &Point) -> Option<Resolved> {
        let mut moment = self.moment(point)?;
        let (n, unit) = whole_units(amount.n, amount.unit)?;
        if point.modifier == Some(Modifier::End) && matches!(unit, Unit::Day | Unit::Week) {
            moment.stretch = Stretch::Day(moment.stretch.last());
        }
        let by = n.saturating_mul(i64::from(count.sign));
        let stretch = match (unit, moment.stretch) {
            // Most of the week before a Sunday lies in that Sunday's own week.
            (Unit::Week, Stretch::Day(day)) if count.whole => Stretch::Day(add_days(day, by.saturating_mul(7) - 3 * by.signum())),
            _ => moment.stretch.shift(unit, by),
        };
        let is_exact = count.exact || unit == Unit::Week && !count.whole;
        let stretch = if is_exact { stretch } else { coarser(stretch, unit, moment.stretch) };
        Some(Resolved {
            timex: Timex { value: stretch.value(), modifier: amount.modifier.map(value::modifier), ..Timex::default() },
            told: Some(stretch),
        })
    }

    fn part(&self, slice: Slice, of: &Point) -> Option<Resolved> {
        let whole = self.moment(of)?.stretch;
        if slice.unit == Unit::Half && !matches!(whole, Stretch::Year(_)) {
            let modifier = if slice.which == 1 { Modifier::Start } else { Modifier::End };
            let timex = Timex { value: whole.value(), modifier: Some(value::modifier(modifier)), ..Timex::default() };
            return Some(Resolved { timex, told: Some(whole) });
        }
        let (first, last) = match slice.which {
            0 => return None,
            which if slice.weekday.is_some() => {
                let found = whole.weekday(slice.weekday?, which)?;
                (found, found)
            }
            n if n > 0 => (whole.part(slice.unit, n)?, whole.part(slice.unit, n - 1 + i32::from(slice.count))?),
            n => (whole.part(slice.unit, n + 1 - i32::from(slice.count))?, whole.part(slice.unit, n)?),
        };
        // The first two quarters are the first half.
        let half = Stretch::around(Unit::Half, first.first());
        if slice.unit == Unit::Quarter && first != last && (half.first(), half.last()) == (first.first(), last.last()) {
            return Some(Resolved { timex: Timex { value: half.value(), ..Timex::default() }, told: Some(half) });
        }
        let end = (first != last).then(|| last.value());
        Some(Resolved { timex: Timex { value: first.value(), end, ..Timex::default() }, told: Some(first) })
    }

    fn around(&self, around: Around, point: &Point) -> Option<Resolved> {
        let end = self.moment(point)?.stretch.last();
        let stretch = if around.weekend { weekend_near(end) } else { Stretch::around(around.unit, end) };
        let timex = Timex { value: stretch.value(), modifier: around.modifier.map(value::modifier), ..Timex::default() };
        // A quarter told before may have been one of a business year.
        Some(Resolved { timex, told: (around.unit != Unit::Quarter).then_some(stretch) })
    }

    fn moment(&self, point: &Point) -> Option<Moment> {
        self.moment_from(point, None)
    }

    /// Where a point lies; of several candidates none before `from`.
    fn moment_from(&self, point: &Point, from: Option<Stretch>) -> Option<Moment> {
        let Fields { part, clock, .. } = point.fields;
        let stretch = match point.frame {
            Some(frame) => self.framed(frame, &point.fields, point.towards)?,
            None => self.free(&point.fields, point.towards, from.or(self.listed.filter(|_| point.fields.weekday.is_some())))?,
        };
        Some(Moment { stretch, part, clock })
    }

    fn framed(&self, frame: Frame, fields: &Fields, towards: Option<Towards>) -> Option<Stretch> {
        let anchor = match frame.anchor {
            Anchor::Published => Stretch::Day(self.published?),
            Anchor::Here => self.told.here_at_least(frame.unit).or(self.published.map(Stretch::Day))?,
            Anchor::Period => self.told.period(frame.unit).or_else(|| self.last_period(frame))?,
            Anchor::Told => self.told.last(frame.unit, self.tense).or(self.published.map(Stretch::Day))?,
        };
        let (n, unit) = whole_units(frame.by, frame.unit)?;
        let by = n.saturating_mul(frame.sign);
        // `Mr Smith fell ill in May and left days later`: of the day no more is known.
        if let (Anchor::Told, Some(coarse)) = (frame.anchor, self.told.here_coarser(unit))
            && frame.counted
            && by > 0
        {
            return Some(coarse);
        }
        if let (Anchor::Period, Some(year)) = (frame.anchor, fields.year) {
            // `The 2019 quarter`: the quarter told last, in another year.
            let named = self.told.period(frame.unit).map(|p| p.shift(Unit::Year, i64::from(year) - i64::from(p.year())));
            return Some(named.unwrap_or(Stretch::Year(year)));
        }
        if let (Anchor::Told, Some(weekday), false) = (frame.anchor, fields.weekday, by == 0) {
            // `The previous Friday`: the last before the day that was told, whatever its week.
            let base = anchor.first();
            let ahead = (i64::from(weekday) - 1 - i64::from(base.weekday().to_monday_zero_offset())).rem_euclid(7);
            let nearest = if by > 0 {
                if ahead == 0 { 7 } else { ahead }
            } else if ahead == 0 {
                -7
            } else {
                ahead - 7
            };
            return Some(Stretch::Day(add_days(base, nearest + 7 * (by - by.signum()))));
        }
        let whole = match frame.anchor {
            // `A week later` than a day is a day.
            Anchor::Told if frame.counted && unit == Unit::Week && matches!(anchor, Stretch::Day(_)) => anchor.shift(unit, by),
            // `That year`, of a month of it.
            Anchor::Told if by == 0 && !fields.is_dated() => around_or_whole(unit, anchor),
            // What the text counts from its own dates keeps their grain where it is coarser.
            Anchor::Told | Anchor::Period if by != 0 || !fields.is_dated() => coarser(anchor.shift(unit, by), unit, anchor),
            _ => Stretch::around(unit, anchor.shift(unit, by).first()),
        };
        if !fields.is_dated() {
            return Some(whole);
        }
        match whole {
            Stretch::Week(first) if fields.weekend => Some(Stretch::Weekend(first)),
            Stretch::Week(first) => Some(Stretch::Day(add_days(first, i64::from(fields.weekday?) - 1))),
            Stretch::Month(y, m) => Some(Stretch::Day(calendar::day(y, m, fields.day?)?)),
            Stretch::Day(_) => Some(whole),
            other => self.free(&Fields { year: Some(other.year()), ..*fields }, towards, None),
        }
    }

    /// A point without a frame: the year, and what else is open, from the tense or what is near.
    fn free(&self, fields: &Fields, towards: Option<Towards>, from: Option<Stretch>) -> Option<Stretch> {
        if let Some(century) = fields.century {
            return Some(Stretch::Century(if fields.bc { -century - 1 } else { century }));
        }
        if let Some(decade) = fields.decade {
            let now = self.published.map_or(200, |d| d.year().div_euclid(10));
            let whole = if decade >= 10 { decade } else { now - (now - decade).rem_euclid(10) };
            return Some(Stretch::Decade(whole));
        }
        if let Some(year) = fields.year {
            return in_year(fields, if fields.bc { 1 - year } else { year });
        }
        let today = self.published?;
        let yearly = |year: i16| in_year(fields, year);
        let in_a_year = fields.month.is_some()
            || fields.holiday.is_some()
            || fields.season.is_some()
            || fields.quarter.is_some()
            || fields.half.is_some();
        if in_a_year {
            if let Some(from) = from {
                return (from.year()..=from.year() + 1).filter_map(yearly).find(|s| s.last() >= from.first());
            }
            // Some days are not in every year.
            let reach = if fields.holiday.is_some() || fields.day == Some(29) { 9 } else { 2 };
            // `Monday, Jan. 5` is of a year that has it.
            let has_weekday = |s: &Stretch| fields.weekday.is_none_or(|w| s.first().weekday().to_monday_one_offset() == w as i8);
            let near = |s: &Stretch| (s.year() - today.year()).abs() <= 1;
            let fitting = fields.day.is_some() && (today.year() - 1..=today.year() + 1).filter_map(yearly).any(|s| has_weekday(&s));
            let all = (today.year() - reach..=today.year() + reach).filter_map(yearly).filter(|s| !fitting || near(s) && has_weekday(s));
            let against = match fields {
                Fields { day: Some(_), .. } | Fields { holiday: Some(_), .. } => 6,
                Fields { quarter: Some(_), .. } | Fields { half: Some(_), .. } => 20,
                _ if self.firm => 40,
                _ => 10,
            };
            return match (towards, self.tense) {
                (Some(Towards::Behind), tense) if tense != Some(Towards::Future) => likeliest(all, Some(Towards::Past), against, today),
                (Some(Towards::Behind), _) => likeliest(all, self.tense, against.min(10), today),
                // `Effective Oct. 16` may have begun some days ago.
                (Some(Towards::Future), _) => likeliest(all, towards, against, today),
                (Some(towards), _) => choose(all, towards, today),
                (None, tense) => likeliest(all, tense, against, today),
            };
        }
        if let Some(day) = fields.day {
            let months = (-2..=2).filter_map(|n| {
                let month = calendar::add_months(today.first_of_month(), n);
                calendar::day(month.year(), month.month() as u8, day).map(Stretch::Day)
            });
            return choose(months, towards.or(self.tense).unwrap_or(Towards::Near), today);
        }
        // The present tense tells what is going to be: `the council meets on Thursday`.
        let tense = if self.tense == Some(Towards::Near) { Some(Towards::Future) } else { self.tense };
        let towards = match towards {
            Some(Towards::Behind) if self.tense == Some(Towards::Future) => self.tense,
            Some(Towards::Ahead) if self.tense == Some(Towards::Past) => self.tense,
            towards => towards.or(tense),
        };
        let first = from.map_or(today, Stretch::first);
        if fields.weekend {
            return choose((-2..=2).map(|n| Stretch::Weekend(add_days(monday(today), 7 * n))), towards.unwrap_or(Towards::Past), today);
        }
        if let Some(weekday) = fields.weekday {
            let of_week = |n: i64| Stretch::Day(add_days(monday(first), 7 * n + i64::from(weekday) - 1));
            if let Some(from) = from {
                return (0..=1).map(of_week).find(|s| s.first() >= from.first());
            }
            if towards == Some(Towards::Current) {
                return Some(of_week(0));
            }
            return choose((-2..=2).map(of_week), towards.unwrap_or(Towards::Past), today);
        }
        // A time of day alone is one of the day that its sentence told, else of that which the story is telling of.
        let lately = || if tense == Some(Towards::Past) { self.told.lately() } else { None };
        Some(Stretch::Day(self.told.here().or_else(lately).unwrap_or(today)))
    }

    /// Of quarters not told the last that is over.
    fn last_period(&self, frame: Frame) -> Option<Stretch> {
        let today = Stretch::Day(self.published?);
        Some(if frame.unit == Unit::Quarter { today.shift(Unit::Quarter, -1) } else { today })
    }
}
