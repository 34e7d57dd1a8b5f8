//! Annotated articles as they are written.

use anyhow::Context;
use copydesk::read::day;
use jiff::civil::Date;
use serde::Deserialize;

/// One annotated article. Offsets are code points.
#[derive(Deserialize)]
pub(super) struct Gold {
    pub(super) id: String,
    pub(super) text: String,
    published: Option<String>,
    #[serde(default)]
    pub(super) sentences: Vec<(u32, u32)>,
    #[serde(default)]
    pub(super) mentions: Vec<Mention>,
    #[serde(default)]
    pub(super) links: Vec<Link>,
    #[serde(default)]
    pub(super) events: Vec<Event>,
    #[serde(default)]
    pub(super) quotes: Vec<Quote>,
}

impl Gold {
    /// Its day of publication.
    pub(super) fn published(&self) -> anyhow::Result<Option<Date>> {
        let parsed = |text: &String| day(text).with_context(|| format!("{}: `published` is \"{text}\", no day", self.id));
        self.published.as_ref().map(parsed).transpose()
    }
}

#[derive(Deserialize)]
pub(super) struct Mention {
    pub(super) id: String,
    pub(super) start: u32,
    pub(super) end: u32,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) entity: Option<String>,
    pub(super) refers_to: Option<String>,
    pub(super) value: Option<String>,
    pub(super) end_value: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Link {
    pub(super) person: Option<String>,
    pub(super) role: Option<String>,
    pub(super) organization: Option<String>,
    pub(super) place: Option<String>,
    pub(super) place_name: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Event {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) status: Option<String>,
    pub(super) date: Option<String>,
    pub(super) place: Option<String>,
    #[serde(default)]
    pub(super) participants: Vec<Participant>,
}

#[derive(Deserialize)]
pub(super) struct Participant {
    pub(super) role: String,
    pub(super) entity: Option<String>,
    pub(super) mention: Option<String>,
    pub(super) start: Option<u32>,
    pub(super) end: Option<u32>,
}

#[derive(Deserialize)]
pub(super) struct Quote {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) speaker: Option<String>,
    pub(super) kind: Option<String>,
}
