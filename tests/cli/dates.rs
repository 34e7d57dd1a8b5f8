//! `copydesk dates`: a tool of its own.

use crate::{pipe, records, run, text};
use serde_json::json;

#[test]
fn a_text_gives_a_line_for_each_expression() {
    let output = run(&["dates", "Café talks began last Tuesday and run November 11-22, twice a week.", "--published", "2024-10-23"]);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    let found = records(&output);
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!(
        found[0],
        json!({"id": "text", "start": 17, "end": 29, "text": "last Tuesday", "timex": {"type": "DATE", "value": "2024-10-22"}, "rule": "dates/weekdays/last-weekday"})
    );
    assert_eq!(found[1]["timex"], json!({"type": "DATE", "value": "2024-11-11", "end": "2024-11-22"}));
    assert_eq!(found[2]["timex"], json!({"type": "SET", "value": "P1W", "freq": "2X"}));
    let bytes = records(&run(&["dates", "Café, today.", "--offsets", "bytes"]));
    assert_eq!((&bytes[0]["start"], &bytes[0]["end"]), (&json!(7), &json!(12)));
}

#[test]
fn without_a_day_of_publication_values_stay_open() {
    let found = records(&run(&["dates", "Talks began on Tuesday, and last week."]));
    let values: Vec<_> = found.iter().map(|d| d["timex"]["value"].as_str().expect("a value")).collect();
    assert_eq!(values, ["XXXX-WXX-2", "XXXX-WXX"]);
}

#[test]
fn what_is_there_or_called_like_a_file_is_a_path() {
    let from_file = run(&["dates", "fixtures/articles/diplomacy.txt"]);
    assert_eq!(from_file.status.code(), Some(0));
    let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/articles/diplomacy.txt")).expect("a fixture");
    let found = records(&from_file);
    assert!(!found.is_empty());
    assert!(found.iter().all(|d| d["id"] == "fixtures/articles/diplomacy.txt#1"));
    for by in [pipe(&["dates", "-"], &bytes), pipe(&["dates"], &bytes)] {
        let piped = records(&by);
        assert_eq!(piped.iter().map(|d| &d["timex"]).collect::<Vec<_>>(), found.iter().map(|d| &d["timex"]).collect::<Vec<_>>());
    }
    let missing = run(&["dates", "no-such-file.txt"]);
    assert_eq!((missing.status.code(), text(&missing.stdout).contains("\"io\"")), (Some(2), true));
    assert!(text(&missing.stderr).contains("no-such-file.txt: no such file"), "{}", text(&missing.stderr));
    assert_eq!(records(&run(&["dates", "It rained on 3 May 2019 as notes.txt says"])).len(), 1);
}

#[test]
fn a_broken_record_is_named_and_does_not_stop_the_others() {
    let output = run(&["dates", "fixtures/bad/broken.jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    let errors: Vec<_> = records(&output).iter().filter_map(|r| r["error"]["kind"].as_str().map(str::to_owned)).collect();
    assert_eq!(errors, ["json", "field", "field", "date"]);
    assert!(text(&output.stderr).contains("fixtures/bad/broken.jsonl: record 2 (line 2): "), "{}", text(&output.stderr));
}

#[test]
fn timeml_is_one_document_an_article() {
    let output = run(&["dates", "R&D talks run November 11-22.", "--published", "2024-10-23", "--format", "timeml"]);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    let written = text(&output.stdout);
    assert!(written.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML "), "{written}");
    assert!(written.contains("functionInDocument=\"CREATION_TIME\">2024-10-23</TIMEX3></DCT>"), "{written}");
    assert!(
        written.contains("R&amp;D talks run <TIMEX3 tid=\"t1\" type=\"DURATION\" value=\"P12D\" beginPoint=\"t2\" endPoint=\"t3\">"),
        "{written}"
    );
    assert!(written.ends_with("</TEXT>\n</TimeML>\n"), "{written}");

    let two = b"{\"id\": \"a\", \"text\": \"Today.\"}\n{\"id\": \"b\", \"text\": \"Tomorrow.\"}\n";
    let output = pipe(&["dates", "--format", "timeml"], two);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""), "nothing is written that is no document");
    assert!(text(&output.stderr).contains("--record"), "{}", text(&output.stderr));
    let second = pipe(&["dates", "--format", "timeml", "--record", "2"], two);
    assert!(text(&second.stdout).contains("<DOCID>b</DOCID>") && second.status.success());
    let third = pipe(&["dates", "--record", "3"], two);
    assert_eq!(third.status.code(), Some(2));
    assert!(text(&third.stderr).contains("no record 3"), "{}", text(&third.stderr));
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    use std::io::Read;
    use std::process::{Command, Stdio};
    let file = std::env::temp_dir().join(format!("copydesk-dates-{}.jsonl", std::process::id()));
    std::fs::write(&file, "{\"text\": \"It rained on 3 May 2019 and on 4 May 2019.\"}\n".repeat(20_000)).expect("a file");
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("copydesk"))
        .args(["dates".as_ref(), file.as_os_str()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut some = [0; 10];
    child.stdout.take().expect("a pipe").read_exact(&mut some).expect("some bytes");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    let _ = std::fs::remove_file(file);
}
