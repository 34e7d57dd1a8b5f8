//! How far bodies reach: a name goes on behind its head (`Committee on Roads and Canals`, `Inspectorate of Border Forces`),
//! its head may stand behind two things that it is for (`Roads and Ports Authority`), a number or what companies are called
//! by law may end it. A candidate is the whole of it, or what lies beside its start or its end says that it is cut short.

use super::kinds::{
    BEFORE_FOR, BEFORE_JOINED, BEFORE_LINK, BEFORE_MORE, BEFORE_NUMBER, BEFORE_OF, BEFORE_POSSESSED, BEFORE_SUFFIX, BEHIND_FOR,
    BEHIND_FRONT, BEHIND_JOINED, BEHIND_LINK, BEHIND_MORE, BEHIND_OF, BEHIND_POSSESSOR, HEAD_PLACE, THING_PLACE, WHOLE_FOR, WHOLE_JOINED,
    WHOLE_MORE, WHOLE_NUMBER, WHOLE_OF, WHOLE_POSSESSIVE,
};
use super::runs::JOINTS;
use super::{Candidate, Context, Sets, Style, bit, elsewhere};
use crate::segment::Upos;

/// Prepositions behind a head, and others that a place may stand behind.
const PREPOSITIONS: u64 = bit::BEHIND_HEAD | bit::CONNECTOR;
/// Marks that may make a possessor.
const POSSESSIVES: u64 = bit::CLITIC | bit::QUOTE;

impl Context<'_> {
    /// Whether a candidate is a body's whole name, or cut short, as bits.
    #[inline]
    pub(crate) fn reach(&self, candidate: &Candidate, sets: &Sets) -> u64 {
        let (bounds, (start, end)) = (self.sentence(candidate), (candidate.start as usize, candidate.end as usize));
        // Headlines have capitals for other reasons; short sentences full of names look like them, but for their dot.
        let runs = match self.styles[candidate.sentence as usize] {
            Style::Plain => true,
            Style::Title => self.word(bounds.1 - 1) & bit::DOT != 0,
            Style::Capitals => false,
        };
        if !runs {
            return 0;
        }
        let cut = self.cut_at_start(start, bounds, sets) | self.cut_at_end(end, bounds, sets);
        if cut == 0 && end - start > 1 { self.whole((start, end), bounds, sets) | self.with_place((start, end), bounds, sets) } else { cut }
    }

    /// What follows says that a body that ends here is cut short.
    fn cut_at_end(&self, end: usize, (from, to): (usize, usize), sets: &Sets) -> u64 {
        let next = self.word(end);
        if next & (JOINTS | PREPOSITIONS | POSSESSIVES | bit::PARTICLE | bit::NUMBER | bit::CAPITAL) == 0
            || end + 1 >= to
            || !self.carries(end - 1)
        {
            return 0;
        }
        let head = self.is_head(end - 1);
        if next & bit::COMMA != 0 && self.carries(end + 1) && self.word(end + 1) & bit::SUFFIX != 0 {
            return elsewhere(true, BEFORE_SUFFIX);
        }
        if next & (bit::NUMBER | bit::CAPITAL) != 0 {
            return elsewhere(head && self.numbered(end, to) > 0, BEFORE_NUMBER);
        }
        if next & JOINTS != 0 {
            let more = self.behind_joint(end);
            if !self.carries(more) {
                return 0;
            }
            let rest = self.run_end(more, to);
            let begin = self.run_start(end - 1, from);
            let common = self.is_common(more, rest, sets) && self.are_common(begin, end);
            return elsewhere(common && self.theme_of((begin, end), from).is_some(), BEFORE_MORE)
                | elsewhere(self.joins(begin, end, sets) && self.head_behind(more, to, sets).is_some(), BEFORE_JOINED);
        }
        if self.is_possessive(end) {
            return elsewhere(self.is_for(end) && self.is_headed(end + 1, to), BEFORE_POSSESSED);
        }
        if self.is_foreign_link(end) {
            let next = end + 1 + usize::from(self.is_foreign_link(end + 1));
            return elsewhere(next < to && self.carries(next), BEFORE_LINK);
        }
        let theme = self.behind_preposition(end);
        if !self.is_theme(theme, to) {
            return 0;
        }
        if !head {
            let begin = self.run_start(end - 1, from);
            return elsewhere(next & bit::OF != 0 && self.theme_of((begin, end), from).is_some(), BEFORE_MORE);
        }
        let of = next & bit::OF != 0;
        let theirs = !of && self.is_place_possessor(theme, self.run_end(theme, to));
        elsewhere(of, BEFORE_OF) | elsewhere(next & bit::BEHIND_HEAD != 0 && !of && !theirs, BEFORE_FOR)
    }

    /// What stands before says that a body that begins here is the rest of one.
    fn cut_at_start(&self, start: usize, (from, to): (usize, usize), sets: &Sets) -> u64 {
        if start < from + 2 {
            return 0;
        }
        let before = self.word(start - 1);
        if before & bit::CAPITAL != 0 {
            let front = self.is_head(start) && self.word(start + 1) & bit::BEHIND_HEAD != 0 && self.carries(start - 1);
            let theme = || self.is_theme(self.behind_preposition(start + 1), to) && !self.stands_apart(start, sets);
            return elsewhere(front && theme(), BEHIND_FRONT);
        }
        if before & (JOINTS | PREPOSITIONS | POSSESSIVES | bit::PARTICLE | bit::THE) == 0 || !self.carries(start) {
            return 0;
        }
        if before & JOINTS != 0 {
            let last = self.before_joint(start - 1, from);
            if last <= from || !self.carries(last - 1) {
                return 0;
            }
            let (begin, rest) = (self.run_start(last - 1, from), self.run_end(start, to));
            let common = self.is_common(start, rest, sets) && self.are_common(begin, last);
            return elsewhere(common && self.theme_of((begin, last), from).is_some(), BEHIND_MORE)
                | elsewhere(self.joins(begin, last, sets) && self.head_behind(start, to, sets).is_some(), BEHIND_JOINED);
        }
        if self.is_possessive(start - 1) {
            return elsewhere(self.is_for(start - 1) && self.is_headed(start, to), BEHIND_POSSESSOR);
        }
        if self.is_foreign_link(start - 1) {
            let last = start - 1 - usize::from(self.is_foreign_link(start - 2));
            return elsewhere(last > from && self.carries(last - 1), BEHIND_LINK);
        }
        let over = start - 1 - usize::from(before & bit::THE != 0);
        if over <= from || self.word(over) & PREPOSITIONS == 0 || !self.carries(over - 1) {
            return 0;
        }
        let word = self.word(over);
        if !self.is_head(over - 1) {
            let begin = self.run_start(over - 1, from);
            return elsewhere(word & bit::OF != 0 && self.theme_of((begin, over), from).is_some(), BEHIND_MORE);
        }
        elsewhere(word & bit::OF != 0, BEHIND_OF) | elsewhere(word & (bit::OF | bit::BEHIND_HEAD) == bit::BEHIND_HEAD, BEHIND_FOR)
    }

    /// That a candidate that is cut short at neither side holds a head and what it is for.
    fn whole(&self, (start, end): (usize, usize), (from, to): (usize, usize), sets: &Sets) -> u64 {
        if !self.carries(start) {
            return 0;
        }
        if self.carries(end) && end < to || (start > from && self.carries(start - 1) && !self.stands_apart(start, sets)) {
            return 0;
        }
        let last = self.marks.without_dot(start, end) - 1;
        let inner = self.run_start(last, start.max(from));
        // `X-rays`, `the Lom Union's Roads Council`: more or less than one name.
        let hyphen = |at: usize| self.word(at) & (bit::DASH | bit::SPACE_BEFORE) == bit::DASH;
        let possessor = |at: usize| self.is_possessive(at) && !self.is_for(at);
        if (end < to && hyphen(end)) || (start > from && hyphen(start - 1)) || (start + 1..end).any(possessor) {
            return 0;
        }
        if self.word(last) & bit::NUMBER != 0 {
            let head = (start + 1..=last).rev().take(3).find(|&at| self.numbered(at, to) + at == end);
            elsewhere(head.is_some_and(|at| self.is_head(at - 1)), WHOLE_NUMBER)
        } else if inner == start || !self.carries(last) {
            elsewhere(self.is_head(last) && (start + 1..last).any(|at| self.is_for(at)), WHOLE_POSSESSIVE)
        } else if self.is_joined_head(inner, last + 1) && self.is_joined_from(start, inner, sets) {
            elsewhere(true, WHOLE_JOINED)
        } else {
            self.whole_theme((start, last + 1), inner, sets)
        }
    }

    /// How a candidate whose last capitalised words begin at `inner` ends in what its head is for.
    fn whole_theme(&self, (start, end): (usize, usize), inner: usize, sets: &Sets) -> u64 {
        let Some((preposition, steps)) = self.theme_of((inner, end), start) else {
            return 0;
        };
        let person = |at: usize| self.word(at) & (bit::GIVEN | bit::COMMON) == bit::GIVEN;
        if !self.is_front((start, preposition), sets) || (inner + 1..end).any(person) {
            return 0;
        }
        let joined = steps > 0 && self.word(inner - 1) & JOINTS != 0;
        let of = self.word(preposition) & bit::OF != 0;
        if !of && self.is_place_possessor(inner, end) {
            return 0;
        }
        elsewhere(steps > 0 && (!joined || self.is_common(inner, end, sets)), WHOLE_MORE)
            | elsewhere(steps == 0 && of, WHOLE_OF)
            | elsewhere(steps == 0 && !of, WHOLE_FOR)
    }

    /// Whether the capitalised words that end in the head before a preposition begin with a candidate, or what is joined
    /// in front of them does, or another head (`House of Deputies Committee`).
    fn is_front(&self, (start, preposition): (usize, usize), sets: &Sets) -> bool {
        let front = self.run_start(preposition - 1, start);
        let of_head = || front > start + 1 && self.word(front - 1) & bit::OF != 0 && self.is_head(front - 2);
        let possessor = || (front..preposition).any(|at| self.is_possessive(at));
        front == start
            || (of_head() && !possessor() && self.run_start(front - 2, start) == start)
            || (front > start && self.word(front - 1) & JOINTS != 0 && self.is_joined_from(start, front, sets))
    }

    /// That a candidate ends in a place which what it is or does stands before: `Tennis Scotland`, `Lom Radio Leeds`.
    fn with_place(&self, (start, end): (usize, usize), (from, to): (usize, usize), sets: &Sets) -> u64 {
        let first = self.word(start);
        if start == from || self.carries(start - 1) || (end < to && self.carries(end)) || !self.carries(start) || first & bit::LAND != 0 {
            return 0;
        }
        let place = |at: usize| self.carries(at) && self.classes.is_place(self.scanned, at, end);
        let Some(place) = (start + 1..end).take(3).find(|&at| place(at)) else { return 0 };
        let apart = sets.bits(self.marks.alone(start)) & (bit::ROLE | bit::NATIONALITY | bit::PLACE) != 0;
        if !(start..place).all(|at| self.carries(at)) || self.classes.is_place(self.scanned, start, end) {
            return 0;
        }
        let thing = first & (bit::COMMON | bit::ALL_CAPS) != 0 && first & bit::SINGLE == 0 && !apart;
        elsewhere(place == start + 1 && thing && self.segmented.words[start].upos != Upos::Adj, THING_PLACE)
            | elsewhere(place > start + 1 && self.is_head(place - 1), HEAD_PLACE)
    }
}

#[cfg(test)]
mod tests {
    use crate::resources::Resources;
    use crate::tag::names::{Table, dump};
    use crate::{Article, Copydesk};

    /// The candidates of a sentence that a piece of evidence speaks for.
    fn spoken(sentence: &str, of: &[&str]) -> Vec<Vec<String>> {
        let resources = Resources::built_in();
        let table = Table::read(&resources, "none", "", true).expect("an empty table");
        let desk = Copydesk::weighing(resources, table);
        let article = Article::new("a", sentence).expect("short");
        let candidates = dump(desk.resources(), desk.weigher(), &article);
        let names = desk.weigher().table().names();
        let spans = |name: &&str| {
            let speaks = candidates.iter().filter(|c| c.first.iter().any(|&n| names[usize::from(n)] == **name));
            speaks.map(|c| sentence[c.start as usize..c.end as usize].to_string()).collect()
        };
        of.iter().map(spans).collect()
    }

    #[test]
    fn a_theme_behind_a_head_belongs_to_the_name() {
        let text = "It was told by the Lom Inspectorate of Border Guards in May, and by the Senate Committee on Canals.";
        let found = spoken(text, &["whole-of-theme", "whole-for-theme", "before-of-theme", "behind-head-of"]);
        assert_eq!(found[0], ["Lom Inspectorate of Border Guards"]);
        assert_eq!(found[1], ["Senate Committee on Canals"]);
        assert_eq!(found[2], ["Lom Inspectorate", "Inspectorate"]);
        let rest = spoken(text, &["behind-front-of-head"]).concat();
        assert!(rest.contains(&"Inspectorate of Border Guards".into()) && rest.iter().all(|s| !s.starts_with("Lom")), "{rest:?}");
        assert!(found[3].contains(&"Border Guards".into()), "{:?}", found[3]);
        assert_eq!(spoken("It was told by the Lom Inspectorate on Monday at noon.", &["whole-for-theme"]), [[""; 0]]);
    }

    #[test]
    fn listed_themes_are_one_name() {
        let text = "She sits on the Senate Committee on Banking, Fisheries and Other Financial Services.";
        let found = spoken(text, &["whole-of-themes", "before-more-of-theme", "behind-part-of-theme"]);
        assert_eq!(found[0], ["Senate Committee on Banking, Fisheries and Other Financial Services"]);
        assert!(found[1].contains(&"Senate Committee on Banking".into()) && found[2].contains(&"Other Financial Services".into()));
        // What is no common word begins a name of its own.
        let apart = spoken("She left the Bank of England and Norvik in May.", &["whole-of-themes", "before-more-of-theme"]);
        assert_eq!(apart, [[""; 0]; 2]);
    }

    #[test]
    fn a_head_stands_behind_what_is_joined() {
        let text = "It was said by the Bridge Safety and Quality Authority in May.";
        let found = spoken(text, &["whole-joined-head", "before-joined-head", "behind-joined-front"]);
        assert_eq!(found[0], ["Bridge Safety and Quality Authority"]);
        assert!(found[1].contains(&"Bridge Safety".into()), "{:?}", found[1]);
        assert!(found[2].contains(&"Quality Authority".into()), "{:?}", found[2]);
        let apart = spoken("It was said by Norvik and Lom Quality Authority in May.", &["whole-joined-head", "before-joined-head"]);
        assert_eq!(apart, [[""; 0]; 2]);
    }

    #[test]
    fn numbers_suffixes_and_places_end_names() {
        let text = "He was told by the Court of Inquiry No. 4 in May, by Lom Radio 4 and by Brandt Holdings, Inc. today.";
        let found = spoken(text, &["whole-with-number", "before-its-number", "before-comma-and-suffix"]);
        assert_eq!(found[0], ["Lom Radio 4"]);
        assert_eq!(found[1], ["Lom Radio", "Radio"]);
        assert_eq!(found[2], ["Brandt Holdings", "Holdings"]);
        let places = spoken("He told Tennis Scotland and Lom Radio Leeds in May.", &["thing-then-place", "head-then-place"]);
        assert_eq!(places, [["Tennis Scotland"], ["Lom Radio Leeds"]]);
    }

    #[test]
    fn possessors_and_foreign_links_belong_to_names() {
        let text = "It was said by the Lom Fishermen's Union in May and by Sangre del Norte.";
        let found = spoken(text, &["whole-of-possessive", "before-possessed-head", "behind-those-it-is-for"]);
        assert_eq!(found[0], ["Lom Fishermen's Union"]);
        assert_eq!(found[1], ["Lom Fishermen", "Fishermen"]);
        assert_eq!(found[2][0], "Union");
        let links = spoken(text, &["before-foreign-link", "behind-foreign-link"]);
        assert!(links[0].contains(&"Sangre".into()) && !links[0].contains(&"Sangre del Norte".into()), "{:?}", links[0]);
        assert_eq!(links[1], ["Norte"]);
        assert_eq!(spoken("It was said by Norvik's Union in May.", &["whole-of-possessive", "before-possessed-head"]), [[""; 0]; 2]);
    }

    #[test]
    fn letters_say_how_far_a_name_reaches() {
        let text = "It was said by the Karva Nadi Water Users Board (KWUB) in May.";
        let found = spoken(text, &["spelled-by-letters", "part-of-spelled"]);
        assert_eq!(found[0], ["Karva Nadi Water Users Board"]);
        assert!(found[1].contains(&"Users Board".into()) && found[1].contains(&"Karva".into()));
        assert_eq!(spoken("It was said by the Water Board (XYZ) in May.", &["spelled-by-letters", "part-of-spelled"]), [[""; 0]; 2]);
    }
}
