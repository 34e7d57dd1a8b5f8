//! Events: which words tell of something that happens, who takes part, where, when, whether, and who says so.
//!
//! Every sentence is read on its own: triggers by the words of `rules/events/`, participants by shallow syntax. Then
//! the events of the article are compared with one another.

mod actors;
mod before;
mod clauses;
mod fill;
mod finite;
mod fits;
mod joined;
mod kinds;
mod mode;
mod participles;
mod phrases;
mod reading;
mod relative;
mod settle;
mod speech;
mod spot;
mod status;
mod subjects;
mod syntax;
mod tables;
mod tag;
mod voices;
mod who;

pub use clauses::Clause;
pub(super) use reading::Reading;

use crate::record::{Attribution, Because, Entity, Event, Kind, Main, Part, Participant, Reason, Region};
use crate::rules::Tape;
use crate::span::Span;
use copydesk_engine::pattern::{Found, Runner};
use spot::Spotted;
use syntax::Syntax;

/// Memory of events, reused between articles.
#[derive(Default)]
pub(super) struct Buffers {
    runner: Runner,
    found: Vec<Found>,
    syntax: Syntax,
    /// The clauses read, where somebody asks for them.
    pub(super) clauses: Option<Vec<Clause>>,
}

/// Finds the events of an article.
pub(super) fn events<'d>(reading: &mut Reading<'_, 'd>, tape: &Tape<'_>, buffers: &mut Buffers) -> Vec<Event<'d>> {
    let mut events: Vec<Event<'d>> = Vec::new();
    for (number, sentence) in reading.segmented.sentences.iter().enumerate() {
        if matches!(sentence.region, Region::Boilerplate | Region::Byline) {
            continue;
        }
        let (from, to) = reading.body(sentence.tokens);
        if from >= to {
            continue;
        }
        let Buffers { runner, found, syntax, clauses } = buffers;
        syntax.read(reading, from, to);
        if let Some(all) = clauses {
            clauses::collect(reading, syntax, all);
        }
        if sentence.region == Region::Headline {
            syntax.headline(reading);
        }
        reading.hear(syntax, from, to);
        let spotted = spot::spot(reading, syntax, sentence.region, || {
            found.clear();
            runner.run(&reading.resources.rules.events.group, tape, from as usize, to as usize, found);
            found.iter().map(|f| f.it_end - 1).collect()
        });
        if spotted.is_empty() {
            continue;
        }
        let facts = status::Facts::new(reading, syntax, &spotted);
        let first = events.len();
        for one in &spotted {
            if settle::is_habit(reading, syntax, one) {
                continue;
            }
            let event = make(reading, syntax, &spotted, one, number as u32, &facts);
            reading.remember(&event);
            if event.kind == "statement"
                && let Some(content) = reading.content(syntax, one, to)
            {
                reading.contents.push((one.token, content));
            }
            events.push(event);
        }
        settle::within_sentence(reading, &mut events, first);
        attribute(reading, syntax, &spotted, &mut events[first..]);
    }
    settle::same(reading, &mut events);
    events
}

/// The event that a spotted trigger tells.
fn make<'d>(
    reading: &Reading<'_, 'd>,
    syntax: &Syntax,
    spotted: &[Spotted],
    one: &Spotted,
    sentence: u32,
    facts: &status::Facts,
) -> Event<'d> {
    let rules = &reading.resources.rules.triggers;
    let trigger = &rules.triggers[usize::from(one.trigger)];
    let kind = &rules.types[usize::from(trigger.kind)];
    let token = &reading.scanned.tokens[one.token as usize];
    let setting = settle::Setting::new(reading, syntax, one);
    let date = settle::date(reading, syntax, one, &setting);
    let participants = fill::participants(reading, syntax, one);
    Event {
        kind: &kind.name,
        trigger: Span::new(token.start, token.end),
        sentence,
        place: settle::place(reading, syntax, one, &setting),
        status: status::status(reading, syntax, spotted, one, date, facts),
        participants,
        date,
        date_value: None,
        attributed_to: None,
        same_as: None,
        plover: kind.plover.as_deref(),
        mode: mode::mode(reading, syntax, kind, trigger, one),
        cameo: kind.cameo.as_deref(),
        confidence: reading.resources.confidence(&trigger.id),
        because: vec![Because { what: Reason::Rule(&trigger.id), weight: None }],
    }
}

/// Who says what the others tell: the speaker of the verb of saying whose clause they stand in.
fn attribute(reading: &Reading<'_, '_>, syntax: &Syntax, spotted: &[Spotted], events: &mut [Event<'_>]) {
    let tokens = reading.scanned.tokens;
    let last_verb = syntax.verbs.len().checked_sub(1);
    let mut at = 0;
    // Verbs of saying: the token, whether no other verb follows, and who says it.
    let mut speeches: Vec<(u32, bool, Option<Attribution>)> = Vec::new();
    let mut own: Vec<(usize, u32, bool)> = Vec::new();
    for (number, event) in events.iter().enumerate() {
        while spotted.get(at).is_some_and(|s| tokens[s.token as usize].start < event.trigger.start) {
            at += 1;
        }
        let Some(one) = spotted.get(at) else { break };
        let statement = event.kind == "statement";
        let impersonal = statement && event.participants.is_empty() && one.verb.is_some_and(|v| syntax.verbs[v].group.passive);
        own.push((number, one.token, impersonal));
        if statement && one.verb.is_some() {
            let who = match event.participants.iter().find(|p| p.part == Part::Agent) {
                Some(Participant { entity: Some(entity), .. }) => Some(Attribution::Entity(*entity)),
                Some(_) => None,
                None => Some(Attribution::Implied),
            };
            speeches.push((one.token, one.verb == last_verb, who));
        }
    }
    let first = speeches.first().copied();
    for (number, token, impersonal) in own {
        // What is said stands behind the verb, or before it when its sentence ends there.
        let before = first.filter(|f| f.0 < token).or_else(|| speeches.iter().rfind(|s| s.1 && s.0 > token).copied());
        // `It was noted that …`: nobody is named.
        if let Some(source) = before.and_then(|s| s.2).or(impersonal.then_some(Attribution::Implied)) {
            events[number].attributed_to = Some(source);
        }
    }
}

/// Who, what, when, where of the main event: early, asserted, with named participants.
pub(super) fn main(
    events: &[Event<'_>],
    entities: &[Entity<'_>],
    dates: impl Fn(u32) -> Option<String>,
    published: Option<String>,
) -> Main {
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
