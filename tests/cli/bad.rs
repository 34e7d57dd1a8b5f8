//! `fixtures/bad`: every mistake keeps to its own record.

use crate::{good, ids, pipe, records, run, text};
use serde_json::{Value, json};

const ARRAYS: [&str; 7] = ["sentences", "mentions", "entities", "relations", "events", "quotes", "warnings"];

/// Kind, line and byte of an error record.
fn error(record: &Value) -> (&str, Value, Value) {
    let error = &record["error"];
    assert!(record.get("text").is_none(), "an error record has no text");
    assert!(!error["message"].as_str().expect("a message").is_empty());
    (error["kind"].as_str().expect("a kind"), error["line"].clone(), error["byte"].clone())
}

#[test]
fn a_broken_line_does_not_stop_the_stream() {
    let output = run(&["extract", "fixtures/bad/broken.jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    let found = records(&output);
    assert_eq!(ids(&found), ["good-1", "fixtures/bad/broken.jsonl#2", "no-text", "wrong-type", "bad-date", "good-6"]);
    let errors: Vec<_> = found[1..5].iter().map(|r| (error(r).0, error(r).1)).collect();
    assert_eq!(errors, [("json", json!(2)), ("field", json!(3)), ("field", json!(4)), ("date", json!(5))]);
    assert!(found[0].get("error").is_none() && found[5].get("error").is_none());
    let said = text(&output.stderr);
    for record in 2..=5 {
        assert!(said.contains(&format!("fixtures/bad/broken.jsonl: record {record} (line {record}): ")), "{said}");
    }
    assert!(said.contains("`text` is a number, expected a string"), "{said}");
    assert!(said.contains("`published` is \"2024-02-30\""), "{said}");
}

#[test]
fn a_byte_of_an_error_counts_from_the_start_of_the_file() {
    let output = run(&["extract", "fixtures/bad/broken.jsonl"]);
    let file = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/bad/broken.jsonl")).expect("the fixture is there");
    for record in &records(&output)[2..5] {
        let byte = error(record).2.as_u64().expect("a byte") as usize;
        assert_eq!(file[byte - 1], b'\n', "a field's mistake is at its line");
        assert_eq!(file[byte], b'{');
    }
}

#[test]
fn a_line_that_is_no_object_is_an_error() {
    let output = run(&["extract", "fixtures/bad/not-an-object.jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    let found = records(&output);
    assert_eq!(found.len(), 3);
    assert_eq!((error(&found[0]).1, error(&found[1]).1), (json!(1), json!(2)));
    assert_eq!(found[2]["id"], "good-3");
}

#[test]
fn blank_lines_are_no_records_but_count_as_lines() {
    assert_eq!(ids(&good(&["fixtures/bad/blank-lines.jsonl"])), ["only"]);
    let output = pipe(&["extract", "--input-format", "jsonl"], b"\n\n{\"text\": 1}\n");
    assert_eq!(error(&records(&output)[0]).1, json!(3));
    assert_eq!(records(&output)[0]["source"]["record"], 1);
}

#[test]
fn invalid_utf8_is_named_by_its_byte() {
    let output = run(&["extract", "fixtures/bad/latin1.txt"]);
    assert_eq!(output.status.code(), Some(1));
    let found = records(&output);
    assert_eq!(found.len(), 1);
    assert_eq!((error(&found[0]).0, error(&found[0]).2), ("encoding", json!(37)));
    let output = pipe(&["extract", "--input-format", "jsonl"], b"{\"text\":\"a\"}\n{\"text\":\"\xff\"}\n{\"text\":\"b\"}\n");
    let found = records(&output);
    assert_eq!((found.len(), error(&found[1]).0, error(&found[1]).2), (3, "encoding", json!(22)));
}

#[test]
fn nothing_is_an_article_in_text_and_none_in_json_lines() {
    let found = good(&["fixtures/bad/empty.txt"]);
    assert_eq!((found.len(), &found[0]["text"]), (1, &json!("")));
    for array in ARRAYS {
        assert_eq!(found[0][array], json!([]), "{array}");
    }
    assert_eq!(good(&["fixtures/bad/empty.jsonl"]), Vec::<Value>::new());
    let output = run(&["extract", "--format", "json", "fixtures/bad/empty.jsonl"]);
    assert_eq!(text(&output.stdout), "[]\n");
}

#[test]
fn white_space_stays_and_says_nothing() {
    let found = good(&["fixtures/bad/only-spaces.txt"]);
    let file = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/bad/only-spaces.txt")).expect("there");
    assert_eq!(found[0]["text"], json!(file));
    for array in ARRAYS {
        assert_eq!(found[0][array], json!([]), "{array}");
    }
}

#[test]
fn a_missing_file_is_fatal_only_alone() {
    let output = run(&["extract", "fixtures/bad/no-such-file.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("fixtures/bad/no-such-file.txt: no such file"), "{}", text(&output.stderr));
    assert!(records(&output).iter().all(|r| r["error"]["kind"] == "io"));
    let output = run(&["extract", "fixtures/bad/no-such-file.txt", "fixtures/inputs/bom.txt"]);
    assert_eq!(output.status.code(), Some(1));
    let found = records(&output);
    assert_eq!((found.len(), error(&found[0]).0, &found[1]["id"]), (2, "io", &json!("fixtures/inputs/bom.txt#1")));
}

#[test]
fn fields_of_the_wrong_kind_are_named() {
    let cases = [
        (r#"{"id": [1], "text": "a"}"#, "`id` is an array, expected a string or a number"),
        (r#"{"id": null, "text": null}"#, "the object has no `text`"),
        (r#"{"text": "a", "title": 5}"#, "`title` is a number, expected a string"),
        (r#"{"text": "a", "published": true}"#, "`published` is a boolean, expected a string"),
        (r#"{"text": "\ud800"}"#, "`text`: "),
    ];
    for (line, message) in cases {
        let output = pipe(&["extract", "-"], line.as_bytes());
        assert_eq!(output.status.code(), Some(1), "{line}");
        assert!(text(&output.stderr).contains(message), "{line}: {}", text(&output.stderr));
    }
}

#[test]
fn quiet_keeps_to_the_stream() {
    let output = run(&["extract", "--quiet", "fixtures/bad/broken.jsonl"]);
    assert_eq!((output.status.code(), text(&output.stderr), records(&output).len()), (Some(1), "", 6));
    let output = run(&["extract", "--quiet", "no-such-file.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("no-such-file.txt"), "what could not be read at all is always told");
}
