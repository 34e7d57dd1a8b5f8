//! TimeML 1.2.1: the text with its TIMEX3 elements in it.
//!
//! A span of dates has no value of its own in TimeML: it is a DURATION whose `beginPoint` and `endPoint` name two empty
//! TIMEX3 elements behind it.

mod length;

use crate::record::{Detail, Record, Timex};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

/// Appends a record as a TimeML document: its id, the document date where it is known, its text with its dates.
///
/// Characters that XML cannot hold become U+FFFD, one for one, so that offsets stay.
///
/// # Errors
/// Never: writing into memory cannot fail.
pub fn timeml(record: &Record<'_>, out: &mut Vec<u8>) -> io::Result<()> {
    let mut writer = Writer::new(out);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    line(&mut writer)?;
    let schema = [
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:noNamespaceSchemaLocation", "http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd"),
    ];
    writer.create_element("TimeML").with_attributes(schema).write_inner_content(|writer| {
        line(writer)?;
        writer.create_element("DOCID").write_inner_content(|writer| text(writer, record.id))?;
        line(writer)?;
        if let Some(day) = record.published {
            let day = day.to_string();
            let attributes = [("tid", "t0"), ("type", "DATE"), ("value", &day), ("functionInDocument", "CREATION_TIME")];
            let dated = |writer: &mut Writer<&mut Vec<u8>>| {
                writer.create_element("TIMEX3").with_attributes(attributes).write_text_content(BytesText::new(&day))?;
                Ok(())
            };
            writer.create_element("DCT").write_inner_content(dated)?;
            line(writer)?;
        }
        writer.create_element("TEXT").write_inner_content(|writer| body(writer, record))?;
        line(writer)
    })?;
    line(&mut writer)
}

fn body(writer: &mut Writer<&mut Vec<u8>>, record: &Record<'_>) -> io::Result<()> {
    let (mut at, mut number) = (0, 0);
    let mut id = || {
        number += 1;
        format!("t{number}")
    };
    for mention in &record.mentions {
        let Detail::Timex(timex) = &mention.detail else { continue };
        text(writer, &record.text[at..mention.span.start as usize])?;
        let surface = |writer: &mut Writer<&mut Vec<u8>>| text(writer, mention.span.text(record.text));
        let tid = id();
        match &timex.end {
            None => {
                let tag = writer.create_element("TIMEX3").with_attributes(attributes(&tid, timex));
                tag.write_inner_content(surface)?;
            }
            Some(end) => {
                let points = [(id(), value(&timex.value)), (id(), value(end))];
                let whole = [
                    ("tid", &*tid),
                    ("type", "DURATION"),
                    ("value", &length::between(&timex.value, end)),
                    ("beginPoint", &points[0].0),
                    ("endPoint", &points[1].0),
                ];
                writer.create_element("TIMEX3").with_attributes(whole).write_inner_content(surface)?;
                for (tid, value) in points {
                    let point = [("tid", &*tid), ("type", timex.class.name()), ("value", value)];
                    writer.create_element("TIMEX3").with_attributes(point).write_empty()?;
                }
            }
        }
        at = mention.span.end as usize;
    }
    text(writer, &record.text[at..])
}

fn attributes<'a>(tid: &'a str, timex: &'a Timex) -> Vec<(&'static str, &'a str)> {
    let mut all = vec![("tid", tid), ("type", timex.class.name()), ("value", value(&timex.value))];
    all.extend(timex.modifier.map(|m| ("mod", m)));
    all.extend(timex.quant.as_deref().map(|q| ("quant", q)));
    all.extend(timex.freq.as_deref().map(|f| ("freq", f)));
    all
}

/// A value as TimeML has it: its decades have three digits.
fn value(value: &str) -> &str {
    let decade = value.len() == 4 && value.ends_with('X') && value.bytes().take(3).all(|b| b.is_ascii_digit());
    if decade { &value[..3] } else { value }
}

/// Writes text so that a reader gets it back: a parser would turn a bare carriage return into a line end.
fn text(writer: &mut Writer<&mut Vec<u8>>, text: &str) -> io::Result<()> {
    let kept: String = text.chars().map(|c| if is_allowed(c) { c } else { char::REPLACEMENT_CHARACTER }).collect();
    let escaped = quick_xml::escape::partial_escape(kept).replace('\r', "&#13;");
    writer.write_event(Event::Text(BytesText::from_escaped(escaped)))
}

/// Whether XML 1.0 has the character.
fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

fn line(writer: &mut Writer<&mut Vec<u8>>) -> io::Result<()> {
    writer.write_event(Event::Text(BytesText::new("\n")))
}

#[cfg(test)]
mod tests;
