//! The contract: one type for every object of the output, in the order in which its fields are written.
//!
//! Unknown values are left out, the arrays are always there. Names, order and meaning change only with [`SCHEMA`].

mod fill;
pub(super) mod parts;

use fill::Each;
use parts::{Entity, Event, Quote, Reasons, Relation, Timex, Warning};

use crate::read::{Extra, Item};
use crate::record;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use std::fmt;

/// Version of the contract.
pub(crate) const SCHEMA: &str = "copydesk/0";

/// The id of an annotation: a letter for what it is, and its number in text order from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(with = "String")]
pub(crate) struct Id(pub(crate) char, pub(super) u32);

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.0, self.1 + 1)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (mut text, mut at, mut n) = ([0; 14], 14, u64::from(self.1) + 1);
        while n > 0 {
            at -= 1;
            text[at] = b'0' + (n % 10) as u8;
            n /= 10;
        }
        let letter = at - self.0.encode_utf8(&mut [0; 4]).len();
        self.0.encode_utf8(&mut text[letter..]);
        serializer.serialize_str(str::from_utf8(&text[letter..]).unwrap_or_default())
    }
}

/// A share, in percent inside and as a number from 0 to 1 with at most two decimals in the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(with = "f64")]
pub(crate) struct Share(pub(crate) u8);

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 100.0)
    }
}

/// What is written for one input: a record, or why there is none.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
#[expect(clippy::large_enum_variant, reason = "it is only the shape of the schema")]
pub(crate) enum Line<'v> {
    #[expect(dead_code, reason = "it is only the shape of the schema")]
    Record(View<'v>),
    #[expect(dead_code, reason = "it is only the shape of the schema")]
    Failure(Failure<'v>),
}

/// What one article says.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Record")]
pub(crate) struct View<'v> {
    /// Version of this contract.
    pub(crate) schema: &'static str,
    /// The given id, else `path#record`.
    pub(crate) id: &'v str,
    /// Where the article came from.
    pub(crate) source: Source<'v>,
    /// ISO 639-1 code of the article's language.
    pub(crate) language: &'static str,
    /// Day of publication: given, or read from the copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) published: Option<String>,
    /// Who sent it, from where, under which headline.
    #[serde(skip_serializing_if = "Header::is_empty")]
    pub(crate) article: Header<'v>,
    /// Unit of all offsets: codepoints, bytes or utf16.
    pub(crate) offsets: &'static str,
    /// The article as it was decoded. For every annotation `text[start..end]` is its surface.
    pub(crate) text: &'v str,
    /// Sentences, by which `sentence` counts from 0.
    #[schemars(with = "Vec<Sentence>")]
    pub(crate) sentences: Each<'v, record::Sentence>,
    /// Mentions of people, roles, organizations, locations, dates, events, nationalities.
    #[schemars(with = "Vec<Mention<'v>>")]
    pub(crate) mentions: Each<'v, record::Mention<'v>>,
    /// Who and what the mentions mean.
    #[schemars(with = "Vec<Entity<'v>>")]
    pub(crate) entities: Each<'v, record::Entity<'v>>,
    /// Who holds which role.
    #[schemars(with = "Vec<Relation<'v>>")]
    pub(crate) relations: Each<'v, record::Relation<'v>>,
    /// What happened, or is said to be going to.
    #[schemars(with = "Vec<Event<'v>>")]
    pub(crate) events: Each<'v, record::Event<'v>>,
    /// Who said what.
    #[schemars(with = "Vec<Quote>")]
    pub(crate) quotes: Each<'v, record::Quote>,
    /// The article's main event.
    #[serde(skip_serializing_if = "Main::is_empty")]
    pub(crate) main: Main<'v>,
    /// Damage of the copy, and doubts about it.
    #[schemars(with = "Vec<Warning<'v>>")]
    pub(crate) warnings: Each<'v, record::Warning>,
    /// Input fields that copydesk does not know, with `--keep-fields`.
    #[serde(skip_serializing_if = "extra_is_empty", serialize_with = "write_extra")]
    #[schemars(with = "Option<std::collections::BTreeMap<String, serde_json::Value>>")]
    pub(crate) extra: &'v Extra,
}

fn extra_is_empty(extra: &&Extra) -> bool {
    extra.0.is_empty()
}

fn write_extra<S: Serializer>(extra: &&Extra, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(extra.0.iter().map(|(key, value)| (key, value)))
}

/// Where an article came from.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Source<'v> {
    /// Path as given, `-` for standard input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<&'v str>,
    /// Number of the record in its file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) record: Option<u64>,
}

/// What stands around the body.
#[derive(Default, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Header<'v> {
    /// Who passed the story on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) distributor: Option<&'v str>,
    /// Whose story it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) agency: Option<&'v str>,
    /// The headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) headline: Option<&'v str>,
    /// Names of the authors.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(crate) byline: &'v [&'v str],
    /// Place of the dateline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) place: Option<&'v str>,
}

impl Header<'_> {
    fn is_empty(&self) -> bool {
        *self == Header::default()
    }
}

/// One sentence.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Sentence {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// headline, byline, body, table or boilerplate.
    pub(crate) kind: &'static str,
}

/// One mention.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Mention<'v> {
    pub(crate) id: Id,
    /// person, role, organization, location, date, event or nationality.
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The mention as it stands in the text.
    pub(crate) text: &'v str,
    /// Number of its sentence.
    pub(crate) sentence: u32,
    /// Entity of a person, organization, location or event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) entity: Option<Id>,
    /// Entity of the person who holds a role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) refers_to: Option<Id>,
    /// A role in full, restored where the copy lost words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<&'v str>,
    /// The copy lost words of it.
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) damaged: bool,
    /// A role that is past.
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) former: bool,
    /// A role held for the time being.
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) acting: bool,
    /// ISO 3166 alpha-2 code of a nationality's country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) country: Option<&'v str>,
    /// What a date says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timex: Option<Timex<'v>>,
    /// Measured share of right answers at this strength.
    pub(crate) confidence: Share,
    /// What decided, strongest first.
    pub(crate) because: Reasons<'v>,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// Who, what, when and where of the main event.
#[derive(Default, Serialize, JsonSchema)]
pub(crate) struct Main<'v> {
    /// Entities.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) who: Vec<Id>,
    /// The event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) event: Option<Id>,
    /// Value of its date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) when: Option<&'v str>,
    /// Entity of its place.
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    pub(crate) place: Option<Id>,
}

impl Main<'_> {
    fn is_empty(&self) -> bool {
        self.who.is_empty() && self.event.is_none() && self.when.is_none() && self.place.is_none()
    }
}

/// An input that could not be processed, in its place of the stream.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Failure<'v> {
    /// Version of this contract.
    schema: &'static str,
    /// The given id where it could be read, else `path#record` or the path.
    id: &'v str,
    /// Where it came from.
    source: Source<'v>,
    /// What was wrong.
    error: Mistake<'v>,
}

/// What was wrong with an input.
#[derive(Serialize, JsonSchema)]
struct Mistake<'v> {
    /// json, encoding, field, date, size, io, or internal: a mistake of the program.
    kind: &'static str,
    /// What was found and what is allowed.
    message: &'v str,
    /// Line of the file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    /// Byte of the file, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    byte: Option<u64>,
}

impl<'v> Failure<'v> {
    /// The view of an item that failed.
    pub(crate) fn new(item: &'v Item) -> Option<Self> {
        let failure = item.article.as_ref().err()?;
        let error = Mistake { kind: failure.kind.name(), message: &failure.message, line: failure.line, byte: failure.byte };
        Some(Failure { schema: SCHEMA, id: &item.id, source: Source::of(&item.source), error })
    }
}
