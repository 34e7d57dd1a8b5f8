//! People: full names first, then surnames, initials and given names alone; namesakes of one family stay apart.
//!
//! A name is compared only with groups that share a word with it, a spelling of one, an initial or an entry.

use super::Group;
use super::keys::KeyMap;
use super::spelling::Spellings;
use super::words::{Form, Forms, Name};
use std::collections::BTreeMap;

/// Groups names of people.
pub(super) fn people(forms: &Forms<'_>, names: &[Name]) -> Vec<Group> {
    if names.is_empty() {
        return Vec::new();
    }
    let mut people =
        People { forms, spellings: Spellings::new(forms, names), groups: Vec::new(), index: Index::new(forms), met: Vec::new() };
    let (mut full, mut short): (Vec<Name>, Vec<Name>) = names.iter().copied().partition(|n| people.weight(n) > 1);
    // The fullest names are what others are compared with.
    full.sort_by_key(|n| (std::cmp::Reverse(people.weight(n)), n.mention));
    for name in full {
        people.join(name, |people, group, name| {
            u8::from(group.forms.iter().any(|&other| people.are_one(people.forms.form(name.form), people.forms.form(other))))
        });
    }
    short.sort_by_key(|n| n.mention);
    for name in short {
        people.join(name, People::strength);
    }
    people.groups
}

/// Groups by what their names can be found by.
struct Index {
    /// Number of the last entry of every word.
    last: Vec<u32>,
    /// Group, and the entry of the same word before.
    entries: Vec<(u32, u32)>,
    /// By what the gazetteers call them.
    known: KeyMap<Vec<u32>>,
    /// By the first letters of their words.
    letters: BTreeMap<char, Vec<u32>>,
}

const NONE: u32 = u32::MAX;

impl Index {
    fn new(forms: &Forms<'_>) -> Self {
        Index { last: vec![NONE; forms.words.len()], entries: Vec::new(), known: KeyMap::default(), letters: BTreeMap::new() }
    }

    fn add(&mut self, forms: &Forms<'_>, form: &Form<'_>, group: u32) {
        for &word in &form.words {
            let last = &mut self.last[word as usize];
            if *last == NONE || self.entries[*last as usize].0 != group {
                self.entries.push((group, *last));
                *last = self.entries.len() as u32 - 1;
            }
            if let Some(letter) = forms.words.word(word).first() {
                push(self.letters.entry(letter).or_default(), group);
            }
        }
        if let Some(name) = form.facts.name {
            push(self.known.entry(copydesk_engine::fold::key(name)).or_default(), group);
        }
    }

    fn of_word(&self, word: u32, out: &mut Vec<u32>) {
        let mut at = self.last[word as usize];
        while at != NONE {
            let (group, before) = self.entries[at as usize];
            out.push(group);
            at = before;
        }
    }
}

fn push(groups: &mut Vec<u32>, group: u32) {
    if groups.last() != Some(&group) {
        groups.push(group);
    }
}

struct People<'a, 'd> {
    forms: &'a Forms<'d>,
    spellings: Spellings,
    groups: Vec<Group>,
    index: Index,
    met: Vec<u32>,
}

impl<'d> People<'_, 'd> {
    /// Puts a name into the group that fits best: the strongest, then the one last mentioned.
    fn join(&mut self, name: Name, strength: impl Fn(&Self, &Group, &Name) -> u8) {
        let mut met = std::mem::take(&mut self.met);
        self.meet(self.forms.form(name.form), &mut met);
        let fitting = met.iter().map(|&at| (strength(self, &self.groups[at as usize], &name), at)).filter(|(strength, _)| *strength > 0);
        let place = |at: u32| {
            let (before, distance) = self.groups[at as usize].nearest(name.mention);
            (before, std::cmp::Reverse(distance))
        };
        let best = fitting.reduce(|best, new| match new.0.cmp(&best.0) {
            std::cmp::Ordering::Less => best,
            std::cmp::Ordering::Greater => new,
            std::cmp::Ordering::Equal if place(new.1) < place(best.1) => best,
            std::cmp::Ordering::Equal => new,
        });
        let (group, fresh) = match best {
            Some((_, at)) => (at, self.groups[at as usize].add(self.forms, name)),
            None => {
                self.groups.push(Group::of(name));
                (self.groups.len() as u32 - 1, true)
            }
        };
        if fresh {
            self.index.add(self.forms, self.forms.form(name.form), group);
        }
        self.met = met;
    }

    /// All groups that a name can belong to, by number.
    fn meet(&self, form: &Form<'d>, met: &mut Vec<u32>) {
        met.clear();
        let words = &self.forms.words;
        for &word in &form.words {
            self.index.of_word(word, met);
            self.spellings.of(word).for_each(|other| self.index.of_word(other, met));
            let letter = words.word(word).first();
            if words.word(word).is_initial() {
                // Initials only (`J. K.`), of whatever the words are.
                if form.words.len() > 1 && self.weight_of(form) == 0 {
                    met.extend(letter.and_then(|l| self.index.letters.get(&l)).into_iter().flatten());
                }
            } else if form.words.len() > 1
                && let Some(initial) = letter.and_then(|l| words.find(copydesk_engine::fold::key(l.encode_utf8(&mut [0; 4]))))
            {
                self.index.of_word(initial, met);
            }
        }
        if let Some(name) = form.facts.name {
            met.extend(self.index.known.get(&copydesk_engine::fold::key(name)).into_iter().flatten());
        }
        met.sort_unstable();
        met.dedup();
    }

    fn weight(&self, name: &Name) -> usize {
        self.weight_of(self.forms.form(name.form))
    }

    /// Words of a name that are no initials.
    fn weight_of(&self, form: &Form<'_>) -> usize {
        form.words.iter().filter(|&&w| !self.forms.words.word(w).is_initial()).count()
    }

    /// Whether two full names are of one person.
    fn are_one(&self, a: &Form<'_>, b: &Form<'_>) -> bool {
        let (x, y) = (&a.words[..], &b.words[..]);
        if !a.suffix.is_empty() && !b.suffix.is_empty() && a.suffix != b.suffix {
            return false;
        }
        if x == y {
            return true;
        }
        if a.facts.name.is_some() && a.facts.name == b.facts.name {
            return true;
        }
        let apart = a.gender.is_some() && b.gender.is_some() && a.gender != b.gender;
        if apart {
            return false;
        }
        let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
        let nickname = x.len() > 1 && x[1..] == y[1..] && (a.formal.contains(&y[0]) || b.formal.contains(&x[0]));
        if nickname {
            return true;
        }
        // Of a full name at least one word is written alike, unless the surname is a spelling of the other.
        let exact = || short.iter().any(|w| long.contains(w));
        let spelled = || short.len() == long.len() && short.iter().zip(long).all(|(&s, &l)| self.spellings.is_variant(s, l));
        self.is_part(short, long) && (exact() || spelled())
    }

    /// How well a short name (a surname, a given name, an initial and a surname) fits a group: 0 is not at all.
    fn strength(&self, group: &Group, name: &Name) -> u8 {
        let name = self.forms.form(name.form);
        let words = &name.words[..];
        let others = || group.forms.iter().map(|&other| self.forms.form(other));
        let clash = |g: &Form<'_>| g.gender.is_some() && name.gender.is_some() && g.gender != name.gender;
        if words.is_empty() || others().any(clash) {
            return 0;
        }
        let one = |other: &Form<'_>| -> u8 {
            let full = &other.words[..];
            if full == words {
                return 9;
            }
            if words.len() > 1 {
                return if self.is_part(words, full) { 8 } else { 0 };
            }
            let word = words[0];
            if self.forms.words.word(word).is_initial() {
                return 0;
            }
            match (full.last() == Some(&word), full.first() == Some(&word)) {
                (true, _) => 7,
                (_, true) => 5,
                _ if full.contains(&word) => 4,
                _ if full.len() > 1 && full.last().is_some_and(|&last| self.spellings.is_variant(word, last)) => 3,
                _ => 0,
            }
        };
        others().map(one).max().unwrap_or(0)
    }

    /// Whether one word may stand for the other in a name: the same word, or its initial.
    fn stands_for(&self, short: u32, long: u32) -> bool {
        let begins = || {
            let initial = self.forms.words.word(short);
            initial.is_initial() && self.forms.words.word(long).first() == initial.first()
        };
        short == long || begins() || self.spellings.is_variant(short, long)
    }

    /// Whether `short`'s words stand in `long` in order, each for one; words may be initials there too.
    fn is_part(&self, short: &[u32], long: &[u32]) -> bool {
        let mut at = 0;
        short.iter().all(|&word| {
            let fits = |&l: &u32| self.stands_for(word, l) || (self.forms.words.word(l).is_initial() && self.stands_for(l, word));
            let found = long[at..].iter().position(fits);
            at = found.map_or(at, |f| at + f + 1);
            found.is_some()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::{Form, Forms};
    use super::*;

    /// Whether the words of one name are part of the other.
    fn is_part(short: &str, long: &str) -> bool {
        let mut forms = Forms::default();
        let mut form = |name: &str| {
            let words = name.split(' ').map(|w| forms.words.of_folded(w.into())).collect();
            forms.add(Form { words, ..Form::default() })
        };
        let names = [(0, form(short)), (1, form(long))].map(|(mention, form)| Name { mention, form });
        let spellings = Spellings::new(&forms, &names);
        let people = People { forms: &forms, spellings, groups: Vec::new(), index: Index::new(&forms), met: Vec::new() };
        people.is_part(&forms.form(names[0].form).words, &forms.form(names[1].form).words)
    }

    #[test]
    fn shorter_names_are_part_of_longer_ones() {
        assert!(is_part("j bayramov", "jeyhun bayramov"));
        assert!(is_part("natwar singh", "k natwar singh"));
        assert!(is_part("natvar singh", "k natwar singh"));
        assert!(!is_part("h bayramov", "jeyhun bayramov"));
        assert!(!is_part("manmohan singh", "k natwar singh"));
    }
}
