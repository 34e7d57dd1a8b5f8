//! Words: universal word class, form and lemma of a token.

use crate::resources::Resources;
use crate::rules::tagging::TAGS;
use copydesk_engine::blob::Readings;
use std::borrow::Cow;

/// Universal part-of-speech tag.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those of Universal Dependencies")]
pub enum Upos {
    Noun,
    Propn,
    Verb,
    Aux,
    Adj,
    Adv,
    Pron,
    Det,
    Adp,
    Num,
    Cconj,
    Sconj,
    Part,
    Intj,
    Punct,
    Sym,
    #[default]
    X,
}

/// Inflection of a word, and what kind of function word it is, as far as rules need it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Form {
    /// Not inflected, or not known.
    #[default]
    Plain,
    /// `talks` (noun).
    Plural,
    /// `go`.
    Base,
    /// `goes`.
    ThirdPerson,
    /// `went`.
    Past,
    /// `gone`.
    Participle,
    /// `going`.
    Gerund,
    /// `larger`.
    Comparative,
    /// `largest`.
    Superlative,
    /// `will`, `could` (auxiliary).
    Modal,
    /// `to` before a verb (particle).
    Infinitive,
    /// `not` (particle).
    Negation,
    /// `'s` after a noun (particle).
    Genitive,
    /// `his` (pronoun).
    Possessive,
    /// `who`, `which`, `that` (pronoun).
    Relative,
    /// `there` (pronoun).
    Existential,
    /// `when`, `how` (adverb).
    Interrogative,
    /// `-` between two words.
    Hyphen,
}

impl Form {
    /// `went`.
    pub fn is_past(self) -> bool {
        self == Form::Past
    }

    /// `gone`.
    pub fn is_participle(self) -> bool {
        self == Form::Participle
    }

    /// `going`.
    pub fn is_gerund(self) -> bool {
        self == Form::Gerund
    }

    /// `go`.
    pub fn is_base(self) -> bool {
        self == Form::Base
    }

    /// `talks`.
    pub fn is_plural(self) -> bool {
        self == Form::Plural
    }
}

/// What a token is as a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Class.
    pub upos: Upos,
    /// Inflection.
    pub form: Form,
    /// Its reading among those of its token's key ([`copydesk_engine::blob::View::readings`]), which gives the lemma; 255: none.
    pub reading: u8,
}

/// Class and form of every tag, in the order of [`TAGS`].
const CLASSES: [(Upos, Form); TAGS.len()] = [
    (Upos::Noun, Form::Plain),        // N
    (Upos::Noun, Form::Plural),       // NS
    (Upos::Propn, Form::Plain),       // PROPN
    (Upos::Verb, Form::Base),         // V
    (Upos::Verb, Form::ThirdPerson),  // VZ
    (Upos::Verb, Form::Past),         // VD
    (Upos::Verb, Form::Participle),   // VN
    (Upos::Verb, Form::Gerund),       // VG
    (Upos::Adj, Form::Plain),         // A
    (Upos::Adj, Form::Comparative),   // AR
    (Upos::Adj, Form::Superlative),   // AS
    (Upos::Adv, Form::Plain),         // R
    (Upos::Adv, Form::Comparative),   // RR
    (Upos::Adv, Form::Superlative),   // RS
    (Upos::Adv, Form::Interrogative), // WADV
    (Upos::Det, Form::Plain),         // DET
    (Upos::Pron, Form::Plain),        // PRON
    (Upos::Pron, Form::Possessive),   // POSS
    (Upos::Pron, Form::Relative),     // REL
    (Upos::Pron, Form::Existential),  // EX
    (Upos::Aux, Form::Modal),         // MD
    (Upos::Aux, Form::Base),          // AUX
    (Upos::Aux, Form::ThirdPerson),   // AUXZ
    (Upos::Aux, Form::Past),          // AUXD
    (Upos::Aux, Form::Participle),    // AUXN
    (Upos::Aux, Form::Gerund),        // AUXG
    (Upos::Adp, Form::Plain),         // ADP
    (Upos::Sconj, Form::Plain),       // SCONJ
    (Upos::Cconj, Form::Plain),       // CCONJ
    (Upos::Part, Form::Infinitive),   // TO
    (Upos::Part, Form::Negation),     // NOT
    (Upos::Part, Form::Genitive),     // POS
    (Upos::Num, Form::Plain),         // NUM
    (Upos::Intj, Form::Plain),        // INTJ
    (Upos::Punct, Form::Plain),       // PUNCT
    (Upos::Punct, Form::Hyphen),      // HYPH
    (Upos::Sym, Form::Plain),         // SYM
    (Upos::X, Form::Plain),           // X
];

impl Word {
    /// The word that a tag describes, by its number among [`TAGS`].
    #[inline]
    pub(crate) fn of(tag: u8, reading: u8) -> Word {
        let (upos, form) = CLASSES[usize::from(tag)];
        Word { upos, form, reading }
    }

    /// Whether it is a word of this class in this form.
    #[inline]
    pub fn is(&self, upos: Upos, form: Form) -> bool {
        self.upos == upos && self.form == form
    }
}

/// The lemma of a token that is this word; of a name the name itself.
pub(super) fn lemma<'a>(resources: &'a Resources, text: &'a str, readings: Readings, word: Word) -> Cow<'a, str> {
    let view = resources.layers()[0].view();
    if let Some(reading) = view.readings_at(readings).get(usize::from(word.reading)) {
        let lemma = view.lemma(reading);
        return match (word.upos, lemma.chars().next()) {
            (Upos::Propn, Some(first)) if first.is_lowercase() => {
                Cow::Owned(first.to_uppercase().chain(lemma[first.len_utf8()..].chars()).collect())
            }
            _ => Cow::Borrowed(lemma),
        };
    }
    let inflects = matches!(word.upos, Upos::Noun | Upos::Verb | Upos::Adj | Upos::Adv);
    if !inflects || text.bytes().all(|b| b.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let lower = text.to_lowercase();
    for (tag, loses, gains) in resources.tagger.guess(&lower) {
        if CLASSES[usize::from(*tag)] == (word.upos, word.form) {
            return Cow::Owned([&lower[..lower.len() - loses.len()], gains].concat());
        }
    }
    Cow::Owned(lower)
}
