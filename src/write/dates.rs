//! Dates alone, one a line.

use super::offsets::{Offsets, Unit};
use super::view::parts::Timex;
use crate::record::{Detail, Reason, Record};
use serde::Serialize;

/// One time expression.
#[derive(Serialize)]
struct Line<'v> {
    /// Id of its article.
    id: &'v str,
    start: u32,
    end: u32,
    text: &'v str,
    timex: Timex<'v>,
    /// Id of the rule that made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'v str>,
}

/// Appends the dates of a record, each as one line of JSON.
///
/// # Errors
/// When one cannot be serialised: never, unless a type of the view is wrong.
pub fn date_lines(record: &Record<'_>, unit: Unit, out: &mut Vec<u8>) -> serde_json::Result<()> {
    let offsets = Offsets::new(record.text, unit);
    for mention in &record.mentions {
        let Detail::Timex(timex) = &mention.detail else { continue };
        let rule = mention.because.iter().find_map(|b| match b.what {
            Reason::Rule(rule) => Some(rule),
            _ => None,
        });
        let (start, end) = (offsets.convert(mention.span.start), offsets.convert(mention.span.end));
        let line = Line { id: record.id, start, end, text: mention.span.text(record.text), timex: Timex::of(timex), rule };
        serde_json::to_writer(&mut *out, &line)?;
        out.push(b'\n');
    }
    Ok(())
}
