//! PLOVER: events as rows in the field names of the manual (Open Event Data Alliance), for those who count them.
//!
//! An event gives no row, one or two: its type is rewritten by `rules/plover/`, events told again are one, those without a
//! PLOVER type, without the recipient that their type requires, or without anybody in them are left out and counted.

mod actors;
mod coding;
mod days;
mod phrases;
mod row;
mod sectors;
mod tables;

use super::{Offsets, Options, filter};
use crate::record::Record;
use crate::resources::Resources;
use actors::Places;
use coding::Coding;
use std::collections::{HashMap, HashSet};
use std::ops::AddAssign;
use tables::Tables;

/// Turns records into rows. Made once: it reads its tables and the lists' words.
pub struct Coder {
    tables: Tables,
    places: Places,
}

/// What became of events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All events of the records.
    pub events: u64,
    /// Rows written.
    pub rows: u64,
    /// Events of a type that PLOVER does not have.
    pub without_type: u64,
    /// Events that were told before.
    pub told_again: u64,
    /// Events without the recipient that their type requires.
    pub without_recipient: u64,
    /// Events of which nobody is said to take part.
    pub without_anybody: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.events += other.events;
        self.rows += other.rows;
        self.without_type += other.without_type;
        self.told_again += other.told_again;
        self.without_recipient += other.without_recipient;
        self.without_anybody += other.without_anybody;
    }
}

impl Coder {
    /// With the words of the built-in lists.
    ///
    /// ```
    /// use copydesk::write::{Coder, Options};
    /// use copydesk::{Article, Copydesk};
    /// let desk = Copydesk::new();
    /// let article = Article::new("a1", "Norwegian police arrested three students in Oslo on Monday.")?;
    /// let mut out = Vec::new();
    /// let coder = Coder::new(desk.resources());
    /// let counts = coder.rows(desk.extract(&article), &Options::default(), &mut out).expect("a row is JSON");
    /// assert_eq!(counts.rows, 1);
    /// assert!(String::from_utf8_lossy(&out).contains(r#""actor":[{"code":"NOR","sector":"COP""#));
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    #[must_use]
    pub fn new(resources: &Resources) -> Self {
        let layer = &resources.layers()[0];
        let forms = layer.view().forms();
        let mut places = Places { states: HashSet::new(), codes: HashMap::new() };
        for list in ["places/countries", "places/capitals"].into_iter().filter_map(|id| resources.list(id)) {
            let header = &layer.lists()[list];
            for row in layer.rows(list) {
                let cell = |column: &str| header.column(column).and_then(|n| row.split('\t').nth(n)).unwrap_or_default();
                let names = std::iter::once(cell("name")).chain(phrases::split(cell("aliases")));
                places.states.extend(names.map(phrases::words));
                if let Some(name) = resources.country(cell("country")) {
                    places.codes.insert(name.into(), cell("country").into());
                }
            }
        }
        Coder { tables: Tables::new(resources, &forms), places }
    }

    /// Appends the rows of a record, each with its line end.
    ///
    /// # Errors
    /// When a row cannot be serialised: never, unless its type is wrong.
    pub fn rows(&self, record: Record<'_>, options: &Options, out: &mut Vec<u8>) -> serde_json::Result<Counts> {
        let record = filter::keep(record, options.least);
        let offsets = Offsets::new(record.text, options.unit);
        let coding = Coding::new(&self.tables, &self.places, &record, &offsets);
        let mut counts = Counts { events: record.events.len() as u64, ..Counts::default() };
        for number in 0..record.events.len() {
            for row in coding.event(number, &mut counts) {
                serde_json::to_writer(&mut *out, &row)?;
                out.push(b'\n');
                counts.rows += 1;
            }
        }
        Ok(counts)
    }
}
