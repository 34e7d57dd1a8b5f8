//! Words: universal word class, form and lemma of a token.

use crate::resources::Resources;
use crate::rules::tagging::TAGS;
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

impl Word {
    /// The word that a tag of the lexicon describes.
    pub(super) fn of(tag: &str, reading: u8) -> Word {
        let (upos, form) = match tag {
            "N" => (Upos::Noun, Form::Plain),
            "NS" => (Upos::Noun, Form::Plural),
            "PROPN" => (Upos::Propn, Form::Plain),
            "V" => (Upos::Verb, Form::Base),
            "VZ" => (Upos::Verb, Form::ThirdPerson),
            "VD" => (Upos::Verb, Form::Past),
            "VN" => (Upos::Verb, Form::Participle),
            "VG" => (Upos::Verb, Form::Gerund),
            "A" => (Upos::Adj, Form::Plain),
            "AR" => (Upos::Adj, Form::Comparative),
            "AS" => (Upos::Adj, Form::Superlative),
            "R" => (Upos::Adv, Form::Plain),
            "RR" => (Upos::Adv, Form::Comparative),
            "RS" => (Upos::Adv, Form::Superlative),
            "WADV" => (Upos::Adv, Form::Interrogative),
            "DET" => (Upos::Det, Form::Plain),
            "PRON" => (Upos::Pron, Form::Plain),
            "POSS" => (Upos::Pron, Form::Possessive),
            "REL" => (Upos::Pron, Form::Relative),
            "EX" => (Upos::Pron, Form::Existential),
            "MD" => (Upos::Aux, Form::Modal),
            "AUX" => (Upos::Aux, Form::Base),
            "AUXZ" => (Upos::Aux, Form::ThirdPerson),
            "AUXD" => (Upos::Aux, Form::Past),
            "AUXN" => (Upos::Aux, Form::Participle),
            "AUXG" => (Upos::Aux, Form::Gerund),
            "ADP" => (Upos::Adp, Form::Plain),
            "SCONJ" => (Upos::Sconj, Form::Plain),
            "CCONJ" => (Upos::Cconj, Form::Plain),
            "TO" => (Upos::Part, Form::Infinitive),
            "NOT" => (Upos::Part, Form::Negation),
            "POS" => (Upos::Part, Form::Genitive),
            "NUM" => (Upos::Num, Form::Plain),
            "INTJ" => (Upos::Intj, Form::Plain),
            "PUNCT" => (Upos::Punct, Form::Plain),
            "HYPH" => (Upos::Punct, Form::Hyphen),
            "SYM" => (Upos::Sym, Form::Plain),
            _ => (Upos::X, Form::Plain),
        };
        Word { upos, form, reading }
    }

    /// Whether it is a word of this class in this form.
    #[inline]
    pub fn is(&self, upos: Upos, form: Form) -> bool {
        self.upos == upos && self.form == form
    }
}

/// The lemma of a token that is this word; of a name the name itself.
pub(super) fn lemma<'a>(resources: &'a Resources, text: &'a str, key: u64, word: Word) -> Cow<'a, str> {
    let view = resources.layers()[0].view();
    if let Some(reading) = view.readings(key).get(usize::from(word.reading)) {
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
        let guessed = Word::of(TAGS[usize::from(*tag)], word.reading);
        if guessed == word {
            return Cow::Owned([&lower[..lower.len() - loses.len()], gains].concat());
        }
    }
    Cow::Owned(lower)
}
