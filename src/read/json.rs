//! One line of JSON Lines to an article.

use super::{Failure, FailureKind, Item, Options, encoding, published};
use crate::article::{Article, Source};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// Fields that copydesk does not know, in the order and spelling of the input.
#[derive(Clone, Debug, Default)]
pub struct Extra(pub Vec<(String, Box<RawValue>)>);

/// Where a line stands.
pub(super) struct Place {
    pub(super) source: Source,
    pub(super) line: u64,
    pub(super) byte: u64,
}

/// Decodes a line. A field of the wrong type costs the article, but not its id.
pub(super) fn item(row: &[u8], place: Place, options: &Options) -> Item {
    let Place { source, line, byte } = place;
    let mut id = format!("{}#{}", source.path.as_deref().unwrap_or("-"), source.record.unwrap_or(1));
    let article = std::str::from_utf8(row)
        .map_err(|e| encoding(byte, &e))
        .and_then(|row| serde_json::from_str::<Fields<'_>>(row).map_err(|e| syntax(&e, byte)))
        .and_then(|fields| article(fields, &mut id, &source, options))
        .map_err(|failure| Failure { line: Some(line), byte: failure.byte.or(Some(byte)), ..failure });
    Item { id, source, article }
}

fn article(fields: Fields<'_>, id: &mut String, source: &Source, options: &Options) -> Result<(Article, Extra), Failure> {
    if let Some(given) = fields.id {
        *id = name(given)?;
    }
    let text = fields.text.ok_or_else(|| Failure::new(FailureKind::Field, "the object has no `text`"))?;
    let mut article = Article::new(id.as_str(), string("text", text)?).map_err(|e| Failure::new(FailureKind::Size, e.to_string()))?;
    article.published = match fields.published {
        Some(given) => {
            let given = string("published", given)?;
            let wrong = || format!("`published` is \"{given}\", expected a day as 2024-12-30 or a timestamp as 2024-12-30T08:00:00Z");
            Some(published::day(&given).ok_or_else(|| Failure::new(FailureKind::Date, wrong()))?)
        }
        None => options.published,
    };
    article.title = fields.title.map(|t| string("title", t)).transpose()?;
    article.source = source.clone();
    let extra = fields.extra.into_iter().map(|(key, value)| (key, value.to_owned())).collect();
    Ok((article, Extra(extra)))
}

/// An id: a string as it is, a number as it is written.
fn name(raw: &RawValue) -> Result<String, Failure> {
    match kind(raw) {
        "a number" => Ok(raw.get().into()),
        "a string" => string("id", raw),
        other => Err(Failure::new(FailureKind::Field, format!("`id` is {other}, expected a string or a number"))),
    }
}

fn string(field: &str, raw: &RawValue) -> Result<String, Failure> {
    if kind(raw) != "a string" {
        return Err(Failure::new(FailureKind::Field, format!("`{field}` is {}, expected a string", kind(raw))));
    }
    serde_json::from_str(raw.get()).map_err(|e| Failure::new(FailureKind::Json, format!("`{field}`: {}", message(&e))))
}

fn kind(raw: &RawValue) -> &'static str {
    match raw.get().as_bytes().first() {
        Some(b'"') => "a string",
        Some(b'{') => "an object",
        Some(b'[') => "an array",
        Some(b't' | b'f') => "a boolean",
        Some(b'n') => "null",
        _ => "a number",
    }
}

fn syntax(error: &serde_json::Error, before: u64) -> Failure {
    let byte = before + error.column().saturating_sub(1) as u64;
    Failure { byte: Some(byte), ..Failure::new(FailureKind::Json, message(error)) }
}

/// The message without serde's place, which counts from the line's own start.
fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message).into()
}

#[derive(Default)]
struct Fields<'j> {
    id: Option<&'j RawValue>,
    text: Option<&'j RawValue>,
    published: Option<&'j RawValue>,
    title: Option<&'j RawValue>,
    extra: Vec<(String, &'j RawValue)>,
}

impl<'j> Deserialize<'j> for Fields<'j> {
    fn deserialize<D: Deserializer<'j>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'j> Visitor<'j> for FieldsVisitor {
    type Value = Fields<'j>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a `text`")
    }

    /// Of a field that stands twice the last counts, as in most readers of JSON; `null` is as good as nothing.
    fn visit_map<A: MapAccess<'j>>(self, mut map: A) -> Result<Fields<'j>, A::Error> {
        let mut fields = Fields::default();
        while let Some(key) = map.next_key::<String>()? {
            let value: &'j RawValue = map.next_value()?;
            let field = match key.as_str() {
                "id" => &mut fields.id,
                "text" => &mut fields.text,
                "published" => &mut fields.published,
                "title" => &mut fields.title,
                _ => {
                    fields.extra.retain(|(other, _)| *other != key);
                    fields.extra.push((key, value));
                    continue;
                }
            };
            *field = (value.get() != "null").then_some(value);
        }
        Ok(fields)
    }
}
