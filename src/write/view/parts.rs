//! Objects below the record's arrays: time values, reasons, entities, relations, events, quotes, warnings.

use super::fill::Each;
use super::{Id, Share};
use crate::record::{self, Reason};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A TIMEX3 value.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Timex<'v> {
    /// DATE, TIME, DURATION or SET.
    #[serde(rename = "type")]
    pub(crate) class: &'static str,
    /// The value; of a span of dates its first day.
    pub(crate) value: &'v str,
    /// How exact it is.
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    pub(crate) modifier: Option<&'v str>,
    /// How many of a set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) quant: Option<&'v str>,
    /// How often.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) freq: Option<&'v str>,
    /// Last day of a span of dates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) end: Option<&'v str>,
}

/// One reason: a rule, a piece of evidence, or an entry of a gazetteer.
#[derive(Default, Serialize, JsonSchema)]
pub(crate) struct Because<'v> {
    /// Id of the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rule: Option<&'v str>,
    /// Name of the evidence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) evidence: Option<&'v str>,
    /// Id of the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) gazetteer: Option<&'v str>,
    /// The name as the list writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) entry: Option<&'v str>,
    /// How much it counted, where weights were summed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) weight: Option<i32>,
}

/// Reasons, of which every one becomes a [`Because`] as it is written.
#[derive(JsonSchema)]
#[schemars(with = "Vec<Because<'v>>")]
pub(crate) struct Reasons<'v>(pub(crate) &'v [record::Because<'v>]);

impl Serialize for Reasons<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Because::of))
    }
}

impl<'v> Because<'v> {
    fn of(reason: &record::Because<'v>) -> Self {
        let mut view = Because { weight: reason.weight, ..Because::default() };
        match reason.what {
            Reason::Rule(rule) => view.rule = Some(rule),
            Reason::Evidence(evidence) => view.evidence = Some(evidence),
            Reason::Gazetteer { list, entry } => (view.gazetteer, view.entry) = (Some(list), Some(entry)),
        }
        view
    }
}

/// Ids of one letter.
pub(crate) struct Ids<'v>(pub(crate) char, pub(crate) &'v [u32]);

impl Serialize for Ids<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.1.iter().map(|&number| Id(self.0, number)))
    }
}

/// Somebody or something behind mentions.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Entity<'v> {
    pub(crate) id: Id,
    /// person, organization, location or event.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<&'static str>,
    /// The fullest name.
    pub(crate) name: &'v str,
    /// Its other names in the article.
    pub(crate) aliases: &'v [Cow<'v, str>],
    /// Its mentions.
    #[schemars(with = "Vec<Id>")]
    pub(crate) mentions: Ids<'v>,
    /// male or female, where sure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) gender: Option<&'v str>,
    /// ISO 3166 alpha-2 code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) country: Option<&'v str>,
    /// The gazetteer's own kind of thing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) subtype: Option<&'v str>,
    /// PLOVER sector code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sector: Option<&'v str>,
    /// Latitude in degrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lat: Option<f64>,
    /// Longitude in degrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lon: Option<f64>,
    /// Ids in other collections: iso3166, geonames, cik, ticker.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) ids: BTreeMap<&'v str, &'v str>,
    /// Share of the article's attention.
    pub(crate) salience: Share,
}

/// How a person belongs to a role.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Relation<'v> {
    pub(crate) id: Id,
    /// holds_role.
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    /// Entity of the person.
    pub(crate) person: Id,
    /// Mention of the role.
    pub(crate) role: Id,
    /// Entity of the organization.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) organization: Option<Id>,
    /// Entity of the place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) place: Option<Id>,
    /// English name of the country, where the text has only a nationality.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) place_name: Option<&'v str>,
    /// It is past.
    #[serde(skip_serializing_if = "super::is_false")]
    pub(crate) former: bool,
    /// Mention of the date that says when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) time: Option<Id>,
    /// Number of its sentence.
    pub(crate) sentence: u32,
    /// Measured share of right answers at this strength.
    pub(crate) confidence: Share,
    /// What decided, strongest first.
    pub(crate) because: Reasons<'v>,
}

/// The word that names an event.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Trigger<'v> {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The word as it stands in the text.
    pub(crate) text: &'v str,
}

/// Somebody or something in an event.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Participant<'v> {
    /// agent, patient or other.
    pub(crate) role: &'static str,
    /// Its entity, unless it is no named one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) entity: Option<Id>,
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The mention or noun phrase as it stands in the text.
    pub(crate) text: &'v str,
    /// The number that stands with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) count: Option<u64>,
}

/// When an event was.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Date<'v> {
    /// Mention of the date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mention: Option<Id>,
    /// Its value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<&'v str>,
}

/// Who says that an event happened.
#[derive(Default, Serialize, JsonSchema)]
pub(crate) struct Who {
    /// An entity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) entity: Option<Id>,
    /// Somebody whom the text does not name.
    #[serde(skip_serializing_if = "super::is_false")]
    pub(crate) implied: bool,
}

/// Something that happened, or is said to be going to.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Event<'v> {
    pub(crate) id: Id,
    /// One of the types of the annotation guide.
    #[serde(rename = "type")]
    pub(crate) kind: &'v str,
    /// The word that names it.
    pub(crate) trigger: Trigger<'v>,
    /// Number of its sentence.
    pub(crate) sentence: u32,
    /// Who took part.
    #[schemars(with = "Vec<Participant<'v>>")]
    pub(crate) participants: Each<'v, record::Participant>,
    /// Entity of the place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) place: Option<Id>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<Date<'v>>,
    /// asserted, planned, negated or hypothetical.
    pub(crate) status: &'static str,
    /// Who says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) attributed_to: Option<Who>,
    /// First event of the same happening.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) same_as: Option<Id>,
    /// PLOVER type of its type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) plover: Option<&'v str>,
    /// PLOVER mode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mode: Option<&'v str>,
    /// CAMEO root code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cameo: Option<&'v str>,
    /// Measured share of right answers at this strength.
    pub(crate) confidence: Share,
    /// What decided, strongest first.
    pub(crate) because: Reasons<'v>,
}

/// Speech.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Quote {
    pub(crate) id: Id,
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Entity of the speaker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) speaker: Option<Id>,
    /// The verb that introduces it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cue: Option<Cue>,
    /// direct or indirect.
    pub(crate) kind: &'static str,
}

/// The verb that introduces speech.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Cue {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// Damage of the copy, or a doubt about it.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Warning<'v> {
    /// lost_text, joined_words, mojibake, missing_space, repeated_word, wrapped_lines, dates_disagree, language or
    /// truncated.
    pub(crate) kind: &'static str,
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// What probably stood there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) guess: Option<&'v str>,
    /// Measured share of right answers at this strength.
    pub(crate) confidence: Share,
}
