//! What a program asks for before it is worth running: of the first tokens of a match, and of all of them between them.

use super::index::thing;
use super::{Step, Test};
use serde::{Deserialize, Serialize};

/// How many tokens of a match are asked for one after the other.
pub(super) const AHEAD: usize = 4;
/// How many things are asked of a match as a whole.
pub(super) const NEEDS: usize = 4;
/// Most things that all matches are known to hold.
const KNOWN: usize = 8;

/// What tokens offer, by number: classes first, then gazetteer references, mentions, groups, words by their symbols.
pub(super) const LISTS: usize = 64;
pub(super) const SPANS: usize = 192;
pub(super) const WORDS: usize = 256;
/// Any token offers it.
pub(super) const ANY: usize = WORDS - 1;
/// The end of the sentence offers it.
pub(super) const PAST: usize = WORDS - 2;

/// The tests of a step.
fn tests_of(step: &Step) -> &[Test] {
    match step {
        Step::Test(test) => std::slice::from_ref(test),
        Step::One(tests) => tests,
        _ => &[],
    }
}

/// What a program asks for: of each of the first tokens one of some things, then of all tokens of a match, four times,
/// one of others; every list behind its length.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Asks(Vec<u16>);

impl Asks {
    pub(super) fn new(steps: &[Step]) -> Self {
        let things = Things::new(steps);
        let ahead = things.ahead(steps);
        let mut needs = things.needs(steps);
        // What the first token must offer is asked of it anyway; what many tokens offer says little.
        needs.sort_by_key(|asked| (*asked == ahead[0], things.each(*asked).any(|thing| usize::from(thing) < LISTS)));
        needs.resize(NEEDS, ANYTHING);
        let mut all = Vec::new();
        for asked in ahead.into_iter().chain(needs) {
            let length = all.len();
            all.push(0);
            all.extend(things.each(asked));
            all[length] = (all.len() - length - 1) as u16;
        }
        Asks(all)
    }

    /// The lists one after the other.
    pub(super) fn each(&self) -> impl Iterator<Item = &[u16]> {
        let mut rest = &self.0[..];
        std::iter::from_fn(move || {
            let (length, all) = rest.split_first()?;
            let (things, behind) = all.split_at_checked(usize::from(*length))?;
            rest = behind;
            Some(things)
        })
    }
}

/// Several of a program's [`Things`], of which one must be there.
type Asked = [u64; 4];

/// The different things that a program asks for, by a number of its own; the first is any token, the second the end.
struct Things {
    all: Vec<u16>,
    /// Those that meet each step.
    of: Vec<Asked>,
}

/// Anything will do, even the end of the sentence.
const ANYTHING: Asked = [3, 0, 0, 0];

impl Things {
    fn new(steps: &[Step]) -> Self {
        let (mut all, mut of) = (vec![ANY as u16, PAST as u16], Vec::with_capacity(steps.len()));
        // What can be of several tokens comes first: only things of one token may be left out.
        for thing in steps.iter().flat_map(tests_of).filter(|t| matches!(t, Test::List(_) | Test::Mention(_) | Test::Group(_))).map(thing) {
            if !all.contains(&thing) {
                all.push(thing);
            }
        }
        for step in steps {
            let tests = tests_of(step);
            let mut asked = Asked::default();
            for thing in tests.iter().map(thing) {
                let number = all.iter().position(|&t| t == thing).unwrap_or(all.len());
                if number == all.len() {
                    all.push(thing);
                }
                // A program with more things than that asks for any token instead.
                let number = if number < 256 { number } else { 0 };
                asked[number / 64] |= 1 << (number % 64);
            }
            of.push(if tests.is_empty() { [1, 0, 0, 0] } else { asked });
        }
        Things { all, of }
    }

    fn add(&self, step: usize, asked: &mut Asked) {
        asked.iter_mut().zip(self.of[step]).for_each(|(all, more)| *all |= more);
    }

    fn each(&self, asked: Asked) -> impl Iterator<Item = u16> + '_ {
        let bits = move |n: usize| {
            let mut rest = asked[n];
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros() as usize;
                rest &= rest.wrapping_sub(1);
                (bit < 64).then_some(n * 64 + bit)
            })
        };
        (0..asked.len()).flat_map(bits).map(|number| self.all[number])
    }

    /// What the first tokens of every match offer, one after the other; behind the shortest match that is anything.
    fn ahead(&self, steps: &[Step]) -> [Asked; AHEAD] {
        let (mut out, mut open, mut next) = ([ANYTHING; AHEAD], vec![0usize], Vec::new());
        let mut seen = vec![AHEAD; steps.len()];
        for plane in 0..AHEAD {
            let mut asked = Asked::default();
            while let Some(at) = open.pop() {
                if std::mem::replace(&mut seen[at], plane) == plane {
                    continue;
                }
                match &steps[at] {
                    Step::Test(_) | Step::One(_) | Step::Not(_) | Step::Any => {
                        self.add(at, &mut asked);
                        next.push(at + 1);
                    }
                    Step::Done => return out,
                    Step::Start | Step::Save(_) => open.push(at + 1),
                    Step::Jump(to) => open.push(usize::from(*to)),
                    Step::Split(a, b) => open.extend([usize::from(*a), usize::from(*b)]),
                }
            }
            out[plane] = asked;
            std::mem::swap(&mut open, &mut next);
        }
        out
    }

    /// What the tokens of every match offer between them: each of these is met by one of them.
    fn needs(&self, steps: &[Step]) -> Vec<Asked> {
        let mut after: Vec<Needs> = vec![Needs::default(); steps.len() + 1];
        for (at, step) in steps.iter().enumerate().rev() {
            after[at] = match step {
                Step::Test(_) | Step::One(_) => {
                    let (mut asked, mut all) = (Asked::default(), after[at + 1]);
                    self.add(at, &mut asked);
                    all.insert(asked);
                    all
                }
                Step::Done => Needs::default(),
                Step::Not(_) | Step::Any | Step::Start | Step::Save(_) => after[at + 1],
                Step::Jump(next) => after[usize::from(*next)],
                Step::Split(a, b) => Needs::either(&after[usize::from(*a)], &after[usize::from(*b)]),
            };
        }
        after[0].all().iter().copied().filter(|asked| asked[0] & 1 == 0).collect()
    }
}

/// What a token must offer for a program to go on there from each of its steps.
pub(super) struct Gates {
    things: Things,
    of: Vec<Asked>,
    bits: Vec<(Asked, u32)>,
}

impl Gates {
    pub(super) fn new(steps: &[Step]) -> Self {
        let things = Things::new(steps);
        // Steps only lead forward, so what follows a step is known when the step is looked at.
        let mut of = vec![Asked::default(); steps.len()];
        for (at, step) in steps.iter().enumerate().rev() {
            of[at] = match step {
                Step::Test(_) | Step::One(_) | Step::Not(_) | Step::Any => things.of[at],
                Step::Done => ANYTHING,
                Step::Start | Step::Save(_) => of[at + 1],
                Step::Jump(next) => of[usize::from(*next)],
                Step::Split(a, b) => {
                    let (a, b) = (of[usize::from(*a)], of[usize::from(*b)]);
                    std::array::from_fn(|n| a[n] | b[n])
                }
            };
        }
        Gates { things, of, bits: Vec::new() }
    }

    /// The bit of a step's gate, which is made where the program has not asked for the same yet.
    pub(super) fn bit(&mut self, step: usize, make: impl FnOnce(Vec<u16>) -> u32) -> u32 {
        let asked = self.of[step];
        if let Some((_, bit)) = self.bits.iter().find(|known| known.0 == asked) {
            return *bit;
        }
        // Any token meets it: no need to say which ones besides.
        let asked = if asked[0] & 1 == 1 { [asked[0] & 3, 0, 0, 0] } else { asked };
        let bit = make(self.things.each(asked).collect());
        self.bits.push((self.of[step], bit));
        bit
    }
}

/// What all ways from a step on need.
#[derive(Clone, Copy, Default)]
struct Needs {
    all: [Asked; KNOWN],
    count: usize,
}

impl Needs {
    fn all(&self) -> &[Asked] {
        &self.all[..self.count]
    }

    /// Puts something first.
    fn insert(&mut self, asked: Asked) {
        if !self.all().contains(&asked) {
            self.all.copy_within(..KNOWN - 1, 1);
            self.all[0] = asked;
            self.count = (self.count + 1).min(KNOWN);
        }
    }

    fn push(&mut self, asked: Asked) {
        if self.count < KNOWN {
            self.all[self.count] = asked;
            self.count += 1;
        }
    }

    /// What is needed whichever of two ways is taken.
    fn either(a: &Needs, b: &Needs) -> Needs {
        let mut out = Needs::default();
        let mut others = b.all().iter().filter(|asked| !a.all().contains(asked));
        for one in a.all() {
            if b.all().contains(one) {
                out.push(*one);
            } else if let Some(other) = others.next() {
                out.push(std::array::from_fn(|n| one[n] | other[n]));
            }
        }
        out
    }
}
