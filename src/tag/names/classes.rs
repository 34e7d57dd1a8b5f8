//! Word classes by list: which lists make a word what.

use super::marks::{Marks, bit};
use crate::resources::Resources;
use crate::scan::{ListMask, Scanned};
use copydesk_engine::blob::Hit;

/// Lists as bits, made once from the lists' ids.
pub(crate) struct Classes {
    /// What the words of lists are.
    meanings: Vec<(u64, ListMask)>,
    /// Lists of words that letters written large do not mean (`US`, `IT`, `WHO`).
    pub(crate) small: ListMask,
    names: ListMask,
    /// Lists of names that are names wherever they stand.
    strong: ListMask,
    /// Lists of bodies.
    organization: ListMask,
    address: ListMask,
    short_place: ListMask,
    place: ListMask,
    /// Places that teams are named by.
    team_place: ListMask,
}

/// Lists by what their words are; `x/y` is a list, or all lists below a folder.
const MEANINGS: &[(u64, &[&str])] = &[
    (
        bit::FUNCTION,
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
    (bit::CONNECTOR, &["words/connectors"]),
    (bit::PARTICLE, &["people/particles"]),
    (bit::BEGINS, BEGINS),
    (bit::WORKS, BEGINS),
    (bit::WORKS, &["words/connectors", "events/heads", "organizations/suffixes", "cues/route-nouns"]),
    (bit::EVENT_HEAD, &["events/heads"]),
    (bit::BODY, &["organizations/agencies", "organizations/media", "organizations/companies-known"]),
    (bit::BODY_HEAD, &["organizations/heads"]),
    (bit::SUFFIX, &["organizations/suffixes"]),
    (bit::TAKES_DOT, &["words/dotted", "words/dotted-people"]),
    (bit::ABBREVIATION, &["people/titles", "words/abbreviations", "places/wire-abbreviations"]),
    (bit::ROUTE, &["cues/route-nouns"]),
    (bit::LAND, &["places/geo-heads", "places/facility-heads"]),
    (bit::COMMON, &["words/common"]),
    (bit::WEEKDAY, &["dates/weekdays/full"]),
    (bit::FORM_OF_ADDRESS, ADDRESS),
    (bit::SYLLABLE, &["words/name-syllables"]),
    (bit::BEHIND_HEAD, &["cues/of", "cues/for", "cues/on"]),
    (bit::OF, &["cues/of"]),
    (bit::AND, &["cues/and"]),
    (bit::OR, &["cues/or"]),
    (bit::THE, &["cues/the"]),
    (bit::GIVEN, &["people/given-names", "people/given-names-weak"]),
    (bit::SURNAME, &["people/surnames"]),
    (bit::ON, &["cues/on"]),
    (bit::ROLE, &["roles/offices", "roles/business", "roles/professions", "roles/ranks", "roles/sport", "roles/heads"]),
    (bit::SPORT, &["cues/sport-nouns", "cues/team-verbs", "cues/score-words", "roles/sport"]),
    (bit::SPORT_TERM, &["cues/sport-terms"]),
    (bit::FINANCE, &["cues/finance-terms"]),
];

const BEGINS: &[&str] = &["people/particles", "organizations/agencies", "organizations/media", "organizations/companies-known"];
const ADDRESS: &[&str] = &["people/forms-of-address"];
const SMALL: &[&str] =
    &["words/common", "cues/personal-pronouns", "cues/prepositions", "cues/conjunctions", "words/joinable", "words/joinable-short"];
const PLACES: &[&str] = &[
    "places/countries",
    "places/capitals",
    "places/cities",
    "places/cities-known",
    "places/wordnet",
    "places/subdivisions",
    "places/regions",
];

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

/// Whether two sets of lists share one.
#[inline]
fn meet(a: &ListMask, b: &ListMask) -> bool {
    (a[0] & b[0]) | (a[1] & b[1]) | (a[2] & b[2]) | (a[3] & b[3]) != 0
}

/// Whether a set of built-in lists holds that of a hit, which must be one of theirs.
#[inline]
fn holds(lists: &ListMask, hit: &Hit) -> bool {
    lists[usize::from(hit.list) / 64] >> (hit.list % 64) & 1 == 1
}

impl Classes {
    /// From the built-in lists.
    pub(crate) fn new(resources: &Resources) -> Self {
        let (organization, place) = (of_kinds(resources, &["organization"]), bits(resources, PLACES));
        let team_place = bits(resources, &["organizations/teams-places"]);
        let mut meanings: Vec<_> = MEANINGS.iter().map(|(meaning, ids)| (*meaning, bits(resources, ids))).collect();
        let nationality = of_kinds(resources, &["nationality"]);
        meanings.extend([
            (bit::NATIONALITY, nationality),
            (bit::ORGANIZATION, organization),
            (bit::PLACE, place),
            (bit::TEAM_PLACE, team_place),
        ]);
        Classes {
            meanings,
            small: bits(resources, SMALL),
            names: of_kinds(resources, &["person", "organization", "location", "event"]),
            strong: strong(resources),
            organization,
            address: bits(resources, ADDRESS),
            short_place: bits(resources, &["places/wire-abbreviations"]),
            place,
            team_place,
        }
    }

    /// What words are that are in all lists of a set.
    pub(crate) fn bits(&self, lists: &ListMask) -> u64 {
        self.meanings.iter().filter(|(_, mask)| meet(lists, mask)).fold(0, |all, (meaning, _)| all | meaning)
    }

    /// Whether a hit is one of a list of names; every list of users is.
    pub(crate) fn names_something(&self, hit: &Hit) -> bool {
        hit.layer > 0 || holds(&self.names, hit)
    }

    /// Whether a built-in list has a stretch of several words as a name: what its words are elsewhere says nothing.
    pub(crate) fn is_unit(&self, marks: &Marks, start: usize, end: usize) -> bool {
        let bare = marks.without_dot(start, end);
        let whole = |h: &Hit| h.end as usize == end || h.end as usize == bare;
        end - start > 1 && marks.long_between(start, start + 1).iter().any(|h| whole(h) && holds(&self.strong, h))
    }

    /// Whether a built-in list has a hit as a body.
    pub(crate) fn is_organization(&self, hit: &Hit) -> bool {
        holds(&self.organization, hit)
    }

    /// Whether a built-in list has a span as a place.
    pub(crate) fn is_place(&self, scanned: &Scanned<'_>, start: usize, end: usize) -> bool {
        scanned.hits_at(start).iter().any(|h| h.layer == 0 && h.end as usize == end && holds(&self.place, h))
    }

    /// Whether a built-in list has a span as a place that a team is named by.
    pub(crate) fn is_team_place(&self, scanned: &Scanned<'_>, start: usize, end: usize) -> bool {
        scanned.hits_at(start).iter().any(|h| h.layer == 0 && h.end as usize == end && holds(&self.team_place, h))
    }

    /// A weekday after `on` that begins no known name.
    pub(crate) fn is_day_told(&self, scanned: &Scanned<'_>, marks: &Marks, at: usize) -> bool {
        marks.is(at, bit::WEEKDAY) && marks.is(at - 1, bit::ON) && !self.begins_known(scanned, marks, at)
    }

    /// `Mr`, `Dr`, `Lt` where it begins no known name (`Dr Pepper`).
    pub(crate) fn is_form_of_address(&self, scanned: &Scanned<'_>, marks: &Marks, at: usize) -> bool {
        // Lord Street is a street.
        let land = |at: usize| marks.is(at, bit::CAPITAL) && marks.is(at, bit::LAND);
        marks.is(at, bit::FORM_OF_ADDRESS) && !self.begins_known(scanned, marks, at) && !land(at + 1)
    }

    /// `Seri` behind `Datuk`: the second word of a form of address.
    pub(crate) fn ends_form_of_address(&self, scanned: &Scanned<'_>, marks: &Marks, at: usize) -> bool {
        marks.is(at - 1, bit::FORM_OF_ADDRESS)
            && scanned.hits_at(at - 1).iter().any(|h| h.end as usize == at + 1 && h.layer == 0 && holds(&self.address, h))
    }

    /// Whether a known name of several words begins here.
    fn begins_known(&self, scanned: &Scanned<'_>, marks: &Marks, at: usize) -> bool {
        let longer = |hit: &Hit| hit.end as usize > at + 2 || (hit.end as usize == at + 2 && !marks.is(at + 1, bit::DOT));
        scanned.hits_at(at).iter().any(|hit| longer(hit) && self.names_something(hit))
    }

    /// Places that are cut short with a dot: the entry ends with it (`Calif.`).
    pub(crate) fn is_short_place(&self, scanned: &Scanned<'_>, at: usize) -> bool {
        scanned.hits_at(at).iter().any(|hit| hit.layer == 0 && hit.end as usize == at + 2 && holds(&self.short_place, hit))
    }
}
