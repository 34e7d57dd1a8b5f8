//! From sums of weights to probabilities, and to the best set of spans that do not overlap. All in integers, but
//! for a small table whose values are rounded, so that every machine decides the same.

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
    /// Probabilities of the classes of a candidate; none where none of them can be chosen: how small the chance is of what
    /// cannot win matters only where it bounds others, or is chosen whatever it is.
    #[inline]
    pub(crate) fn chances(&self, sums: &[i32; CLASSES], matters: bool) -> [u32; CLASSES] {
        let top = sums[0].max(sums[1]).max(sums[2]).max(sums[3]).max(sums[4]);
        if top < self.least && !matters { [0; CLASSES] } else { self.probabilities(sums) }
    }

    /// Probabilities of the classes; what is left is that of no name.
    pub(crate) fn probabilities(&self, sums: &[i32; CLASSES]) -> [u32; CLASSES] {
        let top = sums[0].max(sums[1]).max(sums[2]).max(sums[3]).max(sums[4]).max(0);
        let of = |sum: i32| self.of.get((top - sum) as usize).copied().unwrap_or(0);
        let mut parts = [of(sums[0]), of(sums[1]), of(sums[2]), of(sums[3]), of(sums[4])];
        let total = of(0) + parts[0] + parts[1] + parts[2] + parts[3] + parts[4];
        for part in &mut parts {
            if *part > 0 {
                *part = (u64::from(*part) * u64::from(ONE) / u64::from(total)) as u32;
            }
        }
        parts
    }
}

/// A candidate that can be chosen.
#[derive(Clone, Copy)]
struct Alive {
    number: u32,
    start: u32,
    end: u32,
    class: u8,
    /// What it gains, and what can be gained from here on.
    gain: i64,
    value: i64,
    /// The first one behind it, if it is to be chosen; 0: it is not.
    next: u32,
}

/// Memory of [`decode`].
#[derive(Default)]
pub(crate) struct Best(Vec<Alive>);

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
    let alive = &mut best.0;
    alive.clear();
    for (number, p) in probabilities.iter().enumerate() {
        let sure = sure(number);
        if p[0] | p[1] | p[2] | p[3] | p[4] == 0 && !sure {
            continue;
        }
        let (mut class, mut top) = (0, p[0]);
        for (other, &p) in p.iter().enumerate().skip(1) {
            if p > top {
                (class, top) = (other as u8, p);
            }
        }
        let gain = if sure { i64::from(ONE) * 1000 } else { i64::from(top) - i64::from(THRESHOLD) };
        if gain > 0 {
            let Candidate { start, end, .. } = candidates[number];
            alive.push(Alive { number: number as u32, start, end, class, gain, value: 0, next: 0 });
        }
    }
    let value = |alive: &[Alive], at: usize| alive.get(at).map_or(0, |a| a.value);
    for at in (0..alive.len()).rev() {
        let end = alive[at].end;
        let next = at + 1 + alive[at + 1..].iter().take_while(|a| a.start < end).count();
        let (total, without) = (alive[at].gain + value(alive, next), value(alive, at + 1));
        alive[at].value = total.max(without);
        alive[at].next = if total > without { next as u32 } else { 0 };
    }
    let mut at = 0;
    while let Some(one) = alive.get(at) {
        if one.next == 0 {
            at += 1;
            continue;
        }
        chosen.push((one.number, one.class));
        at = one.next as usize;
    }
}

#[cfg(test)]
mod tests {
    use super::{Best, Exponentials, ONE, THRESHOLD, bound, decode};
    use crate::tag::names::candidates::Candidate;

    #[test]
    fn probabilities_add_up_and_follow_the_sums() {
        let p = Exponentials::default().probabilities(&[30, 0, -10, 0, 0]);
        assert!(p[0] > p[1] && p[1] > p[2]);
        assert!(p.iter().sum::<u32>() < ONE);
        assert!(p[0] > ONE * 8 / 10);
    }

    #[test]
    fn what_cannot_be_chosen_has_chances_only_where_they_matter() {
        let all = Exponentials::default();
        let alone = |sum| [sum, -500, -500, -500, -500];
        assert!(all.chances(&alone(all.least), false)[0] > THRESHOLD);
        assert!(all.probabilities(&alone(all.least - 1))[0] <= THRESHOLD);
        let low = [-30, -40, -50, -9, -20];
        assert_eq!(all.chances(&low, false), [0; 5]);
        // A name that users are sure of is chosen all the same, and of the likeliest class.
        let chances = all.chances(&low, true);
        assert!(chances[3] > chances[4] && chances[4] > chances[0] && chances[2] > 0, "{chances:?}");
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
