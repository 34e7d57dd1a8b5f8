//! What events read of an article: words as their rules know them, names and roles by token, who pronouns stand for.

use super::phrases::makes_phrase;
use crate::layout::Layout;
use crate::record::{Detail, Entity, Kind, Mention, TimexClass};
use crate::resources::Resources;
use crate::rules::make::events::Set;
use crate::rules::{Lists, Word as EventWord};
use crate::scan::Scanned;
use crate::segment::{Form, Group, Segmented, Upos, Word};
use crate::span::Span;
use copydesk_engine::tokens::Shape;
use jiff::civil::Date;
use std::cell::RefCell;

/// An article as events see it.
pub(in crate::link) struct Reading<'r, 'd> {
    pub(super) resources: &'d Resources,
    pub(super) scanned: &'r Scanned<'r>,
    pub(super) segmented: &'r Segmented<'r>,
    pub(super) mentions: &'r [Mention<'d>],
    pub(super) entities: &'r [Entity<'d>],
    pub(super) published: Option<Date>,
    pub(super) words: &'d Lists,
    /// Whom a token stands for, by token.
    pub(super) who: &'r dyn Fn(u32) -> Option<u32>,
    dateline: Option<(u32, u32)>,
    /// What the tokens are to the triggers.
    event_words: Vec<EventWord>,
    /// Number of the group that begins at a token, and one.
    groups: Vec<u32>,
    /// Outermost name or role over a token, and one.
    named: Vec<u32>,
    roles: Vec<u32>,
    dates: Vec<u32>,
    /// Last tokens of words for peoples and countries' own, ascending.
    nationalities: Vec<u32>,
    /// End of the longest name or role that begins at a token, 0 for none.
    ends: Vec<u32>,
    /// What statements tell without marks, by the token of the verb.
    pub(super) contents: Vec<(u32, (u32, u32))>,
    /// Who acts in the clause in which a quotation begins, by the token of its mark.
    pub(super) heard: Vec<(u32, u32)>,
    /// Numbers of the lists of nouns of places and of media.
    places: Option<usize>,
    media: Option<usize>,
    /// Numbers of the lists of nouns for persons, groups of people and what people are by profession.
    persons: [Option<usize>; 5],
    /// Who acted last.
    pub(super) actors: super::actors::Actors,
    /// Who speaks in the marks of the sentence.
    pub(super) voice: super::voices::Voice,
    /// Sets by their number, and whether the article speaks of them.
    spoken: RefCell<Vec<(u16, bool)>>,
}

impl<'r, 'd> Reading<'r, 'd> {
    /// Prepares an article.
    #[expect(clippy::too_many_arguments, reason = "all that the rooms before found")]
    pub(in crate::link) fn new(
        resources: &'d Resources,
        scanned: &'r Scanned<'r>,
        segmented: &'r Segmented<'r>,
        layout: &Layout<'_, 'd>,
        mentions: &'r [Mention<'d>],
        entities: &'r [Entity<'d>],
        who: &'r dyn Fn(u32) -> Option<u32>,
        published: Option<Date>,
    ) -> Self {
        let tokens = scanned.tokens.len();
        let mut nationalities = Vec::new();
        let (mut named, mut roles, mut dates, mut groups) = (vec![0; tokens], vec![0; tokens], vec![0; tokens], vec![0; tokens]);
        for (number, mention) in mentions.iter().enumerate() {
            let over = match mention.kind {
                Kind::Date => &mut dates,
                Kind::Role => &mut roles,
                kind if kind.is_named() => &mut named,
                _ => {
                    nationalities.push(mention.tokens.1 - 1);
                    continue;
                }
            };
            let (from, to) = (mention.tokens.0 as usize, (mention.tokens.1 as usize).min(tokens));
            over[from..to].iter_mut().filter(|o| **o == 0).for_each(|o| *o = number as u32 + 1);
        }
        nationalities.sort_unstable();
        let mut ends = vec![0; tokens];
        for (mention, number) in mentions.iter().zip(1..) {
            let first = mention.tokens.0 as usize;
            if makes_phrase(mention.kind) && (named.get(first) == Some(&number) || roles.get(first) == Some(&number)) {
                ends[first] = mention.tokens.1.max(ends[first]);
            }
        }
        for (number, group) in segmented.groups.iter().enumerate() {
            groups[group.tokens.0 as usize] = number as u32 + 1;
        }
        Reading {
            resources,
            scanned,
            segmented,
            mentions,
            entities,
            published,
            words: &resources.rules.event_lists,
            who,
            dateline: layout.dateline,
            event_words: scanned.known.iter().map(|k| resources.rules.trigger_words.word(k.events)).collect(),
            groups,
            named,
            roles,
            dates,
            nationalities,
            ends,
            contents: Vec::new(),
            heard: Vec::new(),
            places: resources.list("cues/place-nouns"),
            media: resources.list("organizations/media"),
            persons: ["words/person-nouns", "words/groups", "roles/heads", "roles/professions", "roles/uniformed"]
                .map(|list| resources.list(list)),
            actors: super::actors::Actors::default(),
            voice: super::voices::Voice::default(),
            spoken: RefCell::default(),
        }
    }

    /// A sentence's tokens without the dateline.
    pub(super) fn body(&self, (from, to): (u32, u32)) -> (u32, u32) {
        match self.dateline {
            Some((start, end)) if from <= start && end < to => (end, to),
            _ => (from, to),
        }
    }

    /// Symbols of a token in the rules of events.
    pub(super) fn symbols(&self, token: u32) -> &[u16] {
        let row = self.scanned.known.get(token as usize).map_or(0, |k| k.events);
        self.resources.rules.triggers.vocabulary.symbols(row)
    }

    /// Whether a token has a symbol in the rules of events.
    pub(super) fn has(&self, token: u32, symbol: u16) -> bool {
        self.symbols(token).binary_search(&symbol).is_ok()
    }

    /// What a token is to the triggers.
    #[inline]
    pub(super) fn event_word(&self, token: u32) -> EventWord {
        self.event_words.get(token as usize).copied().unwrap_or_default()
    }

    /// Whether a token is one of the words of a set.
    #[inline(always)]
    pub(super) fn is(&self, token: u32, set: &Set) -> bool {
        let sets = self.event_words.get(token as usize).map_or(0, |w| w.sets);
        sets & set.sign != 0 && (set.is_exact || self.is_among(token, set))
    }

    #[inline(never)]
    fn is_among(&self, token: u32, set: &Set) -> bool {
        self.event_words[token as usize].second & set.second != 0 && set.symbols.iter().any(|s| self.has(token, *s))
    }

    /// The group that begins at a token.
    pub(super) fn group_at(&self, token: u32) -> Option<&Group> {
        let number = *self.groups.get(token as usize)?;
        number.checked_sub(1).map(|n| &self.segmented.groups[n as usize])
    }

    /// The name over a token.
    pub(super) fn named(&self, token: u32) -> Option<&Mention<'d>> {
        self.named.get(token as usize)?.checked_sub(1).map(|n| &self.mentions[n as usize])
    }

    /// The role over a token.
    pub(super) fn role(&self, token: u32) -> Option<&Mention<'d>> {
        self.roles.get(token as usize)?.checked_sub(1).map(|n| &self.mentions[n as usize])
    }

    /// The date over a token, by its number.
    pub(super) fn date(&self, token: u32) -> Option<u32> {
        self.dates.get(token as usize)?.checked_sub(1)
    }

    /// Whether a word for a people or a country's own ends at a token.
    pub(super) fn is_nationality(&self, token: u32) -> bool {
        self.nationalities.binary_search(&token).is_ok()
    }

    /// The end of the date that begins at a token.
    pub(super) fn date_at(&self, token: u32) -> Option<u32> {
        let mention = &self.mentions[self.date(token)? as usize];
        (mention.tokens.0 == token).then_some(mention.tokens.1)
    }

    /// The tokens of the longest name or role that begins at a token.
    pub(super) fn name_at(&self, token: u32) -> Option<(u32, u32)> {
        let end = self.ends.get(token as usize).copied().filter(|end| *end > 0)?;
        Some((token, end))
    }

    /// The name that begins right where a role ends.
    pub(super) fn title_name(&self, token: u32) -> Option<(u32, u32)> {
        let before = token.checked_sub(1)?;
        self.role(before).filter(|r| r.tokens.1 == token)?;
        self.named(token).filter(|m| m.tokens.0 == token && m.kind == Kind::Person).map(|m| m.tokens)
    }

    /// Whether a token lies in a name, a role or a date, and so tells no event.
    pub(super) fn is_covered(&self, token: u32) -> bool {
        self.named(token).is_some() || self.role(token).is_some() || self.date(token).is_some()
    }

    /// The value of a date mention, where it is a day or a time.
    pub(super) fn day(&self, mention: u32) -> Option<&str> {
        match &self.mentions[mention as usize].detail {
            Detail::Timex(timex) if matches!(timex.class, TimexClass::Date | TimexClass::Time) => Some(&timex.value),
            _ => None,
        }
    }

    /// Whether two words here join like `and` (`together with`).
    pub(super) fn joins(&self, token: u32) -> bool {
        self.is(token, &self.words.together) && self.is(token + 1, &self.words.with)
    }

    /// Whether a value lies after the day of the article.
    pub(super) fn is_future(&self, value: &str) -> bool {
        let Some(published) = self.published else { return value == "FUTURE_REF" };
        let today = published.to_string();
        // As far as the value is a plain date: `2024` of `2024-H1`, all of `2024-11-02`.
        let plain = value
            .split('T')
            .next()
            .unwrap_or_default()
            .split('-')
            .take_while(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        let length = (plain.map(|part| part.len() + 1).sum::<usize>()).saturating_sub(1).min(today.len());
        value == "FUTURE_REF" || length >= 4 && value[..length] > today[..length]
    }

    /// Whether the article has three words of the set of this number, and one of hundred.
    pub(super) fn speaks_of(&self, number: u16) -> bool {
        let known = self.spoken.borrow().iter().find(|(known, _)| *known == number).map(|(_, speaks)| *speaks);
        known.unwrap_or_else(|| {
            let set = self.resources.rules.triggers.set(number);
            let enough = 3.max(self.scanned.tokens.len() / 100);
            let speaks = (0..self.scanned.tokens.len() as u32).filter(|t| self.is(*t, set)).take(enough).count() == enough;
            self.spoken.borrow_mut().push((number, speaks));
            speaks
        })
    }

    /// Whether a past form is spelt like its participle.
    pub(super) fn may_be_participle(&self, token: u32) -> bool {
        let readings = self.resources.layers()[0].view().readings_at(self.scanned.known[token as usize].readings);
        let verb = |form| readings.iter().any(|r| Word::of(r.tag, 0).is(Upos::Verb, form));
        // Of a word that no list knows nothing is known against it.
        verb(Form::Participle) || !verb(Form::Past)
    }

    /// Whether a token is a noun for a person or a group of people (`investor`, `residents`).
    pub(super) fn is_person_noun(&self, token: u32) -> bool {
        self.persons.iter().flatten().any(|list| self.scanned.is_in(token as usize, *list))
    }

    /// Whether a token is the noun of a place (`river`, `district`).
    pub(super) fn is_place(&self, token: u32) -> bool {
        self.places.is_some_and(|list| self.scanned.is_in(token as usize, list))
    }

    /// Whether a news agency or another medium begins at a token.
    pub(super) fn is_source(&self, token: u32) -> bool {
        self.media.is_some_and(|list| self.scanned.is_in(token as usize, list))
    }

    /// Whether a preposition says where.
    pub(super) fn is_local(&self, token: u32) -> bool {
        self.is(token, &self.words.local)
    }

    /// Whether `the` stands before the noun at a span.
    pub(super) fn is_definite(&self, trigger: Span) -> bool {
        let token = self.scanned.tokens.partition_point(|t| t.start < trigger.start);
        token > 0 && self.segmented.words[token - 1].upos == Upos::Det && self.is(token as u32 - 1, &self.words.definite)
    }

    /// The number in front of a noun.
    pub(super) fn count(&self, tokens: (u32, u32)) -> Option<u64> {
        let numbers = self.words.numbers.iter().fold(0, |all, n| all | n.sign);
        let number = |t: u32| {
            let token = &self.scanned.tokens[t as usize];
            let whole = token.is(Shape::NUMBER) && !token.is(Shape::DECIMAL) && self.named(t).is_none();
            let text = self.scanned.word(t as usize);
            if whole {
                text.replace(',', "").parse().ok()
            } else {
                let any = self.event_word(t).sets & numbers != 0;
                any.then(|| self.words.numbers.iter().position(|n| self.is(t, n))).flatten().map(|n| n as u64 + 1)
            }
        };
        (tokens.0..tokens.1).find_map(number)
    }

    /// Whether a date mention says how often.
    pub(super) fn is_repeated(&self, mention: u32) -> bool {
        matches!(&self.mentions[mention as usize].detail, Detail::Timex(timex) if timex.class == TimexClass::Set)
    }
}
