//! A user's list of 1,000,000 names: compiled, opened, scanned with, beside the built-in gazetteers alone.
//!
//! `cargo run --release --example measure_lists [TEXT]`; the text is the fixtures' articles, if none is given. The names
//! are given names with surnames of the built-in lists, the same on every run, so that many begin like a name of the text.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a measurement may fail loudly")]

use copydesk::resources::{Resources, parse_lists, read_lists};
use copydesk::{Copydesk, scan};
use copydesk_engine::blob::{Blob, compile, split};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Instant;

const NAMES: usize = 1_000_000;
const ROUNDS: usize = 9;

/// First column of a committed list.
fn column(list: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers").join(list);
    let text = fs::read_to_string(path).expect("a list");
    let name = |row: &str| row.split('\t').next().unwrap_or("").to_string();
    text.lines().filter(|l| !l.starts_with('#')).map(name).collect()
}

fn names() -> BTreeSet<String> {
    let (given, surnames) = (column("people/given-names.tsv"), column("people/surnames.tsv"));
    let mut state = 0x2545_f491_4f6c_dd1du64;
    let mut below = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % limit as u64) as usize
    };
    let mut names = BTreeSet::new();
    while names.len() < NAMES {
        names.insert(format!("{} {}", given[below(given.len())], surnames[below(surnames.len())]));
    }
    names
}

/// Seconds of this thread on a processor, which other programs do not lengthen, where the system tells; else the clock's.
fn now() -> f64 {
    static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let spent = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = spent.and_then(|s| s.split(' ').next()?.parse::<f64>().ok());
    spent.map_or_else(|| BEGAN.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

/// Prints what a step took, in ms; the least of some rounds.
fn timed<R>(what: &str, rounds: usize, mut step: impl FnMut() -> R) -> R {
    let mut least = f64::MAX;
    let mut result = None;
    for _ in 0..rounds {
        let began = now();
        result = Some(black_box(step()));
        least = least.min((now() - began) * 1000.0);
    }
    println!("{what:<44} {least:>9.2} ms");
    result.expect("a round")
}

fn scan_speed(what: &str, resources: &Resources, texts: &[String]) {
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut buffers = scan::Buffers::default();
    let (mut least, mut hits) = (f64::MAX, 0);
    for _ in 0..ROUNDS {
        let began = now();
        hits = texts.iter().map(|text| scan::scan(resources, text, &mut buffers).hits.len()).sum();
        least = least.min(now() - began);
    }
    println!("{what:<44} {:>9.1} MB/s, {hits} hits", bytes as f64 / 1e6 / least);
}

fn main() {
    let texts: Vec<String> = match std::env::args().nth(1) {
        Some(path) => fs::read_to_string(path).expect("a text").split("\n\n").map(String::from).collect(),
        None => {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
            let files = fs::read_dir(folder).expect("the fixtures").filter_map(Result::ok).map(|f| f.path());
            let mut files: Vec<_> = files.filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
            files.sort();
            files.iter().map(|f| fs::read_to_string(f).expect("an article")).collect()
        }
    };
    let built_in = timed("built-in gazetteers, rules and weights, ready", ROUNDS, Copydesk::new);
    let lists = parse_lists(&Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers")).expect("lists");
    let bytes: &'static [u8] = compile(&lists).0.leak();
    let (tables, strings) = split(bytes).expect("a blob");
    timed("built-in gazetteers alone, ready", ROUNDS, || Blob::embedded(tables, strings).expect("a blob").view().senses().len());
    println!("{:<44} {:>9} bytes", "built-in gazetteers", bytes.len());

    let folder = std::env::temp_dir().join(format!("copydesk-lists-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let mut list =
        String::from("# kind: person\n# about: Generated names.\n# source: generated\n# licence: none\n# tier: strong\n# columns: name\n");
    for name in names() {
        writeln!(list, "{name}").expect("memory");
    }
    let (file, compiled) = (folder.join("names.tsv"), folder.join("names.blob"));
    fs::write(&file, &list).expect("a file");
    println!("{NAMES} names, {} bytes", list.len());
    drop(list);
    let bytes = timed("parsed and compiled", 1, || compile(&parse_lists(&file).expect("a list")).0);
    fs::write(&compiled, &bytes).expect("a file");
    println!("{:<44} {:>9} bytes", "compiled", bytes.len());
    drop(bytes);
    timed("compiled file opened and checked", 5, || read_lists(&compiled).expect("a blob"));
    let with = timed("built-in with it, ready", 1, || Copydesk::new().with_gazetteers(&compiled).expect("a blob"));
    scan_speed("scan, built-in alone", built_in.resources(), &texts);
    scan_speed("scan, with it", with.resources(), &texts);
    fs::remove_dir_all(&folder).expect("the folder");
}
