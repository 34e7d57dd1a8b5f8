//! The words in front of a role's head that belong to it: `deputy foreign`, `pawnshop`, `Trade, Industry and Energy`.

use super::phrase::Sight;
use crate::segment::Upos;
use copydesk_engine::tokens::Shape;

impl Sight<'_, '_> {
    /// Where the words in front of a head that belong to the role begin.
    pub(super) fn left(&self, (head, noun): (u32, u32), long: bool, from: u32) -> u32 {
        let capital = self.is_capital(head) && !self.is_acronym(noun);
        // What is capitalised in front of a small head is a name: Labour | leader, Treasury | officials.
        let shouted = self.token(head).is(Shape::ALL_CAPS);
        let plain = |at: u32| shouted || capital || !self.is_capital(at) || at == from || self.takes_portfolio(noun);
        let mut start = head;
        while start > from {
            let before = start - 1;
            if self.cover[before as usize] > 0 {
                break;
            }
            // A capitalised title takes no small words along but those that say how it is held: police | Col., interim President.
            let small = capital && !self.is_capital(before) && self.token(before).is(Shape::WORD);
            if small && !self.is_in(before, self.lists.holding) && !self.is_in(before, self.lists.and) {
                break;
            }
            // A rank behind a title that an organization stands before is a role of its own: the UN's chief | General.
            let ranked = start == head && self.is_in(head, self.lists.ranks) && self.is_in(before, self.lists.heads);
            if small && ranked && self.follows_name(before, from) {
                break;
            }
            // The longer entry decides: right-wing | governor, though wing alone would belong to it.
            let inside = self.modifier(start, from);
            if self.listed_as("outside", start, from).is_some_and(|outside| inside.is_none_or(|inside| outside < inside)) {
                break;
            }
            if self.is_hyphen(before) {
                match self.modifier(before, from) {
                    Some(first) if plain(first) => start = first,
                    _ => break,
                }
            } else if let Some(first) = inside.or_else(|| self.office_modifier(start, (head, noun), from)) {
                if !plain(first) {
                    break;
                }
                start = first;
            } else if self.is_noun_modifier(before, from, capital && !(long && start == head), self.takes_portfolio(noun)) {
                start = before;
            } else if (start < head || long) && self.is_in(before, self.lists.and) && before > from {
                let listed = self.modifier(before, from).or_else(|| self.office_modifier(before, (head, noun), from));
                match listed.or_else(|| self.is_capital_modifier(before - 1, from, capital).then_some(before - 1)) {
                    Some(first) if self.cover[first as usize] == 0 && !self.is_in(first, self.lists.heads) => {
                        start = self.listed(first, from)
                    }
                    _ => break,
                }
            } else {
                break;
            }
        }
        start
    }

    /// `Trade, Industry` in front of `and Energy Minister`.
    fn listed(&self, mut start: u32, from: u32) -> u32 {
        while start > from + 1 && self.is_comma(start - 1) {
            match self.modifier(start - 1, from) {
                Some(first) if self.is_capital(first) => start = first,
                _ => break,
            }
        }
        start
    }

    /// Where a listed modifier that ends before `end` begins, if its list says that it belongs to the role.
    pub(super) fn modifier(&self, end: u32, from: u32) -> Option<u32> {
        self.listed_as("inside", end, from)
    }

    /// A modifier that belongs to offices (`foreign minister`), and else says what somebody is (foreign | analyst).
    fn office_modifier(&self, end: u32, (head, noun): (u32, u32), from: u32) -> Option<u32> {
        let close = end == head || (self.is_capital(head) && end > from && self.is_capital(end - 1));
        (close && self.is_in(noun, self.lists.offices)).then(|| self.listed_as("office", end, from)).flatten()
    }

    pub(super) fn listed_as(&self, side: &str, end: u32, from: u32) -> Option<u32> {
        let list = self.lists.premodifiers?;
        (from.max(end.saturating_sub(4))..end).find(|&at| {
            self.cover[at as usize] == 0
                && self.scanned.hits_at(at as usize).iter().any(|h| {
                    h.end == end
                        && h.layer == 0
                        && usize::from(h.list) == list
                        && self.resources.view(h).cell(h.sense, "subtype") == Some(side)
                })
        })
    }

    /// A noun in front of the head that is no list's: `pawnshop owner`, `Enlargement Commissioner`.
    fn is_noun_modifier(&self, at: u32, from: u32, capital: bool, portfolio: bool) -> bool {
        let small = !self.is_capital(at) || at == from;
        let outside = self.is_in(at, self.lists.premodifiers) || self.listed_as("outside", at + 1, from).is_some();
        // Plural nouns stand in front of roles in set phrases only; others belong to what comes before: gave issues | politicians.
        let plain = self.upos(at) == Upos::Noun
            && small
            && !outside
            && (portfolio || !self.is_plural(at) || self.is_one(at, from))
            && !(at > from && self.is_hyphen(at - 1));
        (plain && self.token(at).is(Shape::WORD) && !self.token(at).is(Shape::DIGIT)) || self.is_capital_modifier(at, from, capital)
    }

    /// Whether an article for one stands before the nouns and adjectives in front: a computer graphics | specialist.
    fn is_one(&self, at: u32, from: u32) -> bool {
        let passes = |at: &u32| self.cover[*at as usize] == 0 && matches!(self.upos(*at), Upos::Adj | Upos::Noun);
        let first = (from..at).rev().take(4).take_while(passes).last().unwrap_or(at);
        first > from && self.is_in(first - 1, self.lists.a)
    }

    fn is_capital_modifier(&self, at: u32, from: u32, capital: bool) -> bool {
        let class = matches!(self.upos(at), Upos::Noun | Upos::Propn | Upos::Adj);
        let listed = self.is_in(at, self.lists.premodifiers) || self.is_in(at, self.lists.calendar) || self.is_in(at, self.lists.heads);
        capital
            && class
            && at > from
            && self.is_capital(at)
            && self.cover[at as usize] == 0
            && !listed
            && !self.is_body(at)
            && !self.token(at).is(Shape::ALL_CAPS)
    }
}
