//! Why a candidate won: its evidence is gathered once more with a recording sink. The same record feeds the fitting of
//! weights, so that evidence is computed in one place only.

use super::candidates::Candidate;
use super::evidence::{Context, DOCUMENT, Position};
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
    pub(super) weigher: &'w Weigher,
    pub(super) scanned: &'w Scanned<'w>,
    pub(super) b: &'w Buffers,
    pub(super) context: Context<'w>,
}

/// The evidence of one candidate, by number; memory that is reused.
#[derive(Default)]
pub(super) struct Record {
    /// Of the first pass, then what the second one adds.
    numbers: Vec<u16>,
    /// How many are of the first.
    first: usize,
}

impl Weighed<'_> {
    /// All evidence of a candidate: of the first pass, then of the second.
    fn replay(&self, number: usize, sets: &mut Sets, record: &mut Record) {
        let (table, b, scanned, marks) = (&self.weigher.table, self.b, self.scanned, self.context.marks);
        let candidate = &b.candidates[number];
        let out = &mut record.numbers;
        out.clear();
        self.context.record(candidate, sets, out);
        table.record_fixed(out, DOCUMENT, b.document.untyped(scanned, marks, number, candidate).into());
        let from = b.by_rule.partition_point(|(c, _)| (*c as usize) < number);
        out.extend(b.by_rule[from..].iter().take_while(|(c, _)| *c as usize == number).map(|(_, evidence)| evidence));
        record.first = out.len();
        let second = b.document.typed(scanned, marks, number, candidate, b.own[number]) | b.joined.evidence(candidate);
        table.record_fixed(out, DOCUMENT, second.into());
    }
}

/// The strongest reasons for a candidate's class. The record is memory that is reused.
pub(super) fn because<'d>(
    resources: &'d Resources,
    weigher: &'d Weigher,
    weighed: &Weighed<'_>,
    number: usize,
    class: usize,
    (sets, record): (&mut Sets, &mut Record),
) -> Vec<Because<'d>> {
    weighed.replay(number, sets, record);
    let (table, scanned) = (&weigher.table, weighed.scanned);
    // The weight, then the number backwards: the greatest come first.
    let mut reasons = [0u32; REASONS];
    for &number in &record.numbers {
        let weight = table.rows[usize::from(number)][class];
        if weight <= 0 {
            continue;
        }
        let mut new = (weight as u32) << 16 | u32::from(!number);
        if new <= reasons[REASONS - 1] {
            continue;
        }
        for old in &mut reasons {
            (*old, new) = (new.max(*old), new.min(*old));
        }
    }
    let candidate = &weighed.b.candidates[number];
    let mut out = Vec::with_capacity(REASONS);
    for hit in scanned.hits_at(candidate.start as usize).iter().filter(|h| h.layer > 0 && h.end == candidate.end) {
        let view = resources.view(hit);
        out.push(Because { what: Reason::Gazetteer { list: &view.list(hit.sense).id, entry: view.name(hit.sense) }, weight: None });
    }
    for key in reasons.into_iter().filter(|&key| key > 0) {
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
    let (mut sets, mut record) = (std::mem::take(&mut b.sets), Record::default());
    let context = context(weigher, &scanned, &layout, &segmented, (&b.marks, &b.styles, &b.layouts), b.topics);
    let weighed = Weighed { weigher, scanned: &scanned, b: &b, context };
    for number in 0..b.candidates.len() {
        weighed.replay(number, &mut sets, &mut record);
        let candidate = &b.candidates[number];
        let (first, second) = record.numbers.split_at(record.first);
        out.push(Dumped {
            start: scanned.tokens[candidate.start as usize].start,
            end: scanned.tokens[candidate.end as usize - 1].end,
            first: first.to_vec(),
            second: second.to_vec(),
            sums: by_class(&b.sums[number]),
        });
    }
    out
}

impl Weigher {
    /// Its table.
    pub fn table(&self) -> &Table {
        &self.table
    }
}
