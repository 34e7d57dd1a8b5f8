//! Order, bytes, pipes and units: what batches rely on.

use crate::{copydesk, good, ids, pipe, records, run, text};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};

/// A text in pieces of one unit of `--offsets` each; a piece that is no whole character stays empty.
pub(crate) fn units(body: &str, unit: &str) -> Vec<String> {
    let pieces = |size: fn(char) -> usize| {
        let piece = move |c: char| std::iter::once(c.to_string()).chain(std::iter::repeat_n(String::new(), size(c) - 1));
        body.chars().flat_map(piece).collect()
    };
    match unit {
        "bytes" => pieces(char::len_utf8),
        "utf16" => pieces(char::len_utf16),
        _ => pieces(|_| 1),
    }
}

/// Everything that has a `text` beside its offsets is there.
pub(crate) fn check_surfaces(record: &Value) {
    let body = units(record["text"].as_str().expect("text"), record["offsets"].as_str().expect("a unit"));
    let mut open = vec![record];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(fields) => {
                open.extend(fields.values());
                if let (Some(start), Some(end)) = (fields.get("start"), fields.get("end")) {
                    let (start, end) = (start.as_u64().expect("a number") as usize, end.as_u64().expect("a number") as usize);
                    let surface = body[start..end].concat();
                    if let Some(text) = fields.get("text") {
                        assert_eq!(text, &surface, "{start}..{end} of {}", record["id"]);
                    }
                }
            }
            _ => {}
        }
    }
}

/// A few thousand articles of different length, some of them broken.
fn many() -> String {
    let line = |n: usize| match n % 50 {
        7 => "{\"text\": 5}".to_string(),
        _ => format!("{{\"id\": {n}, \"text\": \"{}\"}}", "The minister met Anna Berg in Oslo on Monday. ".repeat(n % 9)),
    };
    (0..1500).map(|n| line(n) + "\n").collect()
}

#[test]
fn any_number_of_jobs_gives_the_same_bytes() {
    let input = many();
    let [one, three, auto] = ["1", "3", "0"].map(|jobs| pipe(&["extract", "--jobs", jobs, "-"], input.as_bytes()));
    assert_eq!(one.status.code(), Some(1));
    assert_eq!(records(&one).len(), 1500);
    assert!(one.stdout == three.stdout && one.stdout == auto.stdout, "records differ");
    assert!(one.stderr == three.stderr && one.stderr == auto.stderr, "messages differ");
    let numbers: Vec<u64> = records(&one).iter().map(|r| r["source"]["record"].as_u64().expect("a number")).collect();
    assert!(numbers.iter().copied().eq(1..=1500), "in input order");
}

#[test]
fn indented_and_plain_records_are_the_same() {
    let files = ["fixtures/inputs/articles.jsonl", "fixtures/bad/broken.jsonl", "fixtures/inputs/emoji.txt"];
    let lines = run(&[&["extract", "--quiet"], &files[..]].concat());
    let array = run(&[&["extract", "--quiet", "--format", "json"], &files[..]].concat());
    let array: Vec<Value> = serde_json::from_slice(&array.stdout).expect("one array");
    assert_eq!(array, records(&lines));
}

#[test]
fn a_reader_that_goes_away_ends_the_program_quietly() {
    let binary = assert_cmd::cargo::cargo_bin("copydesk");
    let mut child = Command::new(binary)
        .args(["extract", "--jobs", "2", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut input = child.stdin.take().expect("piped");
    let feeder = std::thread::spawn(move || {
        // Ends when the program does.
        while input.write_all(b"{\"text\": \"Rain fell in Bergen on Monday.\"}\n").is_ok() {}
    });
    let mut first = String::new();
    BufReader::new(child.stdout.take().expect("piped")).read_line(&mut first).expect("a line");
    assert!(first.starts_with("{\"schema\""));
    let mut said = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut said).expect("text");
    assert_eq!((child.wait().expect("it ends").code(), said.as_str()), (Some(0), ""));
    feeder.join().expect("the feeder ends");
}

#[test]
fn records_do_not_wait_for_the_end_of_the_input() {
    for jobs in ["1", "2"] {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("copydesk"))
            .args(["extract", "--jobs", jobs, "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut input = child.stdin.take().expect("piped");
        let mut output = BufReader::new(child.stdout.take().expect("piped"));
        for n in 0..3 {
            writeln!(input, "{{\"id\": {n}, \"text\": \"Rain.\"}}").expect("it reads");
            let mut line = String::new();
            output.read_line(&mut line).expect("a line");
            assert!(line.contains(&format!("\"id\":\"{n}\"")), "{line}");
        }
        drop(input);
        assert!(child.wait().expect("it ends").success());
    }
}

#[test]
fn folders_are_read_in_order_and_only_articles_of_them() {
    let folder = std::env::temp_dir().join(format!("copydesk-folders-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("b/c")).expect("a folder");
    for (name, content) in [("b.txt", "B"), ("a.jsonl", "{\"text\":\"A\"}"), ("b/c/d.txt", "D"), ("notes.md", "no"), (".hidden.txt", "no")]
    {
        std::fs::write(folder.join(name), content).expect("a file");
    }
    let path = folder.to_string_lossy().into_owned();
    let texts = |records: &[Value]| records.iter().map(|r| r["text"].as_str().expect("text").to_string()).collect::<Vec<_>>();
    assert_eq!(texts(&good(&[&path])), ["A", "D", "B"]);
    assert_eq!(texts(&good(&["--input-format", "text", &path])), ["{\"text\":\"A\"}", "D", "B", "no"]);
    std::fs::remove_dir_all(folder.join("b")).expect("removed");
    let empty = folder.join("empty");
    std::fs::create_dir_all(&empty).expect("a folder");
    let output = run(&["extract", &empty.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(2));
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn standard_input_is_told_by_its_first_character() {
    for (input, id, body) in
        [("Rain fell.", "-#1", "Rain fell."), ("\u{feff} \n{\"id\":\"x\",\"text\":\"Rain.\"}", "x", "Rain."), ("", "-#1", "")]
    {
        let found = records(&copydesk().arg("extract").write_stdin(input).output().expect("it runs"));
        assert_eq!(ids(&found), [id]);
        assert_eq!(found[0]["text"], body);
    }
    let found = records(&pipe(&["extract", "--input-format", "text"], b"{\"text\":\"Rain.\"}"));
    assert_eq!(found[0]["text"], "{\"text\":\"Rain.\"}");
}

#[test]
fn a_given_day_serves_where_the_article_has_none() {
    let input = b"{\"text\":\"a\"}\n{\"text\":\"b\",\"published\":\"2020-02-29\"}\n";
    let found = records(&pipe(&["extract", "--published", "2024-10-23"], input));
    assert_eq!((&found[0]["published"], &found[1]["published"]), (&"2024-10-23".into(), &"2020-02-29".into()));
}

#[test]
fn doubtful_annotations_can_be_left_out() {
    let all = good(&["fixtures/articles"]);
    let sure = good(&["--min-confidence", "0.9", "fixtures/articles"]);
    let count = |records: &[Value], least: f64| -> usize {
        let kept = |m: &&Value| m["confidence"].as_f64().expect("a number") >= least;
        records.iter().map(|r| r["mentions"].as_array().expect("mentions").iter().filter(kept).count()).sum()
    };
    assert_eq!(count(&sure, 0.0), count(&all, 0.9));
    for record in &sure {
        check_references(record);
    }
    assert_eq!(text(&run(&["extract", "--min-confidence", "2", "x"]).stdout), "");
}

/// Every id that is referred to is there, and ids count in order.
fn check_references(record: &Value) {
    let list = |key: &str| record[key].as_array().expect("an array");
    let mut known = Vec::new();
    for (key, letter) in [("mentions", 'm'), ("entities", 'e'), ("relations", 'r'), ("events", 'v'), ("quotes", 'q')] {
        for (item, n) in list(key).iter().zip(1..) {
            assert_eq!(item["id"], format!("{letter}{n}"));
            known.push(item["id"].clone());
        }
    }
    let mut open = vec![record];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(fields) => {
                for key in
                    ["entity", "refers_to", "person", "organization", "place", "speaker", "same_as", "time", "mention", "where", "event"]
                {
                    if let Some(id) = fields.get(key).filter(|_| !fields.contains_key("agency")) {
                        assert!(known.contains(id), "{key} {id} of {}", record["id"]);
                    }
                }
                open.extend(fields.iter().filter(|(key, _)| *key != "article").map(|(_, value)| value));
            }
            _ => {}
        }
    }
}
