//! One sense an article: where mentions of one name were given different classes, all get the class that they speak for
//! together. In sport a name that lists know may be a place and its team; there only unknown names agree.

use super::candidates::Candidate;
use super::document::{Document, KeyMap};
use super::table::{CLASSES, LOCATION, ORGANIZATION, PERSON};
use crate::scan::Scanned;

/// What is said of a mention whose class the others decided.
pub(super) const AGREED: &str = "agreed-with-others";

/// Mentions of the names of one article.
#[derive(Default)]
pub(super) struct Agreement {
    /// Sums of all mentions of a name, and their classes as bits.
    names: KeyMap<([i32; CLASSES], u8)>,
    /// Candidates whose class was changed, in order.
    pub(super) changed: Vec<u32>,
}

impl Agreement {
    /// Makes the chosen candidates agree.
    pub(super) fn settle(
        &mut self,
        scanned: &Scanned<'_>,
        sport: bool,
        document: &Document,
        (candidates, sums): (&[Candidate], &[[i32; CLASSES]]),
        chosen: &mut [(u32, u8)],
    ) {
        self.names.clear();
        self.changed.clear();
        let is_known = |c: &Candidate| scanned.hits_at(c.start as usize).iter().any(|h| h.end == c.end);
        let takes_part = |number: u32, class: u8| usize::from(class) <= LOCATION && !(sport && is_known(&candidates[number as usize]));
        let mut differ = false;
        for &(number, class) in chosen.iter().filter(|(number, class)| takes_part(*number, *class)) {
            let (all, classes) = self.names.entry(document.key(number)).or_default();
            all.iter_mut().zip(sums[number as usize]).for_each(|(all, own)| *all += own);
            *classes |= 1 << class;
            differ |= classes.count_ones() > 1;
        }
        if !differ {
            return;
        }
        for (number, class) in chosen.iter_mut().filter(|(number, class)| takes_part(*number, *class)) {
            let Some((all, classes)) = self.names.get(&document.key(*number)).filter(|(_, classes)| classes.count_ones() > 1) else {
                continue;
            };
            let given = [PERSON, ORGANIZATION, LOCATION].into_iter().filter(|class| classes >> class & 1 == 1);
            let best = given.max_by_key(|class| all[*class]).unwrap_or(PERSON) as u8;
            if *class != best {
                *class = best;
                self.changed.push(*number);
            }
        }
    }
}
