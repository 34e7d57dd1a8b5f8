//! What every room costs, beside a raw scan for 100,000 names with `aho-corasick` in the same process.
//!
//! `cargo bench`. Text: `COPYDESK_BENCH_TEXT` (JSON Lines with `text`, or plain text), else the fixtures repeated.
//! Both take turns article by article, the median of some rounds counts: trust ratios, not digits.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a benchmark may fail loudly")]

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use copydesk::read::{self, Extra, Format, Input, Item, Options};
use copydesk::write::{self, JSONL};
use copydesk::{Copydesk, Scratch};
use std::collections::BTreeSet;
use std::fs;
use std::hint::black_box;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

const ROUNDS: usize = 7;
const NAMES: usize = 100_000;
const ROOMS: [&str; 7] = ["scan", "layout", "segment", "tag", "link", "write", "read"];

/// A fixed sequence of numbers (xorshift), so that every run looks for the same names.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Names of committed lists.
fn column(lists: &[&str]) -> Vec<String> {
    let read = |list: &&str| fs::read_to_string(root().join("gazetteers").join(list)).expect("a list");
    let name = |row: &str| row.split('\t').next().unwrap_or("").to_string();
    let rows = |text: String| text.lines().filter(|l| !l.starts_with('#')).map(name).collect::<Vec<_>>();
    lists.iter().map(read).flat_map(rows).filter(|name| !name.is_empty()).collect()
}

/// Places first, then given names with surnames.
fn names() -> Vec<String> {
    let mut seeded = Seeded(0x2545_f491_4f6c_dd1d);
    let (given, surnames) = (column(&["people/given-names.tsv"]), column(&["people/surnames.tsv"]));
    let mut names: BTreeSet<String> = column(&["places/countries.tsv", "places/cities.tsv"]).into_iter().take(NAMES / 2).collect();
    while names.len() < NAMES {
        names.insert(format!("{} {}", given[seeded.below(given.len())], surnames[seeded.below(surnames.len())]));
    }
    names.into_iter().collect()
}

/// The file to read.
fn input() -> PathBuf {
    if let Some(path) = std::env::var_os("COPYDESK_BENCH_TEXT") {
        return path.into();
    }
    let path = std::env::temp_dir().join(format!("copydesk-bench-{}.jsonl", std::process::id()));
    let mut items = Vec::new();
    read::read(&[Input::Path(root().join("fixtures/articles"))], &Options::default(), &mut |batch| {
        batch.articles(&Options::default(), &mut |item| items.push(item));
        true
    });
    let lines: String = items
        .iter()
        .filter_map(|item| item.article.as_ref().ok())
        .map(|(article, _)| format!("{}\n", serde_json::json!({"id": article.id, "text": article.text})))
        .collect();
    fs::write(&path, lines.repeat((1 << 20) / lines.len() + 1)).expect("a file");
    path
}

fn items(path: &Path) -> Vec<Item> {
    let mut begin = vec![0];
    let first = fs::File::open(path).and_then(|mut f| io::Read::read(&mut f, &mut begin)).map_or(0, |_| begin[0]);
    let options = Options { format: Some(if first == b'{' { Format::Jsonl } else { Format::Text }), published: None };
    let mut items = Vec::new();
    read::read(&[Input::Path(path.into())], &options, &mut |batch| {
        batch.articles(&options, &mut |item| items.push(item));
        true
    });
    items
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn main() -> io::Result<()> {
    let out = &mut io::stdout().lock();
    let path = input();
    let articles: Vec<_> = items(&path).into_iter().filter_map(|item| item.article.ok()).map(|(article, _)| article).collect();
    let bytes: usize = articles.iter().map(|a| a.text.len()).sum();
    let names = names();
    let begun = Instant::now();
    let raw = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(&names)
        .map_err(io::Error::other)?;
    let built = begun.elapsed();
    let begun = Instant::now();
    let desk = Copydesk::new();
    writeln!(out, "{} articles, {:.2} MB of text, {} names", articles.len(), bytes as f64 / 1e6, names.len())?;
    writeln!(out, "aho-corasick is ready in {:.1} ms, copydesk in {:.1} ms", ms(built), ms(begun.elapsed()))?;
    let (mut scans, mut wholes) = (Vec::new(), Vec::new());
    let mut rooms: [Vec<f64>; 7] = Default::default();
    let (mut scratch, mut line) = (Scratch::default(), Vec::new());
    for _ in 0..ROUNDS {
        let (mut spent, mut scan) = ([0.0; 7], 0.0);
        for article in &articles {
            // Article by article, so that a busy machine slows both alike.
            let begun = Instant::now();
            black_box(raw.find_iter(&article.text).count());
            scan += begun.elapsed().as_secs_f64();
            let mut last = Instant::now();
            let mut lap = |room: usize| {
                let now = Instant::now();
                spent[room] += (now - last).as_secs_f64();
                last = now;
            };
            let record = desk.extract_watched(article, &mut scratch, &mut lap);
            line.clear();
            JSONL.record(record, &Extra::default(), &write::Options::default(), &mut line).map_err(io::Error::other)?;
            black_box(&line);
            lap(5);
        }
        let begun = Instant::now();
        black_box(items(&path));
        spent[6] = begun.elapsed().as_secs_f64();
        scans.push(scan);
        wholes.push(spent.iter().sum());
        rooms.iter_mut().zip(spent).for_each(|(all, one)| all.push(one));
    }
    if std::env::var_os("COPYDESK_BENCH_TEXT").is_none() {
        fs::remove_file(&path)?;
    }
    let scan = median(scans);
    writeln!(out, "\n{:14} {:>8} {:>10} {:>22}", "", "MB/s", "ns a byte", "of the raw scan's speed")?;
    let mut row = |name: &str, seconds: f64| {
        let (speed, each) = (bytes as f64 / 1e6 / seconds, seconds * 1e9 / bytes as f64);
        writeln!(out, "{name:14} {speed:8.1} {each:10.2} {:22.2}", scan / seconds)
    };
    row("aho-corasick", scan)?;
    ROOMS.iter().zip(rooms).try_for_each(|(name, times)| row(name, median(times)))?;
    row("everything", median(wholes))
}

fn ms(time: std::time::Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
