//! Rules as the rooms use them: compiled groups with their index, and the tape on which they run.

pub mod compiled;
mod lists;
pub mod make;
mod signs;
pub mod tagger;
pub mod tagging;
mod tape;

pub use lists::Lists;
pub use signs::{Head, Who, Word, Words};
pub use tape::{Spans, Tape};
pub(crate) use tape::{classes, word_classes};

use compiled::Compiled;
use copydesk_engine::pattern::{Found, Group, Rule, Vocabulary};
use signs::Signer;

/// A group of rules, ready to run.
pub struct Set<M> {
    /// Names and makers, by the number that [`Found::rule`] gives.
    pub rules: Vec<Info<M>>,
    /// Their programs.
    pub group: Group,
}

/// What a rule is called and what it makes.
pub struct Info<M> {
    /// Path of the file and name.
    pub id: String,
    /// What it is about.
    pub about: String,
    /// What it makes.
    pub make: M,
    captures: Vec<String>,
}

impl<M> Info<M> {
    /// Names of its captures, by number.
    pub fn captures(&self) -> &[String] {
        &self.captures
    }
}

impl<M> Set<M> {
    fn new(rules: Vec<Rule<M>>, all: bool) -> Self {
        let (mut infos, mut programs) = (Vec::new(), Vec::new());
        for rule in rules {
            infos.push(Info { id: rule.id, about: rule.about, make: rule.make, captures: rule.program.captures.clone() });
            programs.push(rule.program);
        }
        Set { rules: infos, group: Group::new(&programs, compiled::COMMON, all) }
    }

    /// The rule of a match.
    pub fn rule(&self, found: &Found) -> &Info<M> {
        &self.rules[found.rule as usize]
    }

    /// The tokens of a capture of a match, by its name.
    pub fn capture(&self, found: &Found, name: &str) -> Option<(usize, usize)> {
        let number = self.rule(found).captures.iter().position(|c| c == name)?;
        found.capture(number).map(|(start, end)| (start as usize, end as usize))
    }
}

/// Folder of the rules that build upon earlier matches of their own group.
const COMPOSED: &str = "dates/compose/";

/// All groups.
#[expect(missing_docs, reason = "one field a folder of rules/")]
pub struct Rules {
    pub vocabulary: Vocabulary,
    /// Gazetteers and folders that patterns refer to, by number.
    pub lists: Vec<String>,
    pub layout: Set<make::layout::Make>,
    pub names: Set<make::names::Make>,
    pub nationalities: Set<make::nationalities::Make>,
    pub roles: Set<make::roles::Make>,
    pub dates: Set<make::dates::Make>,
    /// Those of `dates/compose/`, which build upon the dates that the others have made.
    pub dates_composed: Set<make::dates::Make>,
    pub events: Set<make::events::Make>,
    /// Triggers of events.
    pub triggers: make::events::Triggers,
    /// What words are to the triggers.
    pub trigger_words: signs::Words,
    /// Lists of the triggers that the code asks by name.
    pub event_lists: Lists,
    pub quotes: Set<make::quotes::Make>,
    pub relations: Set<make::relations::Make>,
}

impl From<Compiled> for Rules {
    fn from(c: Compiled) -> Self {
        let (composed, dates) = c.dates.into_iter().partition(|rule| rule.id.starts_with(COMPOSED));
        let mut triggers = c.triggers;
        let mut signer = Signer::default();
        let event_lists = Lists::new(&triggers, &mut signer);
        signer.sign(&mut triggers);
        Rules {
            lists: c.lists,
            layout: Set::new(c.layout, false),
            names: Set::new(c.names, true),
            nationalities: Set::new(c.nationalities, false),
            roles: Set::new(c.roles, false),
            dates: Set::new(dates, false),
            dates_composed: Set::new(composed, false),
            events: Set::new(c.events, false),
            triggers,
            trigger_words: c.trigger_words,
            event_lists,
            quotes: Set::new(c.quotes, false),
            relations: Set::new(c.relations, false),
            vocabulary: c.vocabulary,
        }
    }
}
