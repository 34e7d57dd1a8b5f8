//! What can never match in trigger files: words that a text has as several tokens, kinds that a condition does not look
//! at, words that another condition shuts out.

use super::file::{File, Raw, Words, place};
use super::read::conditions;
use super::{KINDS, Key};
use copydesk_engine::pattern::RuleError;
use copydesk_engine::tokens::tokenize;
use std::collections::BTreeMap;
use toml::Spanned;

/// Lists of a file by name.
type Lists = BTreeMap<String, Spanned<Vec<String>>>;

impl Key {
    /// Its name in the files.
    const fn name(self) -> &'static str {
        match self {
            Key::Subject => "subject",
            Key::Object => "object",
            Key::By => "by",
            Key::Prep => "prep",
            Key::PrepObject => "prep-object",
            Key::Near => "near",
            Key::Article => "article",
            Key::NotSubject => "not-subject",
            Key::NotObject => "not-object",
            Key::NotPrep => "not-prep",
            Key::NotPrepObject => "not-prep-object",
            Key::NotNear => "not-near",
            Key::NotArticle => "not-article",
            Key::NotMod => "not-mod",
        }
    }

    /// Whether it can see a kind of [`KINDS`].
    fn sees(self, kind: &str) -> bool {
        match self {
            Key::Subject | Key::Object | Key::PrepObject | Key::NotSubject | Key::NotObject => kind != "$score",
            Key::By | Key::NotPrepObject => !["$none", "$score"].contains(&kind),
            Key::Near | Key::NotNear => ["<role>", "$number", "$money", "$score"].contains(&kind),
            Key::Prep | Key::NotPrep | Key::Article | Key::NotArticle | Key::NotMod => false,
        }
    }

    /// The condition that shuts out what this one asks for.
    fn opposite(self) -> Option<Key> {
        Some(match self {
            Key::Subject => Key::NotSubject,
            Key::Object => Key::NotObject,
            Key::Prep => Key::NotPrep,
            Key::PrepObject => Key::NotPrepObject,
            Key::Near => Key::NotNear,
            Key::Article => Key::NotArticle,
            _ => return None,
        })
    }
}

/// Every entry of a file that can never match.
pub(super) fn check(file: &str, text: &str, parsed: &File) -> Vec<RuleError> {
    let mut report = Report { file, text, errors: Vec::new() };
    for (name, words) in &parsed.lists {
        report.words(&format!("the list `{name}`"), words);
    }
    for mode in &parsed.mode_of {
        for (part, words) in [("words", &mode.words), ("near", &mode.near)] {
            let owner = format!("`{part}` of mode `{}`", mode.name);
            report.words_alone(&owner, words);
        }
    }
    for trigger in &parsed.trigger {
        report.trigger(trigger, &parsed.lists);
    }
    report.errors
}

struct Report<'a> {
    file: &'a str,
    text: &'a str,
    errors: Vec<RuleError>,
}

impl Report<'_> {
    /// A mistake at a word of a list.
    fn add(&mut self, words: &Spanned<Vec<String>>, word: &str, message: String) {
        let span = words.span();
        let inside = self.text.get(span.clone()).and_then(|list| list.find(&format!("\"{word}\"")));
        let (line, column) = place(self.text, span.start + inside.unwrap_or(0));
        self.errors.push(RuleError { file: self.file.into(), line, column, message });
    }

    fn trigger(&mut self, raw: &Raw, lists: &Lists) {
        let trigger = raw.name.get_ref();
        for (class, words) in [("verbs", &raw.verbs), ("nouns", &raw.nouns), ("adjectives", &raw.adjectives)] {
            for word in plain(words).filter(|w| w.starts_with(['<', '$'])) {
                let message = format!("`{word}` in `{class}` of trigger `{trigger}` never matches: a trigger is a word");
                words.iter().for_each(|list| self.add(list, word, message.clone()));
            }
        }
        self.words_alone(&format!("`light` of trigger `{trigger}`"), &raw.light);
        let conditions = conditions(raw);
        for (key, words) in conditions.iter().filter_map(|(key, words)| Some((*key, words.as_ref()?))) {
            let owner = format!("`{}` of trigger `{trigger}`", key.name());
            self.words(&owner, words);
            for word in words.get_ref().iter().filter(|w| KINDS.contains(&w.as_str()) && !key.sees(w)) {
                let seen = KINDS.iter().filter(|k| key.sees(k)).copied().collect::<Vec<_>>().join(", ");
                let seen = if seen.is_empty() { "words alone".into() } else { format!("words, {seen}") };
                self.add(words, word, format!("`{word}` in {owner} never matches: it looks at {seen}"));
            }
            let other = conditions.iter().find(|(other, words)| Some(*other) == key.opposite() && words.is_some());
            if let Some((other, Some(denied))) = other {
                let denied = expanded(denied.get_ref(), lists);
                for word in words.get_ref().iter().filter(|w| denied.contains(w)) {
                    self.add(words, word, format!("`{word}` in {owner} never matches: it is in `{}` too", other.name()));
                }
            }
        }
    }

    /// Words beside which no kind counts.
    fn words_alone(&mut self, owner: &str, words: &Words) {
        let Some(list) = words else { return };
        self.words(owner, list);
        for word in list.get_ref().iter().filter(|w| KINDS.contains(&w.as_str())) {
            self.add(list, word, format!("`{word}` in {owner} never matches: it looks at words alone"));
        }
    }

    /// Words that a text has as several tokens. Those of a list with a blank serve triggers.
    fn words(&mut self, owner: &str, words: &Spanned<Vec<String>>) {
        let mut tokens = Vec::new();
        for word in words.get_ref().iter().filter(|w| !w.starts_with(['@', '<', '$']) && !w.contains(' ')) {
            // A clitic is one only behind a word.
            let host = if word.starts_with(['\'', '’']) { "x" } else { "" };
            tokenize(&format!("{host}{word}"), &mut tokens);
            if tokens.len() != 1 + host.len() {
                tokenize(word, &mut tokens);
                let parts: Vec<&str> = tokens.iter().map(|t| t.text(word)).collect();
                let message = format!("`{word}` in {owner} never matches: a text has it as {} words ({})", tokens.len(), parts.join(" "));
                self.add(words, word, message);
            }
        }
    }
}

/// The entries of a list that are no lists.
fn plain(words: &Words) -> impl Iterator<Item = &String> {
    words.iter().flat_map(|w| w.get_ref()).filter(|w| !w.starts_with('@'))
}

/// A list with the lists of the file in it.
fn expanded<'a>(words: &'a [String], lists: &'a Lists) -> Vec<&'a String> {
    let inner = words.iter().filter_map(|w| lists.get(w.strip_prefix('@')?)).flat_map(|list| list.get_ref());
    words.iter().chain(inner).collect()
}
