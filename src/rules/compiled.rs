//! All rule files compiled together: the build embeds the built-in ones, users' ones join them when they are loaded.

use super::lists::Lists;
use super::make;
use super::signs::{Signer, Words};
use super::tagging::Tagging;
use copydesk_engine::pattern::{Compiler, Names, Rule, RuleError, Vocabulary};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Names of token classes that patterns may test (`$number`), by bit.
pub const CLASSES: [&str; 47] = [
    "any",
    "word",
    "capital",
    "caps",
    "inner-capital",
    "digit",
    "number",
    "ordinal",
    "plural-number",
    "clock",
    "four-digits",
    "short-number",
    "punctuation",
    "symbol",
    "dotted",
    "single",
    "address",
    "dash",
    "quote",
    "clitic",
    "tight",
    "line",
    "paragraph",
    "decimal",
    "noun",
    "propn",
    "verb",
    "aux",
    "adj",
    "adv",
    "pron",
    "det",
    "adp",
    "num",
    "cconj",
    "sconj",
    "part",
    "intj",
    "past",
    "participle",
    "gerund",
    "base",
    "plural",
    "mixed-case",
    "code",
    "initials",
    "dotted-initials",
];

/// Classes that most sentences have, as bits.
pub const COMMON: u64 = {
    // any, word, capital and punctuation; nouns to determiners; prepositions; forms of verbs and nouns; mixed case.
    1 | 1 << 1 | 1 << 2 | 1 << 12 | 0xff << 24 | 1 << 32 | 0x1f << 38 | 1 << 43
};

/// Mentions that patterns may name (`<person>`), by bit, in the order in which the groups of rules run.
/// Numbers are laid out for the rules of dates.
pub const MENTIONS: [&str; 10] =
    ["candidate", "person", "organization", "location", "event", "name", "nationality", "role", "date", "number"];

/// Groups of words that patterns may name (`[NG]`), by bit.
pub const GROUPS: [&str; 2] = ["NG", "VG"];

/// A rule file: its path below `rules/` without extension, the name for messages, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Path without extension (`dates/relative`).
    pub id: String,
    /// Name for messages.
    pub file: String,
    /// TOML.
    pub text: String,
}

/// Compiled rules of every group.
#[derive(Default, Serialize, Deserialize)]
pub struct Compiled {
    /// The words that they know.
    pub vocabulary: Vocabulary,
    /// The gazetteers that they refer to.
    pub lists: Vec<String>,
    /// `rules/layout/`
    pub layout: Vec<Rule<make::layout::Make>>,
    /// `rules/names/`
    pub names: Vec<Rule<make::names::Make>>,
    /// `rules/nationalities/`
    pub nationalities: Vec<Rule<make::nationalities::Make>>,
    /// `rules/roles/`
    pub roles: Vec<Rule<make::roles::Make>>,
    /// `rules/dates/`
    pub dates: Vec<Rule<make::dates::Make>>,
    /// `rules/events/`
    pub events: Vec<Rule<make::events::Make>>,
    /// Triggers of `rules/events/`
    pub triggers: make::events::Triggers,
    /// What words are to them.
    pub trigger_words: Words,
    /// `rules/quotes/`
    pub quotes: Vec<Rule<make::quotes::Make>>,
    /// `rules/relations/`
    pub relations: Vec<Rule<make::relations::Make>>,
    /// `rules/words/`
    pub tagging: Tagging,
}

impl Compiled {
    /// Compiles rule files and adds them. `lists` are the ids of all gazetteers, `forms` gives a lemma's inflected forms.
    ///
    /// # Errors
    /// Every mistake in every file.
    pub fn add(&mut self, sources: &[Source], lists: &[String], forms: &dyn Fn(&str) -> Vec<String>) -> Result<(), Vec<RuleError>> {
        let mut compiler = Compiler::resume(&self.vocabulary, &self.lists, forms);
        let mut errors = Vec::new();
        let mut triggers = Vec::new();
        for source in sources {
            let group = source.id.split('/').next().unwrap_or("");
            // A group sees the mentions of the groups that run before it.
            let earlier = match group {
                "layout" => 0,
                "names" => 1,
                "nationalities" => 6,
                "roles" => 7,
                // Dates see numbers, and rules of `dates/compose/` the dates that other rules have made.
                "dates" => 10,
                _ => 9,
            };
            let names = Names { classes: &CLASSES, mentions: &MENTIONS[..earlier], groups: &GROUPS, lists };
            let mut into = Into { compiler: &mut compiler, source, names, errors: &mut errors };
            match group {
                "layout" => into.rules(&mut self.layout),
                "names" => into.rules(&mut self.names),
                "nationalities" => into.rules(&mut self.nationalities),
                "roles" => into.rules(&mut self.roles),
                "dates" => into.rules(&mut self.dates),
                "events" if make::events::Triggers::reads(&source.text) => triggers.push((&*source.id, &*source.file, &*source.text)),
                "events" => into.rules(&mut self.events),
                "quotes" => into.rules(&mut self.quotes),
                "relations" => into.rules(&mut self.relations),
                "words" => {
                    let added = self.tagging.add(&source.id, &source.file, &source.text, forms);
                    into.errors.extend(added.err().into_iter().flatten());
                }
                other => into.errors.push(RuleError {
                    file: source.file.clone(),
                    line: 1,
                    column: 1,
                    message: format!("no group of rules is called `{other}`, expected a folder layout, names, nationalities, roles, dates, events, quotes, relations or words"),
                }),
            }
        }
        if let Err(mistakes) = self.triggers.add(&triggers, forms) {
            errors.extend(mistakes);
        }
        let mut signer = Signer::new(&self.triggers);
        Lists::new(&self.triggers, &mut signer);
        signer.sign(&mut self.triggers);
        self.trigger_words = signer.words(&self.triggers);
        self.vocabulary = compiler.vocabulary();
        self.lists = compiler.lists().to_vec();
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

struct Into<'i, 'f> {
    compiler: &'i mut Compiler<'f>,
    source: &'i Source,
    names: Names<'i>,
    errors: &'i mut Vec<RuleError>,
}

impl Into<'_, '_> {
    fn rules<M: DeserializeOwned>(&mut self, group: &mut Vec<Rule<M>>) {
        match self.compiler.file(&self.source.id, &self.source.file, &self.source.text, self.names) {
            Ok(rules) => group.extend(rules),
            Err(errors) => self.errors.extend(errors),
        }
    }
}
