//! Events: which words tell of something that happens, who takes part, where, when, whether, and who says so.
//!
//! Every sentence is read on its own: triggers by the words of `rules/events/`, participants by shallow syntax. Then
//! the events of the article are compared with one another.

mod fill;
mod lists;
mod reading;
mod settle;
mod speech;
mod spot;
mod status;
mod subjects;
mod syntax;

pub(super) use reading::Reading;

use crate::record::{Attribution, Because, Entity, Event, Kind, Main, Part, Participant, Reason, Region};
use crate::rules::Tape;
use crate::span::Span;
use copydesk_engine::pattern::{Found, Runner};
use spot::Spotted;
use syntax::Syntax;

/// Longest sentence, in tokens, that is read for events: no clause is that long, and the reading takes more than linear time.
const LONGEST_SENTENCE: u32 = 500;

/// Memory of events, reused between articles.
#[derive(Default)]
pub(super) struct Buffers {
    runner: Runner,
    found: Vec<Found>,
}

/// Finds the events of an article.
pub(super) fn events<'d>(reading: &mut Reading<'_, 'd>, tape: &Tape<'_>, buffers: &mut Buffers) -> Vec<Event<'d>> {
    let mut events: Vec<Event<'d>> = Vec::new();
    buffers.runner.clear();
    for (number, sentence) in reading.segmented.sentences.iter().enumerate() {
        if matches!(sentence.region, Region::Boilerplate | Region::Byline) {
            continue;
        }
        let (from, to) = reading.body(sentence.tokens);
        if from >= to || to - from > LONGEST_SENTENCE {
            continue;
        }
        buffers.found.clear();
        buffers.runner.run(&reading.resources.rules.events.group, tape, from as usize, to as usize, &mut buffers.found);
        let denied: Vec<u32> = buffers.found.iter().map(|f| f.it_end - 1).collect();
        let mut syntax = Syntax::read(reading, from, to);
        if sentence.region == Region::Headline {
            syntax.headline(reading);
        }
        let spotted = spot::spot(reading, &syntax, sentence.region, &denied);
        let first = events.len();
        for one in &spotted {
            if settle::is_habit(reading, &syntax, one) {
                continue;
            }
            let event = make(reading, &syntax, &spotted, one, number as u32, sentence.region);
            reading.remember(&event);
            events.push(event);
        }
        settle::within_sentence(reading, &mut events, first);
        attribute(reading, &syntax, &spotted, &mut events[first..]);
    }
    settle::same(reading, &mut events);
    events
}

/// The event that a spotted trigger tells.
fn make<'d>(reading: &Reading<'_, 'd>, syntax: &Syntax, spotted: &[Spotted], one: &Spotted, sentence: u32, region: Region) -> Event<'d> {
    let rules = &reading.resources.rules.triggers;
    let trigger = &rules.triggers[usize::from(one.trigger)];
    let kind = &rules.types[usize::from(trigger.kind)];
    let token = &reading.scanned.tokens[one.token as usize];
    let date = settle::date(reading, syntax, one);
    let participants = fill::participants(reading, syntax, one);
    Event {
        kind: &kind.name,
        trigger: Span::new(token.start, token.end),
        sentence,
        place: settle::place(reading, syntax, one),
        status: status::status(reading, syntax, spotted, one, date, region),
        participants,
        date,
        date_value: None,
        attributed_to: None,
        same_as: None,
        plover: kind.plover.as_deref(),
        mode: trigger.mode.as_deref(),
        cameo: kind.cameo.as_deref(),
        confidence: reading.resources.confidence(&trigger.id),
        because: vec![Because { what: Reason::Rule(&trigger.id), weight: None }],
    }
}

/// Who says what the others tell: the speaker of the verb of saying whose clause they stand in.
fn attribute(reading: &Reading<'_, '_>, syntax: &Syntax, spotted: &[Spotted], events: &mut [Event<'_>]) {
    let statement = |e: &Event<'_>| e.kind == "statement";
    for n in 0..events.len() {
        let Some(one) = spotted.iter().find(|s| reading.scanned.tokens[s.token as usize].start == events[n].trigger.start) else {
            continue;
        };
        let speech = spotted.iter().filter(|s| s.token != one.token).find_map(|s| {
            let verb = s.verb.map(|v| &syntax.verbs[v])?;
            let start = reading.scanned.tokens[s.token as usize].start;
            let event = events.iter().find(|e| e.trigger.start == start && statement(e))?;
            // What is said stands behind the verb, or before it when its sentence ends there.
            let behind = s.token < one.token;
            let before =
                syntax.items[verb.item..].iter().all(|i| !matches!(i.0, syntax::Item::Verb(v) if v != s.verb.unwrap_or(usize::MAX)));
            (behind || before).then(|| {
                let speaker = event.participants.iter().find(|p| p.part == Part::Agent);
                match speaker {
                    Some(Participant { entity: Some(entity), .. }) => Some(Attribution::Entity(*entity)),
                    Some(_) => None,
                    None => Some(Attribution::Implied),
                }
            })
        });
        // `It was noted that …`: nobody is named.
        let own = one.verb.is_some_and(|v| syntax.verbs[v].group.passive) && events[n].participants.is_empty() && statement(&events[n]);
        if let Some(source) = speech.flatten().or(own.then_some(Attribution::Implied)) {
            events[n].attributed_to = Some(source);
        }
    }
}

/// Who, what, when, where of the main event: early, asserted, with named participants.
pub(super) fn main(events: &[Event<'_>], entities: &[Entity], dates: impl Fn(u32) -> Option<String>, published: Option<String>) -> Main {
    let mut retold = vec![0i64; events.len()];
    events.iter().filter_map(|e| e.same_as).for_each(|first| retold[first as usize] += 1);
    let weigh = |number: usize, event: &Event<'_>| {
        let named = event.participants.iter().filter_map(|p| p.entity).map(|e| i64::from(entities[e as usize].salience)).sum::<i64>();
        let statement = i64::from(event.kind == "statement");
        let told = retold[number];
        100 - 12 * i64::from(event.sentence) + named.min(80) - 60 * statement + 10 * told + 5 * event.participants.len() as i64
    };
    let best = events.iter().enumerate().max_by_key(|(n, e)| (weigh(*n, e), std::cmp::Reverse(*n)));
    let Some((number, event)) = best else { return Main::default() };
    let mut who: Vec<u32> =
        event.participants.iter().filter_map(|p| p.entity).filter(|e| entities[*e as usize].kind != Some(Kind::Event)).collect();
    who.dedup();
    Main {
        who,
        event: Some(number as u32),
        when: event.date.and_then(&dates).or_else(|| event.date_value.clone()).or(published.filter(|_| event.sentence < 2)),
        place: event.place,
    }
}
