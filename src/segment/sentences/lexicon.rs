//! What sentence boundaries need to know of words: abbreviations by kind, closed-class words, verbs.

use crate::layout::marks::is_lower;
use crate::layout::words::{Class, Words};
use crate::resources::Resources;
use crate::scan::Scanned;
use copydesk_engine::tokens::Shape;

/// What stands around an abbreviation: the column `subtype` of `words/abbreviations`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// `Mr.`: a name follows.
    Title,
    /// `St.`: a name follows, or nothing (`Main St.`).
    PlacePrefix,
    /// `No.`: a number follows.
    Number,
    /// `Oct.`
    Month,
    /// `Corp.`, `Calif.`: part of a name, often its last.
    Name,
    /// `vs.`: in mid-sentence.
    Inside,
    /// `etc.`, `Jr.`: last of what it belongs to.
    Last,
    /// `a.m.`
    Time,
    /// `pct.`
    Unit,
    /// `U.S.` and other acronyms with dots.
    Acronym,
    /// One letter.
    Initial,
}

pub(super) struct Lexicon<'w> {
    pub(super) scanned: &'w Scanned<'w>,
    words: Words<'w>,
    abbreviations: usize,
    places: [usize; 2],
    calendar: usize,
    zones: usize,
    say_verbs: usize,
}

impl<'w> Lexicon<'w> {
    pub(super) fn new(resources: &'w Resources, scanned: &'w Scanned<'w>) -> Self {
        let list = |id: &str| resources.list(id).unwrap_or(usize::MAX);
        Lexicon {
            scanned,
            words: Words::new(resources),
            abbreviations: list("words/abbreviations"),
            places: [list("places/wire-abbreviations"), list("places/us-codes")],
            calendar: list("cues/weekday-month-words"),
            zones: list("words/clock-zones"),
            say_verbs: list("cues/say-verbs"),
        }
    }

    fn is_in(&self, at: usize, list: usize) -> bool {
        list != usize::MAX && self.scanned.is_in(at, list)
    }

    /// Likeliest class of a word.
    fn class(&self, at: usize) -> Option<Class> {
        let token = &self.scanned.tokens[at];
        let caps = token.is(Shape::ALL_CAPS) && !(at > 0 && self.scanned.tokens[at - 1].is(Shape::ALL_CAPS));
        if caps || !token.is(Shape::WORD) {
            return None;
        }
        self.words.class(token.key)
    }

    /// Whether the lexicon knows the word.
    pub(super) fn is_known(&self, at: usize) -> bool {
        self.words.class(self.scanned.tokens[at].key).is_some()
    }

    /// Whether a single letter is a word of its own (`I`), so that a dot after it may be a full stop.
    pub(super) fn is_complete(&self, at: usize) -> bool {
        self.words.is_pronoun(self.scanned.tokens[at].key)
    }

    /// Whether a word in lower case is a verb first of all.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        is_lower(self.scanned, at) && self.words.is_verb(self.scanned.tokens[at].key)
    }

    /// Whether a word in lower case may be a verb.
    pub(super) fn may_be_verb(&self, at: usize) -> bool {
        is_lower(self.scanned, at) && !self.scanned.tokens[at].is(Shape::CLITIC) && self.words.may_be_verb(self.scanned.tokens[at].key)
    }

    /// Whether `In the` stands here: a preposition with a capital before an article without one.
    pub(super) fn is_phrase_start(&self, at: usize) -> bool {
        let token = &self.scanned.tokens[at];
        token.is(Shape::CAPITAL)
            && !token.is_tight()
            && self.class(at) == Some(Class::Preposition)
            && self
                .scanned
                .tokens
                .get(at + 1)
                .is_some_and(|t| is_lower(self.scanned, at + 1) && self.words.class(t.key) == Some(Class::Closed))
    }

    /// Whether a capitalised word begins a sentence rather than goes on with a name.
    pub(super) fn is_opener(&self, at: usize, end: usize) -> bool {
        let next = self.scanned.tokens.get(at + 1).filter(|_| at + 1 < end);
        let follows_lower = next.is_some_and(|t| {
            is_lower(self.scanned, at + 1)
                || (t.is(Shape::SINGLE) && t.is(Shape::CAPITAL))
                || matches!(self.scanned.word(at + 1), "," | "'")
        });
        // A label: `Photo: …`.
        if next.is_some_and(|t| t.is_tight()) && self.scanned.word(at + 1) == ":" && self.class(at).is_some() {
            return true;
        }
        match self.class(at) {
            Some(Class::Closed | Class::Preposition) => true,
            Some(Class::Loose) => follows_lower,
            _ => false,
        }
    }

    /// Whether a word begins sentences and is never the first of a name.
    pub(super) fn is_closed(&self, at: usize) -> bool {
        self.class(at) == Some(Class::Closed)
    }

    /// Whether a capitalised word is an ordinary one and a word in lower case goes on after it.
    pub(super) fn is_common_opener(&self, at: usize, end: usize) -> bool {
        self.is_opener(at, end)
            || (self.class(at).is_some()
                && at + 1 < end
                && is_lower(self.scanned, at + 1)
                && !self.scanned.tokens[at + 1].is(Shape::CLITIC))
    }

    /// Whether a name stands here that a verb follows.
    pub(super) fn is_subject(&self, at: usize, end: usize) -> bool {
        let mut next = at;
        while next < end && next < at + 4 && self.scanned.tokens[next].is(Shape::CAPITAL) {
            next += 1;
        }
        next > at && next < end && self.is_verb(next)
    }

    /// Whether within a few words of a name a verb of saying follows (`Mr. Smith said`).
    pub(super) fn is_attribution(&self, at: usize, end: usize) -> bool {
        for next in at..end.min(at + 6) {
            let token = &self.scanned.tokens[next];
            if next > at && is_lower(self.scanned, next) {
                return self.is_in(next, self.say_verbs);
            }
            if !(token.is(Shape::CAPITAL) || self.scanned.word(next) == ".") {
                return false;
            }
        }
        false
    }

    /// Whether a weekday, month or time zone begins here.
    pub(super) fn goes_on_after_clock(&self, at: usize, end: usize) -> bool {
        self.is_in(at, self.calendar)
            || (at..end.min(at + 3)).take_while(|&i| self.scanned.tokens[i].is(Shape::WORD)).any(|i| self.is_in(i, self.zones))
    }

    /// What kind of abbreviation the word or acronym is that ends with the dot at `dot` (for acronyms the token itself).
    pub(super) fn abbreviation(&self, dot: usize) -> Option<Abbreviation> {
        let scanned = self.scanned;
        let acronym = scanned.tokens[dot].is(Shape::DOTTED);
        let word = if acronym { dot } else { dot.checked_sub(1)? };
        let token = &scanned.tokens[word];
        if !token.is(Shape::WORD) || !(acronym || scanned.tokens[dot].is_tight()) {
            return None;
        }
        let mut found = None;
        for hit in scanned.hits_at(word).iter().filter(|h| h.layer == 0 && h.end as usize == dot + 1) {
            // `am` is not `a.m.`, though both fold to one key.
            let is = |name: &str| name.ends_with('.') && acronym == name[..name.len() - 1].contains('.');
            let name = self.words.view.name(hit.sense);
            // `Ft. Worth` is not `5 ft.`: the same case wins, and single letters must have it.
            let exact = name.trim_end_matches('.') == scanned.word(word).trim_end_matches('.');
            if usize::from(hit.list) == self.abbreviations && is(name) && (exact || found.is_none() && !token.is(Shape::SINGLE)) {
                found = self.words.view.cell(hit.sense, "subtype").and_then(kind);
            } else if self.places.contains(&usize::from(hit.list)) && !acronym && found.is_none() && is(name) {
                found = Some(Abbreviation::Name);
            }
        }
        let single = token.is(Shape::SINGLE).then_some(Abbreviation::Initial);
        found.or(single).or(acronym.then_some(Abbreviation::Acronym))
    }
}

fn kind(subtype: &str) -> Option<Abbreviation> {
    Some(match subtype {
        "title" => Abbreviation::Title,
        "place-prefix" => Abbreviation::PlacePrefix,
        "number" => Abbreviation::Number,
        "month" | "weekday" => Abbreviation::Month,
        "company" | "address" => Abbreviation::Name,
        "inside" => Abbreviation::Inside,
        "last" => Abbreviation::Last,
        "time" => Abbreviation::Time,
        "unit" => Abbreviation::Unit,
        _ => return None,
    })
}
