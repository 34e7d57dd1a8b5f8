//! From a match to an expression: what a maker says, with what its captures hold.
//!
//! Captures are read by name. Of a gazetteer word its number (`rank`) or code (`note`) counts, never its letters:
//! `year month day weekday season quarter half decade century part point clock half-day holiday n unit plus mod`,
//! and `-2` behind a name for the second end of a range.

use super::captures::bit;
use super::expression::{Amount, Around, Clock, Each, Expression, Fields, Frame, Number, Point, Repeated, Season, Slice};
use super::habits::Habits;
use super::numbers::Numbers;
use super::read;
use crate::rules::Set;
use crate::rules::make::dates as make;
use crate::rules::make::dates::{Anchor, Date, Duration, Make, Unit};
use copydesk_engine::pattern::Found;
use std::borrow::Cow;

/// A match, with what is needed to read its captures.
#[derive(Clone, Copy)]
pub(super) struct Matched<'a> {
    pub(super) rules: &'a Set<Make>,
    pub(super) found: &'a Found,
    pub(super) numbers: Numbers<'a>,
    /// Expressions so far, with their tokens.
    pub(super) earlier: &'a [super::Candidate],
    /// How this article writes numbers of day and month.
    pub(super) habits: &'a Habits,
}

impl<'a> Matched<'a> {
    /// The expression that the match makes; `None`: it is no date after all.
    pub(super) fn expression(&self) -> Option<Expression> {
        match &self.rules.rule(self.found).make {
            Make::Date(date) => self.date(date),
            Make::Duration(duration) => self.duration(duration).map(Expression::Amount),
            Make::Set(set) => self.set(set),
            Make::Reference(reference) => Some(Expression::Reference(*reference)),
            Make::Join => self.join(),
            Make::Range => self.range(),
            Make::Modify(modify) => self.modify(modify),
            Make::Count(count) => {
                let amount = match self.of("date") {
                    Some(Expression::Amount(amount)) => *amount,
                    Some(_) => return None,
                    None => self.duration(&Duration { unit: count.unit, ..Duration::default() })?,
                };
                Some(Expression::Counted(amount, *count, Box::new(self.point("other")?.clone())))
            }
            Make::Part(part) => {
                let which = part.which.or_else(|| self.ordinal("ordinal").map(i32::from))?;
                let weekday = self.rank("weekday", "dates/weekdays");
                let unit = part.unit.or_else(|| self.unit("unit")).or(weekday.map(|_| Unit::Day))?;
                let count = match self.tokens("n") {
                    Some(_) => u16::try_from(self.number("n")?.whole()?).ok().filter(|n| *n > 0)?,
                    None => 1,
                };
                Some(Expression::Part(Slice { unit, which, count, weekday }, Box::new(self.point("date")?.clone())))
            }
            Make::Around(around) => self.around(around),
            Make::None => None,
        }
    }

    fn around(&self, around: &make::Around) -> Option<Expression> {
        let other = match self.of("other")? {
            Expression::Point(point) | Expression::Range(point, _) => point.clone(),
            _ => return None,
        };
        // `The quarter ended June 30`: the unit is that of a date which says no more than its own unit.
        let (named, modifier) = match self.tokens("date") {
            Some(_) => {
                let date = self.point("date")?;
                let frame = date.frame.filter(|f| f.by == Number::Known(0) && !date.fields.is_dated())?;
                (Some(frame.unit), date.modifier)
            }
            None => (None, None),
        };
        let unit = if around.weekend { Unit::Week } else { named.or(around.unit).or_else(|| self.unit("unit"))? };
        let f = &other.fields;
        let is_day = f.day.is_some() || f.weekday.is_some() || f.holiday.is_some() || other.frame.is_some_and(|f| f.unit == Unit::Day);
        let is_inside = is_day || f.month.is_some() && !matches!(unit, Unit::Day | Unit::Week | Unit::Month);
        if !is_inside {
            return None;
        }
        Some(Expression::Around(Around { unit, weekend: around.weekend, modifier }, other))
    }

    fn of(&self, capture: &str) -> Option<&'a Expression> {
        let (start, end) = self.tokens(capture)?;
        let from = self.earlier.partition_point(|c| (c.start as usize) < start);
        let mut here = self.earlier[from..].iter().take_while(|c| c.start as usize == start);
        here.find(|c| c.end as usize == end).map(|c| &c.expression)
    }

    fn point(&self, capture: &str) -> Option<&'a Point> {
        match self.of(capture)? {
            Expression::Point(point) => Some(point),
            _ => None,
        }
    }

    fn join(&self) -> Option<Expression> {
        let joined = |a: &Point, b: &Point| a.join(b).map(Box::new);
        let (bracketed, range) = (self.of("bracketed"), self.of("range"));
        let is_day = |e: &Expression| matches!(e, Expression::Point(p) if p.fields.is_dated() && !p.fields.is_time());
        if bracketed.is_some_and(|b| !is_day(b)) || range.is_some_and(|r| !matches!(r, Expression::Range(..))) {
            return None;
        }
        match (self.of("date")?, self.of("other").or(bracketed).or(range)?) {
            (Expression::Point(date), Expression::Point(other)) => Some(Expression::Point(joined(date, other)?)),
            // `10 a.m. to 6 p.m. on Friday`: what is told once holds for both ends.
            (Expression::Range(from, to), Expression::Point(whole)) | (Expression::Point(whole), Expression::Range(from, to)) => {
                Some(Expression::Range(joined(from, whole)?, joined(to, whole)?))
            }
            _ => None,
        }
    }

    fn range(&self) -> Option<Expression> {
        let (from, to) = (self.point("date")?, self.point("other")?);
        read::is_range(from, to).then(|| Expression::Range(Box::new(from.clone()), Box::new(to.clone())))
    }

    fn modify(&self, modify: &make::Modify) -> Option<Expression> {
        let with = modify.with.or_else(|| read::modifier(self.note("mod", "dates/modifiers")?));
        match self.of("date")? {
            Expression::Amount(amount) if !modify.point && amount.modifier.is_none() => {
                Some(Expression::Amount(Amount { modifier: with, ..*amount }))
            }
            Expression::Point(point) if (!modify.amount || point.is_counted()) && point.modifier.is_none() => {
                Some(Expression::Point(Box::new(Point { modifier: with, ..(**point).clone() })))
            }
            _ => None,
        }
    }

    fn date(&self, date: &Date) -> Option<Expression> {
        let unit = date.unit.or_else(|| self.unit("unit"));
        let mut fields = self.fields("")?;
        let unclear = fields.day.is_some_and(|d| d <= 12) && fields.day != fields.month;
        if date.order.is_some_and(|order| unclear && order != self.habits.order(self.numbers.resources, self.numbers.scanned)) {
            return None;
        }
        if let Some(year) = self.text("year-bc") {
            fields.year = Some(year.parse().ok()?);
        }
        fields.month = fields.month.or(date.month);
        fields.part = fields.part.or(date.part);
        fields.weekend |= date.weekend;
        if date.quarterly {
            fields = self.quarterly(fields)?;
        }
        fields.bc = date.bc;
        let frame = match (date.shift, unit) {
            (Some(shift), Some(unit)) => {
                let n = match self.tokens("n") {
                    Some(_) => self.number("n")?,
                    None => Number::ONE,
                };
                let n = plus(n, self.plus());
                let by = match n {
                    Number::Known(n) => Number::Known(n.checked_mul(i64::from(shift.unsigned_abs()))?),
                    Number::Vague => Number::Vague,
                };
                // Of counted decades years are meant: `two decades ago`.
                let (by, unit) = match (unit, by) {
                    (Unit::Decade, Number::Known(n)) if self.tokens("n").is_some() => (Number::Known(n.checked_mul(10)?), Unit::Year),
                    (Unit::Century, Number::Known(n)) if self.tokens("n").is_some() => (Number::Known(n.checked_mul(100)?), Unit::Year),
                    _ => (by, unit),
                };
                Some(Frame { anchor: date.anchor, unit, by, sign: i64::from(shift.signum()), counted: self.tokens("n").is_some() })
            }
            (None, Some(_)) | (Some(_), None) => return None,
            (None, None) => None,
        };
        let mut point = Point { frame, fields, towards: date.towards, modifier: date.modifier.or_else(|| self.modifier()) };
        if date.anchor == Anchor::Told && frame.is_none()
            || !point.is_nested()
            || frame.is_none() && !fields.is_dated() && !fields.is_time()
        {
            return None;
        }
        let to = if date.quarterly { Fields::default() } else { self.fields("-2")? };
        if to.is_dated() || to.clock.is_some() {
            let end = Point { fields: to, towards: date.towards, ..Point::default() };
            if point.fields.year.is_none() && to.year.is_some_and(|y| y < 100) {
                return None;
            }
            if let (Some(year), Some(end_year)) = (point.fields.year, to.year)
                && end_year <= year
            {
                return None;
            }
            point.fields.weekend = false;
            return Some(Expression::Range(Box::new(point), Box::new(end)));
        }
        let point = match self.tokens("date") {
            // `10 on Sunday night`: a number is an hour where a part of the day says so.
            Some(_) if self.tokens("hour").is_some() && self.point("date")?.fields.part.is_none() => return None,
            Some(_) => self.point("date")?.join(&point)?,
            None => point,
        };
        Some(Expression::Point(Box::new(point)))
    }

    /// The quarter that one month ends, or that two begin and end.
    fn quarterly(&self, mut fields: Fields) -> Option<Fields> {
        let first = fields.month.take()?;
        let last = match self.tokens("month-2") {
            Some(_) => self.rank("month-2", "dates/months").filter(|last| *last == first + 2)?,
            None => first,
        };
        fields.quarter = (last % 3 == 0).then_some(last / 3);
        fields.quarter.map(|_| fields)
    }

    /// Calendar fields from the captures whose names end so; `None` when one of them is not what it should be.
    fn fields(&self, suffix: &str) -> Option<Fields> {
        let mut fields = Fields::default();
        if !suffix.is_empty() && !self.rules.rule(self.found).captures().iter().any(|c| c.ends_with(suffix)) {
            return Some(fields);
        }
        let name = |name: &'static str| if suffix.is_empty() { Cow::Borrowed(name) } else { Cow::Owned(format!("{name}{suffix}")) };
        let present = self.present(suffix);
        let has = |capture: &'static str| present & bit(capture) != 0;
        if has("fiscal") {
            fields.year = Some(self.cell(&name("fiscal"), "dates/fiscal-years", "rank")?.parse().ok()?);
        }
        if has("year") {
            fields.year = Some(read::year(self.text(&name("year"))?, self.text("year"))?);
        }
        if has("hundreds") {
            // A year in words: `nineteen ninety-six`.
            if [name("hundreds"), name("rest")].iter().any(|n| self.text(n).is_some_and(|t| t.contains(|c: char| c.is_ascii_digit()))) {
                return None;
            }
            let (hundreds, rest) = (self.number(&name("hundreds"))?.whole()?, self.number(&name("rest"))?.whole()?);
            fields.year = Some(read::spoken_year(hundreds, rest)?);
        }
        if has("n-year") {
            let n = self.number(&name("n-year"))?.whole()?;
            fields.year = Some(i16::try_from(n).ok().filter(|y| (1000..=2150).contains(y))?);
        }
        if has("stamp") {
            // Day, hour and minute as wires write them: `271420`.
            let (day, clock) = read::stamp(self.text(&name("stamp"))?)?;
            (fields.day, fields.clock) = (Some(day), Some(clock));
        }
        if has("dotted") {
            let (day, month, year) = read::dotted(self.text(&name("dotted"))?)?;
            (fields.day, fields.month, fields.year) = (Some(day), Some(month), Some(year));
        }
        if has("month") {
            let listed = self.rank(&name("month"), "dates/months");
            let month = listed.or_else(|| self.text(&name("month"))?.parse().ok());
            fields.month = Some(month.filter(|m| (1..=12).contains(m))?);
        }
        if has("day") {
            fields.day = Some(self.ordinal(&name("day")).filter(|d| (1..=31).contains(d))?);
        }
        if let (Some(month), Some(day)) = (fields.month, fields.day)
            && !read::is_day(fields.year, month, day)
        {
            return None;
        }
        if has("weekday") {
            fields.weekday = Some(self.rank(&name("weekday"), "dates/weekdays")?);
        }
        if has("season") {
            fields.season = Some(Season::from_code(self.note(&name("season"), "dates/seasons")?)?);
        }
        if has("quarter") {
            fields.quarter = Some(self.ordinal(&name("quarter")).filter(|q| (1..=4).contains(q))?);
        }
        if has("quarter-year") {
            let capture = name("quarter-year");
            fields.year = Some(self.cell(&capture, "dates/quarter-years", "rank")?.parse().ok()?);
            let part = self.note(&capture, "dates/quarter-years")?;
            let number = part.get(1..)?.parse().ok()?;
            if part.starts_with('Q') { fields.quarter = Some(number) } else { fields.half = Some(number) }
        }
        if has("half") {
            fields.half = Some(self.ordinal(&name("half")).filter(|h| (1..=2).contains(h))?);
        }
        if has("decade") {
            let listed = self.rank(&name("decade"), "dates/decades").map(i16::from);
            fields.decade = Some(listed.or_else(|| read::decade(self.text(&name("decade"))?))?);
        }
        if has("century") {
            fields.century = Some(i16::from(self.ordinal(&name("century")).filter(|c| (1..=30).contains(c))?) - 1);
        }
        if has("holiday") {
            fields.holiday = Some(read::holiday(self.note(&name("holiday"), "dates/holidays")?)?);
        }
        if has("part") {
            fields.part = Some(read::day_part(self.note(&name("part"), "dates/parts")?)?);
        }
        if has("iso-time") {
            fields.clock = Some(read::iso_time(self.text(&name("iso-time"))?)?);
        } else if has("hour") {
            let hour = u8::try_from(self.number(&name("hour"))?.whole()?).ok().filter(|h| (1..=12).contains(h))?;
            let minute = match self.tokens("minutes") {
                Some(_) => u8::try_from(self.number("minutes")?.whole()?).ok().filter(|m| m % 5 == 0 && *m < 30)?,
                None if has("half-past") => 30,
                None => 0,
            };
            fields.clock = Some(Clock { hour, minute, second: None, zone: None });
        } else if has("clock") {
            let half = self.note("half-day", "dates/halves");
            // A stamp's seconds (`2026-03-15 18:42:07`) are more than it tells.
            fields.clock = Some(Clock { second: None, ..read::clock(self.text(&name("clock"))?, half)? });
        } else if has("point") {
            fields.clock = Some(read::clock(&self.rank(&name("point"), "dates/points")?.to_string(), None)?);
        }
        Some(fields.settled())
    }

    fn duration(&self, duration: &Duration) -> Option<Amount> {
        let unit = duration.unit.or_else(|| self.unit("unit"))?;
        if self.text("n").is_some_and(|n| n.len() == 4 && (n.starts_with('0') || read::year(n, None).is_some())) {
            return None;
        }
        let n = match (duration.n, self.tokens("n")) {
            _ if duration.vague => Number::Vague,
            (Some(n), _) => Number::of(i64::from(n)),
            (None, Some(_)) => self.number("n")?,
            (None, None) => Number::ONE,
        };
        let n = plus(n, self.plus());
        let more = match self.tokens("n-2") {
            Some(_) => Some((self.number("n-2")?, self.unit("unit-2").filter(|smaller| read::is_finer(*smaller, unit))?)),
            None => None,
        };
        Some(Amount { n, unit, more, modifier: duration.modifier.or_else(|| self.modifier()), compared: duration.compared })
    }

    fn set(&self, set: &make::Set) -> Option<Expression> {
        let mut fields = self.fields("")?;
        fields.weekend = set.weekend;
        let each = if let Some(rate) = self.note("rate", "dates/rates") {
            let (n, unit) = read::rate(rate)?;
            Each::Amount(Number::of(n), unit)
        } else if fields.is_dated() || fields.is_time() {
            Each::Fields(fields)
        } else {
            let n = match (set.n, self.tokens("n")) {
                (Some(n), _) => Number::of(i64::from(n)),
                (None, Some(_)) => self.number("n")?,
                (None, None) => Number::ONE,
            };
            Each::Amount(n, set.unit.or_else(|| self.unit("unit"))?)
        };
        let freq = match self.tokens("freq") {
            Some(_) => u32::try_from(self.number("freq")?.whole()?).ok(),
            None => set.freq,
        };
        Some(Expression::Repeated(Repeated { each, quant: set.quant.clone(), freq }))
    }
}

fn plus(n: Number, more: i64) -> Number {
    match n {
        Number::Known(n) => Number::Known(n.saturating_add(more)),
        Number::Vague => Number::Vague,
    }
}
