//! One sense an article: where mentions of one name were given different classes, all get the class that they speak for
//! together. In sport a name that lists know may be a place and its team; there only unknown names agree.

use super::candidates::Candidate;
use super::document::Document;
use super::table::{CLASSES, LOCATION, ORGANIZATION, PERSON, Sum};
use crate::scan::Scanned;

/// What is said of a mention whose class the others decided.
pub(super) const AGREED: &str = "agreed-with-others";

/// Mentions of the names of one article.
#[derive(Default)]
pub(super) struct Agreement {
    /// Sums of all mentions of a name, their classes as bits, and how many they are.
    names: Vec<([i32; CLASSES], u8, i32)>,
    /// Candidates whose class was changed, in order, with their mean sums.
    pub(super) changed: Vec<(u32, [i32; CLASSES])>,
}

impl Agreement {
    /// Makes the chosen candidates agree.
    pub(super) fn settle(
        &mut self,
        scanned: &Scanned<'_>,
        sport: bool,
        document: &Document,
        (candidates, sums): (&[Candidate], &[Sum]),
        chosen: &mut [(u32, u8)],
    ) {
        self.names.clear();
        self.names.resize(document.count(), Default::default());
        self.changed.clear();
        let is_known = |c: &Candidate| scanned.hits_at(c.start as usize).iter().any(|h| h.end == c.end);
        let takes_part = |number: u32, class: u8| usize::from(class) <= LOCATION && !(sport && is_known(&candidates[number as usize]));
        let mut differ = false;
        for &(number, class) in chosen.iter().filter(|(number, class)| takes_part(*number, *class)) {
            let (all, classes, count) = &mut self.names[document.number(number)];
            all.iter_mut().zip(sums[number as usize]).for_each(|(all, own)| *all += i32::from(own));
            *classes |= 1 << class;
            *count += 1;
            differ |= classes.count_ones() > 1;
        }
        if !differ {
            return;
        }
        for (number, class) in chosen.iter_mut().filter(|(number, class)| takes_part(*number, *class)) {
            let (all, classes, count) = &self.names[document.number(*number)];
            if classes.count_ones() < 2 {
                continue;
            }
            let best = [PERSON, ORGANIZATION, LOCATION].into_iter().max_by_key(|class| all[*class]).unwrap_or(PERSON) as u8;
            if *class != best {
                *class = best;
                self.changed.push((*number, all.map(|sum| sum / count)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::AGREED;
    use crate::record::{Kind, Mention, Reason};
    use crate::{Article, Copydesk};

    fn is_agreed(mention: &Mention<'_>) -> bool {
        mention.because.iter().any(|b| matches!(b.what, Reason::Evidence(AGREED)))
    }

    #[test]
    fn mentions_of_one_name_are_of_one_class() {
        let text = "He grew up in Tolvane, his wife said. Shares in Tolvane fell 3 percent, and Tolvane \
                    reported a loss of $3 million. A spokesman for Tolvane declined to comment.";
        let desk = Copydesk::new();
        let article = Article::new("a", text).expect("short");
        let record = desk.extract(&article);
        let named: Vec<_> = record.mentions.iter().filter(|m| m.span.text(text) == "Tolvane").collect();
        assert_eq!(named.iter().map(|m| m.kind).collect::<Vec<_>>(), [Kind::Organization; 4]);
        assert!(is_agreed(named[0]) && !is_agreed(named[1]), "`in Tolvane` alone is a place");
        let alone = Article::new("b", "He grew up in Tolvane, his wife said.").expect("short");
        assert!(desk.extract(&alone).mentions.iter().all(|m| m.kind != Kind::Organization));
    }
}
