//! `extract --format plover`: rows in the field names of the manual, and what is left out.

use crate::{copydesk, records, run, text};
use serde_json::{Value, json};

const ARTICLE: &str = "fixtures/plover/harbour.txt";

fn rows(arguments: &[&str]) -> (Vec<Value>, String) {
    let output = run(&[&["extract", "--format", "plover"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    (records(&output), text(&output.stderr).to_string())
}

/// The only row of a type and word.
fn row<'r>(rows: &'r [Value], kind: &str, word: &str) -> &'r Value {
    let mut found = rows.iter().filter(|r| r["event"] == json!([kind]) && r["event_text"] == word);
    let row = found.next().unwrap_or_else(|| panic!("no {kind} by {word}"));
    assert!(found.next().is_none(), "{kind} by {word} stands there twice");
    row
}

fn code(actor: &Value) -> (&str, &str) {
    (actor["code"].as_str().unwrap_or(""), actor["sector"].as_str().unwrap_or(""))
}

#[test]
fn rows_of_an_article_do_not_change_unseen() {
    let (rows, said) = rows(&[ARTICLE]);
    let lines: Vec<String> = rows.iter().map(|row| row.to_string()).collect();
    insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "../snapshots"}, {
        insta::assert_snapshot!("plover", format!("{}\n\n{said}", lines.join("\n")));
    });
}

#[test]
fn actors_have_countries_and_sectors() {
    let (rows, _) = rows(&[ARTICLE]);
    let meeting = row(&rows, "CONSULT", "met");
    assert_eq!((code(&meeting["actor"][0]), code(&meeting["actor"][1])), (("FRA", "GOV"), ("NOR", "GOV")));
    assert_eq!(meeting["recipient"], json!([]), "all are actors");
    let attack = row(&rows, "ASSAULT", "attacked");
    assert_eq!(code(&attack["actor"][0]).0, "PSE");
    assert_eq!(code(&attack["recipient"][0]), ("ISR", "MIL"));
    assert_eq!((&attack["quad_code"], &attack["mode"], &attack["event_scale"]), (&json!(4), &json!("heavy-weapons"), &json!(-9.5)));
    let arrest = row(&rows, "COERCE", "detained");
    assert_eq!((code(&arrest["actor"][0]), &arrest["size"]), (("NOR", "COP"), &json!({"arrested": 12})), "they act where it happens");
}

#[test]
fn events_are_rewritten() {
    let (rows, _) = rows(&[ARTICLE]);
    let planned = row(&rows, "AGREE", "visit");
    assert_eq!((&planned["date"], &planned["text_info"]["date_from"]), (&json!("2026-11-20"), &json!("publication")));
    let visit = row(&rows, "CONSULT", "visited");
    assert_eq!((&visit["mode"], code(&visit["actor"][0]).0, code(&visit["recipient"][0]).0), (&json!("visit"), "POL", "NOR"));
    assert_eq!((&visit["date"], &visit["enddate"]), (&json!("2026-10-01"), &json!("2026-10-31")));
    assert_eq!(row(&rows, "RETREAT", "resigned")["mode"], "resign");
    assert_eq!(row(&rows, "RETREAT", "released")["mode"], "release");
    assert_eq!(code(&row(&rows, "ACCUSE", "summoned")["actor"][0]).0, "SWE");
    let verdict: Vec<&Value> = rows.iter().filter(|r| r["event_text"] == "sentenced").collect();
    assert_eq!(
        verdict.iter().map(|r| (&r["event"][0], &r["mode"])).collect::<Vec<_>>(),
        [(&json!("SANCTION"), &json!("convict")), (&json!("COERCE"), &json!("arrest"))]
    );
}

#[test]
fn types_tell_their_modes() {
    let (rows, _) = rows(&["fixtures/plover/modes.txt"]);
    let modes = [
        ("COERCE", "arrested", "arrest"),
        ("COERCE", "deported", "deport"),
        ("MOBILIZE", "deployed", "troops"),
        ("ACCUSE", "accused", "allege"),
        ("SANCTION", "expelled", "expel"),
    ];
    for (event, trigger, mode) in modes {
        assert_eq!(row(&rows, event, trigger)["mode"], mode);
    }
}

#[test]
fn what_is_left_out_is_counted_unless_quiet() {
    let (rows, said) = rows(&[ARTICLE]);
    assert!(said.starts_with(&format!("copydesk: {} rows from ", rows.len())), "{said}");
    assert!(said.contains("of no PLOVER type") && said.contains("told again"), "{said}");
    let quiet = run(&["extract", "--format", "plover", "-q", ARTICLE]);
    assert_eq!((text(&quiet.stderr), records(&quiet).len()), ("", rows.len()));
    let nothing = run(&["extract", "--format", "plover", "--min-confidence", "1", ARTICLE]);
    assert_eq!(text(&nothing.stdout), "");
    assert!(text(&nothing.stderr).contains("0 rows from 0 events"), "{}", text(&nothing.stderr));
}

#[test]
fn inputs_that_fail_give_no_row() {
    let output = copydesk().args(["extract", "--format", "plover", "fixtures/bad/latin1.txt", ARTICLE]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(records(&output).iter().all(|r| r["cite_info"]["path"] == ARTICLE));
    assert!(text(&output.stderr).contains("latin1.txt"));
}
