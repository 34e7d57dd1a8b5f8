//! Both sides of a comparison in one shape: annotated articles and records.

use super::gold::Gold;
use copydesk::record::{Detail, Record};
use copydesk::span;
use copydesk::write::Offsets;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A span in code points.
pub(super) type Span = (u32, u32);
/// Where something is mentioned.
pub(super) type Spans = BTreeSet<Span>;

/// Types of which only the outermost mention counts.
pub(super) const NAMED: [&str; 4] = ["person", "organization", "location", "event"];

#[derive(Clone, Debug, Default)]
pub(super) struct Mention {
    pub(super) kind: String,
    pub(super) span: Span,
    /// Its entity, or itself.
    pub(super) entity: String,
    pub(super) refers_to: Option<String>,
    pub(super) value: Option<String>,
    pub(super) end_value: Option<String>,
    pub(super) confidence: u8,
}

#[derive(Default)]
pub(super) struct Link {
    pub(super) person: Spans,
    pub(super) role: Spans,
    pub(super) organization: Spans,
    pub(super) place: Spans,
    pub(super) place_name: String,
}

pub(super) struct Event {
    pub(super) span: Span,
    pub(super) kind: String,
    pub(super) status: Option<String>,
    pub(super) date: Spans,
    pub(super) place: Spans,
    pub(super) participants: Vec<(String, Spans)>,
}

pub(super) struct Quote {
    pub(super) span: Span,
    pub(super) speaker: Spans,
}

/// One side of an article.
pub(super) struct Document {
    pub(super) text: Vec<char>,
    sentences: Vec<Span>,
    mentions: Vec<Mention>,
    spans: HashMap<String, Spans>,
    pub(super) links: Vec<Link>,
    pub(super) events: Vec<Event>,
    pub(super) quotes: Vec<Quote>,
}

impl Document {
    /// What people say.
    pub(super) fn gold(gold: &Gold) -> Self {
        let mut spans: HashMap<String, Spans> = HashMap::new();
        for m in &gold.mentions {
            for key in std::iter::once(&m.id).chain(&m.entity) {
                spans.entry(key.clone()).or_default().insert((m.start, m.end));
            }
        }
        let of = |key: &Option<String>| key.as_ref().and_then(|k| spans.get(k)).cloned().unwrap_or_default();
        let mentions = gold.mentions.iter().map(|m| Mention {
            kind: m.kind.clone(),
            span: (m.start, m.end),
            entity: m.entity.clone().unwrap_or_else(|| m.id.clone()),
            refers_to: m.refers_to.clone(),
            value: m.value.clone(),
            end_value: m.end_value.clone(),
            confidence: 100,
        });
        let links = gold.links.iter().map(|l| Link {
            person: of(&l.person),
            role: of(&l.role),
            organization: of(&l.organization),
            place: of(&l.place),
            place_name: l.place_name.as_deref().unwrap_or("").to_lowercase(),
        });
        let events = gold.events.iter().map(|e| Event {
            span: (e.start, e.end),
            kind: e.kind.clone(),
            status: e.status.clone(),
            date: of(&e.date),
            place: of(&e.place),
            participants: e
                .participants
                .iter()
                .map(|p| {
                    let own = p.start.zip(p.end);
                    (p.role.clone(), own.into_iter().chain(of(&p.entity)).chain(of(&p.mention)).collect())
                })
                .collect(),
        });
        let quotes = gold.quotes.iter().filter(|q| q.kind.as_deref() != Some("indirect"));
        Document {
            text: gold.text.chars().collect(),
            sentences: gold.sentences.clone(),
            mentions: mentions.collect(),
            links: links.collect(),
            events: events.collect(),
            quotes: quotes.map(|q| Quote { span: (q.start, q.end), speaker: of(&q.speaker) }).collect(),
            spans,
        }
    }

    /// What copydesk says.
    pub(super) fn found(record: &Record<'_>, offsets: &Offsets<'_>) -> Self {
        let at = |s: span::Span| (offsets.convert(s.start), offsets.convert(s.end));
        let (entity, mention) = (|e: u32| format!("e{e}"), |m: u32| format!("m{m}"));
        let mut spans: HashMap<String, Spans> = HashMap::new();
        for (m, number) in record.mentions.iter().zip(0..) {
            for key in std::iter::once(mention(number)).chain(m.entity.map(entity)) {
                spans.entry(key).or_default().insert(at(m.span));
            }
        }
        let of = |key: Option<String>| key.and_then(|k| spans.get(&k)).cloned().unwrap_or_default();
        let mentions = record.mentions.iter().zip(0..).map(|(m, number)| {
            let mut side = Mention {
                kind: m.kind.name().into(),
                span: at(m.span),
                entity: m.entity.map_or_else(|| mention(number), entity),
                confidence: m.confidence,
                ..Mention::default()
            };
            match &m.detail {
                Detail::Timex(timex) => (side.value, side.end_value) = (Some(timex.value.clone()), timex.end.clone()),
                Detail::Role(role) => side.refers_to = role.refers_to.map(entity),
                _ => {}
            }
            side
        });
        let links = record.relations.iter().map(|r| Link {
            person: of(Some(entity(r.person))),
            role: of(Some(mention(r.role))),
            organization: of(r.organization.map(entity)),
            place: of(r.place.map(entity)),
            place_name: r.place_name.unwrap_or("").to_lowercase(),
        });
        let events = record.events.iter().map(|e| Event {
            span: at(e.trigger),
            kind: e.kind.into(),
            status: Some(e.status.name().into()),
            date: of(e.date.map(mention)),
            place: of(e.place.map(entity)),
            participants: e
                .participants
                .iter()
                .map(|p| (p.part.name().into(), std::iter::once(at(p.span)).chain(of(p.entity.map(entity))).collect()))
                .collect(),
        });
        let quotes = record.quotes.iter().filter(|q| q.direct);
        Document {
            text: record.text.chars().collect(),
            sentences: record.sentences.iter().map(|s| at(s.span)).collect(),
            mentions: mentions.collect(),
            links: links.collect(),
            events: events.collect(),
            quotes: quotes.map(|q| Quote { span: at(q.span), speaker: of(q.speaker.map(entity)) }).collect(),
            spans,
        }
    }

    /// Where an entity or mention stands.
    pub(super) fn spans(&self, key: &str) -> Option<&Spans> {
        self.spans.get(key)
    }

    /// Mentions of these types in text order, each span once; of named ones only the outermost.
    pub(super) fn of(&self, kinds: &[&str]) -> Vec<&Mention> {
        let named: Vec<Span> = self.mentions.iter().filter(|m| NAMED.contains(&m.kind.as_str())).map(|m| m.span).collect();
        let inner = |s: Span| named.iter().any(|&n| n.0 <= s.0 && s.1 <= n.1 && n != s);
        let mut unique: BTreeMap<(Span, usize), &Mention> = BTreeMap::new();
        for m in &self.mentions {
            if let Some(kind) = kinds.iter().position(|k| *k == m.kind)
                && !(NAMED.contains(&m.kind.as_str()) && inner(m.span))
            {
                unique.insert((m.span, kind), m);
            }
        }
        unique.into_values().collect()
    }

    /// Ends of sentences, without white space before them.
    pub(super) fn ends(&self) -> BTreeSet<u32> {
        let space = |c: &char| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(c);
        let end = |&(start, end): &Span| {
            let piece = self.text.get(start as usize..end as usize)?;
            let blank = piece.iter().rev().take_while(|c| space(c)).count() as u32;
            (end - blank > start).then(|| end - blank)
        };
        self.sentences.iter().filter_map(end).collect()
    }

    /// A span with what stands around it, for lists of errors.
    pub(super) fn context(&self, (start, end): Span) -> String {
        let (start, end) = (start as usize, end as usize);
        let part = |from: usize, to: usize| self.text.get(from..to.min(self.text.len())).unwrap_or(&[]).iter().collect::<String>();
        let around = format!("{}[{}]{}", part(start.saturating_sub(30), start), part(start, end), part(end, end + 30));
        around.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
