//! `fixtures/inputs`: every way in which good input is written.

use crate::{good, ids, text};
use serde_json::{Value, json};

/// The records of a file without what must differ.
fn without_source(mut records: Vec<Value>) -> Vec<Value> {
    for record in &mut records {
        record.as_object_mut().expect("an object").remove("source");
    }
    records
}

/// Sentences and mentions as they would be without carriage returns: type, places and surface.
fn without_returns(record: &Value) -> Vec<(String, usize, usize, String)> {
    let body: Vec<char> = record["text"].as_str().expect("text").chars().collect();
    let place = |a: &Value, key: &str| a[key].as_u64().expect("an offset") as usize;
    let moved = |at: usize| at - body[..at].iter().filter(|c| **c == '\r').count();
    let one = |key: &str, a: &Value| {
        let (start, end) = (place(a, "start"), place(a, "end"));
        (a[key].as_str().expect("a kind").into(), moved(start), moved(end), body[start..end].iter().filter(|c| **c != '\r').collect())
    };
    let list = |key: &str| record[key].as_array().expect("an array").clone();
    let sentences = list("sentences").iter().map(|s| one("kind", s)).collect::<Vec<_>>();
    sentences.into_iter().chain(list("mentions").iter().map(|m| one("type", m))).collect()
}

/// Words of sentences.
fn sentences(record: &Value) -> Vec<String> {
    let body: Vec<char> = record["text"].as_str().expect("text").chars().collect();
    let place = |a: &Value, key: &str| a[key].as_u64().expect("an offset") as usize;
    let words =
        |s: &Value| body[place(s, "start")..place(s, "end")].iter().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    record["sentences"].as_array().expect("sentences").iter().map(words).collect()
}

#[test]
fn records_come_in_order_with_their_metadata() {
    let found = good(&["fixtures/inputs/articles.jsonl"]);
    assert_eq!(ids(&found), ["harbour-1", "budget-2", "coffee-3", "bridge-4"]);
    assert_eq!(found[1]["published"], "2024-12-30", "a timestamp is its own local day");
    for (record, number) in found.iter().zip(1..) {
        assert_eq!(record["source"], json!({"path": "fixtures/inputs/articles.jsonl", "record": number}));
        assert_eq!(
            (&record["schema"], &record["language"], &record["offsets"]),
            (&json!("copydesk/0"), &json!("en"), &json!("codepoints"))
        );
        assert!(record.get("extra").is_none());
    }
}

#[test]
fn a_title_is_a_headline_only_where_the_text_repeats_it() {
    let found = good(&["fixtures/inputs/articles.jsonl"]);
    assert_eq!(found[0]["article"]["headline"], "Pilots end strike at Cork harbour");
    for record in &found[1..] {
        let headline = record["article"]["headline"].as_str();
        assert!(headline.is_none_or(|h| !record["text"].as_str().expect("text").contains(h)), "{headline:?} is no part of the text");
    }
}

#[test]
fn unknown_fields_pass_through_on_demand() {
    let found = good(&["--keep-fields", "fixtures/inputs/articles.jsonl"]);
    assert_eq!(found[0]["extra"], json!({"category": "labour"}));
    let line = r#"{"text":"a","n":12345678901234567890.10,"deep":{"b":[1,null],"a":"\u00e9"}}"#;
    let output = crate::pipe(&["extract", "--keep-fields"], line.as_bytes());
    let extra = r#""extra":{"n":12345678901234567890.10,"deep":{"b":[1,null],"a":"\u00e9"}}"#;
    assert!(text(&output.stdout).contains(extra), "fields stay as they were written: {}", text(&output.stdout));
}

#[test]
fn ids_become_strings() {
    assert_eq!(ids(&good(&["fixtures/inputs/numeric-id.jsonl"])), ["20240531", "fixtures/inputs/numeric-id.jsonl#2"]);
}

#[test]
fn line_ends_of_json_lines_do_not_matter() {
    let all = without_source(good(&["fixtures/inputs/articles.jsonl"]));
    assert_eq!(without_source(good(&["fixtures/inputs/crlf.jsonl"])), all[..2]);
    assert_eq!(without_source(good(&["fixtures/inputs/no-final-newline.jsonl"])), all[2..3]);
    assert_eq!(without_source(good(&["fixtures/inputs/bom.jsonl"])), all[3..]);
}

#[test]
fn a_mark_at_the_start_of_a_file_is_no_text_but_one_inside_is() {
    let found = good(&["fixtures/inputs/bom.txt"]);
    assert!(found[0]["text"].as_str().expect("text").starts_with("Lake"));
    let found = good(&["fixtures/inputs/feff-inside.jsonl"]);
    let body = found[0]["text"].as_str().expect("text");
    assert!(body.starts_with("\u{feff}Manila"));
    let manila = found[0]["mentions"].as_array().expect("mentions").iter().find(|m| m["text"] == "Manila").expect("a place");
    assert_eq!((&manila["start"], &manila["end"]), (&json!(1), &json!(7)));
}

#[test]
fn line_ends_of_texts_stay_and_change_nothing_else() {
    let unix = good(&["fixtures/inputs/bom.txt"]).remove(0);
    let windows = good(&["fixtures/inputs/crlf.txt"]).remove(0);
    let old_mac = good(&["fixtures/inputs/cr.txt"]).remove(0);
    assert!(windows["text"].as_str().expect("text").contains("\r\n"));
    assert!(old_mac["text"].as_str().expect("text").contains('\r'));
    assert_eq!(without_returns(&windows), without_returns(&unix));
    assert_eq!(sentences(&old_mac), sentences(&unix));
}

#[test]
fn emoji_and_accents_are_counted_in_every_unit() {
    for (unit, units) in [("codepoints", 295), ("bytes", 338), ("utf16", 305)] {
        let found = good(&["--offsets", unit, "fixtures/inputs/emoji.txt"]).remove(0);
        let body = found["text"].as_str().expect("text");
        assert_eq!(crate::streams::units(body, unit).len(), units);
        let person = found["entities"].as_array().expect("entities").iter().find(|e| e["type"] == "person");
        let person = person.unwrap_or_else(|| panic!("nobody in {}", found["entities"]));
        assert_eq!(person["name"], "Jose\u{301} Villaflor", "the spelling of the text");
    }
}

#[test]
fn control_characters_stay() {
    let found = good(&["fixtures/inputs/control.txt"]).remove(0);
    let file = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/inputs/control.txt")).expect("there");
    assert_eq!(found["text"], json!(file));
    let geneva = |m: &&Value| m["text"].as_str().is_some_and(|t| t.eq_ignore_ascii_case("geneva"));
    let places: Vec<&Value> = found["mentions"].as_array().expect("mentions").iter().filter(geneva).map(|m| &m["entity"]).collect();
    assert!(places.len() > 1 && places.iter().all(|e| e.is_string() && *e == places[0]), "{places:?}");
}

#[test]
fn annotations_are_cut_out_by_their_offsets_in_every_unit() {
    for unit in ["codepoints", "bytes", "utf16"] {
        for record in good(&["--offsets", unit, "fixtures/inputs", "fixtures/articles"]) {
            assert_eq!(record["offsets"], unit);
            crate::streams::check_surfaces(&record);
        }
    }
}
