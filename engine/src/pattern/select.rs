//! Which of overlapping matches stays.

use super::Found;

/// Of overlapping matches keeps the one whose `it` is longest, then whose whole match is longest, then whose rule comes
/// first; the result stands in text order. The others go to `lost`.
pub fn select(found: &mut Vec<Found>, lost: &mut Vec<Found>) {
    found.sort_by_key(|f| (std::cmp::Reverse(f.it_end - f.it_start), std::cmp::Reverse(f.end - f.start), f.rule, f.it_start));
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    let mut taken: std::collections::BTreeMap<u32, u32> = std::collections::BTreeMap::new();
    for candidate in found.drain(..) {
        let before = taken.range(..candidate.it_end).next_back();
        if before.is_some_and(|(_, &end)| end > candidate.it_start) {
            lost.push(candidate);
        } else {
            taken.insert(candidate.it_start, candidate.it_end);
            kept.push(candidate);
        }
    }
    kept.sort_by_key(|f| f.it_start);
    *found = kept;
}
