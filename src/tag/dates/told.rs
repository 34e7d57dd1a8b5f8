//! What the article has told of dates so far: what `that day` and `a year earlier` count from.

use super::calendar::Stretch;
use crate::rules::make::dates::{Towards, Unit};
use jiff::civil::Date;

/// The dates told last, by their grain.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    day: Option<Stretch>,
    /// The last day that is not after the document date.
    past_day: Option<Stretch>,
    week: Option<Stretch>,
    month: Option<Stretch>,
    period: Option<Stretch>,
    /// The last quarter or half that was over on the document date.
    past_period: Option<Stretch>,
    any: Option<Stretch>,
    /// A whole year was told since the last quarter or half: `a year earlier` is a year.
    yearly: bool,
    /// The last day told in the same sentence.
    here: Option<Date>,
    /// The last date told in the same sentence.
    sentence: Option<Stretch>,
    /// Sentences since the last day.
    since: u32,
    /// The document date was told: the story is of that day.
    own: bool,
}

/// Sentences after a day that still tell of it.
const LATELY: u32 = 2;

impl Told {
    /// A date is told.
    pub(super) fn tell(&mut self, stretch: Stretch, published: Option<Date>) {
        (self.any, self.sentence) = (Some(stretch), Some(stretch));
        if let Stretch::Day(day) = stretch {
            self.day = self.any;
            (self.here, self.since) = (Some(day), 0);
            self.own |= published == Some(day);
            if published.is_none_or(|p| day <= p) {
                self.past_day = self.any;
            }
        }
        if matches!(stretch, Stretch::Day(_) | Stretch::Week(_) | Stretch::Weekend(_)) {
            self.week = self.any;
        }
        if matches!(stretch, Stretch::Day(_) | Stretch::Week(_) | Stretch::Weekend(_) | Stretch::Month(..)) {
            self.month = self.any;
        }
        self.yearly |= matches!(stretch, Stretch::Year(_));
        if matches!(stretch, Stretch::Quarter(..) | Stretch::Half(..)) {
            self.period = self.any;
            self.yearly = false;
            if published.is_none_or(|p| stretch.last() < p) {
                self.past_period = self.any;
            }
        }
    }

    /// A sentence begins.
    pub(super) fn begin_sentence(&mut self) {
        (self.here, self.sentence) = (None, None);
        self.since = self.since.saturating_add(1);
    }

    /// The last that is fine enough to count such units from.
    pub(super) fn last(&self, unit: Unit, tense: Option<Towards>) -> Option<Stretch> {
        match unit {
            Unit::Week if !matches!(self.week, Some(Stretch::Day(_))) => self.week,
            Unit::Month => self.month,
            Unit::Quarter | Unit::Half => self.period(unit).or(self.any),
            Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => match self.any {
                Some(Stretch::Day(_)) => self.period(unit).or(self.any),
                // What is forecast in another sentence is not what results are compared with.
                Some(Stretch::Quarter(..) | Stretch::Half(..)) if self.sentence.is_none() => self.period(unit).or(self.any),
                any => any,
            },
            _ if tense == Some(Towards::Future) => self.day,
            _ => self.past_day.or(self.day),
        }
    }

    /// The last quarter or half of a year, rather one that was over, unless such units are counted from a year.
    pub(super) fn period(&self, unit: Unit) -> Option<Stretch> {
        if self.yearly && unit == Unit::Year { None } else { self.past_period.or(self.period) }
    }

    /// What the sentence told last, where it is too coarse to count such units from.
    pub(super) fn here_coarser(&self, unit: Unit) -> Option<Stretch> {
        self.sentence.filter(|stretch| match unit {
            Unit::Day | Unit::Week => matches!(stretch, Stretch::Month(..) | Stretch::Season(..) | Stretch::Year(_)),
            Unit::Month => matches!(stretch, Stretch::Year(_)),
            _ => false,
        })
    }

    /// What the sentence told last, where it is fine enough to lie in such a unit.
    pub(super) fn here_at_least(&self, unit: Unit) -> Option<Stretch> {
        self.sentence.filter(|stretch| match unit {
            Unit::Month => matches!(stretch, Stretch::Day(_) | Stretch::Week(_) | Stretch::Month(..)),
            _ => false,
        })
    }

    /// The day, not to come, that the sentences before told last, where the story is not of the document date.
    pub(super) fn lately(&self) -> Option<Date> {
        match (self.day, self.past_day) {
            (Some(Stretch::Day(last)), Some(Stretch::Day(day))) if last == day && self.since <= LATELY && !self.own => Some(day),
            _ => None,
        }
    }

    /// The last day that the sentence told.
    pub(super) fn here(&self) -> Option<Date> {
        self.here
    }
}
