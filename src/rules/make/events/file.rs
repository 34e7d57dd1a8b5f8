//! Trigger files as they stand.

use super::Outcome;
use copydesk_engine::pattern::RuleError;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// A list of words in a file, with its place.
pub(super) type Words = Option<Spanned<Vec<String>>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct File {
    /// One line about the type: what it is and is not.
    pub(super) about: String,
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    pub(super) plover: Option<String>,
    pub(super) cameo: Option<String>,
    pub(super) mode: Option<String>,
    /// Who gets an event of the type is its actor.
    #[serde(default)]
    pub(super) getter_acts: bool,
    /// A word in front of a noun of the type can be its actor.
    #[serde(default)]
    pub(super) modifier_acts: bool,
    #[serde(default)]
    pub(super) accepts: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) rejects: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) lists: BTreeMap<String, Spanned<Vec<String>>>,
    #[serde(default)]
    pub(super) trigger: Vec<Raw>,
    /// PLOVER modes of the type, told by words; the first that fits counts.
    #[serde(default)]
    pub(super) mode_of: Vec<RawMode>,
}

/// A table `[[mode-of]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMode {
    pub(super) name: String,
    /// The word that names the event, or a word of its phrase.
    pub(super) words: Words,
    /// Another word close by.
    pub(super) near: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Raw {
    pub(super) name: Spanned<String>,
    pub(super) mode: Option<String>,
    pub(super) verbs: Words,
    pub(super) nouns: Words,
    pub(super) adjectives: Words,
    pub(super) light: Words,
    #[serde(default)]
    pub(super) frame: BTreeMap<String, Spanned<String>>,
    pub(super) subject: Words,
    pub(super) object: Words,
    pub(super) by: Words,
    pub(super) prep: Words,
    pub(super) prep_object: Words,
    pub(super) near: Words,
    pub(super) article: Words,
    pub(super) not_subject: Words,
    pub(super) not_object: Words,
    pub(super) not_prep: Words,
    pub(super) not_prep_object: Words,
    pub(super) not_near: Words,
    pub(super) not_article: Words,
    pub(super) not_mod: Words,
    /// Nouns that never stand bare, where the others need nothing.
    pub(super) not_nouns_bare: Words,
    pub(super) voice: Option<Voice>,
    pub(super) form: Option<Form>,
    pub(super) infinitive: Option<bool>,
    #[serde(default)]
    pub(super) amount: bool,
    #[serde(default)]
    pub(super) speech: bool,
    #[serde(default)]
    pub(super) last: bool,
    pub(super) needs: Option<Need>,
    pub(super) complement: Option<Outcome>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Voice {
    Active,
    Passive,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Form {
    Present,
    Past,
    NotProgressive,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Need {
    Light,
    Argument,
    Definite,
}

/// A sentence of a trigger file with its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The file's id.
    pub file: String,
    /// Type of event that it is about.
    pub kind: String,
    /// The sentence, without marks.
    pub text: String,
    /// Marked stretches as bytes of `text`: the trigger has no label.
    pub marks: Vec<(Option<String>, usize, usize)>,
    /// Whether there must be such an event.
    pub accepted: bool,
    /// The line of the file, from 1.
    pub line: usize,
}

/// The examples of a trigger file.
///
/// # Errors
/// When the file is none.
pub fn examples(id: &str, file: &str, text: &str) -> Result<Vec<Example>, RuleError> {
    let parsed = parse(file, text)?;
    let kind = parsed.kind.unwrap_or_default();
    let each = |(example, accepted): (Spanned<String>, bool)| {
        let line = place(text, example.span().start).0;
        let (text, marks) = unmark(example.get_ref());
        Example { file: id.into(), kind: kind.clone(), text, marks, accepted, line }
    };
    let accepts = parsed.accepts.into_iter().map(|e| (e, true));
    Ok(accepts.chain(parsed.rejects.into_iter().map(|e| (e, false))).map(each).collect())
}

/// `[agent: Norway] [signed] …` without its marks.
fn unmark(marked: &str) -> (String, Vec<(Option<String>, usize, usize)>) {
    let (mut text, mut marks, mut rest) = (String::new(), Vec::new(), marked);
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (inside, behind) = after.split_once(']').unwrap_or((after, ""));
        let (label, words) = match inside.split_once(": ") {
            Some((label, words)) => (Some(label.to_string()), words),
            None => (None, inside),
        };
        marks.push((label, text.len(), text.len() + words.len()));
        text.push_str(words);
        rest = behind;
    }
    text.push_str(rest);
    (text, marks)
}

pub(super) fn parse(file: &str, text: &str) -> Result<File, RuleError> {
    toml::from_str(text).map_err(|e| {
        let (line, column) = place(text, e.span().map_or(0, |s| s.start));
        RuleError { file: file.into(), line, column, message: e.message().trim().replace('\n', " ") }
    })
}

/// Line and column, from 1, of a byte offset.
pub(super) fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    (before.matches('\n').count() + 1, before.chars().rev().take_while(|&c| c != '\n').count() + 1)
}
