//! Events: what happened, who took part, where, when, and whether it is so.

use super::Because;
use crate::span::Span;

/// Whether an event happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Status {
    #[default]
    Asserted,
    Planned,
    Negated,
    Hypothetical,
}

impl Status {
    /// Its name in the output.
    pub const fn name(self) -> &'static str {
        match self {
            Status::Asserted => "asserted",
            Status::Planned => "planned",
            Status::Negated => "negated",
            Status::Hypothetical => "hypothetical",
        }
    }
}

/// What a participant does in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Part {
    Agent,
    Patient,
    Other,
}

impl Part {
    /// Its name in the output.
    pub const fn name(self) -> &'static str {
        match self {
            Part::Agent => "agent",
            Part::Patient => "patient",
            Part::Other => "other",
        }
    }
}

/// Somebody or something in an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// What it does there.
    pub part: Part,
    /// Its entity, unless it is no named one.
    pub entity: Option<u32>,
    /// Its bytes: the mention, or the base noun phrase.
    pub span: Span,
    /// A number that stands with it.
    pub count: Option<u64>,
}

/// Who says that an event happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attribution {
    /// An entity.
    Entity(u32),
    /// Somebody whom the text does not name (`it was noted that`).
    Implied,
}

/// Something that happened, or is said to be going to.
#[derive(Clone, Debug, PartialEq)]
pub struct Event<'a> {
    /// Its type, as in the annotation guide.
    pub kind: &'a str,
    /// Bytes of the one word that names it.
    pub trigger: Span,
    /// Number of its sentence.
    pub sentence: u32,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// Entity of the place.
    pub place: Option<u32>,
    /// Mention of the date.
    pub date: Option<u32>,
    /// Value of the date, where no mention gives it.
    pub date_value: Option<String>,
    /// Whether it happened.
    pub status: Status,
    /// Who says so.
    pub attributed_to: Option<Attribution>,
    /// First event of the same happening.
    pub same_as: Option<u32>,
    /// PLOVER type of its type.
    pub plover: Option<&'a str>,
    /// PLOVER mode.
    pub mode: Option<&'a str>,
    /// CAMEO root code.
    pub cameo: Option<&'a str>,
    /// In percent.
    pub confidence: u8,
    /// What decided.
    pub because: Vec<Because<'a>>,
}
