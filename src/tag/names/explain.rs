//! Why a candidate won: its evidence is gathered once more with a recording sink. The same record feeds the fitting of
//! weights, so that evidence is computed in one place only.

use super::candidates::Candidate;
use super::evidence::{Context, Position};
use super::sets::Sets;
use super::table::{CLASSES, Table, by_class};
use super::{Buffers, Weigher, context, weigh};
use crate::article::Article;
use crate::record::{Because, Reason};
use crate::resources::Resources;
use crate::scan::Scanned;
use crate::{layout, scan, segment};
use copydesk_engine::blob::Hit;

/// Most reasons that are written for one mention.
const REASONS: usize = 5;

/// An article as its names were weighed.
pub(super) struct Weighed<'w> {
    pub(super) scanned: &'w Scanned<'w>,
    pub(super) b: &'w Buffers,
    pub(super) context: Context<'w>,
}

impl Weighed<'_> {
    /// What is said from outside a candidate: on the first pass, and on the second.
    fn elsewhere(&self, number: usize, sets: &Sets) -> (u64, u64) {
        let (b, scanned, marks, candidate) = (self.b, self.scanned, self.context.marks, &self.b.candidates[number]);
        let typed = b.document.typed(scanned, marks, number, candidate, b.own[number]);
        (b.document.untyped(scanned, marks, number, candidate) | self.context.reach(candidate, sets), typed | b.joined.evidence(candidate))
    }

    /// The evidence that rules found.
    fn of_rules(&self, number: usize) -> impl Iterator<Item = u16> {
        let rules = &self.b.by_rule;
        let from = rules.partition_point(|(c, _)| (*c as usize) < number);
        rules[from..].iter().take_while(move |(c, _)| *c as usize == number).map(|(_, evidence)| *evidence)
    }
}

/// The strongest evidence for a class, strongest first: the weight, then the number backwards.
struct Strongest<'t> {
    table: &'t Table,
    class: usize,
    reasons: [u32; REASONS],
}

impl Strongest<'_> {
    #[inline]
    fn add(&mut self, number: u16) {
        let weight = self.table.rows[usize::from(number)][self.class];
        let mut new = u32::from(weight.max(0).unsigned_abs()) << 16 | u32::from(!number);
        if weight > 0 && new > self.reasons[REASONS - 1] {
            for old in &mut self.reasons {
                (*old, new) = (new.max(*old), new.min(*old));
            }
        }
    }
}

/// The strongest reasons for a candidate's class.
pub(super) fn because<'d>(
    resources: &'d Resources,
    weigher: &'d Weigher,
    weighed: &Weighed<'_>,
    number: usize,
    class: usize,
    sets: &mut Sets,
) -> Vec<Because<'d>> {
    let (table, scanned, candidate) = (&weigher.table, weighed.scanned, &weighed.b.candidates[number]);
    let mut strongest = Strongest { table, class, reasons: [0; REASONS] };
    let (evidence, (untyped, typed)) = (weighed.context.evidence(candidate, sets), weighed.elsewhere(number, sets));
    let (own, elsewhere) = table.favourable(class);
    table.each_fixed((evidence.fixed & own, (untyped | typed) & elsewhere), |number| strongest.add(number));
    evidence.each_of_lists(table, sets, |number| strongest.add(number));
    weighed.of_rules(number).for_each(|number| strongest.add(number));
    let mut out = Vec::with_capacity(REASONS);
    for hit in scanned.hits_at(candidate.start as usize).iter().filter(|h| h.layer > 0 && h.end == candidate.end) {
        let view = resources.view(hit);
        out.push(Because { what: Reason::Gazetteer { list: &view.list(hit.sense).id, entry: view.name(hit.sense) }, weight: None });
    }
    for key in strongest.reasons.into_iter().filter(|&key| key > 0) {
        let what = reason(resources, scanned, candidate, table, !(key as u16));
        out.push(Because { what, weight: Some((key >> 16) as i32) });
    }
    out
}

/// Evidence from an entry within the candidate names the entry.
fn reason<'d>(resources: &'d Resources, scanned: &Scanned<'_>, candidate: &Candidate, table: &'d Table, number: u16) -> Reason<'d> {
    if let Some((position, list)) = table.entry(number) {
        let (start, end) = (candidate.start, candidate.end);
        let (at, stop) = match position {
            Position::First => (start, start + 1),
            Position::Last => (end - 1, end),
            _ => (start, end),
        };
        let is_of = |h: &Hit| match h.layer {
            0 => h.list == list,
            _ => resources.header(h).id == resources.layers()[0].lists()[usize::from(list)].id,
        };
        if let Some(hit) = scanned.hits_at(at as usize).iter().find(|h| h.end == stop && is_of(h)) {
            let view = resources.view(hit);
            return Reason::Gazetteer { list: &view.list(hit.sense).id, entry: view.name(hit.sense) };
        }
    }
    Reason::Evidence(&table.names()[usize::from(number)])
}

/// A candidate with all its evidence, by number: what weights are fitted on.
#[derive(Debug, Clone)]
pub struct Dumped {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// Evidence of the first pass.
    pub first: Vec<u16>,
    /// Evidence that the second pass adds.
    pub second: Vec<u16>,
    /// Sums after the second pass.
    pub sums: [i32; CLASSES],
}

/// All candidates of an article with all evidence of a table.
pub fn dump(resources: &Resources, weigher: &Weigher, article: &Article) -> Vec<Dumped> {
    let (mut scanning, mut laying, mut cutting, mut header) =
        (scan::Buffers::default(), layout::Buffers::default(), segment::Buffers::default(), crate::record::Header::default());
    let scanned = scan::scan(resources, &article.text, &mut scanning);
    let layout = layout::layout(resources, article, &scanned, &mut laying, &mut header);
    let segmented = segment::segment(resources, &scanned, &layout, &mut cutting);
    let mut b = Buffers::default();
    weigh(resources, weigher, &scanned, &layout, &segmented, &mut b);
    let mut out = Vec::with_capacity(b.candidates.len());
    let mut sets = std::mem::take(&mut b.sets);
    let context = context(weigher, &scanned, &layout, &segmented, (&b.marks, &b.styles, &b.layouts), b.topics);
    let (table, weighed) = (&weigher.table, Weighed { scanned: &scanned, b: &b, context });
    for (number, candidate) in b.candidates.iter().enumerate() {
        let (mut first, mut second) = (Vec::new(), Vec::new());
        let (evidence, (untyped, typed)) = (weighed.context.evidence(candidate, &mut sets), weighed.elsewhere(number, &sets));
        table.each_fixed((evidence.fixed, untyped), |number| first.push(number));
        evidence.each_of_lists(table, &mut sets, |number| first.push(number));
        first.extend(weighed.of_rules(number));
        table.each_fixed((0, typed), |number| second.push(number));
        let start = scanned.tokens[candidate.start as usize].start;
        let end = scanned.tokens[candidate.end as usize - 1].end;
        out.push(Dumped { start, end, first, second, sums: by_class(&b.sums[number]) });
    }
    out
}

impl Weigher {
    /// Its table.
    pub fn table(&self) -> &Table {
        &self.table
    }
}
