//! Words: universal word class, form and lemma of a token.

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

/// Inflection of a word, as far as rules need it.
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
