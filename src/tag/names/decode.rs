//! From sums of weights to probabilities, and to the best set of spans that do not overlap. All in integers, so that
//! every machine decides the same.

use super::candidates::Candidate;
use super::table::CLASSES;

/// One, as a probability.
pub(crate) const ONE: u32 = 1 << 16;

/// A class is chosen only above this probability: precision and recall balance here.
pub(crate) const THRESHOLD: u32 = ONE * 33 / 100;

/// exp(-k/10) in units of [`ONE`].
pub(crate) struct Exponentials {
    of: [u32; 128],
    /// Least sum with which a class can be chosen, if all others are out of the question.
    least: i32,
}

impl Default for Exponentials {
    fn default() -> Self {
        let of = std::array::from_fn(|k| (f64::from(ONE) * (-(k as f64) / 10.0).exp()).round() as u32);
        let mut all = Exponentials { of, least: 0 };
        while all.probabilities(&[all.least - 1, i32::MIN / 2, i32::MIN / 2, i32::MIN / 2, i32::MIN / 2])[0] > THRESHOLD {
            all.least -= 1;
        }
        all
    }
}

impl Exponentials {
    /// Whether no class can be chosen by these sums.
    #[inline]
    pub(crate) fn is_hopeless(&self, sums: &[i32; CLASSES]) -> bool {
        sums[0].max(sums[1]).max(sums[2]).max(sums[3]).max(sums[4]) < self.least
    }

    /// Probabilities of the classes; what is left is that of no name.
    pub(crate) fn probabilities(&self, sums: &[i32; CLASSES]) -> [u32; CLASSES] {
        // Of what is that far below no name nothing is left.
        if sums.iter().all(|&sum| sum <= -(self.of.len() as i32)) {
            return [0; CLASSES];
        }
        let top = sums[0].max(sums[1]).max(sums[2]).max(sums[3]).max(sums[4]).max(0);
        let of = |sum: i32| self.of.get((top - sum) as usize).copied().unwrap_or(0);
        let (mut parts, mut total) = ([0; CLASSES], u64::from(of(0)));
        for class in 0..CLASSES {
            parts[class] = of(sums[class]);
            total += u64::from(parts[class]);
        }
        for part in parts.iter_mut().filter(|p| **p > 0) {
            *part = (u64::from(*part) * u64::from(ONE) / total) as u32;
        }
        parts
    }
}

/// Memory of [`decode`].
#[derive(Default)]
pub(crate) struct Best {
    /// Candidates that can be chosen: their numbers and what they gain.
    alive: Vec<(u32, i64)>,
    /// What can be gained from each of them on, and whether it is by itself.
    value: Vec<i64>,
    taken: Vec<bool>,
}

/// What lies within a known name can be one only where that is none: bounds its probabilities. `units` are numbers of the
/// candidates that a list knows as a whole.
pub(crate) fn bound(candidates: &[Candidate], units: &[u32], probabilities: &mut [[u32; CLASSES]]) {
    for &unit in units {
        let Candidate { start, end, .. } = candidates[unit as usize];
        let left = ONE - probabilities[unit as usize].iter().sum::<u32>().min(ONE);
        let from = candidates.partition_point(|c| c.start < start);
        for (number, c) in candidates.iter().enumerate().skip(from).take_while(|(_, c)| c.start < end) {
            let sum = probabilities[number].iter().sum::<u32>();
            if c.end <= end && number != unit as usize && sum > left {
                for p in &mut probabilities[number] {
                    *p = (u64::from(*p) * u64::from(left) / u64::from(sum)) as u32;
                }
            }
        }
    }
}

/// Chooses the candidates and classes whose probabilities above the threshold add up to most. `probabilities` belongs to
/// `candidates`, which stand by start; those of `sure` are taken whatever they overlap.
pub(crate) fn decode(
    candidates: &[Candidate],
    probabilities: &[[u32; CLASSES]],
    sure: impl Fn(usize) -> bool,
    best: &mut Best,
    chosen: &mut Vec<(u32, u8)>,
) {
    chosen.clear();
    best.alive.clear();
    for (number, p) in probabilities.iter().enumerate() {
        let top = p[0].max(p[1]).max(p[2]).max(p[3]).max(p[4]);
        if sure(number) {
            best.alive.push((number as u32, i64::from(ONE) * 1000));
        } else if top > THRESHOLD {
            best.alive.push((number as u32, i64::from(top - THRESHOLD)));
        }
    }
    let Best { alive, value, taken } = best;
    let behind = |at: usize| {
        let end = candidates[alive[at].0 as usize].end;
        let overlaps = |(number, _): &&(u32, i64)| candidates[*number as usize].start < end;
        at + 1 + alive[at + 1..].iter().take_while(overlaps).count()
    };
    value.clear();
    value.resize(alive.len() + 1, 0);
    taken.clear();
    taken.resize(alive.len(), false);
    for at in (0..alive.len()).rev() {
        let total = alive[at].1 + value[behind(at)];
        taken[at] = total > value[at + 1];
        value[at] = total.max(value[at + 1]);
    }
    let mut at = 0;
    while at < alive.len() {
        if !taken[at] {
            at += 1;
            continue;
        }
        let p = &probabilities[alive[at].0 as usize];
        let class = (0..CLASSES).max_by_key(|&c| (p[c], CLASSES - c)).unwrap_or(0);
        chosen.push((alive[at].0, class as u8));
        at = behind(at);
    }
}

#[cfg(test)]
mod tests {
    use super::{Best, Exponentials, ONE, bound, decode};
    use crate::tag::names::candidates::Candidate;

    #[test]
    fn probabilities_add_up_and_follow_the_sums() {
        let p = Exponentials::default().probabilities(&[30, 0, -10, 0, 0]);
        assert!(p[0] > p[1] && p[1] > p[2]);
        assert!(p.iter().sum::<u32>() < ONE);
        assert!(p[0] > ONE * 8 / 10);
    }

    #[test]
    fn a_listed_name_bounds_what_lies_within_it() {
        let c = |start, end| Candidate { start, end, sentence: 0 };
        let candidates = [c(0, 1), c(0, 3), c(2, 3), c(2, 4), c(4, 5)];
        let p = |x: u32| [ONE * x / 100, 0, 0, 0, 0];
        let mut probabilities = [p(90), p(80), p(90), p(70), p(60)];
        bound(&candidates, &[1], &mut probabilities);
        let percent = probabilities.map(|p| (p[0] * 100 + ONE / 2) / ONE);
        assert_eq!(percent, [20, 80, 20, 70, 60]);
    }

    #[test]
    fn the_best_set_does_not_overlap() {
        let c = |start, end| Candidate { start, end, sentence: 0 };
        let candidates = [c(0, 1), c(0, 2), c(1, 2), c(3, 4)];
        let p = |x: u32| [ONE * x / 100, 0, 0, 0, 0];
        let mut chosen = Vec::new();
        decode(&candidates, &[p(60), p(95), p(60), p(20)], |_| false, &mut Best::default(), &mut chosen);
        assert_eq!(chosen, [(1, 0)]);
        decode(&candidates, &[p(90), p(60), p(90), p(20)], |n| n == 3, &mut Best::default(), &mut chosen);
        assert_eq!(chosen, [(0, 0), (2, 0), (3, 0)]);
    }
}
