//! The record: all that copydesk found in one article, with byte spans. `write` turns it into the JSON of the contract.
//!
//! Positions of mentions, entities and events are indices into the record's own vectors. Everything stands in text order.

mod event;

pub use event::{Attribution, Event, Part, Participant, Status};

use crate::article::Source;
use crate::span::Span;
use jiff::civil::Date;
use std::borrow::Cow;

/// What one article says.
#[derive(Clone, Debug, Default)]
pub struct Record<'a> {
    /// The article's id.
    pub id: &'a str,
    /// Where it came from.
    pub source: Source,
    /// Day of publication: given, or read from the copy.
    pub published: Option<Date>,
    /// Who sent it, from where, under which headline.
    pub article: Header<'a>,
    /// The article's text.
    pub text: &'a str,
    /// Every sentence.
    pub sentences: Vec<Sentence>,
    /// Every mention.
    pub mentions: Vec<Mention<'a>>,
    /// People, organizations, places and events behind the mentions, by first mention.
    pub entities: Vec<Entity<'a>>,
    /// Who holds which role.
    pub relations: Vec<Relation<'a>>,
    /// What happened.
    pub events: Vec<Event<'a>>,
    /// Who said what.
    pub quotes: Vec<Quote>,
    /// The article's main event.
    pub main: Main,
    /// Damage of the copy and doubts about it.
    pub warnings: Vec<Warning>,
}

/// What layout read about the article as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header<'a> {
    /// Who passed the story on (MENAFN).
    pub distributor: Option<&'a str>,
    /// Whose story it is (AzerNews).
    pub agency: Option<&'a str>,
    /// The headline that the text or the metadata gives.
    pub headline: Option<&'a str>,
    /// Names of the authors.
    pub byline: Vec<&'a str>,
    /// Place of the dateline, as an ordinary name (`Baku`).
    pub place: Option<String>,
}

/// What part of an article a sentence belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Region {
    Headline,
    Byline,
    #[default]
    Body,
    Table,
    Boilerplate,
}

impl Region {
    /// Its name in the output.
    pub const fn name(self) -> &'static str {
        match self {
            Region::Headline => "headline",
            Region::Byline => "byline",
            Region::Body => "body",
            Region::Table => "table",
            Region::Boilerplate => "boilerplate",
        }
    }
}

/// One sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes, without white space around.
    pub span: Span,
    /// Where it stands.
    pub region: Region,
}

/// Type of a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Kind {
    Person,
    Organization,
    Location,
    Event,
    Nationality,
    Role,
    Date,
}

impl Kind {
    /// Its name in the output and in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Organization => "organization",
            Kind::Location => "location",
            Kind::Event => "event",
            Kind::Nationality => "nationality",
            Kind::Role => "role",
            Kind::Date => "date",
        }
    }

    /// Whether mentions of it have entities.
    pub const fn is_named(self) -> bool {
        matches!(self, Kind::Person | Kind::Organization | Kind::Location | Kind::Event)
    }
}

/// One mention.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention<'a> {
    /// Its type.
    pub kind: Kind,
    /// Its bytes.
    pub span: Span,
    /// First token, and the token after the last.
    pub tokens: (u32, u32),
    /// Number of its sentence.
    pub sentence: u32,
    /// Measured share of right answers at this strength, in percent.
    pub confidence: u8,
    /// What decided, strongest first.
    pub because: Vec<Because<'a>>,
    /// What it says beyond its type.
    pub detail: Detail<'a>,
    /// Its entity, for named kinds; set by `link`.
    pub entity: Option<u32>,
}

/// What a mention says beyond its type.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Detail<'a> {
    /// Nothing.
    #[default]
    None,
    /// A time expression.
    Timex(Box<Timex>),
    /// A role.
    Role(Box<Role>),
    /// The ISO 3166 alpha-2 code of a nationality's country.
    Nationality(Option<&'a str>),
    /// What the gazetteers know of a name.
    Name(Facts<'a>),
}

/// What the gazetteers know of a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts<'a> {
    /// The name as the list writes it.
    pub name: Option<&'a str>,
    /// ISO 3166 alpha-2 code.
    pub country: Option<&'a str>,
    /// The list's own kind of thing (`agency`, `party`).
    pub subtype: Option<&'a str>,
    /// PLOVER sector code.
    pub sector: Option<&'a str>,
    /// `male` or `female`.
    pub gender: Option<&'a str>,
    /// Latitude as written in the list.
    pub lat: Option<&'a str>,
    /// Longitude as written in the list.
    pub lon: Option<&'a str>,
    /// Id with its scheme (`geonames:587084`).
    pub id: Option<&'a str>,
}

/// A TIMEX3 value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timex {
    /// DATE, TIME, DURATION or SET.
    pub class: TimexClass,
    /// `value`.
    pub value: String,
    /// `mod`.
    pub modifier: Option<&'static str>,
    /// `quant`.
    pub quant: Option<String>,
    /// `freq`.
    pub freq: Option<String>,
    /// Last day of a span whose first is `value`.
    pub end: Option<String>,
}

/// The four classes of TIMEX3.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum TimexClass {
    #[default]
    Date,
    Time,
    Duration,
    Set,
}

impl TimexClass {
    /// Its name in TIMEX3.
    pub const fn name(self) -> &'static str {
        match self {
            TimexClass::Date => "DATE",
            TimexClass::Time => "TIME",
            TimexClass::Duration => "DURATION",
            TimexClass::Set => "SET",
        }
    }
}

/// What a role mention says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Role {
    /// The role in full, where the copy lost words.
    pub title: Option<String>,
    /// Whether the copy lost words of it.
    pub damaged: bool,
    /// `former`, `ex-`.
    pub former: bool,
    /// `acting`, `interim`.
    pub acting: bool,
    /// More than one holder (`ambassadors`).
    pub plural: bool,
    /// Entity of the person who holds it, set by `link`.
    pub refers_to: Option<u32>,
}

/// One reason for an annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Because<'a> {
    /// What it was.
    pub what: Reason<'a>,
    /// How much it counted, where weights were summed.
    pub weight: Option<i32>,
}

/// What decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason<'a> {
    /// A rule by its id.
    Rule(&'a str),
    /// A named piece of evidence.
    Evidence(&'a str),
    /// An entry of a gazetteer.
    Gazetteer {
        /// The list's id.
        list: &'a str,
        /// The name as the list writes it.
        entry: &'a str,
    },
}

/// Somebody or something behind mentions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entity<'a> {
    /// Type of its mentions.
    pub kind: Option<Kind>,
    /// The fullest name.
    pub name: Cow<'a, str>,
    /// Its other names in the article.
    pub aliases: Vec<Cow<'a, str>>,
    /// Its mentions.
    pub mentions: Vec<u32>,
    /// Share of the article's attention, in percent.
    pub salience: u8,
    /// `male` or `female`, where sure.
    pub gender: Option<&'a str>,
    /// ISO 3166 alpha-2 code, where known.
    pub country: Option<&'a str>,
    /// The gazetteer's own kind of thing.
    pub subtype: Option<&'a str>,
    /// PLOVER sector code.
    pub sector: Option<&'a str>,
    /// Latitude and longitude as the gazetteer writes them.
    pub coordinates: Option<(&'a str, &'a str)>,
    /// Ids with their scheme (`geonames:587084`).
    pub ids: Vec<&'a str>,
}

/// Somebody holds a role.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation<'a> {
    /// Entity of the person.
    pub person: u32,
    /// Mention of the role.
    pub role: u32,
    /// Entity of the organization.
    pub organization: Option<u32>,
    /// Entity of the place.
    pub place: Option<u32>,
    /// English name of the country, where the text has only a nationality.
    pub place_name: Option<&'a str>,
    /// Whether it is past.
    pub former: bool,
    /// Mention of a date that says when.
    pub time: Option<u32>,
    /// Number of its sentence.
    pub sentence: u32,
    /// In percent.
    pub confidence: u8,
    /// What decided.
    pub because: Vec<Because<'a>>,
}

/// Speech.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Its bytes, marks included.
    pub span: Span,
    /// Entity of the speaker.
    pub speaker: Option<u32>,
    /// Bytes of the verb that introduces it.
    pub cue: Option<Span>,
    /// Whether it stands between quotation marks.
    pub direct: bool,
}

/// Who, what, when, where of the main event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Main {
    /// Entities.
    pub who: Vec<u32>,
    /// The event.
    pub event: Option<u32>,
    /// Value of its date.
    pub when: Option<String>,
    /// Entity of its place.
    pub place: Option<u32>,
}

/// Damage of the copy, or a doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What kind.
    pub kind: WarningKind,
    /// Where; empty where something is missing.
    pub span: Span,
    /// What probably stood there.
    pub guess: Option<String>,
    /// In percent.
    pub confidence: u8,
}

/// Kinds of warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum WarningKind {
    LostText,
    JoinedWords,
    Mojibake,
    MissingSpace,
    RepeatedWord,
    WrappedLines,
    DatesDisagree,
    Language,
    Truncated,
}

impl WarningKind {
    /// Its name in the output.
    pub const fn name(self) -> &'static str {
        match self {
            WarningKind::LostText => "lost_text",
            WarningKind::JoinedWords => "joined_words",
            WarningKind::Mojibake => "mojibake",
            WarningKind::MissingSpace => "missing_space",
            WarningKind::RepeatedWord => "repeated_word",
            WarningKind::WrappedLines => "wrapped_lines",
            WarningKind::DatesDisagree => "dates_disagree",
            WarningKind::Language => "language",
            WarningKind::Truncated => "truncated",
        }
    }
}
