//! Running the examples of rules through the whole house: what a rule must accept and what it must reject.
//!
//! An accepted example holds when the record has an annotation with the marked span and the value behind `=>`, made by
//! the rule or by one that the rule takes part in; a rejected one when the rule has made nothing there.

use crate::cli::rooms::through;
use copydesk::record::{Because, Detail, Mention, Reason, Record};
use copydesk::rules::compiled::Source;
use copydesk::rules::make;
use copydesk::rules::tagging::Tagging;
use copydesk::segment::decided;
use copydesk::span::Span;
use copydesk::tag::names;
use copydesk::{Article, Copydesk};
use copydesk_engine::pattern::{Example, RuleError, examples};
use jiff::civil::{Date, date};

/// The day on which all examples are written: a Monday.
const REFERENCE_DAY: Date = date(2026, 11, 23);

/// What came out.
#[derive(Default)]
pub(super) struct Report {
    pub(super) run: usize,
    pub(super) failures: Vec<String>,
}

/// Runs the examples of rule files.
pub(super) fn check(desk: &Copydesk, sources: &[Source]) -> anyhow::Result<Report> {
    let mut report = Report::default();
    for source in sources {
        let group = source.id.split('/').next().unwrap_or("");
        if group == "events" && make::events::Triggers::reads(&source.text) {
            let (run, failures) = super::triggers::check(desk, source, REFERENCE_DAY)?;
            report.run += run;
            report.failures.extend(failures);
            continue;
        }
        if group == "words" {
            tags(desk, source, &mut report)?;
            continue;
        }
        for example in of(group, source)? {
            report.run += 1;
            if let Some(reason) = failure(desk, group, &example)? {
                let verb = if example.accepted { "accept" } else { "reject" };
                report.failures.push(format!(
                    "{}:{}: rule `{}` does not {verb} \"{}\": {reason}",
                    source.file, example.line, example.rule, example.text
                ));
            }
        }
    }
    Ok(report)
}

/// Runs the examples of a tagging file: the rule must, or must not, be what decides the marked word.
fn tags(desk: &Copydesk, source: &Source, report: &mut Report) -> Result<(), RuleError> {
    for example in Tagging::examples(&source.id, &source.file, &source.text)? {
        report.run += 1;
        let words = decided(desk.resources(), &example.text);
        let (tag, rule) = words.iter().find(|w| w.span == example.span).map_or(("no word", None), |w| (w.tag, w.rule));
        let by_rule = rule == Some(example.rule.as_str());
        if by_rule != example.accepted || (tag != example.tag) == example.accepted {
            let verb = if example.accepted { "accept" } else { "reject" };
            let decided = rule.unwrap_or("no rule");
            report.failures.push(format!(
                "{}:{}: rule `{}` does not {verb} \"{}\": the word is {tag} by {decided}",
                source.file, example.line, example.rule, example.text
            ));
        }
    }
    Ok(())
}

fn of(group: &str, source: &Source) -> Result<Vec<Example>, RuleError> {
    let (id, file, text) = (&source.id, &source.file, &source.text);
    match group {
        "layout" => examples::<make::layout::Make>(id, file, text),
        "names" => examples::<make::names::Make>(id, file, text),
        "nationalities" => examples::<make::nationalities::Make>(id, file, text),
        "roles" => examples::<make::roles::Make>(id, file, text),
        "dates" => examples::<make::dates::Make>(id, file, text),
        "events" => examples::<make::events::Make>(id, file, text),
        "quotes" => examples::<make::quotes::Make>(id, file, text),
        "relations" => examples::<make::relations::Make>(id, file, text),
        _ => Ok(Vec::new()),
    }
}

/// Why an example fails.
fn failure(desk: &Copydesk, group: &str, example: &Example) -> anyhow::Result<Option<String>> {
    let article = Article::new("example", example.text.as_str())?.published(REFERENCE_DAY);
    if group == "layout" {
        return Ok(layout_failure(desk, &article, example));
    }
    if group == "names" {
        return Ok(evidence_failure(desk, &article, example));
    }
    let record = desk.extract(&article);
    let marked = example.span.map(|(start, end)| Span::new(start as u32, end as u32));
    let all = annotations(&record);
    let named =
        |because: &[Because<'_>]| because.iter().any(|b| matches!(b.what, Reason::Rule(r) | Reason::Evidence(r) if r == example.rule));
    let silent = matches!(group, "quotes" | "events")
        || desk.resources().rules.roles.rules.iter().any(|r| r.id == example.rule && r.make == make::roles::Make::Not);
    if !example.accepted && silent {
        // Quotations say not which rule found their source, or that they are none, nor events and roles what made none of
        // them: a rule that matches has decided.
        let found = through(desk.resources(), &article, |rooms| rooms.matches(&record).iter().any(|m| m.rule == example.rule));
        return Ok(found.then(|| "it matches".into()));
    }
    if !example.accepted {
        let made = all.iter().find(|a| named(a.because));
        return Ok(made.map(|a| format!("it made {} \"{}\"", a.what, a.span.text(record.text))));
    }
    let matched = || {
        through(desk.resources(), &article, |rooms| {
            let near = |(start, end): (u32, u32)| marked.is_none_or(|m| m.overlaps(Span::new(start, end)));
            rooms.matches(&record).iter().any(|m| m.rule == example.rule && near(rooms.bytes(m.whole)))
        })
    };
    let here: Vec<&Annotation<'_>> = all.iter().filter(|a| marked.is_none_or(|m| m == a.span)).collect();
    if example.value.as_deref() == Some("none") {
        let wrong = here.iter().find(|a| a.group == group && a.values.iter().all(|v| v != "none"));
        return Ok(wrong.map(|a| format!("there is {} {}", a.what, a.values.join(", "))));
    }
    let fits = |a: &&&Annotation<'_>| a.group == group && example.value.as_ref().is_none_or(|v| a.values.contains(v));
    Ok(match here.iter().find(fits) {
        Some(a) if named(a.because) || matched() => None,
        Some(a) => Some(format!("{} is there, but not by this rule", a.what)),
        None if here.is_empty() => Some("nothing has this span".into()),
        None => {
            Some(format!("found {}", here.iter().map(|a| format!("{} {}", a.what, a.values.join(", "))).collect::<Vec<_>>().join("; ")))
        }
    })
}

/// Why an example of a layout rule fails: the rule must, or must not, have decided, about just the marked text.
fn layout_failure(desk: &Copydesk, article: &Article, example: &Example) -> Option<String> {
    let rules = &desk.resources().rules.layout.rules;
    let made: Vec<(String, (u32, u32))> = through(desk.resources(), article, |rooms| {
        let bytes = |tokens: (u32, u32)| rooms.bytes((tokens.0 as usize, tokens.1 as usize));
        rooms.layout.decided.iter().map(|d| (rules[d.rule as usize].id.clone(), bytes(d.tokens))).collect()
    });
    let text = |(start, end): (u32, u32)| &example.text[start as usize..end as usize];
    let own = made.iter().find(|(rule, _)| *rule == example.rule);
    match (own, example.accepted) {
        (Some((_, span)), false) => Some(format!("it decided about \"{}\"", text(*span))),
        (None, true) => {
            Some(made.first().map_or("no rule decided".into(), |(rule, span)| format!("{rule} decided about \"{}\"", text(*span))))
        }
        (Some((_, span)), true) if example.span.is_some_and(|m| (m.0 as u32, m.1 as u32) != *span) => {
            Some(format!("it found \"{}\"", text(*span)))
        }
        _ => None,
    }
}

/// Why an example of an evidence rule fails: the evidence must, or must not, speak for the candidate that is marked.
fn evidence_failure(desk: &Copydesk, article: &Article, example: &Example) -> Option<String> {
    let rule = desk.resources().rules.names.rules.iter().find(|r| r.id == example.rule)?;
    let names = desk.weigher().table().names();
    let candidates = names::dump(desk.resources(), desk.weigher(), article);
    let fires = |d: &names::Dumped| d.first.iter().any(|&n| names[usize::from(n)] == rule.make.evidence);
    let text = |d: &names::Dumped| example.text[d.start as usize..d.end as usize].to_string();
    let marked = |d: &names::Dumped| example.span.is_none_or(|m| m == (d.start as usize, d.end as usize));
    match candidates.iter().find(|d| fires(d) && marked(d)) {
        Some(d) if !example.accepted => Some(format!("`{}` speaks for \"{}\"", rule.make.evidence, text(d))),
        None if example.accepted && !candidates.iter().any(marked) => Some("no candidate has this span".into()),
        None if example.accepted => {
            let others: Vec<String> = candidates.iter().filter(|d| fires(d)).map(text).collect();
            Some(format!("`{}` speaks for [{}] only", rule.make.evidence, others.join(", ")))
        }
        _ => None,
    }
}

/// Something in a record that a rule can have made, with the values that an example may ask for.
struct Annotation<'r> {
    group: &'static str,
    what: &'static str,
    span: Span,
    values: Vec<String>,
    because: &'r [Because<'r>],
}

fn annotations<'r>(record: &'r Record<'r>) -> Vec<Annotation<'r>> {
    let mut all: Vec<Annotation<'r>> = record.mentions.iter().map(|m| mention(m, record.text)).collect();
    all.extend(record.events.iter().map(|e| Annotation {
        group: "events",
        what: "event",
        span: e.trigger,
        values: vec![e.kind.into(), format!("{} {}", e.kind, e.status.name())],
        because: &e.because,
    }));
    all.extend(record.quotes.iter().map(|q| Annotation {
        group: "quotes",
        what: "quote",
        span: q.span,
        values: vec![q.speaker.map_or("nobody".into(), |s| record.entities[s as usize].name.to_string())],
        because: &[],
    }));
    all.extend(record.relations.iter().map(|r| Annotation {
        group: "relations",
        what: "relation",
        span: record.mentions[r.role as usize].span,
        values: vec![record.entities[r.person as usize].name.to_string()],
        because: &r.because,
    }));
    all
}

fn mention<'r>(mention: &'r Mention<'r>, text: &str) -> Annotation<'r> {
    let (group, values) = match &mention.detail {
        Detail::Timex(t) => ("dates", vec![t.end.as_ref().map_or(t.value.clone(), |end| format!("{}/{end}", t.value))]),
        Detail::Role(role) => {
            let mut value = role.title.clone().unwrap_or_else(|| mention.span.text(text).into());
            for (flag, name) in [(role.former, " former"), (role.acting, " acting")] {
                value += if flag { name } else { "" };
            }
            ("roles", vec![value])
        }
        Detail::Nationality(country) => ("nationalities", vec![country.unwrap_or("none").into()]),
        _ => ("names", vec![mention.kind.name().into()]),
    };
    Annotation { group, what: mention.kind.name(), span: mention.span, values, because: &mention.because }
}
