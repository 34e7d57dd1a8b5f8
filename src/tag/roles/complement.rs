//! The phrase that completes a role behind its head: `of Foreign Affairs of Azerbaijan`, `at the University of Iceland`.

use super::phrase::{Core, Sight};
use crate::record::{Kind, Mention};
use crate::segment::Upos;
use copydesk_engine::tokens::Shape;

impl Sight<'_, '_> {
    /// Where the phrase that begins at `at` and completes a role ends; `None` when there is none.
    pub(super) fn complement(&self, at: u32, to: u32, (named, body): (bool, bool), next: &[Core]) -> Option<u32> {
        let first = self.noun_phrase(at, to, next)?;
        let determined = matches!(self.upos(at), Upos::Det | Upos::Pron);
        // A person's own title is a role of its own: spokesman for | President Berg.
        let titled = first < to && self.name(first).is_some_and(|m| m.kind == Kind::Person) && next.iter().any(|c| c.end == first);
        // Likewise behind the body that the person speaks for: spokesman for | Norvik chairman Berg.
        let holder = next.iter().any(|c| c.start == first && c.end > first && self.holds(c.end, to));
        let end = self.more(first, to, determined, next);
        // Also when the title goes on: spokesman for | Minister for Trade Berg.
        let office = self.is_capital(at) && next.iter().any(|c| c.start == at) && end < to && self.holds(end, to);
        if (titled || holder || office) && !determined {
            return None;
        }
        let name = |m: &Mention<'_>| m.kind == Kind::Organization || (!body && m.tokens.1 - m.tokens.0 > 1);
        let holds_name = (at..end).any(|t| self.name(t).is_some_and(name));
        // For ten years.
        if self.is_in(end - 1, self.lists.times) && self.cover[end as usize - 1] == 0 {
            return None;
        }
        let capitals = (at..end).any(|t| self.is_capital(t) && self.cover[t as usize] == 0);
        (!named || holds_name || capitals).then(|| self.with_dot(end, to))
    }

    /// Whether a person's name stands at `at`, behind a title of courtesy or none.
    fn holds(&self, mut at: u32, to: u32) -> bool {
        while at < to && (self.is_in(at, self.lists.honorifics) || (self.token(at).is_tight() && self.scanned.word(at as usize) == ".")) {
            at += 1;
        }
        at < to && self.name(at).is_some_and(|m| m.kind == Kind::Person)
    }

    /// Whether a preposition that may complete a role stands at `at`.
    pub(super) fn takes(&self, at: u32) -> bool {
        [self.lists.of, self.lists.r#for].iter().any(|&list| self.is_in(at, list))
    }

    /// `in Prague`, behind the body that somebody works at, or the nameless one that somebody speaks for.
    pub(super) fn where_it_is(&self, preposition: u32, end: u32, to: u32) -> Option<u32> {
        let speaks = self.is_in(preposition, self.lists.r#for) && self.cover[end as usize - 1] == 0 && !self.is_capital(end - 1);
        let works = speaks || [self.lists.at, self.lists.with].iter().any(|&list| self.is_in(preposition, list));
        let place = works && end + 1 < to && self.is_in(end, self.lists.r#in);
        place.then(|| self.name(end + 1))?.filter(|m| m.kind == Kind::Location).map(|m| m.tokens.1)
    }

    /// The dot of an abbreviation that ends a name inside a sentence: `Barclays Co.,`.
    fn with_dot(&self, end: u32, to: u32) -> u32 {
        let dot = end + 1 < to && self.token(end).is_tight() && self.scanned.word(end as usize) == ".";
        if dot && self.is_comma(end + 1) { end + 1 } else { end }
    }

    /// What goes on behind a phrase that completes a role: `of` phrases, more phrases after commas and `and`.
    pub(super) fn more(&self, mut end: u32, to: u32, determined: bool, next: &[Core]) -> u32 {
        loop {
            if let Some(longer) = self.of_phrase(end, to, next).or_else(|| self.short_name(end, to)) {
                end = longer;
            } else if let Some(longer) = self.listing(end, to, !determined || self.is_capital(end - 1), next) {
                end = longer;
            } else if let Some(longer) =
                self.for_phrase(end, to, next).or_else(|| self.at_phrase(end, to, next)).or_else(|| self.on_phrase(end, to, next))
            {
                end = longer;
            } else {
                return end;
            }
        }
    }

    /// `(PCA)`, the short name of a body in brackets behind it.
    fn short_name(&self, at: u32, to: u32) -> Option<u32> {
        if at + 2 >= to {
            return None;
        }
        let closing = match self.scanned.word(at as usize) {
            "(" => ")",
            "[" => "]",
            _ => return None,
        };
        let body = self.name(at - 1).is_some_and(|m| m.kind == Kind::Organization) || self.is_capital(at - 1);
        let short =
            self.is_acronym(at + 1) || self.name(at + 1).is_some_and(|m| m.kind == Kind::Organization && m.tokens == (at + 1, at + 2));
        (body && short && self.scanned.word(at as usize + 2) == closing).then_some(at + 3)
    }

    /// `for Elections`, in the name of a body that completes a role; `for Norway`, behind a body that stands for a state.
    fn for_phrase(&self, at: u32, to: u32, next: &[Core]) -> Option<u32> {
        let leads = at + 1 < to && self.is_in(at, self.lists.r#for) && self.is_capital(at + 1);
        let place = |at: u32| self.name(at).is_some_and(|m| m.kind == Kind::Location);
        let body = |at: u32| self.cover[at as usize] == 0 && self.is_in(at, self.lists.bodies[1]);
        let goes_on = leads && (self.is_capital(at - 1) || (body(at - 1) && place(at + 1)));
        goes_on.then(|| self.noun_phrase(at + 1, to, next)).flatten()
    }

    /// `at the University of Leeds`, behind a field of work: professor of law, director of marketing | for Norvik.
    fn at_phrase(&self, at: u32, to: u32, next: &[Core]) -> Option<u32> {
        let leads = at < to && [self.lists.at, self.lists.r#for, self.lists.with].iter().any(|&list| self.is_in(at, list));
        let works = at < to && self.is_in(at, self.lists.at);
        // Or behind a part of a larger body: director of the Institute for Fish | at the University of Leeds.
        let part = works && self.name(at - 1).is_some_and(|m| m.kind == Kind::Organization);
        let field = part || (leads && (works || !self.is_capital(at - 1)) && self.cover[at as usize - 1] == 0);
        let end = field.then(|| self.noun_phrase(at + 1, to, next)).flatten()?;
        let body = |t: u32| self.name(t).is_some_and(|m| m.kind == Kind::Organization);
        // The Leeds government.
        let government = self.cover[end as usize - 1] == 0 && self.lists.bodies[..2].iter().any(|&l| self.is_in(end - 1, l));
        (at..end).any(|t| body(t) || self.is_unseen(t) || (government && self.name(t).is_some())).then_some(end)
    }

    /// `on finance and budget`, behind the noun of a body: chairman of the committee.
    fn on_phrase(&self, at: u32, to: u32, next: &[Core]) -> Option<u32> {
        let body = at < to && self.is_in(at, self.lists.on) && self.is_in(at - 1, self.lists.bodies[0]);
        let end = body.then(|| self.noun_phrase(at + 1, to, next)).flatten()?;
        Some(self.listing(end, to, true, next).unwrap_or(end))
    }

    /// `of the Republic`, behind what ends at `at`.
    pub(super) fn of_phrase(&self, at: u32, to: u32, next: &[Core]) -> Option<u32> {
        (at < to && self.is_in(at, self.lists.of)).then(|| self.noun_phrase(at + 1, to, next)).flatten()
    }

    /// `, African Cooperation and Moroccan Expatriates`: more noun phrases of the same kind, the last one after `and`.
    fn listing(&self, at: u32, to: u32, allowed: bool, next: &[Core]) -> Option<u32> {
        if !allowed || at + 1 >= to {
            return None;
        }
        let capital = self.is_capital(at - 1);
        let mut here = at;
        for _ in 0..5 {
            let last = self.is_in(here, self.lists.and);
            if !last && !self.is_comma(here) {
                return None;
            }
            let mut first = here + 1;
            let closes = last || (first < to && self.is_in(first, self.lists.and));
            if closes && !last {
                first += 1;
            }
            let leads = |at: u32| self.cover[at as usize] > 0 || self.token(at).is(Shape::CLITIC) || self.upos(at) == Upos::Adj;
            let begins = |at: u32| {
                next.iter().any(|c| (c.start <= at && at < c.end) || (at < c.start && c.start < at + 4 && (at..c.start).all(leads)))
            };
            // Sustainability and the Environment.
            let the = capital && closes && first + 1 < to && self.upos(first) == Upos::Det && self.is_capital(first + 1);
            // Kenya, the Ivory Coast and Ghana.
            let named = |at: u32| self.name(at).is_some_and(|m| m.kind == Kind::Location);
            let the = the || (first + 1 < to && self.upos(first) == Upos::Det && named(first + 1) && named(here - 1));
            let determined = !the && matches!(self.upos(first), Upos::Det | Upos::Pron);
            if first >= to || begins(first) || determined || self.is_capital(first + u32::from(the)) != capital {
                return None;
            }
            here = self.noun_phrase(first, to, next)?;
            if closes {
                return Some(here);
            }
            if here >= to {
                return None;
            }
        }
        None
    }

    /// Where the noun phrase that begins at `at` ends: determiner, adjectives, nouns and names, the last a noun or name.
    fn noun_phrase(&self, at: u32, to: u32, next: &[Core]) -> Option<u32> {
        let (mut here, mut end) = (at, None);
        let determined = here < to && self.cover[here as usize] == 0 && matches!(self.upos(here), Upos::Det | Upos::Pron | Upos::Num);
        if determined {
            here += 1;
        }
        let begin = here;
        while here < to {
            if let Some(name) = self.name(here) {
                match name.kind {
                    // Whose kin or body it is: spokesman for Berg's relatives.
                    Kind::Person if here == begin && self.has_own(name.tokens.1, to) => {
                        here = name.tokens.1;
                        end = Some(here);
                    }
                    Kind::Person | Kind::Role | Kind::Date => break,
                    Kind::Nationality => here = name.tokens.1,
                    _ => {
                        here = name.tokens.1;
                        end = Some(here);
                        let role = next.iter().any(|c| c.start == here && !self.is_apart(c, here, to));
                        if !role && !self.goes_on(here, to) {
                            break;
                        }
                    }
                }
                continue;
            }
            if end.is_some() && !self.token(here).is_tight() && self.is_capital(here) && next.iter().any(|c| self.is_apart(c, here, to)) {
                break;
            }
            if let Some(behind) = self.portfolio(here, to) {
                return Some(behind);
            }
            // Diwan | Ahmad Al-Sabah: a given name that was not seen as one.
            if end == Some(here) && here > begin && self.is_unseen(here) && self.is_body(here - 1) && self.is_in(here, self.lists.given) {
                break;
            }
            let token = self.token(here);
            if self.is_possessive(here) && end == Some(here) && here > at && (self.goes_on(here, to) || self.has_own(here, to)) {
                here += 1;
                continue;
            }
            if self.is_capital(here) && (self.is_in(here, self.lists.calendar) || self.is_in(here, self.lists.honorifics)) {
                break;
            }
            if end == Some(here) && here > at && !self.is_capital(here) && self.may_be_past(here) {
                break;
            }
            match self.upos(here) {
                _ if self.is_hyphen(here) || (here > at && self.is_hyphen(here - 1) && token.is(Shape::WORD)) => {}
                Upos::Noun | Upos::Propn if token.is(Shape::WORD) && !token.is(Shape::CLITIC) => end = Some(here + 1),
                Upos::Adj => {
                    if self.is_capital(here) && here > at {
                        end = Some(here + 1);
                    }
                }
                Upos::X if token.is(Shape::WORD) && self.is_capital(here) => end = Some(here + 1),
                // What was done to it: a failed regional lender.
                Upos::Verb if here == begin && self.may_be_past(here) && here + 1 < to && self.upos(here + 1) != Upos::Adp => {}
                // What it does: a leading Norwegian shipyard.
                Upos::Verb if here == begin && here > at && self.has_reading(here, &["VG"]) => {}
                Upos::Num if here == begin && here > at => {}
                _ if self.scanned.word(here as usize) == "&" => {}
                // The all-party committee.
                _ if here + 1 < to && self.is_hyphen(here + 1) && token.is(Shape::WORD) => {}
                // Foreign and Commonwealth Affairs, Near East Affairs.
                _ if end.is_none() && self.leads_on(here, at, to) => {}
                // St. Olaf School.
                _ if end == Some(here) && self.scanned.word(here as usize) == "." && self.is_short(here - 1, to) => {}
                _ => break,
            }
            here += 1;
        }
        // An adjective is the noun where no other follows: the Danish military.
        let bare = determined && here > at + 1 && end.is_none_or(|end| end < here) && self.cover[here as usize - 1] == 0;
        if bare && self.upos(here - 1) == Upos::Adj && self.may_be_noun(here - 1) { Some(here) } else { end }
    }

    /// A capitalised word that no name covers.
    fn is_unseen(&self, at: u32) -> bool {
        self.is_capital(at) && self.cover[at as usize] == 0
    }

    /// Whether a remit stands from `at` to `end`: Consular Affairs.
    pub(super) fn is_remit(&self, at: u32, end: u32) -> bool {
        let hits = self.scanned.hits_at(at as usize).iter();
        self.lists.portfolios.is_some_and(|list| hits.into_iter().any(|h| h.layer == 0 && usize::from(h.list) == list && h.end == end))
    }

    /// Where a remit that begins at `at` ends, if behind it stand capitalised words that no name covers and that are no body's.
    fn portfolio(&self, at: u32, to: u32) -> Option<u32> {
        let list = self.lists.portfolios?;
        let hits = self.scanned.hits_at(at as usize).iter();
        let end = hits.filter(|h| h.layer == 0 && usize::from(h.list) == list).map(|h| h.end).max()?;
        let behind = (end..to).take_while(|&t| self.is_unseen(t) && self.token(t).is(Shape::WORD));
        let (words, body) = behind.fold((0, false), |(n, body), t| (n + 1, body || self.is_body(t)));
        ((2..=4).contains(&words) && !body).then_some(end)
    }

    /// Whether a possessive with a small noun stands at `at`, behind a person.
    fn has_own(&self, at: u32, to: u32) -> bool {
        let person = self.name(at - 1).is_some_and(|m| m.kind == Kind::Person);
        let noun = |at: u32| self.upos(at) == Upos::Noun && !self.is_capital(at) && self.cover[at as usize] == 0;
        person && at + 1 < to && self.is_possessive(at) && noun(at + 1)
    }

    /// Whether a capitalised word, or `and` behind one, has another behind it.
    fn leads_on(&self, at: u32, begin: u32, to: u32) -> bool {
        // European and Eurasian Affairs.
        let nation = |at: u32| self.name(at).is_some_and(|m| m.kind == Kind::Nationality);
        let capital = |at: u32| self.is_capital(at) && (self.cover[at as usize] == 0 || nation(at));
        let and = at > begin && self.is_in(at, self.lists.and) && capital(at - 1);
        (and || (capital(at) && self.token(at).is(Shape::WORD))) && at + 1 < to && capital(at + 1)
    }

    /// Whether a capitalised word is shortened, with a dot and a capitalised word behind.
    fn is_short(&self, at: u32, to: u32) -> bool {
        let length = self.token(at).end - self.token(at).start;
        let dotted = self.is_capital(at) && self.token(at + 1).is_tight();
        (2..=3).contains(&length) && dotted && at + 2 < to && self.is_capital(at + 2)
    }

    /// Whether a role that begins at `at` is no part of the phrase in front of it: ministry | spokesman Per Berg.
    fn is_apart(&self, core: &Core, at: u32, to: u32) -> bool {
        let holder = core.end < to && self.name(core.end).is_some_and(|m| m.kind == Kind::Person);
        core.start == at && (holder || self.cover[at as usize - 1] == 0)
    }

    /// Whether a noun phrase goes on behind a name in it: `UN mission`, `Baku-based`, `Russia's Federation Council`.
    fn goes_on(&self, at: u32, to: u32) -> bool {
        if at + 1 >= to {
            return false;
        }
        let organization = |at: u32| self.name(at).is_some_and(|m| m.kind == Kind::Organization);
        if self.is_possessive(at) {
            return organization(at + 1) || self.is_body_phrase(at + 1, to);
        }
        let noun = self.upos(at) == Upos::Noun && !self.is_capital(at) && self.cover[at as usize] == 0;
        // Forces and police may look like verbs: US forces.
        let body = (self.is_capital(at) || self.upos(at) == Upos::Verb) && self.cover[at as usize] == 0 && self.is_body(at);
        // ECOMOG peacekeeping force.
        let described = self.upos(at) == Upos::Adj && self.cover[at as usize] == 0 && !self.is_capital(at) && self.is_body_phrase(at, to);
        self.is_hyphen(at) || organization(at) || noun || body || described
    }

    /// `'s`, or the sign alone behind a plural: irrigators' board.
    fn is_possessive(&self, at: u32) -> bool {
        let plural = at > 0 && self.is_plural(at - 1) && self.token(at).is_tight();
        self.token(at).is(Shape::CLITIC) || (plural && self.token(at).is(Shape::QUOTE))
    }

    /// Whether a phrase without a determiner ends in the noun of a body or of a part of one: northern command, Leeds branch.
    fn is_body_phrase(&self, at: u32, to: u32) -> bool {
        let belongs = |at: &u32| {
            let named = self.name(*at).is_some_and(|m| matches!(m.kind, Kind::Nationality | Kind::Location));
            named || (self.cover[*at as usize] == 0 && matches!(self.upos(*at), Upos::Noun | Upos::Adj | Upos::Propn))
        };
        let body = |at: u32| self.cover[at as usize] == 0 && [self.lists.bodies[0], self.lists.parts].iter().any(|&l| self.is_in(at, l));
        (at..to.min(at + 8)).take_while(belongs).any(body)
    }
}
