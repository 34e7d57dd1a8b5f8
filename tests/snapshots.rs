//! Whole records of the fixture articles: they guard against change, right or wrong is for `facts`.

#![allow(clippy::expect_used, reason = "a test may fail loudly")]

use copydesk::read::Extra;
use copydesk::write::{JSONL, Options};
use copydesk::{Article, Copydesk};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A record with one annotation a line, so that a difference shows what changed and no more.
fn lines(record: &Value) -> String {
    let mut out = String::new();
    for (key, value) in record.as_object().expect("an object").iter().filter(|(key, _)| *key != "text") {
        match value {
            Value::Array(items) => {
                let _ = writeln!(out, "{key}:");
                items.iter().for_each(|item| {
                    let _ = writeln!(out, "  {item}");
                });
            }
            other => {
                let _ = writeln!(out, "{key}: {other}");
            }
        }
    }
    out
}

#[test]
fn records_of_articles_do_not_change_unseen() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("the articles").flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    assert!(paths.len() >= 10);
    let desk = Copydesk::new();
    for path in paths {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let article = Article::new(name.as_str(), fs::read_to_string(&path).expect("UTF-8")).expect("it is small");
        let mut bytes = Vec::new();
        JSONL.record(desk.extract(&article), &Extra::default(), &Options::default(), &mut bytes).expect("it can be written");
        let record: Value = serde_json::from_slice(&bytes).expect("JSON");
        insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false}, {
            insta::assert_snapshot!(name, lines(&record));
        });
    }
}
