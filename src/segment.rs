//! `segment`: sentences, then the words in them: class, lemma, groups and clauses.

mod sentences;
mod word;

pub use word::{Form, Upos, Word};

use crate::layout::Layout;
use crate::record::Region;
use crate::resources::Resources;
use crate::rules::Spans;
use crate::scan::Scanned;
use crate::span::Span;

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
    /// A base noun group, from determiner to head.
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
}

/// What `segment` found.
#[derive(Clone, Copy)]
pub struct Segmented<'s> {
    /// Sentences in text order; every token is in exactly one.
    pub sentences: &'s [Sentence],
    /// Words, one a token.
    pub words: &'s [Word],
    /// Noun and verb groups in text order.
    pub groups: &'s [Group],
    /// The same groups for patterns: 0 noun groups, 1 verb groups.
    pub spans: &'s Spans,
    /// First tokens of clauses, ascending; a sentence's first token always is one.
    pub clauses: &'s [u32],
}

/// Memory of `segment`, reused between articles.
#[derive(Default)]
pub struct Buffers {
    sentences: Vec<Sentence>,
    words: Vec<Word>,
    groups: Vec<Group>,
    spans: Spans,
    clauses: Vec<u32>,
}

/// Cuts an article into sentences and words.
pub fn segment<'s>(resources: &'s Resources, scanned: &Scanned<'s>, layout: &Layout<'s, '_>, buffers: &'s mut Buffers) -> Segmented<'s> {
    let b = buffers;
    sentences::sentences(resources, scanned, layout, &mut b.sentences);
    b.words.clear();
    b.groups.clear();
    b.clauses.clear();
    b.spans.clear(scanned.tokens.len());
    b.words.resize(scanned.tokens.len(), Word::default());
    b.spans.finish();
    Segmented { sentences: &b.sentences, words: &b.words, groups: &b.groups, spans: &b.spans, clauses: &b.clauses }
}
