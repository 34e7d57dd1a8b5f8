//! From a record to its view.

use super::parts::{Cue, Date, Entity, Event, Participant, Quote, Reasons, Relation, Timex, Trigger, Warning, Who};
use super::{Header, Id, Main, Mention, SCHEMA, Sentence, Share, Source, View};
use crate::article;
use crate::read::Extra;
use crate::record::{self, Attribution, Detail, Record};
use crate::span::Span;
use crate::write::offsets::Offsets;

impl<'v> Source<'v> {
    pub(super) fn of(source: &'v article::Source) -> Self {
        Source { path: source.path.as_deref(), record: source.record }
    }
}

impl<'v> View<'v> {
    /// The view of a record, with its offsets in another unit.
    pub(crate) fn new(record: &'v Record<'v>, extra: &'v Extra, offsets: &Offsets<'_>) -> Self {
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
            sentences: record.sentences.iter().map(|s| fill.sentence(s)).collect(),
            mentions: record.mentions.iter().zip(0..).map(|(m, n)| fill.mention(m, n)).collect(),
            entities: record.entities.iter().zip(0..).map(|(e, n)| entity(e, n)).collect(),
            relations: record.relations.iter().zip(0..).map(|(r, n)| relation(r, n)).collect(),
            events: record.events.iter().zip(0..).map(|(e, n)| fill.event(e, n)).collect(),
            quotes: record.quotes.iter().zip(0..).map(|(q, n)| fill.quote(q, n)).collect(),
            main: Main {
                who: record.main.who.iter().map(|&e| Id('e', e)).collect(),
                event: record.main.event.map(|v| Id('v', v)),
                when: record.main.when.as_deref(),
                place: record.main.place.map(|e| Id('e', e)),
            },
            warnings: record.warnings.iter().map(|w| fill.warning(w)).collect(),
            extra,
        }
    }
}

struct Fill<'v, 'o> {
    record: &'v Record<'v>,
    offsets: &'o Offsets<'o>,
}

impl<'v> Fill<'v, '_> {
    fn ends(&self, span: Span) -> (u32, u32) {
        (self.offsets.convert(span.start), self.offsets.convert(span.end))
    }

    fn sentence(&self, sentence: &record::Sentence) -> Sentence {
        let (start, end) = self.ends(sentence.span);
        Sentence { start, end, kind: sentence.region.name() }
    }

    fn mention(&self, mention: &'v record::Mention<'v>, number: u32) -> Mention<'v> {
        let (start, end) = self.ends(mention.span);
        let mut view = Mention {
            id: Id('m', number),
            kind: mention.kind.name(),
            start,
            end,
            text: mention.span.text(self.record.text),
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

    fn event(&self, event: &'v record::Event<'v>, number: u32) -> Event<'v> {
        let (start, end) = self.ends(event.trigger);
        let mentioned = event.date.and_then(|m| match &self.record.mentions[m as usize].detail {
            Detail::Timex(timex) => Some(timex.value.as_str()),
            _ => None,
        });
        let value = event.date_value.as_deref().or(mentioned);
        let date = Date { mention: event.date.map(|m| Id('m', m)), value };
        Event {
            id: Id('v', number),
            kind: event.kind,
            trigger: Trigger { start, end, text: event.trigger.text(self.record.text) },
            sentence: event.sentence,
            participants: event.participants.iter().map(|p| self.participant(p)).collect(),
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

    fn participant(&self, participant: &record::Participant) -> Participant<'v> {
        let (start, end) = self.ends(participant.span);
        Participant {
            role: participant.part.name(),
            entity: participant.entity.map(|e| Id('e', e)),
            start,
            end,
            text: participant.span.text(self.record.text),
            count: participant.count,
        }
    }

    fn quote(&self, quote: &record::Quote, number: u32) -> Quote {
        let (start, end) = self.ends(quote.span);
        Quote {
            id: Id('q', number),
            start,
            end,
            speaker: quote.speaker.map(|e| Id('e', e)),
            cue: quote.cue.map(|cue| {
                let (start, end) = self.ends(cue);
                Cue { start, end }
            }),
            kind: if quote.direct { "direct" } else { "indirect" },
        }
    }

    fn warning(&self, warning: &'v record::Warning) -> Warning<'v> {
        let (start, end) = self.ends(warning.span);
        Warning { kind: warning.kind.name(), start, end, guess: warning.guess.as_deref(), confidence: Share(warning.confidence) }
    }
}

fn entity(entity: &record::Entity, number: u32) -> Entity<'_> {
    // A coordinate is written as the list has it: the nearest double prints the same digits.
    let (lat, lon) = match &entity.coordinates {
        Some((lat, lon)) => (lat.parse().ok(), lon.parse().ok()),
        None => (None, None),
    };
    Entity {
        id: Id('e', number),
        kind: entity.kind.map(record::Kind::name),
        name: &entity.name,
        aliases: &entity.aliases,
        mentions: entity.mentions.iter().map(|&m| Id('m', m)).collect(),
        gender: entity.gender.as_deref(),
        country: entity.country.as_deref(),
        subtype: entity.subtype.as_deref(),
        sector: entity.sector.as_deref(),
        lat,
        lon,
        ids: entity.ids.iter().filter_map(|id| id.split_once(':')).collect(),
        salience: Share(entity.salience),
    }
}

fn relation<'v>(relation: &'v record::Relation<'v>, number: u32) -> Relation<'v> {
    Relation {
        id: Id('r', number),
        kind: "holds_role",
        person: Id('e', relation.person),
        role: Id('m', relation.role),
        organization: relation.organization.map(|e| Id('e', e)),
        place: relation.place.map(|e| Id('e', e)),
        place_name: relation.place_name,
        former: relation.former,
        time: relation.time.map(|m| Id('m', m)),
        sentence: relation.sentence,
        confidence: Share(relation.confidence),
        because: Reasons(&relation.because),
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
