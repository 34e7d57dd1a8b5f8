//! `segment`: sentences, then the words in them: class, lemma, groups and clauses.

mod clauses;
mod groups;
mod kinds;
mod names;
mod prose;
mod sentences;
mod tagging;
mod verbs;
mod word;

pub use tagging::explain::{Decided, decided};
pub use word::{Form, Upos, Word};

use crate::layout::Layout;
use crate::record::{Region, Warning};
use crate::resources::Resources;
use crate::rules::Spans;
use crate::scan::Scanned;
use crate::span::Span;
use copydesk_engine::pattern::Sights;
use copydesk_engine::tokens::{Shape, token};
use std::borrow::Cow;

/// One sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes.
    pub span: Span,
    /// First token, and the token after the last.
    pub tokens: (u32, u32),
    /// Where it stands.
    pub region: Region,
}

/// A group of words: `[NG]` or `[VG]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// First token, and the token after the last.
    pub tokens: (u32, u32),
    /// Token of its head: the noun, or the main verb.
    pub head: u32,
    /// What it is.
    pub kind: GroupKind,
}

/// Kinds of groups of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKind {
    /// A base noun group, from determiner to head; a pronoun too.
    Noun,
    /// A verb group, from first auxiliary to main verb.
    Verb(VerbGroup),
}

/// Tense of a verb group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Tense {
    #[default]
    Present,
    Past,
    Future,
    /// Infinitive, participle or gerund without an auxiliary.
    None,
}

/// What a verb group says besides its verb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VerbGroup {
    /// Tense.
    pub tense: Tense,
    /// `has been`.
    pub perfect: bool,
    /// `is going`.
    pub progressive: bool,
    /// `was held`.
    pub passive: bool,
    /// `did not`, `never`.
    pub negated: bool,
    /// `could`, `may`, `would`.
    pub modal: bool,
    /// `to hold`.
    pub infinitive: bool,
    /// `is to hold`, `was expected to hold`.
    pub expected: bool,
}

/// What `segment` found.
#[derive(Clone, Copy)]
pub struct Segmented<'s> {
    /// Sentences in text order; every token is in exactly one.
    pub sentences: &'s [Sentence],
    /// Damage that sentences show.
    pub warnings: &'s [Warning],
    /// Words, one a token.
    pub words: &'s [Word],
    /// Noun and verb groups in text order.
    pub groups: &'s [Group],
    /// The same groups for patterns: 0 noun groups, 1 verb groups.
    pub spans: &'s Spans,
    /// What patterns may find at the tokens, mentions apart.
    pub sights: Sights<'s>,
    /// First tokens of clauses, ascending; a sentence's first token always is one.
    pub clauses: &'s [u32],
}

/// Memory of `segment`, reused between articles.
#[derive(Default)]
pub struct Buffers {
    sentences: Vec<Sentence>,
    warnings: Vec<Warning>,
    words: Vec<Word>,
    groups: Vec<Group>,
    spans: Spans,
    kinds: kinds::Kinds,
    clauses: Vec<u32>,
    names: names::Names,
    tagging: tagging::Buffers,
}

impl Segmented<'_> {
    /// The lemma of a token; of a name the name itself.
    pub fn lemma<'a>(&self, resources: &'a Resources, scanned: &Scanned<'a>, token: usize) -> Cow<'a, str> {
        word::lemma(resources, scanned.word(token), scanned.known[token].readings, self.words[token])
    }
}

/// Cuts an article into sentences and words.
pub fn segment<'s>(resources: &'s Resources, scanned: &Scanned<'s>, layout: &Layout<'s, '_>, buffers: &'s mut Buffers) -> Segmented<'s> {
    let b = buffers;
    sentences::sentences(resources, scanned, layout, &mut b.sentences, &mut b.warnings);
    b.words.clear();
    b.groups.clear();
    b.clauses.clear();
    b.spans.clear(scanned.tokens.len());
    b.words.resize(scanned.tokens.len(), Word::default());
    read_words(resources, scanned, layout.dateline.map_or(0, |d| d.1 as usize), b);
    b.spans.finish();
    prose::doubts(resources, scanned, &b.sentences, &b.words, &mut b.warnings);
    b.kinds.read(scanned.sights, &b.words, &b.spans);
    let Buffers { sentences, warnings, words, groups, spans, clauses, .. } = b;
    Segmented { sentences, warnings, words, groups, spans, sights: b.kinds.sights(), clauses }
}

/// Reads the words of all sentences; `dateline` is the token behind one.
fn read_words(resources: &Resources, scanned: &Scanned<'_>, dateline: usize, b: &mut Buffers) {
    b.names.find(resources, scanned);
    for sentence in &b.sentences {
        let (from, to) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
        if from < to {
            tagging::tag(resources, scanned, &b.names, (from, dateline.max(from), to), &mut b.tagging, &mut b.words);
            let words = groups::Words { resources, scanned, words: &b.words, from, to };
            let first = b.groups.len();
            groups::groups(words, &mut b.groups);
            clauses::clauses(words, &b.groups[first..], &mut b.clauses);
        }
    }
    for group in &b.groups {
        b.spans.add(group.tokens.0, group.tokens.1, u8::from(group.kind != GroupKind::Noun));
    }
}

/// Tags and lemmas of words that are given as tokens, for measuring against annotated sentences.
#[doc(hidden)]
pub fn tag_words(resources: &Resources, words: &[&str]) -> Vec<(Word, String)> {
    let text = words.join(" ");
    let (mut tokens, mut at) = (Vec::new(), 0);
    for word in words {
        let clitic = word.starts_with(['\'', '’']) && word.contains(char::is_alphabetic);
        let before = if clitic { Shape::SPACE_BEFORE.with(Shape::CLITIC) } else { Shape::SPACE_BEFORE };
        tokens.push(token(&text, at, at + word.len(), before));
        at += word.len() + 1;
    }
    let mut buffers = crate::scan::Buffers::default();
    let scanned = crate::scan::scan_tokens(resources, &text, tokens, &mut buffers);
    let mut b = Buffers::default();
    b.names.find(resources, &scanned);
    b.words.resize(words.len(), Word::default());
    tagging::tag(resources, &scanned, &b.names, (0, 0, words.len()), &mut b.tagging, &mut b.words);
    let lemma = |n: usize| word::lemma(resources, words[n], scanned.known[n].readings, b.words[n]).into_owned();
    (0..words.len()).map(|n| (b.words[n], lemma(n))).collect()
}
