//! Running the examples of rule files: what they must accept and reject, on one fixed document day.
//!
//! `Talks began on [last Tuesday]. => 2026-11-17`: what stands in brackets must come out of the article made of the
//! sentence, with the value behind the arrow; `none` means that nothing may come out there. A sentence under `rejects`
//! must give nothing by that rule.

use super::compiled::Source;
use super::make;
use crate::article::Article;
use crate::pipeline::{Copydesk, Scratch};
use crate::record::{Because, Detail, Kind, Reason, Record};
use crate::span::Span;
use copydesk_engine::pattern::{Example, RuleError, examples};
use jiff::civil::{Date, date};

/// Document date of all examples: a Monday.
pub const DAY: Date = date(2026, 11, 23);

/// An example that did not come out as it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The rule file.
    pub file: String,
    /// Line of the example, from 1.
    pub line: usize,
    /// Id of its rule.
    pub rule: String,
    /// What was expected and what came out.
    pub message: String,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}: {}", self.file, self.line, self.rule, self.message)
    }
}

/// Something that rules of a group have made.
struct Made<'r> {
    span: Span,
    value: String,
    because: &'r [Because<'r>],
}

/// Runs all examples of the groups whose rules make something that the record holds.
pub fn check(desk: &Copydesk, sources: &[Source]) -> Vec<Failure> {
    let mut failures = Vec::new();
    let mut scratch = Scratch::default();
    for source in sources {
        let group = source.id.split('/').next().unwrap_or("");
        let read = match group {
            "nationalities" => read::<make::nationalities::Make>(source),
            "roles" => read::<make::roles::Make>(source),
            "dates" => read::<make::dates::Make>(source),
            "events" => read::<make::events::Make>(source),
            "quotes" => read::<make::quotes::Make>(source),
            _ => continue,
        };
        let examples = match read {
            Ok(examples) => examples,
            Err(e) => {
                failures.push(Failure { file: e.file, line: e.line, rule: source.id.clone(), message: e.message });
                continue;
            }
        };
        for example in examples {
            let Ok(article) = Article::new("example", example.text.as_str()) else { continue };
            let article = article.published(DAY);
            let record = desk.extract_with(&article, &mut scratch);
            if let Some(message) = judge(&example, &made(group, &record)) {
                failures.push(Failure { file: source.file.clone(), line: example.line, rule: example.rule, message });
            }
        }
    }
    failures
}

fn read<M: serde::de::DeserializeOwned>(source: &Source) -> Result<Vec<Example>, RuleError> {
    examples::<M>(&source.id, &source.file, &source.text)
}

/// What is wrong with the outcome of an example.
fn judge(example: &Example, made: &[Made<'_>]) -> Option<String> {
    let by_rule = |m: &&Made<'_>| m.because.iter().any(|b| b.what == Reason::Rule(&example.rule));
    let shown = |m: &Made<'_>| format!("`{}` => {}", m.span.text(&example.text), m.value);
    let all = || if made.is_empty() { "nothing".into() } else { made.iter().map(shown).collect::<Vec<_>>().join(", ") };
    if !example.accepted {
        return made.iter().find(by_rule).map(|m| format!("must reject `{}`, but made {}", example.text, shown(m)));
    }
    let Some((start, end)) = example.span else {
        return made.iter().find(by_rule).is_none().then(|| format!("must accept `{}`, but made {}", example.text, all()));
    };
    let span = Span::new(start as u32, end as u32);
    if example.value.as_deref() == Some("none") {
        return made.iter().find(|m| m.span.overlaps(span)).map(|m| format!("must make nothing, but made {}", shown(m)));
    }
    let right = |m: &Made<'_>| m.span == span && example.value.as_ref().is_none_or(|v| *v == m.value);
    (!made.iter().any(right)).then(|| {
        let value = example.value.as_ref().map_or_else(String::new, |v| format!(" => {v}"));
        format!("must make `{}`{value}, but made {}", span.text(&example.text), all())
    })
}

/// What a group has made, with the value that its examples name.
fn made<'r>(group: &str, record: &'r Record<'_>) -> Vec<Made<'r>> {
    let kind = match group {
        "nationalities" => Kind::Nationality,
        "roles" => Kind::Role,
        "dates" => Kind::Date,
        "events" => {
            return record.events.iter().map(|e| Made { span: e.trigger, value: e.kind.into(), because: &e.because }).collect();
        }
        _ => {
            let value = |direct: bool| if direct { "direct" } else { "indirect" };
            return record.quotes.iter().map(|q| Made { span: q.span, value: value(q.direct).into(), because: &[] }).collect();
        }
    };
    let of_kind = record.mentions.iter().filter(|m| m.kind == kind);
    of_kind.map(|m| Made { span: m.span, value: value(&m.detail), because: &m.because }).collect()
}

/// How examples write what a mention says: `2026-11-17`, `2026-11-17/2026-11-20`, a role's full title, a country's code.
fn value(detail: &Detail<'_>) -> String {
    match detail {
        Detail::Timex(timex) => match &timex.end {
            Some(end) => format!("{}/{end}", timex.value),
            None => timex.value.clone(),
        },
        Detail::Role(role) => role.title.clone().unwrap_or_default(),
        Detail::Nationality(country) => country.unwrap_or("").into(),
        Detail::None | Detail::Name(_) => String::new(),
    }
}
