//! From a record to its view, one object at a time: what stands in an array becomes its view as it is written.

use super::parts::{Cue, Date, Entity, Event, Ids, Participant, Quote, Reasons, Relation, Timex, Trigger, Warning, Who};
use super::{Header, Id, Main, Mention, SCHEMA, Sentence, Share, Source, View};
use crate::article;
use crate::read::Extra;
use crate::record::{self, Attribution, Detail, Record};
use crate::span::Span;
use crate::write::offsets::Offsets;
use serde::{Serialize, Serializer};

impl<'v> Source<'v> {
    pub(super) fn of(source: &'v article::Source) -> Self {
        Source { path: source.path.as_deref(), record: source.record }
    }
}

impl<'v> View<'v> {
    /// The view of a record, with its offsets in another unit.
    pub(crate) fn new(record: &'v Record<'v>, extra: &'v Extra, offsets: &'v Offsets<'v>) -> Self {
        let fill = Fill { record, offsets };
        let header = &record.article;
        View {
            schema: SCHEMA,
            id: record.id,
            source: Source::of(&record.source),
            language: "en",
            published: record.published.map(|day| day.to_string()),
            article: Header {
                distributor: header.distributor,
                agency: header.agency,
                headline: header.headline,
                byline: &header.byline,
                place: header.place.as_deref(),
            },
            offsets: offsets.unit().name(),
            text: record.text,
            sentences: fill.each(&record.sentences),
            mentions: fill.each(&record.mentions),
            entities: fill.each(&record.entities),
            relations: fill.each(&record.relations),
            events: fill.each(&record.events),
            quotes: fill.each(&record.quotes),
            main: Main {
                who: record.main.who.iter().map(|&e| Id('e', e)).collect(),
                event: record.main.event.map(|v| Id('v', v)),
                when: record.main.when.as_deref(),
                place: record.main.place.map(|e| Id('e', e)),
            },
            warnings: fill.each(&record.warnings),
            extra,
        }
    }
}

/// What views are filled from.
#[derive(Clone, Copy)]
pub(crate) struct Fill<'v> {
    record: &'v Record<'v>,
    offsets: &'v Offsets<'v>,
}

/// The objects of an array.
pub(crate) struct Each<'v, R> {
    fill: Fill<'v>,
    all: &'v [R],
}

/// What has a view.
pub(crate) trait Shown<'v> {
    /// Its view.
    type View: Serialize;
    /// Its view as the object of this number.
    fn view(&'v self, number: u32, fill: Fill<'v>) -> Self::View;
}

impl<'v, R: Shown<'v>> Serialize for Each<'v, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.all.iter().zip(0..).map(|(one, number)| one.view(number, self.fill)))
    }
}

impl<'v> Fill<'v> {
    fn each<R>(self, all: &'v [R]) -> Each<'v, R> {
        Each { fill: self, all }
    }

    fn ends(&self, span: Span) -> (u32, u32) {
        (self.offsets.convert(span.start), self.offsets.convert(span.end))
    }
}

impl Shown<'_> for record::Sentence {
    type View = Sentence;

    fn view(&self, _: u32, fill: Fill<'_>) -> Sentence {
        let (start, end) = fill.ends(self.span);
        Sentence { start, end, kind: self.region.name() }
    }
}

impl<'v> Shown<'v> for record::Mention<'v> {
    type View = Mention<'v>;

    fn view(&'v self, number: u32, fill: Fill<'v>) -> Mention<'v> {
        let mention = self;
        let (start, end) = fill.ends(mention.span);
        let mut view = Mention {
            id: Id('m', number),
            kind: mention.kind.name(),
            start,
            end,
            text: mention.span.text(fill.record.text),
            sentence: mention.sentence,
            entity: mention.entity.map(|e| Id('e', e)),
            refers_to: None,
            title: None,
            damaged: false,
            former: false,
            acting: false,
            country: None,
            timex: None,
            confidence: Share(mention.confidence),
            because: Reasons(&mention.because),
        };
        match &mention.detail {
            Detail::None | Detail::Name(_) => {}
            Detail::Nationality(country) => view.country = *country,
            Detail::Role(role) => {
                view.refers_to = role.refers_to.map(|e| Id('e', e));
                view.title = role.title.as_deref();
                (view.damaged, view.former, view.acting) = (role.damaged, role.former, role.acting);
            }
            Detail::Timex(timex) => view.timex = Some(Timex::of(timex)),
        }
        view
    }
}

impl<'v> Shown<'v> for record::Event<'v> {
    type View = Event<'v>;

    fn view(&'v self, number: u32, fill: Fill<'v>) -> Event<'v> {
        let event = self;
        let (start, end) = fill.ends(event.trigger);
        let mentioned = event.date.and_then(|m| match &fill.record.mentions[m as usize].detail {
            Detail::Timex(timex) => Some(timex.value.as_str()),
            _ => None,
        });
        let value = event.date_value.as_deref().or(mentioned);
        let date = Date { mention: event.date.map(|m| Id('m', m)), value };
        Event {
            id: Id('v', number),
            kind: event.kind,
            trigger: Trigger { start, end, text: event.trigger.text(fill.record.text) },
            sentence: event.sentence,
            participants: fill.each(&event.participants),
            place: event.place.map(|e| Id('e', e)),
            date: (date.mention.is_some() || date.value.is_some()).then_some(date),
            status: event.status.name(),
            attributed_to: event.attributed_to.map(|who| match who {
                Attribution::Entity(e) => Who { entity: Some(Id('e', e)), implied: false },
                Attribution::Implied => Who { entity: None, implied: true },
            }),
            same_as: event.same_as.map(|v| Id('v', v)),
            plover: event.plover,
            mode: event.mode,
            cameo: event.cameo,
            confidence: Share(event.confidence),
            because: Reasons(&event.because),
        }
    }
}

impl<'v> Shown<'v> for record::Participant {
    type View = Participant<'v>;

    fn view(&'v self, _: u32, fill: Fill<'v>) -> Participant<'v> {
        let (start, end) = fill.ends(self.span);
        Participant {
            role: self.part.name(),
            entity: self.entity.map(|e| Id('e', e)),
            start,
            end,
            text: self.span.text(fill.record.text),
            count: self.count,
        }
    }
}

impl Shown<'_> for record::Quote {
    type View = Quote;

    fn view(&self, number: u32, fill: Fill<'_>) -> Quote {
        let (start, end) = fill.ends(self.span);
        Quote {
            id: Id('q', number),
            start,
            end,
            speaker: self.speaker.map(|e| Id('e', e)),
            cue: self.cue.map(|cue| {
                let (start, end) = fill.ends(cue);
                Cue { start, end }
            }),
            kind: if self.direct { "direct" } else { "indirect" },
        }
    }
}

impl<'v> Shown<'v> for record::Warning {
    type View = Warning<'v>;

    fn view(&'v self, _: u32, fill: Fill<'v>) -> Warning<'v> {
        let (start, end) = fill.ends(self.span);
        Warning { kind: self.kind.name(), start, end, guess: self.guess.as_deref(), confidence: Share(self.confidence) }
    }
}

impl<'v> Shown<'v> for record::Entity<'v> {
    type View = Entity<'v>;

    fn view(&'v self, number: u32, _: Fill<'v>) -> Entity<'v> {
        // A coordinate is written as the list has it: the nearest double prints the same digits.
        let (lat, lon) = match self.coordinates {
            Some((lat, lon)) => (lat.parse().ok(), lon.parse().ok()),
            None => (None, None),
        };
        Entity {
            id: Id('e', number),
            kind: self.kind.map(record::Kind::name),
            name: &self.name,
            aliases: &self.aliases,
            mentions: Ids('m', &self.mentions),
            gender: self.gender,
            country: self.country,
            subtype: self.subtype,
            sector: self.sector,
            lat,
            lon,
            ids: self.ids.iter().filter_map(|id| id.split_once(':')).collect(),
            salience: Share(self.salience),
        }
    }
}

impl<'v> Shown<'v> for record::Relation<'v> {
    type View = Relation<'v>;

    fn view(&'v self, number: u32, _: Fill<'v>) -> Relation<'v> {
        Relation {
            id: Id('r', number),
            kind: "holds_role",
            person: Id('e', self.person),
            role: Id('m', self.role),
            organization: self.organization.map(|e| Id('e', e)),
            place: self.place.map(|e| Id('e', e)),
            place_name: self.place_name,
            former: self.former,
            time: self.time.map(|m| Id('m', m)),
            sentence: self.sentence,
            confidence: Share(self.confidence),
            because: Reasons(&self.because),
        }
    }
}

impl<'v> Timex<'v> {
    pub(in crate::write) fn of(timex: &'v record::Timex) -> Self {
        Timex {
            class: timex.class.name(),
            value: &timex.value,
            modifier: timex.modifier,
            quant: timex.quant.as_deref(),
            freq: timex.freq.as_deref(),
            end: timex.end.as_deref(),
        }
    }
}
