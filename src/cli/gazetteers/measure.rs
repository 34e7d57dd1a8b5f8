//! `copydesk gazetteers measure`: how much of annotated articles lists know, and how often they are right.

use anyhow::Context;
use copydesk::write::{Offsets, Unit};
use copydesk::{Copydesk, scan};
use copydesk_engine::blob::Hit;
use copydesk_engine::tokens::Shape;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

#[derive(Deserialize)]
struct Gold {
    text: String,
    #[serde(alias = "entities")]
    mentions: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    start: u32,
    end: u32,
    #[serde(rename = "type")]
    kind: String,
}

/// Counts of a list, or of all lists of a kind.
#[derive(Default)]
struct Counts {
    kind: String,
    covered: u32,
    found: u32,
    right: u32,
}

pub(super) fn run(desk: &Copydesk, path: &Path, out: &mut dyn Write) -> anyhow::Result<()> {
    let resources = desk.resources();
    let mut buffers = scan::Buffers::default();
    let mut rows: BTreeMap<String, Counts> = BTreeMap::new();
    let mut annotated: HashMap<String, u32> = HashMap::new();
    let file = File::open(path).with_context(|| path.display().to_string())?;
    for (line, number) in BufReader::new(file).lines().zip(1..) {
        let line = line.with_context(|| path.display().to_string())?;
        if line.trim().is_empty() {
            continue;
        }
        let gold: Gold = serde_json::from_str(&line).with_context(|| format!("{}:{number}: no annotated article", path.display()))?;
        let offsets = Offsets::new(&gold.text, Unit::Codepoints);
        let scanned = scan::scan(resources, &gold.text, &mut buffers);
        let mut right: HashSet<(&str, u32, u32)> = HashSet::new();
        for m in &gold.mentions {
            if right.insert((&m.kind, m.start, m.end)) {
                *annotated.entry(m.kind.clone()).or_default() += 1;
            }
        }
        let mut by_row: BTreeMap<String, (String, Vec<&Hit>)> = BTreeMap::new();
        for hit in scanned.hits {
            let list = resources.view(hit).list(hit.sense);
            if list.kind != "role" && !scanned.tokens[hit.start as usize].is(Shape::CAPITAL) {
                continue;
            }
            let all = format!("all of kind {}", list.kind);
            for row in [list.id.clone(), all] {
                by_row.entry(row).or_insert_with(|| (list.kind.clone(), Vec::new())).1.push(hit);
            }
        }
        for (row, (kind, hits)) in by_row {
            let place = |h: &Hit| {
                let (first, last) = (scanned.tokens[h.start as usize], scanned.tokens[h.end as usize - 1]);
                (offsets.convert(first.start), offsets.convert(last.end))
            };
            let is_right = |(start, end): (u32, u32)| right.contains(&(kind.as_str(), start, end));
            let counts = rows.entry(row).or_insert_with(|| Counts { kind: kind.clone(), ..Counts::default() });
            let places: HashSet<(u32, u32)> = hits.iter().map(|h| place(h)).collect();
            counts.covered += places.iter().filter(|p| is_right(**p)).count() as u32;
            for hit in longest(hits) {
                counts.found += 1;
                counts.right += u32::from(is_right(place(hit)));
            }
        }
    }
    writeln!(out, "list\tkind\tmentions\tcoverage\tfound\tprecision")?;
    for (row, counts) in rows.iter().filter(|(_, c)| annotated.contains_key(&c.kind)) {
        let mentions = annotated[&counts.kind];
        let share = |part: u32, of: u32| 100.0 * f64::from(part) / f64::from(of.max(1));
        let (coverage, precision) = (share(counts.covered, mentions), share(counts.right, counts.found));
        writeln!(out, "{row}\t{}\t{mentions}\t{coverage:.1}\t{}\t{precision:.1}", counts.kind, counts.found)?;
    }
    Ok(())
}

/// The longest hit of every place, from left to right, none over another.
fn longest(mut hits: Vec<&Hit>) -> Vec<&Hit> {
    hits.sort_by_key(|h| (h.start, std::cmp::Reverse(h.end)));
    let mut free = 0;
    hits.retain(|h| {
        let fits = h.start >= free;
        free = if fits { h.end } else { free };
        fits
    });
    hits
}
