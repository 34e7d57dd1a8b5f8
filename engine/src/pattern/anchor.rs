//! Choosing the token at which a rule is tried: the rarest thing that every match must hold, near the match's start.

use super::{Anchor, AnchorKey, Step, Test};

/// Farthest a rule's anchor may stand from the start of the match.
pub(super) const FARTHEST: usize = 24;
/// Longest span that a list, mention or group can cover.
const LONGEST_SPAN: usize = 16;

/// How often a test holds in running text, roughly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Commonness {
    /// A word of so many letters, or one of a list of words: short words are common ones.
    Word(usize),
    /// A gazetteer.
    List,
    /// A class that few tokens have.
    RareClass,
    /// Any other class, a mention, a group of words.
    Frequent,
}

impl Commonness {
    fn cost(self) -> u32 {
        match self {
            Commonness::Word(0..=2) => 40,
            Commonness::Word(3) => 25,
            Commonness::Word(_) => 5,
            Commonness::List => 15,
            Commonness::RareClass => 25,
            Commonness::Frequent => 70,
        }
    }
}

/// A piece of a compiled tree: how long it is and where it could be anchored.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    pub(crate) least: usize,
    pub(crate) most: usize,
    /// Best anchors, all of which together cover every match, with their cost.
    pub(crate) best: Option<(u32, Vec<Anchor>)>,
}

impl Shape {
    pub(crate) fn empty() -> Self {
        Shape { least: 0, most: 0, best: None }
    }

    pub(crate) fn any(least: usize, most: usize) -> Self {
        Shape { least, most, best: None }
    }

    /// A test by itself. The cost says how often it holds: what is rare makes a good anchor.
    pub(crate) fn of(test: &Test, commonness: Commonness) -> Self {
        let (key, most) = match *test {
            Test::Word(s) | Test::Exact(s, _) => (AnchorKey::Symbol(s), 1),
            Test::List(l) => (AnchorKey::List(l), LONGEST_SPAN),
            Test::Mention(m) => (AnchorKey::Mention(m), LONGEST_SPAN),
            Test::Group(g) => (AnchorKey::Group(g), LONGEST_SPAN),
            Test::Class(c) => (AnchorKey::Class(c), 1),
        };
        Shape { least: 1, most, best: Some((commonness.cost(), vec![Anchor { key, least: 0, most: 0 }])) }
    }

    pub(crate) fn start() -> Self {
        Shape { least: 0, most: 0, best: Some((35, vec![Anchor { key: AnchorKey::Start, least: 0, most: 0 }])) }
    }

    /// One after the other.
    pub(crate) fn then(self, next: Shape) -> Self {
        let shifted = next.best.and_then(|(cost, anchors)| {
            let spread = (self.most - self.least) as u32;
            let anchors: Vec<Anchor> = anchors
                .into_iter()
                .map(|a| Anchor {
                    key: a.key,
                    least: (self.least + usize::from(a.least)).min(255) as u8,
                    most: (self.most + usize::from(a.most)).min(255) as u8,
                })
                .collect();
            let near = anchors.iter().all(|a| usize::from(a.most) <= FARTHEST);
            near.then_some((cost + spread, anchors))
        });
        let best = match (self.best, shifted) {
            (Some(a), Some(b)) => Some(if b.0 < a.0 { b } else { a }),
            (a, b) => a.or(b),
        };
        Shape { least: self.least + next.least, most: self.most + next.most, best }
    }

    /// One of several.
    pub(crate) fn either(branches: Vec<Shape>) -> Self {
        let least = branches.iter().map(|b| b.least).min().unwrap_or(0);
        let most = branches.iter().map(|b| b.most).max().unwrap_or(0);
        let mut best = Some((0, Vec::new()));
        for branch in branches {
            best = match (best, branch.best) {
                (Some((cost, mut all)), Some((more, anchors))) => {
                    for anchor in anchors {
                        if !all.contains(&anchor) {
                            all.push(anchor);
                        }
                    }
                    Some((cost.max(more) + 1, all))
                }
                _ => None,
            };
        }
        Shape { least, most, best }
    }

    pub(crate) fn optional(self) -> Self {
        Shape { least: 0, most: self.most, best: None }
    }

    pub(crate) fn many(self, times: usize) -> Self {
        Shape { least: self.least, most: self.most * times, best: self.best }
    }
}

/// Anchors at the very start need no offset when the pattern begins with `^`.
pub(crate) fn finish(shape: Shape, steps: &[Step]) -> Option<Vec<Anchor>> {
    let anchors = shape.best?.1;
    debug_assert!(!steps.is_empty());
    Some(anchors)
}
