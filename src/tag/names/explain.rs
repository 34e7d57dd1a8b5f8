//! Why a candidate won: its evidence is gathered once more with a recording sink. The same record feeds the fitting of
//! weights, so that evidence is computed in one place only.

use super::table::{self, CLASSES, Record, Table};
use super::{Buffers, Weigher, context, weigh};
use crate::article::Article;
use crate::layout::Layout;
use crate::record::{Because, Reason};
use crate::resources::Resources;
use crate::scan::Scanned;
use crate::segment::Segmented;
use crate::{layout, scan, segment};

/// Most reasons that are written for one mention.
const REASONS: usize = 5;

/// All evidence of a candidate: of the first pass, then of the second.
fn replay(
    weigher: &Weigher,
    scanned: &Scanned<'_>,
    layout: &Layout<'_, '_>,
    segmented: &Segmented<'_>,
    b: &Buffers,
    number: usize,
) -> (Record, Record) {
    let table = &weigher.table;
    let context = context(weigher, scanned, layout, segmented, (&b.edges, &b.styles, &b.marks), b.topics);
    let candidate = &b.candidates[number];
    let (mut first, mut second) = (Record::default(), Record::default());
    context.evidence(candidate, &mut first);
    b.document.untyped(scanned, table, number, candidate, &mut first);
    let from = b.by_rule.partition_point(|(c, _)| (*c as usize) < number);
    for (_, evidence) in b.by_rule[from..].iter().take_while(|(c, _)| *c as usize == number) {
        table::Sink::add(&mut first, *evidence);
    }
    b.document.typed(scanned, table, number, candidate, b.own[number], &mut second);
    b.joined.evidence(table, candidate, &mut second);
    (first, second)
}

/// The strongest reasons for a candidate's class.
#[expect(clippy::too_many_arguments, reason = "the rooms' outputs, passed through")]
pub(crate) fn because<'d>(
    resources: &'d Resources,
    weigher: &'d Weigher,
    scanned: &Scanned<'_>,
    layout: &Layout<'_, 'd>,
    segmented: &Segmented<'_>,
    b: &Buffers,
    number: usize,
    class: usize,
) -> Vec<Because<'d>> {
    let (first, second) = replay(weigher, scanned, layout, segmented, b, number);
    let table = &weigher.table;
    let mut reasons: Vec<(i16, u16)> =
        first.numbers.iter().chain(&second.numbers).map(|&n| (table.rows[usize::from(n)][class], n)).filter(|(w, _)| *w > 0).collect();
    reasons.sort_by_key(|&(weight, n)| (std::cmp::Reverse(weight), n));
    reasons.truncate(REASONS);
    let candidate = &b.candidates[number];
    let mut out = Vec::with_capacity(reasons.len());
    for hit in scanned.hits_at(candidate.start as usize).iter().filter(|h| h.layer > 0 && h.end == candidate.end) {
        let view = resources.view(hit);
        out.push(Because { what: Reason::Gazetteer { list: &view.list(hit.sense).id, entry: view.name(hit.sense) }, weight: None });
    }
    out.extend(reasons.into_iter().map(|(weight, n)| {
        let name = &table.names()[usize::from(n)];
        Because {
            what: reason(resources, scanned, candidate.start as usize, candidate.end as usize, name),
            weight: Some(i32::from(weight)),
        }
    }));
    out
}

/// Evidence from an entry within the candidate names the entry.
fn reason<'d>(resources: &'d Resources, scanned: &Scanned<'_>, start: usize, end: usize, name: &'d str) -> Reason<'d> {
    if let Some((position, list)) = name.split_once(':') {
        let (at, stop) = match position {
            "is" => (start, end),
            "first" => (start, start + 1),
            "last" => (end - 1, end),
            _ => return Reason::Evidence(name),
        };
        let mut hits = scanned.hits_at(at).iter().filter(|h| h.end as usize == stop);
        if let Some(hit) = hits.find(|h| resources.header(h).id == list) {
            let view = resources.view(hit);
            return Reason::Gazetteer { list: &view.list(hit.sense).id, entry: view.name(hit.sense) };
        }
    }
    Reason::Evidence(name)
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
    for number in 0..b.candidates.len() {
        let (first, second) = replay(weigher, &scanned, &layout, &segmented, &b, number);
        let candidate = &b.candidates[number];
        out.push(Dumped {
            start: scanned.tokens[candidate.start as usize].start,
            end: scanned.tokens[candidate.end as usize - 1].end,
            first: first.numbers,
            second: second.numbers,
            sums: b.sums[number],
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
