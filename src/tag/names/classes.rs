//! Word classes by list: which lists have an entry that begins, ends or stands alone at a token.

use crate::resources::Resources;
use crate::scan::{ListMask, Scanned};
use copydesk_engine::blob::Hit;
use copydesk_engine::tokens::Shape;

/// Lists as bits, made once from the lists' ids.
pub(crate) struct Classes {
    function: ListMask,
    connector: ListMask,
    particle: ListMask,
    /// Lists of words in small letters that may begin a name, and of those that may stand in one.
    begins: ListMask,
    pub(crate) works: ListMask,
    event_head: ListMask,
    body: ListMask,
    body_head: ListMask,
    suffix: ListMask,
    dotted: ListMask,
    abbreviation: ListMask,
    route: ListMask,
    land: ListMask,
    common: ListMask,
    /// Lists of words that letters written large do not mean (`US`, `IT`, `WHO`).
    pub(crate) small: ListMask,
    names: ListMask,
    /// Lists of names that are names wherever they stand.
    strong: ListMask,
    /// Lists of bodies.
    pub(crate) organization: ListMask,
    on: ListMask,
    weekday: ListMask,
    address: ListMask,
    syllable: ListMask,
    short_place: ListMask,
    /// Prepositions behind the head of a body's name.
    pub(crate) behind_head: ListMask,
    pub(crate) of: ListMask,
    pub(crate) and: ListMask,
    pub(crate) or: ListMask,
    pub(crate) the: ListMask,
    /// Lists of people's given names, surnames, places, roles and nationalities.
    pub(crate) given: ListMask,
    pub(crate) surname: ListMask,
    pub(crate) place: ListMask,
    /// Places that teams are named by.
    pub(crate) team_place: ListMask,
    pub(crate) role: ListMask,
    pub(crate) nationality: ListMask,
    pub(crate) sport: ListMask,
    pub(crate) finance: ListMask,
}

fn bits(resources: &Resources, ids: &[&str]) -> ListMask {
    let mut mask = ListMask::default();
    for id in ids {
        let below = resources.lists_below(id);
        for list in resources.list(id).into_iter().chain(below) {
            mask[list / 64] |= 1 << (list % 64);
        }
    }
    mask
}

/// Lists whose entries are of some kinds.
fn of_kinds(resources: &Resources, kinds: &[&str]) -> ListMask {
    let mut mask = ListMask::default();
    for (list, header) in resources.layers()[0].lists().iter().enumerate() {
        if kinds.contains(&header.kind.as_str()) {
            mask[list / 64] |= 1 << (list % 64);
        }
    }
    mask
}

/// Lists of names whose tier is strong.
fn strong(resources: &Resources) -> ListMask {
    let mut mask = of_kinds(resources, &["person", "organization", "location", "event"]);
    for (list, header) in resources.layers()[0].lists().iter().enumerate() {
        if header.tier != "strong" {
            mask[list / 64] &= !(1 << (list % 64));
        }
    }
    mask
}

/// Where a name of several words ends before the dot of an abbreviation: lists have `Norvik Corp`, text has `Norvik Corp.`.
pub(crate) fn without_dot(scanned: &Scanned<'_>, start: usize, end: usize) -> usize {
    if end - start > 2 && scanned.word(end - 1) == "." { end - 1 } else { end }
}

/// Whether two sets of lists share one.
#[inline]
pub(crate) fn meet(a: &ListMask, b: &ListMask) -> bool {
    a[0] & b[0] | a[1] & b[1] | a[2] & b[2] | a[3] & b[3] != 0
}

impl Classes {
    /// From the built-in lists.
    pub(crate) fn new(resources: &Resources) -> Self {
        let particle = bits(resources, &["people/particles"]);
        let body = bits(resources, &["organizations/agencies", "organizations/media", "organizations/companies-known"]);
        let begins = std::array::from_fn(|at| particle[at] | body[at]);
        let inside = bits(resources, &["words/connectors", "events/heads", "organizations/suffixes", "cues/route-nouns"]);
        let works = std::array::from_fn(|at| begins[at] | inside[at]);
        Classes {
            begins,
            works,
            function: bits(
                resources,
                &[
                    "cues/determiners",
                    "cues/prepositions",
                    "cues/conjunctions",
                    "cues/personal-pronouns",
                    "cues/possessive-pronouns",
                    "cues/auxiliaries",
                    "cues/modals",
                    "cues/negations",
                    "cues/place-prepositions",
                    "cues/a",
                    "cues/and",
                    "cues/as",
                    "cues/at",
                    "cues/by",
                    "cues/for",
                    "cues/from",
                    "cues/in",
                    "cues/of",
                    "cues/on",
                    "cues/or",
                    "cues/the",
                    "cues/to",
                    "cues/with",
                ],
            ),
            connector: bits(resources, &["words/connectors"]),
            particle,
            event_head: bits(resources, &["events/heads"]),
            body,
            body_head: bits(resources, &["organizations/heads"]),
            suffix: bits(resources, &["organizations/suffixes"]),
            dotted: bits(resources, &["words/dotted", "words/dotted-people"]),
            abbreviation: bits(resources, &["people/titles", "words/abbreviations", "places/wire-abbreviations"]),
            route: bits(resources, &["cues/route-nouns"]),
            land: bits(resources, &["places/geo-heads", "places/facility-heads"]),
            common: bits(resources, &["words/common"]),
            small: bits(
                resources,
                &[
                    "words/common",
                    "cues/personal-pronouns",
                    "cues/prepositions",
                    "cues/conjunctions",
                    "words/joinable",
                    "words/joinable-short",
                ],
            ),
            names: of_kinds(resources, &["person", "organization", "location", "event"]),
            strong: strong(resources),
            organization: of_kinds(resources, &["organization"]),
            on: bits(resources, &["cues/on"]),
            weekday: bits(resources, &["dates/weekdays/full"]),
            address: bits(resources, &["people/forms-of-address"]),
            syllable: bits(resources, &["words/name-syllables"]),
            short_place: bits(resources, &["places/wire-abbreviations"]),
            behind_head: bits(resources, &["cues/of", "cues/for", "cues/on"]),
            of: bits(resources, &["cues/of"]),
            and: bits(resources, &["cues/and"]),
            or: bits(resources, &["cues/or"]),
            the: bits(resources, &["cues/the"]),
            given: bits(resources, &["people/given-names", "people/given-names-weak"]),
            surname: bits(resources, &["people/surnames"]),
            place: bits(
                resources,
                &[
                    "places/countries",
                    "places/capitals",
                    "places/cities",
                    "places/cities-known",
                    "places/wordnet",
                    "places/subdivisions",
                    "places/regions",
                ],
            ),
            team_place: bits(resources, &["organizations/teams-places"]),
            nationality: of_kinds(resources, &["nationality"]),
            role: bits(resources, &["roles/offices", "roles/business", "roles/professions", "roles/ranks", "roles/sport", "roles/heads"]),
            sport: bits(resources, &["cues/sport-nouns", "cues/team-verbs", "cues/score-words", "roles/sport"]),
            finance: bits(resources, &["cues/finance-nouns", "cues/company-nouns", "cues/currency-words", "cues/market-verbs"]),
        }
    }

    /// Whether a hit is one of a list of names; every list of users is.
    pub(crate) fn names_something(&self, hit: &Hit) -> bool {
        hit.layer > 0 || self.names[usize::from(hit.list) / 64] >> (hit.list % 64) & 1 == 1
    }

    /// Whether a built-in list has a stretch of several words as a name: what its words are elsewhere says nothing.
    pub(crate) fn is_unit(&self, scanned: &Scanned<'_>, start: usize, end: usize) -> bool {
        let strong = |list: u16| self.strong[usize::from(list) / 64] >> (list % 64) & 1 == 1;
        let bare = without_dot(scanned, start, end);
        let whole = |h: &Hit| h.end as usize == end || h.end as usize == bare;
        end - start > 1 && scanned.hits_at(start).iter().any(|h| whole(h) && h.layer == 0 && strong(h.list))
    }

    /// Whether a built-in list has a hit as a body.
    pub(crate) fn is_organization(&self, hit: &Hit) -> bool {
        self.organization[usize::from(hit.list) / 64] >> (hit.list % 64) & 1 == 1
    }

    /// A weekday.
    pub(crate) fn is_weekday(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        meet(&scanned.lists[at], &self.weekday)
    }

    /// A weekday after `on` that begins no known name.
    pub(crate) fn is_day_told(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        self.is_weekday(scanned, at) && meet(&scanned.lists[at - 1], &self.on) && !self.begins_known(scanned, at)
    }

    /// `Mr`, `Dr`, `Lt` where it begins no known name (`Dr Pepper`).
    pub(crate) fn is_form_of_address(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        // Lord Street is a street.
        let land = |at: usize| scanned.tokens.get(at).is_some_and(|t| t.is(Shape::CAPITAL)) && meet(&scanned.lists[at], &self.land);
        meet(&scanned.lists[at], &self.address) && !self.begins_known(scanned, at) && !land(at + 1)
    }

    /// `Seri` behind `Datuk`: the second word of a form of address.
    pub(crate) fn ends_form_of_address(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        let address = |list: u16| self.address[usize::from(list) / 64] >> (list % 64) & 1 == 1;
        meet(&scanned.lists[at - 1], &self.address)
            && scanned.hits_at(at - 1).iter().any(|h| h.end as usize == at + 1 && h.layer == 0 && address(h.list))
    }

    /// Whether a known name of several words begins here.
    fn begins_known(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        let longer = |hit: &Hit| hit.end as usize > at + 2 || (hit.end as usize == at + 2 && scanned.word(at + 1) != ".");
        scanned.hits_at(at).iter().any(|hit| longer(hit) && self.names_something(hit))
    }

    /// Articles, prepositions, conjunctions, pronouns, auxiliaries.
    pub(crate) fn is_function(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        meet(&scanned.lists[at], &self.function)
    }

    /// Words that stand inside names.
    pub(crate) fn is_connector(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        meet(&scanned.lists[at], &self.connector)
    }

    /// Particles that begin a surname.
    pub(crate) fn is_particle(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        meet(&scanned.lists[at], &self.particle)
    }

    /// Heads of bodies' names.
    pub(crate) fn is_body_head(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        scanned.lists.get(at).is_some_and(|l| meet(l, &self.body_head))
    }

    /// `of`, `for`, `on`.
    pub(crate) fn is_behind_head(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        scanned.lists.get(at).is_some_and(|l| meet(l, &self.behind_head))
    }

    /// `and`.
    pub(crate) fn is_and(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        scanned.lists.get(at).is_some_and(|l| meet(l, &self.and))
    }

    /// Lower-case heads that end an event's name.
    pub(crate) fn is_event_head(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        meet(&scanned.lists[at], &self.event_head)
    }

    /// Legal suffixes of companies.
    pub(crate) fn is_suffix(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        scanned.lists.get(at).is_some_and(|l| meet(l, &self.suffix))
    }

    /// Words in small letters that may begin a name.
    pub(crate) fn may_begin(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        meet(&scanned.lists[at], &self.begins)
    }

    /// Names of bodies, also where they are written in lower case.
    pub(crate) fn is_small_name(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        meet(&scanned.lists[at], &self.body)
    }

    /// Words that are written with a dot at the end of names.
    pub(crate) fn is_dotted(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        meet(&scanned.lists[at], &self.dotted)
    }

    /// Words that may be written with a dot.
    pub(crate) fn is_abbreviation(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        meet(&scanned.lists[at], &self.abbreviation)
    }

    /// Lower-case nouns for what leads from one place to another.
    pub(crate) fn is_route(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        meet(&scanned.lists[at], &self.route)
    }

    /// Places that are cut short with a dot: the entry ends with it (`Calif.`).
    pub(crate) fn is_short_place(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        let short = |hit: &Hit| hit.end as usize == at + 2 && self.short_place[usize::from(hit.list) / 64] >> (hit.list % 64) & 1 == 1;
        scanned.hits_at(at).iter().any(short)
    }

    /// Common words that end given names behind a hyphen (`Jae-in`).
    pub(crate) fn is_syllable(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        meet(&scanned.lists[at], &self.syllable)
    }

    /// Surnames.
    pub(crate) fn is_surname(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        scanned.tokens[at].is(Shape::CAPITAL) && meet(&scanned.lists[at], &self.surname)
    }

    /// Common words of the language.
    pub(crate) fn is_common(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        meet(&scanned.lists[at], &self.common)
    }
}

/// Lists with an entry, of any length, that begins at a token, or ends before it.
#[derive(Default)]
pub(crate) struct Edges {
    /// Begins at the token.
    pub(crate) starting: Vec<ListMask>,
    /// Ends before the token.
    pub(crate) ending: Vec<ListMask>,
    /// Longest hit that covers the token together with its neighbours, as (start, end, list).
    long: Vec<Hit>,
    /// Number of the first of them that begins at a token or behind it.
    first_long: Vec<u32>,
}

/// Tokens that a name goes back at most.
const BACK: usize = 16;

impl Edges {
    /// Collects them for an article.
    pub(crate) fn collect(&mut self, scanned: &Scanned<'_>) {
        let count = scanned.tokens.len() + 1;
        self.starting.clear();
        self.starting.extend_from_slice(scanned.lists);
        self.starting.push(ListMask::default());
        self.ending.clear();
        self.ending.push(ListMask::default());
        self.ending.extend_from_slice(scanned.lists);
        self.long.clear();
        self.first_long.clear();
        // Most tokens have no entries but those of their word alone, which the scan has as lists.
        for token in 0..scanned.tokens.len() {
            let hits = scanned.hits_at(token);
            // The longest stand last, but for those with the dot of an abbreviation.
            let tight = scanned.tokens.get(token + 1).is_some_and(|t| t.is_tight());
            if tight || hits.last().is_some_and(|h| h.end as usize > token + 1) {
                self.first_long.resize(token + 1, self.long.len() as u32);
                self.long.extend(hits.iter().filter(|h| h.layer == 0 && h.end - h.start > 1));
            }
        }
        self.first_long.resize(count + 1, self.long.len() as u32);
        // Backwards, so that what ends behind a token is not yet more than its own word.
        for long in self.long.chunk_by(|a, b| a.start == b.start).rev() {
            let at = long[0].start as usize;
            self.ending[at + 1] = ListMask::default();
            for hit in scanned.hits_at(at).iter().filter(|h| h.layer == 0) {
                let (word, bit) = (usize::from(hit.list) / 64, 1u64 << (hit.list % 64));
                self.starting[at][word] |= bit;
                self.ending[hit.end as usize][word] |= bit;
            }
        }
    }

    /// Hits of several tokens that begin at a token or not far before it.
    pub(crate) fn long_before(&self, token: usize) -> &[Hit] {
        self.long_between(token.saturating_sub(BACK), token + 1)
    }

    /// Hits of several tokens that begin in a range.
    pub(crate) fn long_between(&self, from: usize, to: usize) -> &[Hit] {
        &self.long[self.first_long[from] as usize..self.first_long[to] as usize]
    }
}
