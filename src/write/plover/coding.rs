//! From an event of the record to rows: its types after rewriting, who is what, when, where, in which contexts.

use super::Counts;
use super::actors::{Actors, Places};
use super::days::days;
use super::phrases::words;
use super::row::{Actor, CiteInfo, Place, Row, Size, TextInfo};
use super::tables::{Parties, Tables};
use crate::record::{Detail, Event, Part, Record, Status};
use crate::write::Offsets;
use jiff::ToSpan;
use jiff::civil::Date;

/// Most contexts of one row.
const CONTEXTS: usize = 3;

/// One record on its way to rows.
pub(super) struct Coding<'r> {
    tables: &'r Tables,
    record: &'r Record<'r>,
    offsets: &'r Offsets<'r>,
    actors: Actors<'r>,
}

impl<'r> Coding<'r> {
    pub(super) fn new(tables: &'r Tables, places: &'r Places, record: &'r Record<'r>, offsets: &'r Offsets<'r>) -> Self {
        Coding { tables, record, offsets, actors: Actors::new(tables, places, record) }
    }

    /// The rows of an event; what gives none is counted.
    pub(super) fn event(&self, number: usize, counts: &mut Counts) -> Vec<Row<'r>> {
        let event = &self.record.events[number];
        let trigger = words(event.trigger.text(self.record.text));
        let sentence = words(self.sentence(event));
        let kinds = self.kinds(event, &trigger, &sentence);
        if kinds.is_empty() {
            counts.without_type += 1;
            return Vec::new();
        }
        if event.same_as.is_some() {
            counts.told_again += 1;
            return Vec::new();
        }
        let (mut rows, count) = (Vec::new(), kinds.len());
        let (mut without_recipient, mut without_anybody) = (false, false);
        for (part, kind) in (1..).zip(kinds) {
            let id = if count == 1 {
                format!("{}#v{}", self.record.id, number + 1)
            } else {
                format!("{}#v{}.{part}", self.record.id, number + 1)
            };
            match self.row(event, number, &kind, id, &trigger, &sentence) {
                Ok(row) => rows.push(row),
                Err(Missing::Recipient) => without_recipient = true,
                Err(Missing::Anybody) => without_anybody = true,
            }
        }
        if rows.is_empty() {
            counts.without_recipient += u64::from(without_recipient);
            counts.without_anybody += u64::from(without_anybody && !without_recipient);
        }
        rows
    }

    fn sentence(&self, event: &Event<'_>) -> &'r str {
        self.record.sentences[event.sentence as usize].span.text(self.record.text)
    }

    /// PLOVER types of an event, with modes, after rewriting.
    fn kinds(&self, event: &'r Event<'r>, trigger: &[String], sentence: &[String]) -> Vec<Kind<'r>> {
        let rule = self.tables.rewriting.iter().find(|r| r.holds(event.kind, event.status, trigger, sentence));
        let stated: Vec<(&'r str, Option<&'r str>)> = match (rule, event.plover) {
            (Some(rule), _) => rule.becomes.clone(),
            (None, Some(plover)) => vec![(plover, event.mode)],
            (None, None) => Vec::new(),
        };
        let called_off = rule.is_some_and(|r| r.status == Status::Negated.name());
        let future = event.status == Status::Planned;
        stated
            .into_iter()
            .map(|(name, mode)| match name {
                "CONSULT" | "SUPPORT" | "COOPERATE" | "AID" if future => Kind { name: "AGREE", mode: None, announced: true, called_off },
                "RETREAT" if future => Kind { name: "CONCEDE", mode: None, announced: true, called_off },
                _ => Kind { name, mode, announced: false, called_off },
            })
            .collect()
    }

    fn row(
        &self,
        event: &'r Event<'r>,
        number: usize,
        kind: &Kind<'r>,
        id: String,
        trigger: &[String],
        sentence: &[String],
    ) -> Result<Row<'r>, Missing> {
        let record = self.record;
        let Some(plover) = self.tables.kind(kind.name) else { return Err(Missing::Anybody) };
        let coding = plover.coding(kind.mode);
        let (actor, recipient) = self.parties(event, number, coding.parties, plover.needs_recipient);
        if actor.is_empty() && recipient.is_empty() {
            return Err(Missing::Anybody);
        }
        if plover.needs_recipient && recipient.is_empty() {
            return Err(Missing::Recipient);
        }
        let told = if kind.announced { None } else { self.days(number) };
        let date = told.map(|(first, _)| first).or(record.published);
        let mut aux = Vec::new();
        let year_ago = record.published.and_then(|day| day.checked_sub(1.year()).ok());
        if told.is_some_and(|(_, last)| year_ago.is_some_and(|limit| last < limit)) {
            aux.push("historical");
        }
        match event.status {
            Status::Planned if !kind.announced => aux.push("future"),
            Status::Negated if !kind.called_off => aux.push("negation"),
            Status::Hypothetical => aux.push("hypothetical"),
            _ => {}
        }
        let span = record.sentences[event.sentence as usize].span;
        Ok(Row {
            id,
            date: date.map(|d| d.to_string()),
            enddate: told.filter(|(first, last)| first != last).map(|(_, last)| last.to_string()),
            actor,
            recipient,
            event: [kind.name],
            mode: kind.mode,
            aux,
            context: self.contexts(sentence),
            quad_code: plover.quad,
            event_scale: coding.score,
            cameo: coding.cameo,
            size: self.size(event, number, trigger),
            event_loc: self.place(number),
            event_text: event.trigger.text(record.text),
            text: self.sentence(event),
            text_info: TextInfo {
                event: format!("v{}", number + 1),
                start: self.offsets.convert(span.start),
                end: self.offsets.convert(span.end),
                confidence: f64::from(event.confidence) / 100.0,
                date_from: date.map(|_| if told.is_some() { "text" } else { "publication" }),
            },
            cite_info: CiteInfo {
                id: record.id,
                path: record.source.path.as_deref(),
                published: record.published.map(|d| d.to_string()),
                distributor: record.article.distributor,
                agency: record.article.agency,
                headline: record.article.headline,
            },
            coder: concat!("copydesk ", env!("CARGO_PKG_VERSION")),
        })
    }

    /// The event and its later tellings, which may know more.
    fn tellings(&self, number: usize) -> impl Iterator<Item = &'r Event<'r>> {
        let again = move |e: &&Event<'_>| e.same_as == Some(number as u32);
        std::iter::once(&self.record.events[number]).chain(self.record.events.iter().filter(again))
    }

    /// Actors and recipients.
    fn parties(&self, event: &'r Event<'r>, number: usize, parties: Parties, needs: bool) -> (Vec<Actor<'r>>, Vec<Actor<'r>>) {
        let of = |event: &'r Event<'r>, part: Part, acts: bool| -> Vec<Actor<'r>> {
            event.participants.iter().filter(|p| p.part == part).filter_map(|p| self.actors.actor(p, acts, event.place)).collect()
        };
        let first =
            |part: Part, acts: bool| self.tellings(number).map(|e| of(e, part, acts)).find(|found| !found.is_empty()).unwrap_or_default();
        let shared = parties == Parties::Shared;
        let (mut actor, mut recipient) = (first(Part::Agent, true), first(Part::Patient, shared));
        if shared {
            actor.append(&mut recipient);
        }
        if recipient.is_empty() && parties == Parties::Host {
            recipient.extend(event.place.and_then(|place| self.actors.named(place, true)));
        }
        let mut known: Vec<Actor<'r>> = Vec::new();
        for list in [&mut actor, &mut recipient] {
            list.retain(|a| {
                let new = !known.iter().any(|k| k.entity_text == a.entity_text);
                if new {
                    known.push(a.clone());
                }
                new
            });
        }
        // Of those who do together what needs a counterpart the first acts, the others are the counterpart.
        if needs && recipient.is_empty() && actor.len() > 1 {
            recipient = actor.split_off(1);
        }
        (actor, recipient)
    }

    /// First and last day, as far as the text tells them.
    fn days(&self, number: usize) -> Option<(Date, Date)> {
        let of = |event: &Event<'_>| {
            let timex = event.date.map(|m| &self.record.mentions[m as usize].detail);
            let (value, end) = match timex {
                Some(Detail::Timex(timex)) => (Some(timex.value.as_str()), timex.end.as_deref()),
                _ => (event.date_value.as_deref(), None),
            };
            let (first, last) = days(value?)?;
            Some((first, end.and_then(days).map_or(last, |(_, last)| last)))
        };
        self.tellings(number).find_map(of)
    }

    fn place(&self, number: usize) -> Option<Place<'r>> {
        let place = self.tellings(number).find_map(|e| e.place)?;
        let entity = &self.record.entities[place as usize];
        let coordinate = |text: &str| text.parse().ok();
        Some(Place {
            name: &entity.name,
            country: entity.country.and_then(|c| self.tables.countries.get(c)).copied(),
            lat: entity.coordinates.and_then(|(lat, _)| coordinate(lat)),
            lon: entity.coordinates.and_then(|(_, lon)| coordinate(lon)),
            geonameid: entity.ids.iter().find_map(|id| id.strip_prefix("geonames:")),
        })
    }

    /// Contexts of a sentence, those with most words first, else in the order of the manual.
    fn contexts(&self, sentence: &[String]) -> Vec<&'static str> {
        let mut counts = vec![0; self.tables.contexts.len()];
        for at in 0..sentence.len() {
            self.tables.context_words.at(sentence, at).for_each(|(_, context)| counts[context] += 1);
        }
        let mut found: Vec<usize> = (0..counts.len()).filter(|&c| counts[c] > 0).collect();
        found.sort_by_key(|&c| std::cmp::Reverse(counts[c]));
        found.into_iter().take(CONTEXTS).map(|c| self.tables.contexts[c]).collect()
    }

    /// How many died, were hurt, were arrested: as the event itself says, or others of its sentence do.
    fn size(&self, event: &Event<'_>, number: usize, trigger: &[String]) -> Size {
        let mut size = Size::default();
        let same = |e: &Event<'_>| e.same_as == Some(number as u32) || e.sentence == event.sentence && e.kind != event.kind;
        for (n, other) in self.record.events.iter().enumerate().filter(|(n, e)| *n == number || same(e)) {
            let own = if n == number { trigger.to_vec() } else { words(other.trigger.text(self.record.text)) };
            let count = other.participants.iter().filter(|p| p.part == Part::Patient).find_map(|p| p.count);
            let Some(count) = count.filter(|_| other.status != Status::Negated) else { continue };
            for row in self.tables.sizes.iter().filter(|s| s.kinds.contains(&other.kind) && (s.trigger.is_empty() || s.trigger.any(&own))) {
                let place = match row.size {
                    "dead" => &mut size.dead,
                    "injured" => &mut size.injured,
                    _ => &mut size.arrested,
                };
                *place = place.or(Some(count));
            }
        }
        size
    }
}

/// A type that an event has in PLOVER.
struct Kind<'r> {
    name: &'r str,
    mode: Option<&'r str>,
    /// It is the announcement of something to come: it happens now.
    announced: bool,
    /// That it does not happen is what the type says.
    called_off: bool,
}

/// Why an event gives no row.
enum Missing {
    Recipient,
    Anybody,
}
