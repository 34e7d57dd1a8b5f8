//! Classes of words as layout and sentence boundaries need them: from the lexicon's likeliest reading.

use crate::resources::Resources;
use copydesk_engine::blob::View;
use std::sync::OnceLock;

/// Groups of tags.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Class {
    /// Nouns and the rest.
    Other,
    /// Articles, pronouns, conjunctions, auxiliaries: they begin sentences and never go on with a name.
    Closed,
    /// Prepositions.
    Preposition,
    /// Adverbs, adjectives and numbers: they begin sentences, and some names.
    Loose,
    /// Verbs and modal verbs.
    Verb,
}

/// What a sentence lacks that begins with a word in lower case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Opening {
    /// Perhaps nothing but its capital: articles, pronouns, conjunctions, adverbs.
    Whole,
    /// Perhaps what stood in front of the noun.
    Noun,
    /// Its subject: a finite verb stands first.
    Finite,
}

/// The lexicon with its tags sorted into classes.
#[derive(Clone, Copy)]
pub(crate) struct Words<'w> {
    pub(crate) view: View<'w>,
    tags: &'static Tags,
}

/// What every tag is, by its number.
struct Tags {
    classes: [Class; 64],
    openings: [Opening; 64],
    pronoun: u8,
}

/// The built-in lexicon's tags, sorted once.
static TAGS: OnceLock<Tags> = OnceLock::new();

impl Tags {
    fn new(names: &[String]) -> Self {
        let mut openings = [Opening::Whole; 64];
        for (opening, tag) in openings.iter_mut().zip(names) {
            *opening = match tag.as_str() {
                "N" | "NS" => Opening::Noun,
                "VZ" | "VD" | "AUX" | "AUXZ" | "AUXD" => Opening::Finite,
                _ => Opening::Whole,
            };
        }
        let mut classes = [Class::Other; 64];
        for (class, tag) in classes.iter_mut().zip(names) {
            *class = match tag.as_str() {
                "DET" | "POSS" | "PRON" | "SCONJ" | "CCONJ" | "EX" | "WADV" | "REL" | "NOT" | "AUX" | "AUXZ" | "AUXD" => Class::Closed,
                "ADP" | "TO" => Class::Preposition,
                "R" | "RR" | "RS" | "NUM" | "A" | "AR" | "AS" | "INTJ" => Class::Loose,
                "V" | "VZ" | "VD" | "VN" | "MD" => Class::Verb,
                _ => Class::Other,
            };
        }
        Tags { classes, openings, pronoun: names.iter().position(|t| t == "PRON").unwrap_or(255) as u8 }
    }
}

impl<'w> Words<'w> {
    pub(crate) fn new(resources: &'w Resources) -> Self {
        let blob = &resources.layers()[0];
        Words { view: blob.view(), tags: TAGS.get_or_init(|| Tags::new(blob.tags())) }
    }

    fn of(&self, tag: u8) -> Class {
        self.tags.classes.get(usize::from(tag)).copied().unwrap_or(Class::Other)
    }

    /// Likeliest class of a word that the lexicon knows.
    pub(crate) fn class(&self, key: u64) -> Option<Class> {
        self.view.readings(key).first().map(|r| self.of(r.tag))
    }

    /// What a sentence lacks that begins with a word in lower case; nothing is known of unknown words.
    pub(crate) fn opening(&self, key: u64, text: &str) -> Option<Opening> {
        let first = self.view.readings(key).first()?;
        let opening = self.tags.openings.get(usize::from(first.tag)).copied()?;
        // `do` may be an order, `are` may not.
        Some(if opening == Opening::Finite && self.view.lemma(first) == text { Opening::Whole } else { opening })
    }

    /// Whether a word is a pronoun first of all.
    pub(crate) fn is_pronoun(&self, key: u64) -> bool {
        self.view.readings(key).first().is_some_and(|r| r.tag == self.tags.pronoun)
    }

    /// Whether a word is an article, preposition, conjunction or the like.
    pub(crate) fn is_closed(&self, key: u64) -> bool {
        matches!(self.class(key), Some(Class::Closed | Class::Preposition))
    }

    /// Whether a word may be a verb.
    pub(crate) fn may_be_verb(&self, key: u64) -> bool {
        self.view.readings(key).iter().any(|r| !r.is_rare() && self.of(r.tag) == Class::Verb) || self.is_auxiliary(key)
    }

    /// Whether a word is a verb first of all, or an auxiliary.
    pub(crate) fn is_verb(&self, key: u64) -> bool {
        self.class(key) == Some(Class::Verb) || self.is_auxiliary(key)
    }

    fn is_auxiliary(&self, key: u64) -> bool {
        let readings = self.view.readings(key);
        readings.first().is_some_and(|r| self.of(r.tag) == Class::Closed) && readings.iter().any(|r| self.of(r.tag) == Class::Verb)
    }
}
