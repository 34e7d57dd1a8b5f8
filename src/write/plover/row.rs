//! A row as it is written, in the field names of the PLOVER manual.

use serde::Serialize;

/// One event.
#[derive(Serialize)]
pub(super) struct Row<'r> {
    /// Id of the article and of the event in it.
    pub(super) id: String,
    /// Day of the event, or of the report where the text tells none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) enddate: Option<String>,
    pub(super) actor: Vec<Actor<'r>>,
    pub(super) recipient: Vec<Actor<'r>>,
    pub(super) event: [&'r str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mode: Option<&'r str>,
    /// Auxiliary modes: historical, future, hypothetical, negation.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) aux: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) context: Vec<&'static str>,
    pub(super) quad_code: u8,
    pub(super) event_scale: f64,
    /// Root of the CAMEO codes.
    pub(super) cameo: &'r str,
    #[serde(skip_serializing_if = "Size::is_empty")]
    pub(super) size: Size,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) event_loc: Option<Place<'r>>,
    /// The word that names the event.
    pub(super) event_text: &'r str,
    /// Its sentence.
    pub(super) text: &'r str,
    pub(super) text_info: TextInfo,
    pub(super) cite_info: CiteInfo<'r>,
    pub(super) coder: &'static str,
}

/// An actor or recipient.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Actor<'r> {
    /// ISO 3166 alpha-3 code of the country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) code: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sector: Option<&'r str>,
    pub(super) entity_text: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) office: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) count: Option<u64>,
}

/// How many people it concerned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Size {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) dead: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) injured: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) arrested: Option<u64>,
}

impl Size {
    fn is_empty(&self) -> bool {
        *self == Size::default()
    }
}

/// Where it happened.
#[derive(Serialize)]
pub(super) struct Place<'r> {
    pub(super) name: &'r str,
    /// ISO 3166 alpha-3 code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) country: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) lon: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) geonameid: Option<&'r str>,
}

/// Where the text tells it, and how sure that is.
#[derive(Serialize)]
pub(super) struct TextInfo {
    /// Id of the event in the article's record.
    pub(super) event: String,
    /// Ends of the sentence, in the unit asked for.
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) confidence: f64,
    /// text or publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_from: Option<&'static str>,
}

/// What was read.
#[derive(Serialize)]
pub(super) struct CiteInfo<'r> {
    pub(super) id: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) path: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) distributor: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) agency: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) headline: Option<&'r str>,
}
