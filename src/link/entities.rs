//! Entities: mentions of one person, organization, place or event brought together under their fullest name.
//!
//! Full names come first, so that a surname in the headline finds the name in the body. `people` and `bodies` decide who
//! is who; `profile` says what is known of each, `countries` whose an organization is; `resolver` refers roles and pronouns
//! to people.

mod bodies;
mod countries;
mod keys;
mod people;
mod profile;
mod resolver;
mod spelling;
mod words;

pub use resolver::Resolver;

use crate::record::{Detail, Entity, Facts, Kind, Mention};
use crate::resources::Resources;
use crate::scan::Scanned;
use crate::segment::Segmented;
use smallvec::{SmallVec, smallvec};
use words::{Forms, Name};

pub(super) use countries::countries;
pub(super) use profile::{profile, salience};

/// Names that are one entity.
#[derive(Clone, Debug, Default)]
struct Group {
    names: SmallVec<[Name; 2]>,
    /// Where its names begin to be in text order again.
    runs: SmallVec<[u32; 2]>,
    /// The forms of its names, each once, and the first of those with most words.
    forms: SmallVec<[u32; 2]>,
    fullest: u32,
}

impl Group {
    fn of(name: Name) -> Self {
        Group { names: smallvec![name], runs: smallvec![0], forms: smallvec![name.form], fullest: name.form }
    }

    /// Adds a name; says whether its form is new.
    fn add(&mut self, forms: &Forms<'_>, name: Name) -> bool {
        if self.names.last().is_none_or(|last| last.mention > name.mention) {
            self.runs.push(self.names.len() as u32);
        }
        self.names.push(name);
        if forms.form(name.form).words.len() > forms.form(self.fullest).words.len() {
            self.fullest = name.form;
        }
        let fresh = !self.forms.contains(&name.form);
        if fresh {
            self.forms.push(name.form);
        }
        fresh
    }

    /// Takes in another group.
    fn absorb(&mut self, forms: &Forms<'_>, other: Group) {
        self.names.extend(other.names);
        self.names.sort_by_key(|n| n.mention);
        self.runs = smallvec![0];
        if forms.form(other.fullest).words.len() > forms.form(self.fullest).words.len() {
            self.fullest = other.fullest;
        }
        for form in other.forms {
            if !self.forms.contains(&form) {
                self.forms.push(form);
            }
        }
    }

    fn parts(&self) -> impl Iterator<Item = &[Name]> {
        let ends = self.runs[1..].iter().copied().chain([self.names.len() as u32]);
        self.runs.iter().zip(ends).map(|(&from, to)| &self.names[from as usize..to as usize])
    }

    /// Number of its first mention.
    fn first(&self) -> u32 {
        self.parts().map(|part| part[0].mention).min().unwrap_or(0)
    }

    /// Its last mention before a mention, and its first one after it.
    fn around(&self, mention: u32) -> (Option<u32>, Option<u32>) {
        let (mut before, mut after) = (None, None::<u32>);
        for part in self.parts() {
            let at = part.partition_point(|n| n.mention < mention);
            before = before.max(at.checked_sub(1).map(|at| part[at].mention));
            let next = part[at..].iter().map(|n| n.mention).find(|&m| m > mention);
            after = after.map_or(next, |a| Some(next.map_or(a, |n| a.min(n))));
        }
        (before, after)
    }

    /// Distance of its last mention before a mention, or of its first one after it.
    fn nearest(&self, mention: u32) -> (bool, u32) {
        match self.around(mention) {
            (Some(m), _) => (true, mention - m),
            (None, Some(m)) => (false, m - mention),
            (None, None) => (false, u32::MAX),
        }
    }
}

/// Brings mentions together; sets their `entity`. Entities stand by first mention.
pub(super) fn entities<'d>(
    resources: &'d Resources,
    text: &'d str,
    scanned: &Scanned<'_>,
    segmented: &Segmented<'_>,
    mentions: &mut [Mention<'d>],
) -> Vec<Entity<'d>> {
    let lists = Lists::new(resources);
    let mut forms = Forms::new(text);
    let (mut groups, mut names): (Vec<(Kind, Group)>, Vec<Name>) = (Vec::new(), Vec::new());
    for kind in [Kind::Person, Kind::Organization, Kind::Location, Kind::Event] {
        let person = kind == Kind::Person;
        names.clear();
        for (number, mention) in mentions.iter().enumerate().filter(|(_, m)| m.kind == kind) {
            let facts = if let Detail::Name(facts) = mention.detail { facts } else { Facts::default() };
            let gender = if person { lists.gender(scanned, mention, &facts) } else { None };
            let form = forms.number(scanned, &lists, mention.tokens, person, facts, gender);
            names.push(Name { mention: number as u32, form });
        }
        let made = match kind {
            Kind::Person => people::people(&forms, &names),
            _ => bodies::bodies(scanned, mentions, kind, &forms, &names),
        };
        groups.extend(made.into_iter().map(|g| (kind, g)));
    }
    for (_, group) in &mut groups {
        group.names.sort_by_key(|n| n.mention);
    }
    groups.sort_by_key(|(_, g)| g.names[0].mention);
    let (mut out, mut aliases) = (Vec::with_capacity(groups.len()), Vec::new());
    for (number, (kind, group)) in groups.iter().enumerate() {
        for name in &group.names {
            mentions[name.mention as usize].entity = Some(number as u32);
        }
        out.push(profile::entity(text, segmented, mentions, *kind, &forms, &group.names, &mut aliases));
    }
    out
}

/// Numbers of the lists that tell what in a name does not tell it from others, and who is a man or a woman.
struct Lists<'d> {
    resources: &'d Resources,
    the: Option<usize>,
    suffixes: [Option<usize>; 2],
    nicknames: Option<usize>,
    titles: Option<usize>,
    given: Option<usize>,
}

impl<'d> Lists<'d> {
    fn new(resources: &'d Resources) -> Self {
        Lists {
            resources,
            the: resources.list("cues/the"),
            suffixes: [resources.list("organizations/suffixes"), resources.list("people/suffixes")],
            nicknames: resources.list("people/nicknames"),
            titles: resources.list("cues/gendered-titles"),
            given: resources.list("people/given-names"),
        }
    }

    /// A name's tokens without article and suffix, and those of the suffix.
    fn trim(&self, scanned: &Scanned<'_>, (mut from, to): (u32, u32), person: bool) -> ((u32, u32), (u32, u32)) {
        if from + 1 < to && self.the.is_some_and(|l| scanned.is_in(from as usize, l)) {
            from += 1;
        }
        let list = self.suffixes[usize::from(person)];
        // A dot behind the suffix may be a token of its own.
        let ends = |end: u32| end == to || (end + 1 == to && scanned.word(end as usize) == ".");
        let is_suffix =
            |at: &u32| scanned.hits_at(*at as usize).iter().any(|h| h.layer == 0 && Some(usize::from(h.list)) == list && ends(h.end));
        let core = (from + 1..to).find(is_suffix).unwrap_or(to);
        ((from, core), (core, to))
    }

    /// Given names, folded, for which a word is short.
    fn formal(&self, scanned: &Scanned<'_>, at: u32, mut take: impl FnMut(String)) {
        for hit in scanned.hits_at(at as usize) {
            if hit.layer == 0 && hit.end == at + 1 && Some(usize::from(hit.list)) == self.nicknames {
                take(copydesk_engine::fold::folded(self.resources.view(hit).name(hit.sense)));
            }
        }
    }
}

#[cfg(test)]
mod tests;
