//! Running the examples of trigger files: `[agent: Norway] [signed] a treaty.` must give an event of the file's type with
//! that trigger and these participants; a rejected sentence none, or none at its mark.

use copydesk::record::{Event, Record};
use copydesk::rules::compiled::Source;
use copydesk::rules::make::events::{Example, examples};
use copydesk::span::Span;
use copydesk::{Article, Copydesk};
use jiff::civil::Date;

/// Runs the examples of a trigger file: how many, and what fails.
pub(super) fn check(desk: &Copydesk, source: &Source, day: Date) -> anyhow::Result<(usize, Vec<String>)> {
    let (mut run, mut failures) = (0, Vec::new());
    for example in examples(&source.id, &source.file, &source.text)? {
        run += 1;
        let article = Article::new("example", example.text.as_str())?.published(day);
        if let Some(reason) = failure(&desk.extract(&article), &example) {
            let verb = if example.accepted { "accept" } else { "reject" };
            failures.push(format!("{}:{}: {} does not {verb} \"{}\": {reason}", source.file, example.line, example.kind, example.text));
        }
    }
    Ok((run, failures))
}

fn failure(record: &Record<'_>, example: &Example) -> Option<String> {
    let span = |mark: &(Option<String>, usize, usize)| Span::new(mark.1 as u32, mark.2 as u32);
    let triggers: Vec<Span> = example.marks.iter().filter(|m| m.0.is_none()).map(span).collect();
    let here = |e: &&Event<'_>| e.kind == example.kind && (triggers.is_empty() || triggers.iter().any(|t| t.overlaps(e.trigger)));
    let found = record.events.iter().find(here);
    if !example.accepted {
        return found.map(|e| format!("\"{}\" tells one", e.trigger.text(record.text)));
    }
    let Some(event) = found else {
        let others = record.events.iter().map(|e| format!("{} \"{}\"", e.kind, e.trigger.text(record.text)));
        return Some(format!("found {}", others.collect::<Vec<_>>().join(", ")));
    };
    let missing = example.marks.iter().filter(|m| m.0.is_some()).find(|mark| {
        let fits = |part: &str| mark.0.as_deref() == Some(part);
        !event.participants.iter().any(|p| fits(p.part.name()) && p.span.overlaps(span(mark)))
    });
    missing.map(|mark| {
        let filled = event.participants.iter().map(|p| format!("{} \"{}\"", p.part.name(), p.span.text(record.text)));
        format!(
            "{} is not \"{}\"; found {}",
            mark.0.as_deref().unwrap_or(""),
            span(mark).text(record.text),
            filled.collect::<Vec<_>>().join(", ")
        )
    })
}
