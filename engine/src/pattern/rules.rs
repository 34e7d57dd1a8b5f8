//! Rule files: TOML with patterns as text, a maker of the caller's type, and marked examples.

use super::{Compiler, Names, Program};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use toml::Spanned;

/// A rule: a pattern, what it makes, and its name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rule<M> {
    /// Path of the file and name (`dates/relative/last-weekday`).
    pub id: String,
    /// What it is about.
    pub about: String,
    /// The pattern.
    pub program: Program,
    /// What it makes.
    pub make: M,
}

/// A sentence that a rule must accept or reject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The rule's id.
    pub rule: String,
    /// The sentence, without marks.
    pub text: String,
    /// What stood between `[` and `]`, as a byte range of `text`.
    pub span: Option<(usize, usize)>,
    /// What stood behind `=>`.
    pub value: Option<String>,
    /// Whether the rule must find it.
    pub accepted: bool,
    /// The line of the file, from 1.
    pub line: usize,
}

/// A mistake in a rule file, with its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}")]
pub struct RuleError {
    /// The file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What is wrong and what is allowed.
    pub message: String,
}

/// A rule file as it stands.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(bound = "M: DeserializeOwned")]
pub struct RuleFile<M> {
    /// What its rules are about.
    pub about: String,
    /// Lists that its patterns use.
    #[serde(default)]
    pub lists: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    rule: Vec<RawRule<M>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(bound = "M: DeserializeOwned")]
struct RawRule<M> {
    name: Spanned<String>,
    #[serde(default)]
    about: String,
    find: Spanned<String>,
    make: Spanned<M>,
    accepts: Vec<Spanned<String>>,
    #[serde(default)]
    rejects: Vec<Spanned<String>>,
}

impl Compiler<'_> {
    /// Compiles a rule file. `id` is its path without extension, `file` the name for messages.
    ///
    /// # Errors
    /// Every mistake with line, column, what was found and what is allowed.
    pub fn file<M: DeserializeOwned>(
        &mut self,
        id: &str,
        file: &str,
        text: &str,
        names: Names<'_>,
    ) -> Result<Vec<Rule<M>>, Vec<RuleError>> {
        let parsed: RuleFile<M> = read(file, text).map_err(|e| vec![e])?;
        let (mut rules, mut errors) = (Vec::new(), Vec::new());
        for raw in parsed.rule {
            if raw.accepts.is_empty() {
                let (line, column) = place(text, raw.name.span().start);
                errors.push(RuleError {
                    file: file.into(),
                    line,
                    column,
                    message: format!("rule `{}` has no example in `accepts`", raw.name.get_ref()),
                });
            }
            let pattern = raw.find.get_ref();
            match self.pattern(pattern, id, &parsed.lists, names) {
                Ok(program) => {
                    let about = if raw.about.is_empty() { parsed.about.clone() } else { raw.about };
                    rules.push(Rule { id: format!("{id}/{}", raw.name.get_ref()), about, program, make: raw.make.into_inner() });
                }
                Err(mistake) => {
                    let span = raw.find.span();
                    let quotes = if text[span.start..].starts_with("'''") || text[span.start..].starts_with("\"\"\"") { 3 } else { 1 };
                    let offset: usize = pattern.chars().take(mistake.column).map(char::len_utf8).sum();
                    let (line, column) = place(text, span.start + quotes + offset);
                    errors.push(RuleError {
                        file: file.into(),
                        line,
                        column,
                        message: format!("rule `{}`: {}", raw.name.get_ref(), mistake.message),
                    });
                }
            }
        }
        if errors.is_empty() { Ok(rules) } else { Err(errors) }
    }
}

fn read<M: DeserializeOwned>(file: &str, text: &str) -> Result<RuleFile<M>, RuleError> {
    toml::from_str(text).map_err(|e| {
        let (line, column) = place(text, e.span().map_or(0, |s| s.start));
        RuleError { file: file.into(), line, column, message: e.message().trim().replace('\n', " ") }
    })
}

/// The examples of a rule file.
///
/// # Errors
/// When the file is no rule file.
pub fn examples<M: DeserializeOwned>(id: &str, file: &str, text: &str) -> Result<Vec<Example>, RuleError> {
    let parsed: RuleFile<M> = read(file, text)?;
    let mut out = Vec::new();
    for raw in parsed.rule {
        let rule = format!("{id}/{}", raw.name.get_ref());
        let accepts = raw.accepts.iter().map(|e| (e, true));
        for (example, accepted) in accepts.chain(raw.rejects.iter().map(|e| (e, false))) {
            out.push(unmark(&rule, example.get_ref(), accepted, place(text, example.span().start).0));
        }
    }
    Ok(out)
}

/// `Talks began [last Tuesday]. => 2026-11-17` in its parts.
pub(crate) fn unmark(rule: &str, marked: &str, accepted: bool, line: usize) -> Example {
    let (sentence, value) = match marked.rsplit_once(" => ") {
        Some((sentence, value)) => (sentence, Some(value.trim().to_string())),
        None => (marked, None),
    };
    let (mut text, mut start, mut span) = (String::new(), None, None);
    for c in sentence.chars() {
        match c {
            '[' if span.is_none() => start = Some(text.len()),
            ']' if start.is_some() && span.is_none() => span = start.map(|s| (s, text.len())),
            _ => text.push(c),
        }
    }
    Example { rule: rule.into(), text, span, value, accepted, line }
}

/// Line and column, from 1, of a byte offset.
pub fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line = before.matches('\n').count() + 1;
    (line, before.chars().rev().take_while(|&c| c != '\n').count() + 1)
}
