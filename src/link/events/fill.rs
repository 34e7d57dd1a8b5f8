//! Who takes part: the frame of the trigger filled from subject, object, prepositions, genitives.

use super::Reading;
use super::spot::Spotted;
use super::syntax::{Item, Syntax, Verb};
use crate::record::{Kind, Mention, Part, Participant};
use crate::rules::make::events::{Filling, Set, Slot};
use crate::segment::{Form, Upos};
use crate::span::Span;
use copydesk_engine::tokens::Shape;
use smallvec::{SmallVec, smallvec};

/// The participants of an event, in the order of the frame.
pub(super) fn participants(reading: &Reading<'_, '_>, syntax: &Syntax, one: &Spotted) -> Vec<Participant> {
    let trigger = &reading.resources.rules.triggers.triggers[usize::from(one.trigger)];
    let mut all: Vec<Participant> = Vec::new();
    let mut owned = false;
    for (filling, slots) in &trigger.frame {
        let part = match filling {
            Filling::Agent => Part::Agent,
            Filling::Patient => Part::Patient,
            Filling::Other => Part::Other,
            Filling::Place => continue,
        };
        let gets = part == Part::Agent && undergoes(reading, syntax, one);
        let undergone = part == Part::Agent && one.is_noun() && reading.is(one.token, &reading.words.undergone);
        for slot in slots {
            if undergone && *slot == Slot::Possessive {
                owned = true;
                continue;
            }
            let got = gets && *slot == Slot::Subject;
            let part = if got { Part::Patient } else { part };
            let fillers = fill(reading, syntax, one, slot);
            let before = all.len();
            for (entity, tokens) in fillers {
                let span = span_of(reading, tokens);
                // In `the bank bought the firm` the firm is another one, whoever the text spoke of.
                let same = entity.is_some() && all.iter().any(|p| p.entity == entity);
                let other =
                    same && reading.named(tokens.1 - 1).is_none() && reading.segmented.words[tokens.1 as usize - 1].upos == Upos::Noun;
                let entity = entity.filter(|_| !other);
                if !all.iter().any(|p| p.span.overlaps(span)) && (other || !same) {
                    all.push(Participant { part, entity, span, count: reading.count(tokens) });
                }
            }
            if all.len() > before && !got {
                break;
            }
        }
    }
    // `Lind's arrest by the police`
    if owned && all.iter().all(|p| p.part != Part::Patient) {
        for (entity, tokens) in fill(reading, syntax, one, &Slot::Possessive) {
            let span = span_of(reading, tokens);
            if !all.iter().any(|p| p.span.overlaps(span)) {
                all.push(Participant { part: Part::Patient, entity, span, count: reading.count(tokens) });
            }
        }
    }
    all.sort_by_key(|p| (p.part, p.span));
    all
}

/// Whether the subject of a light verb undergoes what the noun tells (`faces a probe`, `went on trial`).
fn undergoes(reading: &Reading<'_, '_>, syntax: &Syntax, one: &Spotted) -> bool {
    let Some(verb) = one.around.filter(|_| one.is_light && one.is_noun()).map(|v| &syntax.verbs[v]) else { return false };
    let rules = &reading.resources.rules.triggers;
    let kind = &rules.types[usize::from(rules.triggers[usize::from(one.trigger)].kind)];
    let stands = || reading.is(one.token, &reading.words.undergone) && reading.is(verb.head, &reading.words.standing);
    let gets = || !kind.getter_acts && reading.is(verb.head, &reading.words.undergoing);
    !verb.group.passive && (stands() || gets())
}

/// Where a participant stands; `least` of `at least 12 men` is no part of it.
fn span_of(reading: &Reading<'_, '_>, mut tokens: (u32, u32)) -> Span {
    let is = |at: u32, upos| reading.segmented.words[at as usize].upos == upos;
    if tokens.0 > 0
        && tokens.0 + 1 < tokens.1
        && reading.is(tokens.0, &reading.words.least)
        && is(tokens.0 - 1, Upos::Adp)
        && is(tokens.0 + 1, Upos::Num)
    {
        tokens.0 += 1;
    }
    Span::new(reading.scanned.tokens[tokens.0 as usize].start, reading.scanned.tokens[tokens.1 as usize - 1].end)
}

pub(super) type Filler = (Option<u32>, (u32, u32));

/// Fillers: rarely more than two.
pub(super) type Fillers = SmallVec<[Filler; 2]>;

fn phrases(reading: &Reading<'_, '_>, syntax: &Syntax, phrases: &[usize]) -> Fillers {
    let usable = |p: &&usize| {
        let phrase = &syntax.phrases[**p];
        let silent = reading.segmented.words[phrase.head as usize].upos == Upos::Pron && reading.filler(syntax, **p).0.is_none();
        // A score is nobody.
        let text = &reading.scanned.text[reading.scanned.tokens[phrase.tokens.0 as usize].start as usize
            ..reading.scanned.tokens[phrase.tokens.1 as usize - 1].end as usize];
        let dash = || text.bytes().any(|b| b == b'-') || text.contains('–');
        let score = !text.bytes().any(|b| b.is_ascii_alphabetic()) && dash() && !text.contains(char::is_alphabetic);
        !phrase.is_date && !silent && !score
    };
    // `arrested two men and released them`
    if let [one] = phrases
        && reading.is(syntax.phrases[*one].head, &reading.words.them)
        && reading.filler(syntax, *one).0.is_none()
    {
        return meant_before(reading, syntax, syntax.phrases[*one].item);
    }
    if let [one] = phrases
        && reading.is(syntax.phrases[*one].head, &reading.words.they)
        && reading.filler(syntax, *one).0.is_none()
    {
        return reading.they(syntax, syntax.phrases[*one].item, syntax.phrases[*one].head);
    }
    if let [one] = phrases
        && let Some(body) = reading.it_of(syntax, *one)
    {
        return smallvec![body];
    }
    if let [one] = phrases
        && let Some(somebody) = reading.subject_meant(syntax, *one)
    {
        return smallvec![somebody];
    }
    if let [one] = phrases {
        let both = reading.both_of(syntax, *one);
        if !both.is_empty() {
            return both;
        }
    }
    phrases.iter().filter(usable).map(|p| reading.filler(syntax, *p)).collect()
}

/// Of several people whom the verbs before an item name, the nearest, whom `them` stands for.
fn meant_before(reading: &Reading<'_, '_>, syntax: &Syntax, item: usize) -> Fillers {
    let several = |p: &usize| {
        let phrase = &syntax.phrases[*p];
        let plural = reading.segmented.words[phrase.head as usize].form == Form::Plural || reading.is(phrase.head, &reading.words.bodies);
        plural && !phrase.is_date && reading.named(phrase.head).is_none() && acts(reading, syntax, *p)
    };
    let before = syntax.verbs[..syntax.verbs.partition_point(|v| v.item < item)].iter().rev().skip(1).take(2);
    let phrase = before.into_iter().find_map(|v| v.object.iter().chain(&v.subject).copied().find(several));
    match phrase {
        Some(phrase) => smallvec![reading.filler(syntax, phrase)],
        None => reading.several_before(syntax, item),
    }
}

/// Prepositions with their phrases.
trait Prepositions: Iterator<Item = (u32, usize)> {}
impl<I: Iterator<Item = (u32, usize)>> Prepositions for I {}

fn behind(reading: &Reading<'_, '_>, syntax: &Syntax, mut around: impl Prepositions, symbol: u16) -> Fillers {
    let found = around.find(|(token, _)| reading.has(*token, symbol)).map(|a| a.1);
    found.map_or(Fillers::new(), |p| phrases(reading, syntax, &syntax.joined(meant(reading, syntax, p))))
}

/// Of `Norway's navy` the navy, of `the man's death` the man.
fn meant(reading: &Reading<'_, '_>, syntax: &Syntax, phrase: usize) -> usize {
    let owned = syntax.owned(phrase);
    let somebody = |p: usize| reading.named(syntax.phrases[p].head).is_some() || acts(reading, syntax, p);
    if somebody(owned) || !somebody(phrase) { owned } else { phrase }
}

/// Who does what a passive verb says: behind its `by`, or behind that of a gerund that it governs (`banned from selling it
/// by the state`).
fn by(reading: &Reading<'_, '_>, syntax: &Syntax, verb: usize) -> Fillers {
    let own = |v: usize| named(reading, syntax.verbs[v].around.iter().copied(), &reading.words.by);
    let gerund = || {
        let next = syntax.verbs.get(verb + 1).filter(|n| !n.is_finite() && !n.group.infinitive && !n.group.passive)?;
        (matches!(syntax.items[next.item - 1].0, Item::Preposition | Item::Conjunction) && next.subject == syntax.verbs[verb].subject)
            .then_some(verb + 1)
    };
    // `was shot and wounded by two men`
    let joined = || {
        let next = syntax.verbs.get(verb + 1).filter(|n| n.group.passive && n.item == syntax.verbs[verb].item + 2)?;
        (syntax.items[next.item - 1].0 == Item::And).then_some(verb + 1)
    };
    own(verb)
        .or_else(|| own(gerund()?))
        .or_else(|| own(joined()?))
        .map_or(Fillers::new(), |a| phrases(reading, syntax, &syntax.joined(meant(reading, syntax, a.1))))
}

fn named(reading: &Reading<'_, '_>, mut around: impl Prepositions, words: &Set) -> Option<(u32, usize)> {
    around.find(|(token, _)| reading.is(*token, words))
}

fn fill(reading: &Reading<'_, '_>, syntax: &Syntax, one: &Spotted, slot: &Slot) -> Fillers {
    match one.verb {
        Some(verb) => {
            // The nouns of the trigger are no participants (`opened fire`, `took office`).
            let mut all = of_verb(reading, syntax, verb, slot, one);
            let head = syntax.verbs[verb].head;
            let is_own = |token: u32| token.checked_sub(head).is_some_and(|n| n > 0 && n < 64 && one.words >> n & 1 == 1);
            // `summoned the ambassador` has its ambassador all the same.
            let acts = |token: u32| reading.role(token).is_some() || reading.is(token, &reading.words.actors);
            all.retain(|f| f.1.1 == 0 || !is_own(f.1.1 - 1) || acts(f.1.1 - 1));
            all
        }
        None => of_noun(reading, syntax, one, slot),
    }
}

fn of_verb(reading: &Reading<'_, '_>, syntax: &Syntax, verb: usize, slot: &Slot, one: &Spotted) -> Fillers {
    let entry = &syntax.verbs[verb];
    let passive = entry.group.passive;
    match slot {
        Slot::Subject if passive => by(reading, syntax, verb),
        Slot::Acting => {
            let object = if passive { entry.subject.first().copied() } else { object(syntax, verb, one) };
            match object.filter(|p| acts(reading, syntax, *p)) {
                Some(_) => of_verb(reading, syntax, verb, &Slot::Object, one),
                None => Fillers::new(),
            }
        }
        Slot::Object if passive => phrases(reading, syntax, &entry.subject),
        Slot::Subject => phrases(reading, syntax, &entry.subject),
        // What stands behind an inverted verb is its subject.
        Slot::Object if entry.object.iter().any(|o| entry.subject.contains(o)) => Fillers::new(),
        Slot::Object => object(syntax, verb, one).map_or(Fillers::new(), |p| phrases(reading, syntax, &syntax.joined(p))),
        Slot::Possessive => {
            let object = if passive { entry.subject.first() } else { entry.object.first() };
            object.map_or(Fillers::new(), |p| reading.owners(syntax, *p))
        }
        Slot::Between => named(reading, entry.around.iter().copied(), &reading.words.between)
            .map_or(Fillers::new(), |a| phrases(reading, syntax, &syntax.joined(a.1))),
        Slot::Preposition(symbol) => behind(reading, syntax, entry.around.iter().copied(), *symbol),
        Slot::Somebody(symbol) => behind(reading, syntax, entry.around.iter().copied().filter(|(_, p)| acts(reading, syntax, *p)), *symbol),
        Slot::Governor | Slot::Number => Fillers::new(),
    }
}

fn of_noun(reading: &Reading<'_, '_>, syntax: &Syntax, one: &Spotted, slot: &Slot) -> Fillers {
    let Some(phrase) = one.phrase else {
        return match slot {
            Slot::Number | Slot::Subject => numbered(reading, syntax, one.token),
            _ => Fillers::new(),
        };
    };
    let behind_noun = || syntax.behind(phrase);
    let around = one.around.map(|v| &syntax.verbs[v]);
    match slot {
        Slot::Subject if one.is_light => {
            let Some(verb) = around.filter(|v| !v.subject.contains(&phrase)) else {
                // `talks were held by A`
                return one.around.map_or(Fillers::new(), |v| by(reading, syntax, v));
            };
            if verb.group.passive {
                return one.around.map_or(Fillers::new(), |v| by(reading, syntax, v));
            }
            phrases(reading, syntax, &verb.subject)
        }
        // `a strike killed two`
        Slot::Object | Slot::Acting => match around.filter(|v| one.is_light && !v.group.passive && v.subject.contains(&phrase)) {
            Some(verb) if !reading.is(verb.head, &reading.words.harm) => Fillers::new(),
            Some(verb) => verb.object.first().map_or(Fillers::new(), |p| phrases(reading, syntax, &syntax.joined(*p))),
            None => Fillers::new(),
        },
        Slot::Subject => {
            match around.filter(|v| !v.group.passive && !v.subject.contains(&phrase) && is_about(reading, syntax, v, phrase)) {
                Some(verb) => phrases(reading, syntax, &verb.subject),
                None => Fillers::new(),
            }
        }
        Slot::Possessive => {
            let owners = reading.owners(syntax, phrase);
            if owners.is_empty() { modifier(reading, syntax, one, phrase).into_iter().collect() } else { owners }
        }
        Slot::Between => {
            named(reading, behind_noun(), &reading.words.between).map_or(Fillers::new(), |a| phrases(reading, syntax, &syntax.joined(a.1)))
        }
        Slot::Governor => governor(reading, syntax, phrase, around),
        Slot::Number => Fillers::new(),
        Slot::Preposition(symbol) | Slot::Somebody(symbol) => {
            let any = matches!(slot, Slot::Preposition(_));
            let fits = |(_, p): &(u32, usize)| any || acts(reading, syntax, *p);
            // `of` belongs to the noun right before it.
            let next = |(token, p): &(u32, usize)| {
                let (own, item) = (syntax.phrases[phrase].item, syntax.phrases[*p].item);
                // `the arrest by police of four men`
                let by = || {
                    item == own + 4
                        && syntax.items[own + 1].0 == Item::Preposition
                        && reading.is(syntax.items[own + 1].1, &reading.words.by)
                };
                !reading.is(*token, &reading.words.of) || item == own + 2 || by()
            };
            let close = behind(reading, syntax, behind_noun().filter(next).filter(fits), *symbol);
            match around {
                Some(verb) if close.is_empty() && one.is_light => {
                    // `went on trial` goes on nothing else.
                    let around = verb.around.iter().copied().filter(|(t, p)| *p != phrase && !reading.is(*t, &reading.words.of));
                    behind(reading, syntax, around.filter(fits), *symbol)
                }
                _ => close,
            }
        }
    }
}

/// Who takes part in what a noun tells behind a preposition of a clause: its subject (`met Lind at a summit`, `said at a
/// briefing`), and who speaks to it (`told a briefing`).
fn governor(reading: &Reading<'_, '_>, syntax: &Syntax, phrase: usize, around: Option<&Verb>) -> Fillers {
    let told = |v: &&Verb| v.object.contains(&phrase) && !v.group.passive && reading.is(v.head, &reading.words.reporting);
    if let Some(verb) = around.filter(told) {
        return phrases(reading, syntax, &verb.subject);
    }
    let governs = |v: &&Verb| !v.subject.contains(&phrase);
    let verb = syntax.verb_before(syntax.phrases[phrase].item).map(|v| &syntax.verbs[v]).or(around).filter(governs);
    match verb {
        Some(verb) if syntax.governing_preposition(phrase).is_some() && !verb.group.passive => {
            phrases(reading, syntax, &verb.subject).into_iter().filter(|f| f.0.is_some()).collect()
        }
        _ => Fillers::new(),
    }
}

/// Who does what a noun tells, as a word in front of it: a country by its letters (`US air strikes`), an organization or the
/// noun of a body (`a police raid`).
fn modifier(reading: &Reading<'_, '_>, syntax: &Syntax, one: &Spotted, phrase: usize) -> Option<Filler> {
    let rules = &reading.resources.rules.triggers;
    let kind = rules.triggers[usize::from(one.trigger)].kind;
    if !rules.types[usize::from(kind)].modifier_acts {
        return None;
    }
    let letters = |t: u32| reading.scanned.tokens[t as usize].is(Shape::ALL_CAPS) || reading.scanned.word(t as usize).contains('.');
    let own = &syntax.phrases[phrase];
    if let Some(token) = (own.tokens.0..one.token).rev().find(|t| reading.named(*t).is_some()) {
        let fits = |m: &&Mention<'_>| m.kind == Kind::Organization || m.kind == Kind::Location && letters(token);
        return reading.named(token).filter(fits).map(|m| (m.entity, m.tokens));
    }
    let body = one.token.checked_sub(1).filter(|t| *t >= own.tokens.0 && reading.is(*t, &reading.words.bodies))?;
    Some((None, (body, one.token)))
}

/// Whether the subject of a verb takes part in what a noun tells: it is `on strike`, or plans or calls off talks.
fn is_about(reading: &Reading<'_, '_>, syntax: &Syntax, verb: &Verb, phrase: usize) -> bool {
    let item = syntax.phrases[phrase].item;
    let predicate = || {
        let first = (verb.item + 1..item).find(|n| syntax.items[*n].0 != Item::Adverb);
        reading.is(verb.head, &reading.words.be) && first.is_some_and(|n| n + 1 == item && syntax.items[n].0 == Item::Preposition)
    };
    let intends = || reading.is(verb.head, &reading.words.planned) || reading.is(verb.head, &reading.words.prevented);
    predicate() || verb.object.contains(&phrase) && intends()
}

/// The object of a verb, behind its particle too (`blew up two pylons`).
fn object(syntax: &Syntax, verb: usize, one: &Spotted) -> Option<usize> {
    let entry = &syntax.verbs[verb];
    let behind = || entry.around.iter().find(|(token, _)| one.end > entry.head + 1 && token + 1 == one.end).map(|a| a.1);
    entry.object.first().copied().or_else(behind)
}

/// Whether a phrase is somebody who can act.
fn acts(reading: &Reading<'_, '_>, syntax: &Syntax, phrase: usize) -> bool {
    let head = syntax.phrases[phrase].head;
    reading.holds(syntax, &reading.words.actors, phrase) || reading.is_person_noun(head) || reading.is_nationality(head)
}

/// Who is said to be dead or hurt by an adjective: the phrase that holds it (`the wounded men`), of whom the verb right
/// before it says so (`was found dead`), or the phrase right before it.
fn numbered(reading: &Reading<'_, '_>, syntax: &Syntax, token: u32) -> Fillers {
    let next = syntax.phrases.partition_point(|p| p.tokens.1 <= token);
    if syntax.phrases.get(next).is_some_and(|p| p.tokens.0 <= token && token < p.head) {
        return phrases(reading, syntax, &[next]);
    }
    let verb = token.checked_sub(1).and_then(|before| syntax.tables.verb_at(before)).map(|v| &syntax.verbs[v]);
    if let Some(verb) = verb.filter(|v| v.object.is_empty() && !v.subject.is_empty()) {
        return phrases(reading, syntax, &verb.subject);
    }
    next.checked_sub(1).map_or(Fillers::new(), |n| phrases(reading, syntax, &[n]))
}
