//! Every demand of an article's facts against its record. What a demand means stands in `fixtures/articles/README.md`.

use crate::facts::{Date, Entity, Facts, Not, Occurrence, Quote, Role, Sentence, Warning};
use copydesk::record::{Attribution, Detail, Event, Kind, Mention, Part, Record};
use copydesk::span::Span;
use std::cell::{Cell, RefCell};

/// Demands of one article, counted and compared.
pub(crate) struct Checker<'c> {
    record: &'c Record<'c>,
    facts: &'c Facts,
    pub(crate) failures: RefCell<Vec<(String, String)>>,
    pub(crate) demands: Cell<usize>,
}

fn same(a: Option<&str>, b: &str) -> bool {
    a.is_some_and(|a| a.to_lowercase() == b.to_lowercase())
}

impl<'c> Checker<'c> {
    pub(crate) fn new(record: &'c Record<'c>, facts: &'c Facts) -> Self {
        Checker { record, facts, failures: RefCell::default(), demands: Cell::default() }
    }

    /// One demand: its key for the list of misses, whether it holds, and what was found instead.
    fn demand(&self, key: String, holds: bool, found: impl FnOnce() -> String) {
        self.demands.set(self.demands.get() + 1);
        if !holds {
            self.failures.borrow_mut().push((key, found()));
        }
    }

    pub(crate) fn all(&self) {
        let facts = self.facts;
        self.header();
        facts.sentence.iter().for_each(|f| self.sentence(f));
        for (kind, entities) in self.entities() {
            entities.iter().for_each(|f| self.entity(kind, f));
        }
        facts.not.iter().for_each(|f| self.not(f));
        facts.role.iter().for_each(|f| self.role(f));
        facts.date.iter().for_each(|f| self.date(f));
        facts.occurrence.iter().for_each(|f| self.occurrence(f));
        facts.quote.iter().for_each(|f| self.quote(f));
        facts.warning.iter().for_each(|f| self.warning(f));
    }

    fn entities(&self) -> [(Kind, &'c [Entity]); 4] {
        let f = self.facts;
        [(Kind::Person, &f.person), (Kind::Organization, &f.organization), (Kind::Location, &f.location), (Kind::Event, &f.event)]
    }

    /// Places where a text stands as whole words.
    fn whole_words(&self, text: &str) -> Vec<Span> {
        let all = self.record.text;
        let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let whole = |&(at, _): &(usize, &str)| free(all[..at].chars().next_back()) && free(all[at + text.len()..].chars().next());
        let span = |(at, _): (usize, &str)| Span::new(at as u32, (at + text.len()) as u32);
        all.match_indices(text).filter(whole).map(span).collect()
    }

    /// Places that a fact speaks of: the one in `near`, or all whole words.
    fn places(&self, text: &str, near: Option<&String>) -> Vec<Span> {
        let Some(near) = near else { return self.whole_words(text) };
        let outer: Vec<usize> = self.record.text.match_indices(near.as_str()).map(|(at, _)| at).collect();
        let inner: Vec<usize> = near.match_indices(text).map(|(at, _)| at).collect();
        assert!(outer.len() == 1 && inner.len() == 1, "`{near}` must stand once in the article and hold `{text}` once");
        let start = (outer[0] + inner[0]) as u32;
        vec![Span::new(start, start + text.len() as u32)]
    }

    /// The one place that a fact speaks of.
    fn place(&self, text: &str, near: Option<&String>) -> Span {
        let places = self.places(text, near);
        assert!(places.len() == 1, "`{text}` stands {} times; the fact needs `near`", places.len());
        places[0]
    }

    fn surface(&self, mention: u32) -> &'c str {
        self.record.mentions[mention as usize].span.text(self.record.text)
    }

    /// Entity of a name of the facts: of its type the one with most of its forms.
    fn find(&self, name: &str) -> Option<u32> {
        let (kind, fact) = self.entities().into_iter().find_map(|(kind, all)| all.iter().find(|f| f.name == name).map(|f| (kind, f)))?;
        let forms = |e: u32| {
            let mentions = &self.record.entities[e as usize].mentions;
            fact.mentions.iter().filter(|form| mentions.iter().any(|&m| self.surface(m) == form.as_str())).count()
        };
        let candidates = (0..self.record.entities.len() as u32).filter(|&e| self.record.entities[e as usize].kind == Some(kind));
        candidates.filter(|&e| forms(e) > 0).max_by_key(|&e| (forms(e), std::cmp::Reverse(e)))
    }

    fn is(&self, entity: Option<u32>, name: &str) -> bool {
        assert!(self.entities().iter().any(|(_, all)| all.iter().any(|f| f.name == name)), "the facts have no entity `{name}`");
        entity.is_some() && entity == self.find(name)
    }

    fn name(&self, entity: Option<u32>) -> String {
        entity.map_or("nobody".into(), |e| self.record.entities[e as usize].name.to_string())
    }

    fn header(&self) {
        let (facts, header) = (&self.facts.article, &self.record.article);
        let published = self.record.published.map(|d| d.to_string());
        let fields = [
            ("distributor", &facts.distributor, header.distributor),
            ("agency", &facts.agency, header.agency),
            ("place", &facts.place, header.place.as_deref()),
            ("headline", &facts.headline, header.headline),
            ("date", &facts.date, published.as_deref()),
        ];
        for (key, wanted, found) in fields {
            if let Some(wanted) = wanted {
                self.demand(format!("article {key}"), same(found, wanted), || format!("{found:?}"));
            }
        }
        if let Some(byline) = &facts.byline {
            let right = byline.len() == header.byline.len() && byline.iter().zip(&header.byline).all(|(a, b)| same(Some(b), a));
            self.demand("article byline".into(), right, || format!("{:?}", header.byline));
        }
    }

    fn sentence(&self, fact: &Sentence) {
        let text = |span: Span| span.text(self.record.text).trim();
        let wanted = |s: &&copydesk::record::Sentence| text(s.span).starts_with(&fact.starts) && text(s.span).ends_with(&fact.ends);
        let found = self.record.sentences.iter().find(wanted).map(|s| s.region.name());
        let near = self.record.sentences.iter().find(|s| text(s.span).contains(&fact.starts)).map(|s| text(s.span).to_string());
        self.demand(format!("sentence \"{}\"", fact.starts), found.is_some(), || near.unwrap_or("cut within its start".into()));
        if let (Some(kind), Some(found)) = (&fact.kind, found) {
            self.demand(format!("sentence \"{}\": kind", fact.starts), kind == found, || found.into());
        }
    }

    fn entity(&self, kind: Kind, fact: &Entity) {
        let key = |what: &str| format!("{} \"{}\": {what}", kind.name(), fact.name);
        let entity = self.find(&fact.name);
        let has = |e: u32, form: &str| self.record.entities[e as usize].mentions.iter().any(|&m| self.surface(m) == form);
        let holds: Vec<bool> = fact.mentions.iter().map(|form| entity.is_some_and(|e| has(e, form))).collect();
        let others = (0..self.record.entities.len() as u32)
            .find(|&e| Some(e) != entity && self.record.entities[e as usize].kind == Some(kind) && fact.mentions.iter().any(|f| has(e, f)));
        for (form, holds) in fact.mentions.iter().zip(holds) {
            let places = self.whole_words(form);
            assert!(!places.is_empty(), "`{form}` stands nowhere");
            let over = |m: &&Mention<'_>| places.iter().any(|p| p.overlaps(m.span)) && m.kind != Kind::Role;
            let found = self.record.mentions.iter().find(over).map(|m| format!("{} \"{}\"", m.kind.name(), m.span.text(self.record.text)));
            self.demand(key(form), holds, || found.unwrap_or("nothing there".into()));
        }
        if entity.is_some() {
            self.demand(key("one entity"), others.is_none(), || format!("also {}", self.name(others)));
        }
    }

    fn not(&self, fact: &Not) {
        let spans: Vec<Span> = match fact.kind.as_str() {
            "quote" => self.record.quotes.iter().filter(|q| q.direct).map(|q| q.span).collect(),
            "occurrence" => self.record.events.iter().map(|e| e.trigger).collect(),
            kind => {
                let mentions = self.record.mentions.iter().filter(|m| m.kind.name() == kind).map(|m| m.span);
                mentions.chain(self.record.events.iter().filter(|e| e.kind == kind).map(|e| e.trigger)).collect()
            }
        };
        let places = match (&fact.near, fact.kind.as_str()) {
            // With its marks a quotation is no whole word.
            (None, "quote") => {
                self.record.text.match_indices(&fact.text).map(|(at, t)| Span::new(at as u32, (at + t.len()) as u32)).collect()
            }
            (near, _) => self.places(&fact.text, near.as_ref()),
        };
        assert!(!places.is_empty(), "`{}` stands nowhere", fact.text);
        let touches = |s: &Span, p: &Span| (p.start <= s.start && s.start < p.end) || (p.start < s.end && s.end <= p.end);
        let wrong = spans.iter().find(|s| places.iter().any(|p| touches(s, p)));
        let near = fact.near.as_ref().map(|n| format!(" near \"{n}\"")).unwrap_or_default();
        let key = format!("not {} \"{}\"{near}", fact.kind, fact.text);
        self.demand(key, wrong.is_none(), || wrong.map_or(String::new(), |s| s.text(self.record.text).into()));
    }

    fn role(&self, fact: &Role) {
        let near = fact.near.as_ref().map(|n| format!(" near \"{n}\"")).unwrap_or_default();
        let key = |what: &str| format!("role \"{}\"{near}: {what}", fact.text);
        let place = self.place(&fact.text, fact.near.as_ref());
        let roles = || self.record.mentions.iter().enumerate().filter(|(_, m)| m.kind == Kind::Role);
        let found = roles().find(|(_, m)| m.span == place);
        let others = roles().find(|(_, m)| m.span.overlaps(place)).map(|(_, m)| m.span.text(self.record.text));
        self.demand(key("span"), found.is_some(), || format!("{others:?}"));
        let Some((number, Detail::Role(role))) = found.map(|(n, m)| (n as u32, &m.detail)) else { return };
        if let Some(person) = &fact.person {
            self.demand(key("person"), self.is(role.refers_to, person), || self.name(role.refers_to));
            let links: Vec<_> = self.record.relations.iter().filter(|r| r.role == number && self.is(Some(r.person), person)).collect();
            let fields = [("organization", &fact.organization), ("place", &fact.place), ("place_name", &fact.place_name)];
            for (field, wanted) in fields.iter().filter_map(|(field, wanted)| wanted.as_ref().map(|w| (*field, w))) {
                let holds = links.iter().any(|r| match field {
                    "organization" => self.is(r.organization, wanted),
                    "place" => self.is(r.place, wanted),
                    _ => r.place_name == Some(wanted.as_str()),
                });
                self.demand(key(field), holds, || format!("{} relations", links.len()));
            }
        }
        if let Some(title) = &fact.title {
            self.demand(key("title"), role.title.as_ref() == Some(title), || format!("{:?}", role.title));
        }
        for (field, wanted, found) in [("former", fact.former, role.former), ("damaged", fact.damaged, role.damaged)] {
            if wanted {
                self.demand(key(field), found, || "not".into());
            }
        }
    }

    fn date(&self, fact: &Date) {
        let near = fact.near.as_ref().map(|n| format!(" near \"{n}\"")).unwrap_or_default();
        let place = self.place(&fact.text, fact.near.as_ref());
        let dates = || self.record.mentions.iter().filter(|m| m.kind == Kind::Date);
        let found = dates().find(|m| m.span == place);
        let others = dates().find(|m| m.span.overlaps(place)).map(|m| m.span.text(self.record.text));
        self.demand(format!("date \"{}\"{near}: span", fact.text), found.is_some(), || format!("{others:?}"));
        if let Some(Detail::Timex(t)) = found.map(|m| &m.detail) {
            let right = t.class.name() == fact.class && t.value == fact.value && t.end == fact.end;
            self.demand(format!("date \"{}\"{near}: value", fact.text), right, || format!("{} {} {:?}", t.class.name(), t.value, t.end));
        }
    }

    fn occurrence(&self, fact: &Occurrence) {
        let near = fact.near.as_ref().map(|n| format!(" near \"{n}\"")).unwrap_or_default();
        let key = |what: &str| format!("{} \"{}\"{near}: {what}", fact.kind, fact.trigger);
        let place = self.place(&fact.trigger, fact.near.as_ref());
        let found = self.record.events.iter().find(|e| e.trigger == place && e.kind == fact.kind);
        let others = self.record.events.iter().find(|e| e.trigger.overlaps(place)).map(|e| e.kind);
        self.demand(key("event"), found.is_some(), || format!("{others:?}"));
        let Some(event) = found else { return };
        self.demand(key("status"), event.status.name() == fact.status, || event.status.name().into());
        for (part, names) in [(Part::Agent, &fact.agents), (Part::Patient, &fact.patients), (Part::Other, &fact.others)] {
            for name in names {
                let all: Vec<String> =
                    event.participants.iter().map(|p| format!("{} \"{}\"", p.part.name(), p.span.text(self.record.text))).collect();
                self.demand(key(&format!("{} {name}", part.name())), self.takes_part(event, part, name), || all.join(", "));
            }
        }
        if let Some(place) = &fact.place {
            self.demand(key("place"), self.is(event.place, place), || self.name(event.place));
        }
        if let Some(date) = &fact.date {
            let mentioned = event.date.and_then(|m| match &self.record.mentions[m as usize].detail {
                Detail::Timex(t) => Some(&t.value),
                _ => None,
            });
            let value = event.date_value.as_ref().or(mentioned);
            self.demand(key("date"), value == Some(date), || format!("{value:?}"));
        }
        if fact.implied {
            self.demand(key("implied"), event.attributed_to == Some(Attribution::Implied), || format!("{:?}", event.attributed_to));
        }
        if let Some(who) = &fact.attributed_to {
            let found = match event.attributed_to {
                Some(Attribution::Entity(e)) => Some(e),
                _ => None,
            };
            self.demand(key("attributed_to"), self.is(found, who), || self.name(found));
        }
        if let Some(count) = fact.count {
            let found = event.participants.iter().find(|p| p.part == Part::Patient).and_then(|p| p.count);
            self.demand(key("count"), found == Some(count), || format!("{found:?}"));
        }
    }

    fn takes_part(&self, event: &Event<'_>, part: Part, name: &str) -> bool {
        let known = self.entities().iter().any(|(_, all)| all.iter().any(|f| f.name == name));
        event.participants.iter().filter(|p| p.part == part).any(|p| match known {
            true => self.is(p.entity, name),
            false => p.entity.is_none() && p.span.text(self.record.text).contains(name),
        })
    }

    fn quote(&self, fact: &Quote) {
        let text = |span: Span| span.text(self.record.text);
        let begins = |q: &&copydesk::record::Quote| q.direct && text(q.span).starts_with(&fact.starts);
        let found = self.record.quotes.iter().find(begins);
        let key = |what: &str| format!("quote {}: {what}", fact.starts);
        self.demand(key("start"), found.is_some(), || "nothing begins so".into());
        let Some(quote) = found else { return };
        if let Some(ends) = &fact.ends {
            self.demand(key("end"), text(quote.span).ends_with(ends.as_str()), || text(quote.span).into());
        }
        if let Some(speaker) = &fact.speaker {
            self.demand(key("speaker"), self.is(quote.speaker, speaker), || self.name(quote.speaker));
        }
    }

    fn warning(&self, fact: &Warning) {
        let at: Vec<usize> = self.record.text.match_indices(&fact.near).map(|(at, _)| at).collect();
        assert!(at.len() == 1, "`{}` must stand once in the article", fact.near);
        let near = Span::new(at[0] as u32, (at[0] + fact.near.len()) as u32);
        let inside = |w: &&copydesk::record::Warning| w.kind.name() == fact.kind && near.start <= w.span.start && w.span.start < near.end;
        let found = self.record.warnings.iter().find(inside);
        let key = format!("warning {} near \"{}\"", fact.kind, fact.near);
        self.demand(key.clone(), found.is_some(), || "none".into());
        if let (Some(guess), Some(found)) = (&fact.guess, found) {
            self.demand(key + ": guess", found.guess.as_ref() == Some(guess), || format!("{:?}", found.guess));
        }
    }
}
