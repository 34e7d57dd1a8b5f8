//! Time expressions as rules build them: what the words say, before anything is known of the article's day.

use crate::rules::make::dates::{Anchor, Count, DayPart, Modifier, Reference, Towards, Unit};

/// A time expression, not resolved yet.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expression {
    /// A point in time.
    Point(Box<Point>),
    /// An amount of time.
    Amount(Amount),
    /// Something repeated.
    Repeated(Repeated),
    /// Past, present or future.
    Reference(Reference),
    /// Two points and all between, or just two.
    Range(Box<Point>, Box<Point>),
    /// An amount counted from a point.
    Counted(Amount, Count, Box<Point>),
    /// Part of a point.
    Part(Slice, Box<Point>),
    /// The unit that the end of a point lies in.
    Around(Around, Box<Point>),
}

/// A point in time: fields of the calendar, some known, within a frame that is counted from somewhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub(super) frame: Option<Frame>,
    pub(super) fields: Fields,
    pub(super) towards: Option<Towards>,
    pub(super) modifier: Option<Modifier>,
}

/// So many units from an anchor (`last month`, `two weeks ago`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    pub(super) anchor: Anchor,
    pub(super) unit: Unit,
    /// How many, before (-1) or after (1) the anchor; 0 is the anchor's own.
    pub(super) by: Number,
    pub(super) sign: i64,
    /// How many is told (`a week later`, not `the next week`).
    pub(super) counted: bool,
}

/// So many units from the start of something, or (negative) from its end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Slice {
    pub(super) unit: Unit,
    /// The first is 1, the last -1.
    pub(super) which: i32,
    pub(super) count: u16,
    /// Only days with this weekday are counted.
    pub(super) weekday: Option<u8>,
}

/// A unit around something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Around {
    pub(super) unit: Unit,
    /// Only the weekend of a week.
    pub(super) weekend: bool,
    pub(super) modifier: Option<Modifier>,
}

/// Calendar fields.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Fields {
    pub(super) bc: bool,
    pub(super) century: Option<i16>,
    /// Whole (`199`), or its digit alone when under 10.
    pub(super) decade: Option<i16>,
    pub(super) year: Option<i16>,
    pub(super) half: Option<u8>,
    pub(super) quarter: Option<u8>,
    pub(super) season: Option<Season>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    pub(super) weekday: Option<u8>,
    pub(super) weekend: bool,
    pub(super) holiday: Option<Holiday>,
    pub(super) part: Option<DayPart>,
    pub(super) clock: Option<Clock>,
}

/// Seasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// How a holiday falls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Holiday {
    /// A day of history.
    Once(i16, u8, u8),
    /// Always the same month and day.
    Fixed(u8, u8),
    /// Days from Easter Sunday.
    Easter(i32),
    /// Days from Orthodox Easter Sunday.
    Orthodox(i32),
    /// Days from the first of Tishri.
    Tishri(i32),
    /// Days from the first of Kislev.
    Kislev(i32),
    /// Days from the first of Nisan.
    Nisan(i32),
    /// Month and day of the Islamic year.
    Islamic(u8, u8),
    /// Number of a table, and days after it.
    Table(u8, i32),
    /// Month, which of its weekdays (-1 the last), weekday, and days after it.
    Weekday(u8, i8, u8, i32),
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: Option<u8>,
    /// Minutes before (-) or after Greenwich, where an ISO time says so.
    pub(super) zone: Option<i16>,
}

impl Clock {
    /// What a part of the day makes of a time told with the hours of half a day: `10 on Sunday night`.
    fn within(self, part: DayPart) -> Clock {
        let hour = match (part, self.hour) {
            (DayPart::Af, 1..=7) | (DayPart::Ev, 4..=11) | (DayPart::Ni, 6..=11) => self.hour + 12,
            (DayPart::Ni, 12) => 24,
            (DayPart::Mo, 12) => 0,
            (_, hour) => hour,
        };
        Clock { hour, ..self }
    }
}

/// A number in thousandths, or one that is not told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    Vague,
    Known(i64),
}

impl Number {
    pub(super) const ONE: Number = Number::Known(1000);

    /// So many.
    pub(super) fn of(n: i64) -> Number {
        Number::Known(n.saturating_mul(1000))
    }

    /// The number if it is whole.
    pub(super) fn whole(self) -> Option<i64> {
        match self {
            Number::Known(n) if n % 1000 == 0 => Some(n / 1000),
            _ => None,
        }
    }
}

/// An amount of time: a number of units, and smaller ones with it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount {
    pub(super) n: Number,
    pub(super) unit: Unit,
    pub(super) more: Option<(Number, Unit)>,
    pub(super) modifier: Option<Modifier>,
    /// What the text compares with the same of another year (`the first nine months`).
    pub(super) compared: bool,
}

/// Something repeated.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Repeated {
    pub(super) each: Each,
    pub(super) quant: Option<String>,
    pub(super) freq: Option<u32>,
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Each {
    Amount(Number, Unit),
    Fields(Fields),
}

impl Expression {
    /// Whether it is a weekday, with a part of it or without.
    pub(super) fn is_weekday(&self) -> bool {
        matches!(self, Expression::Point(p) if p.frame.is_none() && p.fields.weekday.is_some() && p.fields.day.is_none())
    }
}

impl Fields {
    /// Whether a time of day stands in it.
    pub(super) fn is_time(&self) -> bool {
        self.part.is_some() || self.clock.is_some()
    }

    /// A time of the clock and a part of the day as one.
    pub(super) fn settled(mut self) -> Fields {
        if let (Some(clock), Some(part)) = (self.clock, self.part) {
            (self.clock, self.part) = (Some(clock.within(part)), None);
        }
        self
    }

    /// Whether it says anything of a day, month or year.
    pub(super) fn is_dated(&self) -> bool {
        let Fields { century, decade, year, half, quarter, season, month, day, weekday, weekend, holiday, .. } = *self;
        century.is_some()
            || decade.is_some()
            || year.is_some()
            || half.is_some()
            || quarter.is_some()
            || season.is_some()
            || month.is_some()
            || day.is_some()
            || weekday.is_some()
            || weekend
            || holiday.is_some()
    }

    /// Both together, unless they contradict each other or make no date.
    pub(super) fn with(mut self, other: Fields) -> Option<Fields> {
        fn put<T: Copy + PartialEq>(to: &mut Option<T>, from: Option<T>) -> bool {
            if to.is_some() && from.is_some() && *to != from {
                return false;
            }
            *to = to.or(from);
            true
        }
        let fits = put(&mut self.century, other.century)
            && put(&mut self.decade, other.decade)
            && put(&mut self.year, other.year)
            && put(&mut self.half, other.half)
            && put(&mut self.quarter, other.quarter)
            && put(&mut self.season, other.season)
            && put(&mut self.month, other.month)
            && put(&mut self.day, other.day)
            && put(&mut self.weekday, other.weekday)
            && put(&mut self.holiday, other.holiday)
            && put(&mut self.part, other.part)
            && put(&mut self.clock, other.clock);
        let weekend = self.weekend || other.weekend;
        if weekend && (self.weekday.is_some() || self.is_time()) {
            return None;
        }
        self.weekend = weekend;
        self.bc |= other.bc;
        if self.is_impossible() {
            return None;
        }
        let coarse = [self.half.is_some(), self.quarter.is_some(), self.season.is_some(), self.month.is_some()];
        let one = coarse.iter().filter(|c| **c).count() <= 1;
        let weekday = self.weekday.is_none() || self.day.is_some() || self.holiday.is_some() || !self.is_yearly();
        // A holiday says its day, so that another would be one more.
        let holiday = self.holiday.is_none() || !(self.is_yearly_part() || self.day.is_some());
        (fits && one && weekday && holiday && (self.day.is_none() || self.month.is_some())).then(|| self.settled())
    }

    /// Whether the month has no such day, in that year.
    pub(super) fn is_impossible(&self) -> bool {
        matches!((self.month, self.day), (Some(month), Some(day)) if !super::read::is_day(self.year, month, day))
    }

    /// Whether it names a year or a part of one.
    fn is_yearly(&self) -> bool {
        self.day.is_none() && (self.year.is_some() || self.decade.is_some() || self.is_yearly_part())
    }

    fn is_yearly_part(&self) -> bool {
        self.half.is_some() || self.quarter.is_some() || self.season.is_some() || self.month.is_some()
    }
}

impl Point {
    /// Two points that say one thing together: one gives the frame or the year, the other what lies within.
    pub(super) fn join(&self, other: &Point) -> Option<Point> {
        // `Tomorrow (Thursday)`: the weekday adds nothing.
        let is_weekday = |p: &Point| p.frame.is_none() && p.fields == Fields { weekday: p.fields.weekday, ..Fields::default() };
        let is_day = |p: &Point| p.frame.is_some_and(|f| f.unit == Unit::Day && f.anchor == Anchor::Published) && !p.fields.is_dated();
        match (self, other) {
            (day, weekday) | (weekday, day) if is_day(day) && is_weekday(weekday) => return Some(day.clone()),
            _ => {}
        }
        let fields = self.fields.with(other.fields)?;
        let frame = match (self.frame, other.frame) {
            (Some(_), Some(_)) => return None,
            (Some(f), None) | (None, Some(f)) if f.anchor == Anchor::Told && f.sign != 0 => return None,
            (frame, None) | (None, frame) => frame,
        };
        let towards = self.towards.or(other.towards);
        // A part of the day that goes into a time of the clock adds nothing, but belongs to it: `10 p.m. Sunday night`.
        let absorbed =
            self.fields.clock.is_some() && other.fields.part.is_some() || self.fields.part.is_some() && other.fields.clock.is_some();
        if self.frame.is_none() && other.frame.is_none() && !absorbed && (fields == self.fields || fields == other.fields) {
            return None;
        }
        let joined = Point { frame, fields, towards, modifier: self.modifier.or(other.modifier) };
        joined.is_nested().then_some(joined)
    }

    /// Whether it tells a time of the clock, or so many units from a day.
    pub(super) fn is_counted(&self) -> bool {
        self.fields.clock.is_some() || self.frame.is_some_and(|f| f.by != Number::Known(0) && (f.unit != Unit::Day || f.by != Number::ONE))
    }

    /// Whether it is the same period of another year, that results are compared with: the text goes on with its own.
    pub(super) fn compares(&self) -> bool {
        let Some(frame) = self.frame.filter(|f| f.anchor != Anchor::Published) else { return false };
        let year = frame.unit == Unit::Year || (frame.unit, frame.by) == (Unit::Quarter, Number::of(4));
        year && frame.sign != 0 || frame.anchor == Anchor::Period && self.fields.year.is_some()
    }

    /// Whether the fields lie within the frame.
    pub(super) fn is_nested(&self) -> bool {
        let f = &self.fields;
        let Some(frame) = self.frame else { return true };
        if frame.anchor == Anchor::Period && frame.sign == 0 {
            return *f == Fields { year: f.year, ..Fields::default() };
        }
        let dated = f.is_dated();
        match frame.unit {
            Unit::Second | Unit::Minute | Unit::Hour => !dated && !f.is_time(),
            Unit::Day => !dated,
            Unit::Week | Unit::Fortnight => !dated || ((f.weekday.is_some() || f.weekend) && f.month.is_none() && f.year.is_none()),
            Unit::Month | Unit::Quarter | Unit::Half => !dated || f.day.is_some() && f.month.is_none() && f.year.is_none(),
            _ => f.year.is_none() && f.weekday.is_none() && (f.day.is_none() || f.month.is_some()),
        }
    }
}
