//! What captures hold: tokens, and the cells of gazetteer rows behind them.

use super::build::Matched;
use super::expression::Number;
use super::read;
use crate::rules::make::dates::{Modifier, Unit};
use copydesk_engine::tokens::Shape;

impl<'a> Matched<'a> {
    pub(super) fn tokens(&self, capture: &str) -> Option<(usize, usize)> {
        self.rules.capture(self.found, capture)
    }

    pub(super) fn text(&self, capture: &str) -> Option<&'a str> {
        let (start, end) = self.tokens(capture)?;
        let scanned = self.numbers.scanned;
        scanned.text.get(scanned.tokens[start].start as usize..scanned.tokens[end - 1].end as usize)
    }

    /// A cell of the row that a capture's words are in a list (or a list of a folder).
    pub(super) fn cell(&self, capture: &str, list: &str, column: &str) -> Option<&'a str> {
        let (start, end) = self.tokens(capture)?;
        let hits = self.numbers.scanned.hits_at(start).iter().filter(|h| h.end as usize == end);
        hits.filter_map(|h| {
            let view = self.numbers.resources.view(h);
            let id = view.list(h.sense).id.as_str();
            let belongs = id.strip_prefix(list).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            if belongs { view.cell(h.sense, column) } else { None }
        })
        .next()
    }

    pub(super) fn rank(&self, capture: &str, list: &str) -> Option<u8> {
        self.cell(capture, list, "rank")?.parse().ok()
    }

    pub(super) fn note(&self, capture: &str, list: &str) -> Option<&'a str> {
        self.cell(capture, list, "note")
    }

    pub(super) fn unit(&self, capture: &str) -> Option<Unit> {
        read::unit(self.note(capture, "dates/units").or_else(|| self.note(capture, "dates/lengths"))?)
    }

    pub(super) fn modifier(&self) -> Option<Modifier> {
        read::modifier(self.note("mod", "dates/modifiers")?)
    }

    /// The number of a capture; an article or other word counts as one.
    pub(super) fn number(&self, capture: &str) -> Option<Number> {
        let (start, end) = self.tokens(capture)?;
        match self.numbers.read(start, end) {
            Some(number) => Some(number),
            None if self.numbers.scanned.tokens[start].is(Shape::DIGIT) => None,
            None => Some(Number::ONE),
        }
    }

    /// A number behind the unit (`a year and a half`), in thousandths.
    pub(super) fn plus(&self) -> i64 {
        let cell = self.cell("plus", "dates/numbers", "rank");
        if cell.is_some() { 500 } else { 0 }
    }

    /// `22`, `22nd` or `twenty-second`.
    pub(super) fn ordinal(&self, capture: &str) -> Option<u8> {
        if let Some(rank) = self.rank(capture, "dates/ordinals") {
            return Some(rank);
        }
        let text = self.text(capture)?;
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        digits.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()
    }

    /// The captures whose names end so, as bits.
    pub(super) fn present(&self, suffix: &str) -> u32 {
        let names = self.rules.rule(self.found).captures().iter().enumerate();
        let held = names.filter(|(number, _)| self.found.capture(*number).is_some());
        held.filter_map(|(_, name)| name.strip_suffix(suffix)).fold(0, |bits, name| bits | bit(name))
    }
}

/// The bit of a capture of calendar fields.
#[inline(always)]
pub(super) fn bit(capture: &str) -> u32 {
    match capture {
        "fiscal" => 1 << 0,
        "year" => 1 << 1,
        "hundreds" => 1 << 2,
        "n-year" => 1 << 3,
        "stamp" => 1 << 4,
        "dotted" => 1 << 5,
        "month" => 1 << 6,
        "day" => 1 << 7,
        "weekday" => 1 << 8,
        "season" => 1 << 9,
        "quarter" => 1 << 10,
        "quarter-year" => 1 << 11,
        "half" => 1 << 12,
        "decade" => 1 << 13,
        "century" => 1 << 14,
        "holiday" => 1 << 15,
        "part" => 1 << 16,
        "iso-time" => 1 << 17,
        "hour" => 1 << 18,
        "half-past" => 1 << 19,
        "clock" => 1 << 20,
        "point" => 1 << 21,
        _ => 0,
    }
}
