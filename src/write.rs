//! `write`: from records to bytes. The only room that knows the output contract.
//!
//! A record is filtered, its byte spans are turned into the unit asked for, and a typed view of it is serialised. The
//! JSON Schema is made from the same types.

mod dates;
mod filter;
mod json;
mod offsets;
mod plover;
mod schema;
mod timeml;
mod view;

pub use dates::date_lines;
pub use offsets::{Offsets, Unit};
pub use plover::{Coder, Counts};
pub use schema::schema;
pub use timeml::timeml;

use crate::read::{Extra, Item};
use crate::record::Record;
use serde::Serialize;
use view::{Failure, View};

/// How records are written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Unit of offsets.
    pub unit: Unit,
    /// Annotations of less confidence, in percent, are left out.
    pub least: u8,
}

/// An output format.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What stands around records.
    pub frame: Frame,
    /// Whether records are indented.
    pub indented: bool,
}

/// What stands around records.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Frame {
    pub before_first: &'static str,
    pub between: &'static str,
    pub after_each: &'static str,
    pub after_last: &'static str,
    pub instead_of_all: &'static str,
}

/// One record a line.
pub static JSONL: Format = Format {
    name: "jsonl",
    frame: Frame { before_first: "", between: "", after_each: "\n", after_last: "", instead_of_all: "" },
    indented: false,
};

/// One array, for people.
pub static JSON: Format = Format {
    name: "json",
    frame: Frame { before_first: "[\n  ", between: ",\n  ", after_each: "", after_last: "\n]\n", instead_of_all: "[]\n" },
    indented: true,
};

/// Nothing stands around rows: they bring their line ends.
static ROWS: Frame = Frame { before_first: "", between: "", after_each: "", after_last: "", instead_of_all: "" };

/// What is written of records.
pub enum Output<'f> {
    /// All of each.
    Records(&'f Format),
    /// Its events as rows of PLOVER.
    Plover(Box<Coder>),
}

impl Output<'_> {
    /// What stands around records.
    pub fn frame(&self) -> &Frame {
        match self {
            Output::Records(format) => &format.frame,
            Output::Plover(_) => &ROWS,
        }
    }

    /// Appends what is written of one record.
    ///
    /// # Errors
    /// As [`Format::record`].
    pub fn record(&self, record: Record<'_>, extra: &Extra, options: &Options, out: &mut Vec<u8>) -> serde_json::Result<Counts> {
        match self {
            Output::Records(format) => format.record(record, extra, options, out).map(|()| Counts::default()),
            Output::Plover(coder) => coder.rows(record, options, out),
        }
    }

    /// Appends what is written of an input that could not be processed: there are no rows of it.
    ///
    /// # Errors
    /// As [`Format::record`].
    pub fn failure(&self, item: &Item, out: &mut Vec<u8>) -> serde_json::Result<()> {
        match self {
            Output::Records(format) => format.failure(item, out),
            Output::Plover(_) => Ok(()),
        }
    }
}

impl Format {
    /// Appends one record, without what stands around it.
    ///
    /// # Errors
    /// When it cannot be serialised: never, unless a type of the view is wrong.
    pub fn record(&self, record: Record<'_>, extra: &Extra, options: &Options, out: &mut Vec<u8>) -> serde_json::Result<()> {
        let record = filter::keep(record, options.least);
        let offsets = Offsets::new(record.text, options.unit);
        let view = View::new(&record, extra, &offsets);
        // Fields that are passed through are written by the crate that has read them.
        if self.indented || !extra.0.is_empty() { self.serialise(&view, out) } else { json::append(&view, out) }
    }

    /// Appends the record of an input that could not be processed; nothing for one that could.
    ///
    /// # Errors
    /// As [`Format::record`].
    pub fn failure(&self, item: &Item, out: &mut Vec<u8>) -> serde_json::Result<()> {
        match Failure::new(item) {
            Some(failure) => self.serialise(&failure, out),
            None => Ok(()),
        }
    }

    fn serialise(&self, value: &impl Serialize, out: &mut Vec<u8>) -> serde_json::Result<()> {
        if !self.indented {
            return serde_json::to_writer(out, value);
        }
        // Line ends inside strings are escaped, so every one here is the serialiser's own.
        for line in serde_json::to_vec_pretty(value)?.split_inclusive(|&b| b == b'\n') {
            out.extend_from_slice(line);
            if line.ends_with(b"\n") {
                out.extend_from_slice(b"  ");
            }
        }
        Ok(())
    }
}
