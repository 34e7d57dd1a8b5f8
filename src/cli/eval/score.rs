//! Comparing the two sides of articles, summed over a set.

use super::document::{Document, Event, Link, Mention, Quote, Span, Spans};
use serde_json::{Map, Value, json};
use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};

const CHAINED: [&str; 3] = ["person", "organization", "location"];

/// Counts of one row.
#[derive(Clone, Copy, Default)]
struct Counts {
    both: u32,
    gold: u32,
    found: u32,
}

/// All figures of a set, in the order in which they came up.
#[derive(Default)]
pub(super) struct Scores {
    counts: Vec<(String, Counts)>,
    shares: Vec<(String, (u32, u32))>,
    clusters: Clusters,
    misses: Vec<(String, String)>,
    kinds: Vec<&'static str>,
}

/// Sums of B-cubed: precision and recall, and the mentions that they are over.
#[derive(Default)]
struct Clusters {
    recall: f64,
    gold: u32,
    precision: f64,
    found: u32,
}

fn common(a: Span, b: Span) -> u32 {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

/// Whether two sets of spans share a character; two empty sets agree.
fn touch(a: &Spans, b: &Spans) -> bool {
    (a.is_empty() && b.is_empty()) || a.iter().any(|&x| b.iter().any(|&y| common(x, y) > 0))
}

/// One-to-one pairs, the longest overlap first.
fn pair<T>(gold: &[T], found: &[T], span: impl Fn(&T) -> Span, fits: impl Fn(&T, &T) -> bool) -> Vec<(usize, usize)> {
    let mut options = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, f) in found.iter().enumerate() {
            let shared = common(span(g), span(f));
            if shared > 0 && fits(g, f) {
                options.push((std::cmp::Reverse(shared), i, j));
            }
        }
    }
    options.sort_unstable();
    let (mut used_gold, mut used_found, mut pairs) = (vec![false; gold.len()], vec![false; found.len()], Vec::new());
    for (_, i, j) in options {
        if !used_gold[i] && !used_found[j] {
            (used_gold[i], used_found[j]) = (true, true);
            pairs.push((i, j));
        }
    }
    pairs
}

fn of_kind(kind: &str, mentions: &[&Mention]) -> BTreeSet<Span> {
    mentions.iter().filter(|m| m.kind == kind).map(|m| m.span).collect()
}

impl Scores {
    fn count(&mut self, name: &str, both: usize, gold: usize, found: usize) {
        let at = self.counts.iter().position(|(n, _)| n == name).unwrap_or_else(|| {
            self.counts.push((name.into(), Counts::default()));
            self.counts.len() - 1
        });
        let counts = &mut self.counts[at].1;
        counts.both += both as u32;
        counts.gold += gold as u32;
        counts.found += found as u32;
    }

    fn share(&mut self, name: &str, right: bool) {
        let at = self.shares.iter().position(|(n, _)| n == name).unwrap_or_else(|| {
            self.shares.push((name.into(), (0, 0)));
            self.shares.len() - 1
        });
        let share = &mut self.shares[at].1;
        *share = (share.0 + u32::from(right), share.1 + 1);
    }

    fn miss(&mut self, kind: String, gold: &Document, span: Span) {
        self.misses.push((kind, gold.context(span)));
    }

    /// Figures for mentions of these kinds.
    pub(super) fn new(kinds: &[&'static str]) -> Self {
        Scores { kinds: kinds.to_vec(), ..Scores::default() }
    }

    /// Adds an article.
    pub(super) fn add(&mut self, gold: &Document, found: &Document) {
        let (g, f) = (gold.ends(), found.ends());
        self.count("sentences", g.intersection(&f).count(), g.len(), f.len());
        for kind in self.kinds.clone().into_iter().filter(|k| *k != "date") {
            self.mentions(kind, gold, found);
        }
        self.dates(gold, found);
        self.clusters(gold, found);
        self.holders(gold, found);
        self.links(gold, found);
        self.events(gold, found);
        self.quotes(gold, found);
    }

    fn mentions(&mut self, kind: &str, gold: &Document, found: &Document) {
        let (g, f) = (gold.of(&[kind]), found.of(&[kind]));
        let (of_gold, of_found) = (of_kind(kind, &g), of_kind(kind, &f));
        let both = of_gold.intersection(&of_found).count();
        self.count(&format!("mentions/{kind}"), both, g.len(), f.len());
        self.count(&format!("mentions/{kind} ~"), pair(&g, &f, |m| m.span, |_, _| true).len(), g.len(), f.len());
        if CHAINED.contains(&kind) {
            self.count("mentions/person+organization+location", both, g.len(), f.len());
        }
        of_gold.difference(&of_found).for_each(|&s| self.miss(format!("missed {kind}"), gold, s));
        of_found.difference(&of_gold).for_each(|&s| self.miss(format!("wrong {kind}"), gold, s));
    }

    fn dates(&mut self, gold: &Document, found: &Document) {
        let (g, f) = (gold.of(&["date"]), found.of(&["date"]));
        let exact = of_kind("date", &g).intersection(&of_kind("date", &f)).count();
        self.count("dates strict", exact, g.len(), f.len());
        let pairs = pair(&g, &f, |m| m.span, |_, _| true);
        self.count("dates relaxed", pairs.len(), g.len(), f.len());
        let mut right = 0;
        for &(i, j) in &pairs {
            let same = (&g[i].value, &g[i].end_value) == (&f[j].value, &f[j].end_value);
            self.share("dates value accuracy", same);
            right += usize::from(same);
            if !same {
                let value = |m: &Mention| [&m.value, &m.end_value].map(|v| v.as_deref().unwrap_or("-").to_string()).join("/");
                self.miss(format!("value {} for {}", value(f[j]), value(g[i])), gold, g[i].span);
            }
        }
        self.count("dates value", right, g.len(), f.len());
        let missed = |all: &[&Mention], used: Vec<usize>| -> Vec<Span> {
            all.iter().enumerate().filter(|(n, _)| !used.contains(n)).map(|(_, m)| m.span).collect()
        };
        let (of_gold, of_found) = pairs.into_iter().unzip();
        missed(&g, of_gold).into_iter().for_each(|s| self.miss("missed date".into(), gold, s));
        missed(&f, of_found).into_iter().for_each(|s| self.miss("wrong date".into(), gold, s));
    }

    /// B-cubed over exact spans: a mention that only one side has counts against it.
    fn clusters(&mut self, gold: &Document, found: &Document) {
        let cluster = |side: &Document| {
            let (mut of, mut members): (HashMap<Span, String>, HashMap<String, Spans>) = Default::default();
            for m in side.of(&CHAINED) {
                of.insert(m.span, m.entity.clone());
                members.entry(m.entity.clone()).or_default().insert(m.span);
            }
            (of, members)
        };
        let (gold_of, gold_members) = cluster(gold);
        let (found_of, found_members) = cluster(found);
        // In a fixed order: sums of fractions depend on it.
        for (span, entity) in gold_of.iter().collect::<std::collections::BTreeMap<_, _>>() {
            if let Some(theirs) = found_of.get(span) {
                let (ours, theirs) = (&gold_members[entity], &found_members[theirs]);
                let shared = ours.intersection(theirs).count() as f64;
                self.clusters.recall += shared / ours.len() as f64;
                self.clusters.precision += shared / theirs.len() as f64;
            }
        }
        self.clusters.gold += gold_of.len() as u32;
        self.clusters.found += found_of.len() as u32;
    }

    fn holders(&mut self, gold: &Document, found: &Document) {
        let theirs = found.of(&["role"]);
        let nothing = Spans::new();
        for m in gold.of(&["role"]) {
            let Some(holder) = &m.refers_to else { continue };
            let ours = gold.spans(holder).unwrap_or(&nothing);
            let same = |f: &&&Mention| {
                let other = f.refers_to.as_ref().and_then(|e| found.spans(e));
                common(f.span, m.span) > 0 && other.is_some_and(|other| touch(ours, other))
            };
            self.share("roles refers_to", theirs.iter().any(|f| same(&f)));
        }
    }

    fn links(&mut self, gold: &Document, found: &Document) {
        let full = |l: &Link| !l.person.is_empty() && !l.role.is_empty();
        let (mut used, mut both, mut complete) = (vec![false; found.links.len()], 0, 0);
        for a in &gold.links {
            let fits = |b: &Link| full(a) && full(b) && touch(&a.person, &b.person) && touch(&a.role, &b.role);
            let Some(at) = (0..used.len()).find(|&j| !used[j] && fits(&found.links[j])) else {
                a.role.iter().for_each(|&s| self.miss("missed link".into(), gold, s));
                continue;
            };
            used[at] = true;
            both += 1;
            let b = &found.links[at];
            let same_place = if !a.place_name.is_empty() && a.place.is_empty() {
                a.place_name == b.place_name && b.place.is_empty()
            } else {
                touch(&a.place, &b.place)
            };
            complete += usize::from(same_place && touch(&a.organization, &b.organization));
        }
        self.count("links person+role", both, gold.links.len(), found.links.len());
        self.count("links +org/place", complete, gold.links.len(), found.links.len());
    }

    fn events(&mut self, gold: &Document, found: &Document) {
        let (g, f) = (&gold.events, &found.events);
        self.count("events trigger", pair(g, f, |e| e.span, |_, _| true).len(), g.len(), f.len());
        let typed = pair(g, f, |e| e.span, |a, b| a.kind == b.kind);
        self.count("events trigger+type", typed.len(), g.len(), f.len());
        let mut matched = 0;
        for &(i, j) in &typed {
            let (a, b) = (&g[i], &f[j]);
            self.share("events status", a.status == b.status);
            self.share("events date", touch(&a.date, &b.date));
            self.share("events place", touch(&a.place, &b.place));
            matched += participants(a, b);
        }
        let all = |events: &[Event]| events.iter().map(|e| e.participants.len()).sum();
        self.count("events participants", matched, all(g), all(f));
        for (_, e) in g.iter().enumerate().filter(|(n, _)| typed.iter().all(|p| p.0 != *n)) {
            self.miss(format!("missed event {}", e.kind), gold, e.span);
        }
        for (_, e) in f.iter().enumerate().filter(|(n, _)| typed.iter().all(|p| p.1 != *n)) {
            self.miss(format!("wrong event {}", e.kind), gold, e.span);
        }
    }

    fn quotes(&mut self, gold: &Document, found: &Document) {
        let same = |a: &Quote, b: &Quote| {
            let whole = a.span.1.max(b.span.1) - a.span.0.min(b.span.0);
            f64::from(common(a.span, b.span)) >= 0.8 * f64::from(whole)
        };
        let pairs = pair(&gold.quotes, &found.quotes, |q| q.span, same);
        self.count("quotes", pairs.len(), gold.quotes.len(), found.quotes.len());
        for (i, j) in pairs {
            self.share("quotes speaker", touch(&gold.quotes[i].speaker, &found.quotes[j].speaker));
        }
    }

    fn rows(&self) -> Vec<(String, Row)> {
        let part = |some: f64, of: u32| if of > 0 { some / f64::from(of) } else { 0.0 };
        let mut rows: Vec<(String, Row)> = Vec::new();
        for (name, c) in &self.counts {
            let both = f64::from(c.both);
            let f1 = (c.gold + c.found > 0).then(|| 2.0 * both / f64::from(c.gold + c.found));
            rows.push((name.clone(), Row::Found { p: part(both, c.found), r: part(both, c.gold), f1, gold: c.gold, found: c.found }));
        }
        let c = &self.clusters;
        let (p, r) = (part(c.precision, c.found), part(c.recall, c.gold));
        let f1 = Some(if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 });
        rows.push(("entities B-cubed".into(), Row::Found { p, r, f1, gold: c.gold, found: c.found }));
        rows.extend(self.shares.iter().map(|(name, (right, of))| (name.clone(), Row::Share { right: *right, of: *of })));
        rows
    }

    /// Prints a line a figure.
    pub(super) fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        for (name, row) in self.rows() {
            match row {
                Row::Found { p, r, f1, gold, found } => {
                    let f1 = f1.map_or("     -".into(), |f| format!("{:6.2}", 100.0 * f));
                    writeln!(out, "{name:40} P {:6.2}  R {:6.2}  F1 {f1}  (gold {gold}, found {found})", 100.0 * p, 100.0 * r)?;
                }
                Row::Share { right, of } => {
                    writeln!(out, "{name:40} {:6.2} %  ({right} of {of})", 100.0 * f64::from(right) / f64::from(of))?;
                }
            }
        }
        Ok(())
    }

    /// The figures as an object.
    pub(super) fn json(&self) -> Map<String, Value> {
        let value = |row: Row| match row {
            Row::Found { p, r, f1, gold, found } => json!({"p": p, "r": r, "f1": f1, "gold": gold, "found": found}),
            Row::Share { right, of } => json!({"share": f64::from(right) / f64::from(of), "right": right, "of": of}),
        };
        self.rows().into_iter().map(|(name, row)| (name, value(row))).collect()
    }

    /// Lists some errors of every kind, the most frequent kind first.
    pub(super) fn print_errors(&self, most: usize, out: &mut dyn Write) -> io::Result<()> {
        let mut kinds: Vec<(String, Vec<&(String, String)>)> = Vec::new();
        for miss in self.misses.iter().filter(|_| most > 0) {
            let kind = if miss.0.starts_with("value") { "value".into() } else { miss.0.split(' ').take(2).collect::<Vec<_>>().join(" ") };
            match kinds.iter_mut().find(|(k, _)| *k == kind) {
                Some((_, misses)) => misses.push(miss),
                None => kinds.push((kind, vec![miss])),
            }
        }
        kinds.sort_by_key(|(_, misses)| std::cmp::Reverse(misses.len()));
        for (kind, misses) in kinds {
            writeln!(out, "\n{kind}: {}", misses.len())?;
            for (kind, context) in misses.into_iter().take(most) {
                writeln!(out, "  {kind}: {context}")?;
            }
        }
        Ok(())
    }
}

enum Row {
    Found { p: f64, r: f64, f1: Option<f64>, gold: u32, found: u32 },
    Share { right: u32, of: u32 },
}

/// Participants of the same part that share a character.
fn participants(gold: &Event, found: &Event) -> usize {
    let mut used = vec![false; found.participants.len()];
    let mut matched = 0;
    for (part, spans) in &gold.participants {
        let fits = |(other, theirs): &(String, Spans)| part == other && !spans.is_empty() && !theirs.is_empty() && touch(spans, theirs);
        if let Some(at) = (0..used.len()).find(|&j| !used[j] && fits(&found.participants[j])) {
            used[at] = true;
            matched += 1;
        }
    }
    matched
}
