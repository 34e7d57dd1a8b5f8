//! The extent of a role: from its head to the words in front that belong to it and the phrase that completes it.

use crate::record::{Kind, Mention};
use crate::resources::Resources;
use crate::scan::Scanned;
use crate::segment::{Segmented, Upos, Word};
use copydesk_engine::tokens::{Shape, Token};

/// A role up to its head.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Core {
    /// First token.
    pub(super) start: u32,
    /// First token of the head.
    pub(super) head: u32,
    /// Token after the head.
    pub(super) end: u32,
    /// Number of the rule that found it.
    pub(super) rule: u32,
    /// Whether it needs a modifier or a complement.
    pub(super) compound: bool,
}

/// Numbers of the lists that decide about extents.
pub(super) struct Lists {
    pub(super) premodifiers: Option<usize>,
    pub(super) heads: Option<usize>,
    pub(super) and: Option<usize>,
    pub(super) of: Option<usize>,
    pub(super) r#for: Option<usize>,
    pub(super) at: Option<usize>,
    pub(super) with: Option<usize>,
    pub(super) on: Option<usize>,
    pub(super) times: Option<usize>,
    pub(super) r#in: Option<usize>,
    pub(super) bodies: [Option<usize>; 3],
    pub(super) surnames: Option<usize>,
    pub(super) surname_roles: [Option<usize>; 2],
    pub(super) holding: Option<usize>,
    pub(super) given: Option<usize>,
    pub(super) calendar: Option<usize>,
    pub(super) portfolio_heads: Option<usize>,
    pub(super) offices: Option<usize>,
    pub(super) honorifics: Option<usize>,
    pub(super) tells: Option<usize>,
    pub(super) a: Option<usize>,
    pub(super) parts: Option<usize>,
    pub(super) ranks: Option<usize>,
    pub(super) portfolios: Option<usize>,
    pub(super) possessives: Option<usize>,
    pub(super) modals: Option<usize>,
}

/// What is known of the article when roles grow.
pub(super) struct Sight<'a, 'd> {
    pub(super) resources: &'d Resources,
    pub(super) scanned: &'a Scanned<'a>,
    words: &'a [Word],
    pub(super) cover: &'a [u32],
    mentions: &'a [Mention<'d>],
    pub(super) lists: Lists,
}

impl<'a, 'd> Sight<'a, 'd> {
    pub(super) fn new(
        resources: &'d Resources,
        scanned: &'a Scanned<'a>,
        segmented: &Segmented<'a>,
        cover: &'a [u32],
        mentions: &'a [Mention<'d>],
    ) -> Self {
        let lists = Lists {
            premodifiers: resources.list("roles/premodifiers"),
            heads: resources.list("roles/heads"),
            and: resources.list("cues/and"),
            of: resources.list("cues/of"),
            r#for: resources.list("cues/for"),
            at: resources.list("cues/at"),
            with: resources.list("cues/with"),
            on: resources.list("cues/on"),
            times: resources.list("cues/time-nouns"),
            r#in: resources.list("cues/in"),
            bodies: ["cues/organization-nouns", "cues/government-nouns", "cues/military-nouns"].map(|id| resources.list(id)),
            surnames: resources.list("people/surnames"),
            surname_roles: ["roles/sport", "roles/professions"].map(|id| resources.list(id)),
            holding: resources.list("cues/title-modifiers"),
            given: resources.list("people/given-names"),
            calendar: resources.list("cues/weekday-month-words"),
            offices: resources.list("roles/offices"),
            portfolio_heads: resources.list("roles/portfolio-heads"),
            honorifics: resources.list("cues/honorific-words"),
            tells: resources.list("cues/tell-verbs"),
            a: resources.list("cues/a"),
            parts: resources.list("roles/parts"),
            ranks: resources.list("roles/ranks"),
            portfolios: resources.list("roles/portfolios"),
            possessives: resources.list("cues/possessive-pronouns"),
            modals: resources.list("cues/modals"),
        };
        Sight { resources, scanned, words: segmented.words, cover, mentions, lists }
    }

    pub(super) fn token(&self, at: u32) -> &Token {
        &self.scanned.tokens[at as usize]
    }

    pub(super) fn upos(&self, at: u32) -> Upos {
        self.words[at as usize].upos
    }

    pub(super) fn is_in(&self, at: u32, list: Option<usize>) -> bool {
        list.is_some_and(|l| self.scanned.is_in(at as usize, l))
    }

    pub(super) fn is_capital(&self, at: u32) -> bool {
        self.token(at).is(Shape::CAPITAL)
    }

    pub(super) fn is_comma(&self, at: u32) -> bool {
        self.scanned.word(at as usize) == ","
    }

    /// A hyphen between two words without spaces.
    pub(super) fn is_hyphen(&self, at: u32) -> bool {
        let tight = |at: u32| self.scanned.tokens.get(at as usize).is_some_and(Token::is_tight);
        self.token(at).is(Shape::DASH) && tight(at) && tight(at + 1)
    }

    /// The name or nationality that covers a token.
    pub(super) fn name(&self, at: u32) -> Option<&Mention<'d>> {
        self.cover.get(at as usize)?.checked_sub(1).map(|n| &self.mentions[n as usize])
    }

    /// Whether a name shares a token with a span.
    pub(super) fn is_covered(&self, (start, end): (u32, u32)) -> bool {
        (start..end).any(|at| self.cover[at as usize] > 0)
    }

    /// Whether a name holds the first token of a span or reaches beyond it; names inside belong to it: Member of | Parliament.
    pub(super) fn is_cut(&self, (start, end): (u32, u32)) -> bool {
        let beyond = |at: u32| self.name(at).is_some_and(|m| m.tokens.0 <= start || m.tokens.1 > end || m.kind == Kind::Person);
        (start..end).any(beyond)
    }

    /// Text of a span with single spaces.
    pub(super) fn plain(&self, (start, end): (u32, u32)) -> String {
        let text = &self.scanned.text[self.token(start).start as usize..self.token(end - 1).end as usize];
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The noun of a head: the last token before its own complement, or the last one.
    pub(super) fn head_noun(&self, core: &Core) -> u32 {
        let completes = |at: &u32| self.upos(*at) == Upos::Adp || self.scanned.word(*at as usize) == ".";
        (core.head + 1..core.end).find(completes).unwrap_or(core.end) - 1
    }

    /// Whether a token is a plural noun.
    pub(super) fn is_plural(&self, at: u32) -> bool {
        self.words[at as usize].form.is_plural()
    }

    /// A head with the words in front that belong to it; `None` when it is no head where it stands.
    pub(super) fn core(&self, (head, mut end): (u32, u32), from: u32, to: u32) -> Option<Core> {
        if head < from || self.is_cut((head, end)) {
            return None;
        }
        let last = end - 1;
        let noun = self.head_noun(&Core { head, end, ..Core::default() });
        let capital = self.is_capital(head);
        // An abbreviation takes its dot along: `Lt.`, `Gov.`, `Gen. (retired)`.
        let dot = end < to && self.token(end).is_tight() && self.scanned.word(end as usize) == ".";
        let short = self.token(last).end - self.token(last).start <= 5;
        let goes_on = |at: u32| at < to && (self.is_capital(at) || self.cover[at as usize] > 0 || self.scanned.word(at as usize) == "(");
        if dot && capital && short && goes_on(end + 1) {
            end += 1;
        }
        // Leader of the opposition | Social Democrats: they complete the head's noun.
        let body = end < to && self.name(end).is_some_and(|m| m.kind == Kind::Organization && m.tokens.0 == end);
        if body && noun < last {
            return self.core((head, noun + 1), from, to);
        }
        let before = |kind: Kind| end < to && self.name(end).is_some_and(|m| m.kind == kind && m.tokens.0 == end);
        let before_person = before(Kind::Person);
        if body || (!before_person && (self.is_within_name(head, end, from, to) || self.is_thing(head, noun, from))) {
            return None;
        }
        if !before_person && end < to && end - 1 == last {
            if self.is_hyphen(end) && !self.is_capital(end + 1) && self.upos(end + 1) != Upos::Adj {
                return None;
            }
            let small = !self.is_capital(end) || (self.token(end).is(Shape::ALL_CAPS) && self.token(last).is(Shape::ALL_CAPS));
            let thing = self.upos(end) == Upos::Noun && small && self.cover[end as usize] == 0;
            // Four other sniper attacks.
            let counted = !self.is_plural(last) && head > from && self.is_plural(end) && self.is_counted(head, from);
            // What many do: ministers meeting in Lom, EU ministers land deal.
            let done = self.is_plural(last) && self.has_reading(end, &["V", "VG"]);
            if thing && self.token(end).is(Shape::WORD) && (counted || !(done || self.may_be_verb(end))) {
                return None;
            }
        }
        let single = last == head;
        // An adjective that ends a noun phrase is a noun: the major, who.
        let body = |at: u32| self.name(at).is_some_and(|m| m.kind == Kind::Organization);
        let behind = |at: u32| matches!(self.upos(at), Upos::Det | Upos::Noun) || self.token(at).is(Shape::CLITIC) || body(at);
        let nation = head > from && self.name(head - 1).is_some_and(|m| m.kind == Kind::Nationality);
        let determined = head > from && (nation || behind(head - 1) || self.listed_as("outside", head, from).is_some());
        let quoted = end < to && self.token(end).is(Shape::QUOTE) && !self.token(end).is_tight();
        let ranked = end < to && self.is_capital(end) && self.is_in(end, self.lists.ranks);
        let ends = end >= to || ranked || !(quoted || matches!(self.upos(end), Upos::Noun | Upos::Adj | Upos::Propn | Upos::Num));
        // What stands between an article and a name is an adjective: a | major | Warhol; but the soprano Anna Lind.
        let adjective = self.upos(last) == Upos::Adj && !self.is_in(last, self.lists.surname_roles[1]);
        if single && !capital && before_person && adjective && head > from && self.upos(head - 1) == Upos::Det {
            return None;
        }
        let headed = end < to && self.is_in(end, self.lists.of);
        // An office that looks like a verb before the name of its holder: programmes minister, Anna Lind.
        let named = end + 1 < to && self.is_comma(end) && self.name(end + 1).is_some_and(|m| m.kind == Kind::Person);
        let held = named && self.upos(last) == Upos::Verb && self.is_in(last, self.lists.offices) && !self.may_be_past(last);
        // A plural that looks like a verb: two of his attaches, whether peers should lead.
        let verb = self.upos(last) == Upos::Verb && self.has_reading(last, &["NS"]);
        let owned = head > from && self.is_in(head - 1, self.lists.possessives);
        let many = verb && (owned || (end < to && self.upos(end) == Upos::Aux && self.is_in(end, self.lists.modals)));
        let nominal = held || many || (self.upos(last) == Upos::Adj && ((determined && ends) || headed));
        if single
            && !capital
            && !before_person
            && !nominal
            && matches!(self.upos(last), Upos::Verb | Upos::Aux | Upos::Adj | Upos::Adv | Upos::Adp)
        {
            return None;
        }
        let start = self.left((head, noun), last > head, from);
        // Several capitalised words with a plural behind are the name of a body: Resource Investors.
        if capital && start < head && self.is_plural(last) && self.modifier(head, from).is_none() && !before_person {
            return None;
        }
        Some(Core { start, head, end, ..Core::default() })
    }

    /// Whether a number with adjectives stands in front: four other.
    fn is_counted(&self, at: u32, from: u32) -> bool {
        let passes = |at: &u32| self.cover[*at as usize] == 0 && matches!(self.upos(*at), Upos::Adj | Upos::Num);
        (from..at).rev().take(3).take_while(passes).any(|at| self.upos(at) == Upos::Num)
    }

    /// Whether a word can be a finite verb: `minister quits` in a headline.
    fn may_be_verb(&self, at: u32) -> bool {
        self.has_reading(at, &["VZ", "VD"])
    }

    /// Whether a word can be a verb in the past: `the director of the film spoke`.
    pub(super) fn may_be_past(&self, at: u32) -> bool {
        self.has_reading(at, &["VD"])
    }

    /// Whether an adjective can be a noun as well: `the military`.
    pub(super) fn may_be_noun(&self, at: u32) -> bool {
        self.has_reading(at, &["N"])
    }

    pub(super) fn has_reading(&self, at: u32, tags: &[&str]) -> bool {
        let blob = &self.resources.layers()[0];
        let readings = blob.view().readings_at(self.scanned.known[at as usize].readings);
        readings.iter().any(|r| blob.tags().get(usize::from(r.tag)).is_some_and(|tag| tags.contains(&tag.as_str())))
    }

    /// Whether a capitalised head is part of a name that was not seen: `Carolyn Major`, `General Staff`, `Prosecutor's Office`.
    fn is_within_name(&self, head: u32, end: u32, from: u32, to: u32) -> bool {
        if !self.is_capital(head) {
            return false;
        }
        let named = |at: u32| at < to && self.is_capital(at) && self.cover[at as usize] == 0;
        let body = |at: u32| named(at) && self.is_body(at) && !self.is_in(at, self.lists.honorifics);
        // Lone surnames that are words of roles too: Fielder, Archer.
        let lone = end == head + 1
            && head > from
            && self.is_in(head, self.lists.surnames)
            && self.lists.surname_roles.iter().any(|&list| self.is_in(head, list))
            && self.cover[head as usize - 1] == 0
            && !matches!(self.upos(head - 1), Upos::Det | Upos::Pron | Upos::Part | Upos::Adj)
            && self.modifier(head, from).is_none();
        // Titles of works: watched The Aviator.
        let the = end == head + 1 && head > from && self.upos(head - 1) == Upos::Det && self.is_capital(head - 1);
        let occupation = self.is_in(head, self.lists.surname_roles[1]) && !self.token(head).is(Shape::ALL_CAPS);
        let title = the && (occupation || (head > from + 1 && self.token(head - 2).is(Shape::WORD)));
        let given = head > from
            && end == head + 1
            && self.is_capital(head - 1)
            && self.cover[head as usize - 1] == 0
            && self.is_in(head - 1, self.lists.given)
            && !self.is_in(head - 1, self.lists.premodifiers);
        let hyphen = head > from + 1 && self.is_hyphen(head - 1) && self.is_capital(head - 2) && self.modifier(head - 1, from).is_none();
        let possessive = end < to && (self.token(end).is(Shape::CLITIC) || self.token(end).is(Shape::QUOTE));
        lone || title || given || hyphen || body(end) || (possessive && body(end + 1))
    }

    /// Whether a word heads the names of bodies (`Command`, `Office`), and no role.
    pub(super) fn is_body(&self, at: u32) -> bool {
        self.lists.bodies.iter().any(|&list| self.is_in(at, list)) && !self.is_in(at, self.lists.heads)
    }

    /// Whether a capitalised word of an occupation is part of a name or title that was not seen: `The Aviator`, `Burger King`.
    fn is_thing(&self, head: u32, noun: u32, from: u32) -> bool {
        let titled = self.takes_portfolio(noun)
            || self.is_acronym(noun)
            || self.modifier(head, from).or_else(|| self.listed_as("outside", head, from)).is_some();
        if head == from || !self.is_capital(head) || titled || self.token(head).is(Shape::LINE_BEFORE) {
            return false;
        }
        let before = head - 1;
        let named =
            self.is_capital(before) && self.cover[before as usize] == 0 && before > from && !self.is_in(before, self.lists.calendar);
        let shouted = self.token(head).is(Shape::ALL_CAPS);
        named && !shouted && !matches!(self.upos(before), Upos::Adp | Upos::Verb)
    }

    /// Whether words for peoples fill what lies between two places.
    pub(super) fn is_nation(&self, from: u32, to: u32) -> bool {
        (from..to).all(|at| self.name(at).is_some_and(|m| m.kind == Kind::Nationality))
    }

    /// Whether one or two words of a title stand before `to`: Chief | Administrative | Secretary.
    pub(super) fn is_titled(&self, from: u32, to: u32) -> bool {
        let adjective = |at: u32| self.is_capital(at) && self.cover[at as usize] == 0 && matches!(self.upos(at), Upos::Adj | Upos::Propn);
        (1..=2).contains(&(to - from.min(to))) && (from..=to).all(adjective)
    }

    /// Whether a head may have what it is about in front in capitals: `Enlargement Commissioner`, `Baseball Writer`.
    pub(super) fn takes_portfolio(&self, head: u32) -> bool {
        self.is_in(head, self.lists.portfolio_heads)
    }

    /// `MP`, `CEOs`: letters that stand for a role.
    pub(super) fn is_acronym(&self, at: u32) -> bool {
        let token = self.token(at);
        let short = token.end - token.start <= 4;
        short && !self.is_in(at, self.lists.surnames) && token.shape.any(Shape(Shape::ALL_CAPS.0 | Shape::INNER_CAPITAL.0))
    }

    /// Whether the head itself holds a complement, as its list has it: `minister of trade`, `minister for sport`.
    pub(super) fn is_completed(&self, core: &Core) -> bool {
        (core.head + 1..core.end).any(|at| self.takes(at))
    }

    /// Whether a role stands right behind a name or whose it is: `European Commission | chief`, `the company's | chief`.
    pub(super) fn follows_name(&self, start: u32, from: u32) -> bool {
        let named = |at: u32| at >= from && self.name(at).is_some_and(|m| matches!(m.kind, Kind::Organization | Kind::Location));
        let body = |at: u32| named(at) || (self.cover[at as usize] == 0 && self.is_body(at));
        start > from && (named(start - 1) || (start > from + 1 && self.token(start - 1).is(Shape::CLITIC) && body(start - 2)))
    }

    /// Whether a flag stands before a role, with nothing but names, adjectives and hyphens between.
    pub(super) fn stands_before(&self, (_, end): (u32, u32), start: u32, from: u32) -> bool {
        let passes = |at: u32| {
            self.cover[at as usize] > 0
                || self.token(at).is(Shape::DASH)
                || self.token(at).is(Shape::CLITIC)
                || matches!(self.upos(at), Upos::Adj | Upos::Noun)
        };
        end > from && end <= start && start - end <= 6 && (end..start).all(passes)
    }
}
