//! The facts of an article as they are written; unknown tables and keys are errors.

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Facts {
    pub(crate) published: Option<String>,
    #[serde(default)]
    pub(crate) article: Header,
    #[serde(default)]
    pub(crate) sentence: Vec<Sentence>,
    #[serde(default)]
    pub(crate) person: Vec<Entity>,
    #[serde(default)]
    pub(crate) organization: Vec<Entity>,
    #[serde(default)]
    pub(crate) location: Vec<Entity>,
    #[serde(default)]
    pub(crate) event: Vec<Entity>,
    #[serde(default)]
    pub(crate) not: Vec<Not>,
    #[serde(default)]
    pub(crate) role: Vec<Role>,
    #[serde(default)]
    pub(crate) date: Vec<Date>,
    #[serde(default)]
    pub(crate) occurrence: Vec<Occurrence>,
    #[serde(default)]
    pub(crate) quote: Vec<Quote>,
    #[serde(default)]
    pub(crate) warning: Vec<Warning>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Header {
    pub(crate) distributor: Option<String>,
    pub(crate) agency: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) headline: Option<String>,
    pub(crate) byline: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sentence {
    pub(crate) starts: String,
    pub(crate) ends: String,
    pub(crate) kind: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entity {
    pub(crate) name: String,
    pub(crate) mentions: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Not {
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) text: String,
    pub(crate) near: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Role {
    pub(crate) text: String,
    pub(crate) near: Option<String>,
    pub(crate) person: Option<String>,
    pub(crate) organization: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) place_name: Option<String>,
    pub(crate) title: Option<String>,
    #[serde(default)]
    pub(crate) former: bool,
    #[serde(default)]
    pub(crate) damaged: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Date {
    pub(crate) text: String,
    pub(crate) near: Option<String>,
    #[serde(rename = "type")]
    pub(crate) class: String,
    pub(crate) value: String,
    pub(crate) end: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Occurrence {
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) trigger: String,
    pub(crate) near: Option<String>,
    pub(crate) status: String,
    #[serde(default)]
    pub(crate) agents: Vec<String>,
    #[serde(default)]
    pub(crate) others: Vec<String>,
    #[serde(default)]
    pub(crate) patients: Vec<String>,
    pub(crate) place: Option<String>,
    pub(crate) date: Option<String>,
    #[serde(default)]
    pub(crate) implied: bool,
    pub(crate) attributed_to: Option<String>,
    pub(crate) count: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quote {
    pub(crate) starts: String,
    pub(crate) ends: Option<String>,
    pub(crate) speaker: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Warning {
    pub(crate) kind: String,
    pub(crate) near: String,
    pub(crate) guess: Option<String>,
}
