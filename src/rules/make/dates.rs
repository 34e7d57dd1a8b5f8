//! What the rules of `rules/dates/` make: a small time algebra.
//!
//! A rule names what its captures mean by their names (`day`, `month`, `n`, `unit` …: `src/tag/dates/build.rs`); what is
//! fixed by its words stands in the maker. Rules of `rules/dates/compose/` build upon `<date>`, what others have made.

use serde::{Deserialize, Serialize};

/// What a rule of this group makes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Make {
    /// A point in time from calendar fields, counted units, or both.
    Date(Date),
    /// An amount of time: `n` and `unit`.
    Duration(Duration),
    /// Something that is repeated.
    Set(Set),
    /// Past, present or future, no more.
    Reference(Reference),
    /// `date` and `other`, which say one thing together (`Thursday`, `Nov. 27`).
    Join,
    /// From `date` to `other`.
    Range,
    /// `date` with a modifier, fixed or captured as `mod`.
    Modify(Modify),
    /// An amount (`date`, or `n` and `unit`) before or after `other` (a point).
    Count(Count),
    /// Part of `date`: its end, its first half, its second Monday …
    Part(Part),
    /// The unit that the end of `other` lies in (`the quarter ended June 30`).
    Around(Around),
    /// Nothing: these words are no date.
    None,
}

/// A point in time. Captured fields are added to what stands here.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Date {
    /// Unit that is counted; the capture `unit` if not given here.
    pub unit: Option<Unit>,
    /// How many of them from the anchor; times the capture `n`, if there is one.
    pub shift: Option<i32>,
    /// From where is counted.
    pub anchor: Anchor,
    /// In which direction open fields are looked for.
    pub towards: Option<Towards>,
    /// Part of the day.
    pub part: Option<DayPart>,
    /// Month.
    pub month: Option<u8>,
    /// Weekend of the week.
    pub weekend: bool,
    /// The months name a quarter (`the September quarter`, `January-March`).
    pub quarterly: bool,
    /// A modifier.
    pub modifier: Option<Modifier>,
    /// The year is a business year.
    pub fiscal: bool,
    /// Before Christ.
    pub bc: bool,
    /// Numbers of which it is not clear which is the month stand in this order.
    pub order: Option<Order>,
}

/// An amount of time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Duration {
    /// Unit, if no capture `unit` gives it.
    pub unit: Option<Unit>,
    /// Number, if no capture `n` gives it.
    pub n: Option<u32>,
    /// Not known how many.
    pub vague: bool,
    /// The text goes on to compare it with that of another year.
    pub compared: bool,
    /// A modifier.
    pub modifier: Option<Modifier>,
}

/// Something that is repeated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Set {
    /// Unit, if no capture gives it.
    pub unit: Option<Unit>,
    /// `EACH`, `EVERY`, `SOME`.
    pub quant: Option<String>,
    /// How often in that time, if no capture `freq` gives it.
    pub freq: Option<u32>,
    /// How many units, if no capture `n` gives it.
    pub n: Option<u32>,
    /// Weekends.
    pub weekend: bool,
}

/// A modifier for the captured date.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Modify {
    /// The modifier, if no capture `mod` gives it.
    pub with: Option<Modifier>,
    /// Only for what is counted: amounts, times of the clock, so many units ago.
    pub amount: bool,
    /// Only for points in time.
    pub point: bool,
}

/// Counts an amount from a point.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// 1 after, -1 before.
    pub sign: i32,
    /// The very day is meant, not just the week, month or year that it lies in.
    #[serde(default)]
    pub exact: bool,
    /// The whole unit is meant (`the week before`).
    #[serde(default)]
    pub whole: bool,
    /// One of this unit, if neither `date` nor `unit` is captured.
    #[serde(default)]
    pub unit: Option<Unit>,
}

/// A unit around a date.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Around {
    /// The unit; or the capture `unit`, or that of `date`.
    pub unit: Option<Unit>,
    /// The weekend instead.
    pub weekend: bool,
}

/// Part of a date.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Part {
    /// What the part is: half, quarter; or the capture `unit`, or `weekday`. With a capture `n` so many of them.
    pub unit: Option<Unit>,
    /// The first 1, the last -1; or the capture `ordinal`.
    pub which: Option<i32>,
}

/// Orders of day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Order {
    DayFirst,
    MonthFirst,
}

/// Units of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

/// From where units are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// The document date.
    #[default]
    Published,
    /// The date told last.
    Told,
    /// The quarter or half told last, else the document date.
    Period,
    /// The date that the sentence told, if it is fine enough, else the document date.
    Here,
}

/// Where an open date is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Towards {
    /// The latest that is over.
    Last,
    /// The next that has not begun.
    Next,
    /// The latest, the current one included.
    Past,
    /// The next, the current one included.
    Future,
    /// The nearest.
    Near,
    /// The one of the current week or year.
    Current,
    /// The latest, unless the tense tells what is to come.
    Behind,
    /// The next, unless the tense tells what has been.
    Ahead,
}

/// Parts of the day, by their TIMEX3 codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs, reason = "the names say it")]
pub enum DayPart {
    Mo,
    Mi,
    Af,
    Ev,
    Ni,
    Dt,
}

/// `mod` of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs, reason = "the names are those of TIMEX3")]
pub enum Modifier {
    Before,
    After,
    OnOrBefore,
    OnOrAfter,
    LessThan,
    MoreThan,
    EqualOrLess,
    EqualOrMore,
    Start,
    Mid,
    End,
    Approx,
}

/// Past, present or future.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Reference {
    Past,
    Present,
    Future,
}
