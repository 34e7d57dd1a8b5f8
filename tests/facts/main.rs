//! Facts that people swear to (`fixtures/articles/NAME.facts.toml`) against what copydesk says.
//!
//! What is not reached yet is listed in `fixtures/articles/known-misses.toml`, which must be exactly what fails: a new
//! miss fails the test, and so does a fact that is reached and still listed. `COPYDESK_UPDATE_MISSES=1` writes the list.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly")]

mod check;
mod facts;

use check::Checker;
use copydesk::{Article, Copydesk};
use facts::Facts;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

type Misses = BTreeMap<String, Vec<String>>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles")
}

/// Names of the articles that have facts.
fn names() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the articles are there").flatten();
    let name = |e: fs::DirEntry| e.file_name().to_string_lossy().strip_suffix(".facts.toml").map(String::from);
    let mut names: Vec<String> = entries.filter_map(name).collect();
    names.sort();
    names
}

/// What fails of an article's facts, with reasons; and how many demands there are.
fn failures(desk: &Copydesk, name: &str) -> (Vec<(String, String)>, usize) {
    let read = |extension: &str| fs::read_to_string(folder().join(format!("{name}.{extension}"))).expect("a fixture");
    let facts: Facts = toml::from_str(&read("facts.toml")).unwrap_or_else(|e| panic!("{name}.facts.toml: {e}"));
    let mut article = Article::new(name, read("txt")).expect("it is small");
    article.published = facts.published.as_deref().map(|day| day.parse().expect("a day"));
    let record = desk.extract(&article);
    let checker = Checker::new(&record, &facts);
    checker.all();
    (checker.failures.into_inner(), checker.demands.get())
}

fn listed(misses: &Misses) -> String {
    let mut text = String::from(
        "# Facts that are not reached yet, by article. The test `facts` fails when this is not exactly what fails;\n\
         # `COPYDESK_UPDATE_MISSES=1 cargo test --test facts` writes it anew. It may only become shorter.\n",
    );
    for (name, keys) in misses.iter().filter(|(_, keys)| !keys.is_empty()) {
        let _ = writeln!(text, "\n{name} = [");
        keys.iter().for_each(|key| {
            let _ = writeln!(text, "  {},", toml::Value::String(key.clone()));
        });
        text.push_str("]\n");
    }
    text
}

#[test]
fn facts_hold_but_for_known_misses() {
    let path = folder().join("known-misses.toml");
    let desk = Copydesk::new();
    let (mut found, mut report, mut all, mut failed) = (Misses::new(), String::new(), 0, 0);
    for name in names() {
        let (failures, demands) = failures(&desk, &name);
        all += demands;
        failed += failures.len();
        let _ = writeln!(report, "{name}: {} of {demands} hold", demands - failures.len());
        failures.iter().for_each(|(key, reason)| {
            let _ = writeln!(report, "  {key}: {reason}");
        });
        let mut keys: Vec<String> = failures.into_iter().map(|(key, _)| key).collect();
        keys.sort();
        found.insert(name, keys);
    }
    println!("{report}{} of {all} demands hold", all - failed);
    if std::env::var_os("COPYDESK_UPDATE_MISSES").is_some() {
        fs::write(&path, listed(&found)).expect("the list can be written");
    }
    let known: Misses = toml::from_str(&fs::read_to_string(&path).unwrap_or_default()).expect("a table of lists");
    let mut differences = String::new();
    for (name, keys) in &found {
        let none = Vec::new();
        let known = known.get(name).unwrap_or(&none);
        keys.iter().filter(|k| !known.contains(k)).for_each(|k| {
            let _ = writeln!(differences, "  new miss in {name}: {k}");
        });
        known.iter().filter(|k| !keys.contains(k)).for_each(|k| {
            let _ = writeln!(differences, "  reached, but listed, in {name}: {k}");
        });
    }
    known.keys().filter(|name| !found.contains_key(*name)).for_each(|name| {
        let _ = writeln!(differences, "  no article {name}");
    });
    assert!(differences.is_empty(), "known-misses.toml is not what fails:\n{differences}");
}
