//! Every command once, and its exit status.

use crate::{good, pipe, records, run, text};
use serde_json::{Value, json};
use std::path::PathBuf;

/// A folder for one test.
fn folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("copydesk-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&path).expect("a folder");
    path
}

#[test]
fn wrong_usage_is_status_two_and_says_what_is_right() {
    for (arguments, hint) in [
        (&["extrct"][..], "extract"),
        (&["extract", "--fromat", "json"][..], "--format"),
        (&["extract", "--offsets", "words", "x"][..], "codepoints, bytes, utf16"),
        (&["extract", "--published", "23/10/2024", "x"][..], "2024-12-30"),
        (&["extract", "--min-confidence", "1.5", "x"][..], "from 0 to 1"),
        (&["extract", "--gazetteers", "no-such-folder", "fixtures/inputs"][..], "no-such-folder"),
        (&[][..], "Usage"),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(text(&output.stdout), "", "{arguments:?}");
        assert!(text(&output.stderr).contains(hint), "{arguments:?}: {}", text(&output.stderr));
    }
}

#[test]
fn help_is_short_or_long() {
    for command in ["extract", "explain", "dates", "eval", "gazetteers", "rules", "schema", "completions", "man", "debug"] {
        let (short, long) = (run(&[command, "-h"]), run(&[command, "--help"]));
        assert!(short.status.success() && long.status.success(), "{command}");
        assert!(short.stdout.len() <= long.stdout.len(), "{command}");
    }
    let long = run(&["extract", "--help"]);
    assert!(text(&long.stdout).contains("Examples:") && !text(&run(&["extract", "-h"]).stdout).contains("Examples:"));
}

#[test]
fn the_schema_describes_what_is_written() {
    let schema: Value = serde_json::from_slice(&run(&["schema"]).stdout).expect("JSON");
    let record = &schema["$defs"]["Record"]["properties"];
    let files = ["--keep-fields", "fixtures/articles", "fixtures/inputs"];
    for found in good(&files) {
        for key in found.as_object().expect("an object").keys() {
            assert!(record.get(key).is_some(), "the schema has no `{key}`");
        }
    }
    let required = schema["$defs"]["Record"]["required"].as_array().expect("a list");
    for key in
        ["schema", "id", "source", "text", "offsets", "sentences", "mentions", "entities", "relations", "events", "quotes", "warnings"]
    {
        assert!(required.contains(&json!(key)), "`{key}` is always there");
    }
    assert!(!text(&run(&["schema"]).stdout).contains("null"), "no value is null");
}

#[test]
fn explain_shows_reasons_and_places() {
    let output = run(&["explain", "fixtures/articles/markets.txt"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("body KUWAIT, May 29 (KUNA)"), "{}", text(&output.stdout));
    let at = run(&["explain", "fixtures/inputs/articles.jsonl", "--record", "2", "--at", "0"]);
    let said = text(&at.stdout);
    assert!(said.contains("word 0..6 \"WARSAW\"") && said.contains("\"WARSAW\" places/"), "{said}");
    let beyond = run(&["explain", "fixtures/articles/markets.txt", "--at", "99999"]);
    assert_eq!(beyond.status.code(), Some(2));
    assert!(text(&beyond.stderr).contains("no place 99999"));
    assert_eq!(run(&["explain", "no-such-file.txt"]).status.code(), Some(2));
    assert_eq!(run(&["explain", "fixtures/inputs/articles.jsonl", "--record", "9"]).status.code(), Some(2));
}

#[test]
fn debug_shows_every_token() {
    let output = pipe(&["debug", "tokens", "-"], "Zoë met Ana.".as_bytes());
    let found = records(&output);
    let tokens: Vec<(&str, u64, u64)> = found
        .iter()
        .map(|t| (t["token"].as_str().expect("text"), t["start"].as_u64().expect("a number"), t["end"].as_u64().expect("a number")))
        .collect();
    assert_eq!(tokens, [("Zoë", 0, 3), ("met", 4, 7), ("Ana", 8, 11), (".", 11, 12)]);
    assert!(found[0]["shape"].as_array().expect("shapes").contains(&json!("capital")));
}

#[test]
fn gazetteers_are_listed_and_searched() {
    let list = run(&["gazetteers", "list"]);
    let row = text(&list.stdout).lines().find(|l| l.starts_with("places/countries\t")).expect("the countries");
    assert!(row.split('\t').nth(3).and_then(|n| n.parse::<u32>().ok()).is_some_and(|n| n > 150), "{row}");
    let found = run(&["gazetteers", "find", "norway"]);
    assert!(text(&found.stdout).contains("Norway: Norway in places/countries (location, strong)"), "{}", text(&found.stdout));
    let nothing = run(&["gazetteers", "find", "Xqzzvwk"]);
    assert_eq!((nothing.status.code(), text(&nothing.stdout)), (Some(1), ""));
}

#[test]
fn user_lists_are_checked_compiled_and_used() {
    let folder = folder("lists");
    let list = "# kind: organization\n# about: Ours.\n# tier: sure\n# columns: name aliases country\nXqzzvwk Trust\tXqzzvwk\tNO\n";
    std::fs::write(folder.join("ours.tsv"), list).expect("a file");
    let path = folder.to_string_lossy().into_owned();
    assert_eq!(text(&run(&["gazetteers", "check", &path]).stdout), "1 lists with 1 entries are well formed\n");
    let blob = folder.join("ours.blob").to_string_lossy().into_owned();
    assert!(run(&["gazetteers", "compile", &path, "-o", &blob]).status.success());
    let [from_folder, from_blob] = [&path, &blob].map(|p| run(&["gazetteers", "find", "--gazetteers", p, "Xqzzvwk"]));
    assert!(text(&from_folder.stdout).contains("Xqzzvwk: Xqzzvwk Trust in ours (organization, sure)"));
    assert_eq!(from_folder.stdout, from_blob.stdout);
    std::fs::write(folder.join("bad.tsv"), "# kind: plaec\n# columns: name\nLyon\tFR\n").expect("a file");
    let wrong = run(&["gazetteers", "check", &path]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(text(&wrong.stderr).contains("bad.tsv:1:9: unknown kind `plaec`, expected one of person"), "{}", text(&wrong.stderr));
    assert_eq!(run(&["extract", "--gazetteers", &path, "fixtures/inputs"]).status.code(), Some(2));
    std::fs::write(&blob, b"copydesk but not really").expect("a file");
    assert_eq!(run(&["extract", "--gazetteers", &blob, "fixtures/inputs"]).status.code(), Some(2));
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn gazetteers_are_measured_on_annotated_articles() {
    let folder = folder("measure");
    let gold = folder.join("gold.jsonl");
    let line = json!({"id": "a", "text": "Norway and Sweden met in Xqzzvwk.", "mentions": [
        {"start": 0, "end": 6, "type": "location"}, {"start": 11, "end": 17, "type": "location"}, {"start": 25, "end": 32, "type": "location"}]});
    std::fs::write(&gold, line.to_string()).expect("a file");
    let output = run(&["gazetteers", "measure", &gold.to_string_lossy()]);
    let row = text(&output.stdout).lines().find(|l| l.starts_with("places/countries\t")).expect("the countries");
    assert_eq!(row, "places/countries\tlocation\t3\t66.7\t2\t100.0");
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn rules_are_checked_with_their_place() {
    let folder = folder("rules");
    std::fs::create_dir_all(folder.join("dates")).expect("a folder");
    std::fs::write(
        folder.join("dates/ours.toml"),
        "about = \"x\"\n[[rule]]\nname = \"a\"\nfind = '@nowhere'\nmake = 5\naccepts = [\"x\"]\n",
    )
    .expect("a file");
    let wrong = run(&["rules", "check", &folder.to_string_lossy()]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(text(&wrong.stderr).contains("ours.toml:"), "{}", text(&wrong.stderr));
    assert_eq!(run(&["extract", "--rules", &folder.to_string_lossy(), "fixtures/inputs"]).status.code(), Some(2));
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn rules_that_close_a_sense_are_held_to_their_rejects() {
    let folder = folder("closing");
    for (group, noun, make) in [("events/patterns", "poll", "no-event"), ("roles", "pilot", "not")] {
        std::fs::create_dir_all(folder.join(group)).expect("a folder");
        let file = folder.join(group).join("own.toml");
        let check = |rejected: &str| {
            let rule = format!("name = 'a'\nfind = 'it:{noun} of voters'\nmake = '{make}'");
            let examples = format!("accepts = ['A [{noun}] of voters left. => none']\nrejects = ['{rejected}']");
            std::fs::write(&file, format!("about = 'x'\n[[rule]]\n{rule}\n{examples}\n")).expect("a file");
            let output = run(&["rules", "check", &folder.to_string_lossy()]);
            (output.status.code(), text(&output.stderr).to_string())
        };
        let (status, message) = check(&format!("The {noun} of voters left."));
        assert!(status == Some(1) && message.contains("does not reject") && message.contains("it matches"), "{group}: {message}");
        let (status, message) = check(&format!("The {noun} left."));
        assert_eq!(status, Some(0), "{group}: {message}");
        std::fs::remove_file(&file).expect("the file");
    }
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn built_in_rules_do_what_their_examples_say() {
    let output = run(&["rules", "check"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let listed = run(&["rules", "list"]);
    assert!(text(&listed.stdout).lines().all(|l| l.split('\t').count() == 2 && l.contains('/')));
}

#[test]
fn eval_counts_what_is_right() {
    let folder = folder("eval");
    let gold = folder.join("gold.jsonl");
    // Two sentences of which the annotator sees one end only, and a name that stands nowhere.
    let line = json!({"id": "a", "text": "It rained. It snowed.", "published": "2024-01-01", "sentences": [[0, 21]],
        "mentions": [{"id": "m1", "start": 0, "end": 2, "type": "person", "entity": "it"}], "links": [], "events": [], "quotes": []});
    std::fs::write(&gold, format!("{line}\n\n")).expect("a file");
    let path = gold.to_string_lossy().into_owned();
    let output = run(&["eval", "--json", &path]);
    let rows: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&rows["sentences"]["gold"], &rows["sentences"]["found"], &rows["sentences"]["r"]), (&json!(1), &json!(2), &json!(1.0)));
    assert_eq!((&rows["mentions/person"]["gold"], &rows["mentions/person"]["f1"]), (&json!(1), &json!(0.0)));
    assert!(
        text(&run(&["eval", &path]).stdout)
            .contains("mentions/person                          P   0.00  R   0.00  F1   0.00  (gold 1, found 0)")
    );
    assert!(text(&run(&["eval", "--errors", "3", &path]).stdout).contains("missed person: [It] rained. It snowed."));
    std::fs::write(&gold, "{\"id\": 5}").expect("a file");
    let wrong = run(&["eval", &path]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("gold.jsonl:1: no annotated article"), "{}", text(&wrong.stderr));
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn shells_and_man_get_their_pages() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = run(&["completions", shell]);
        assert!(text(&output.stdout).contains("min-confidence"), "{shell}");
    }
    let page = run(&["man"]);
    assert!(text(&page.stdout).contains(".TH copydesk 1") && text(&page.stdout).contains("keep\\-fields"));
}

/// Verbs of a text with the heads of their subjects, as `debug clauses` tells them.
fn subjects(sentence: &str) -> Vec<(String, Vec<String>)> {
    let output = pipe(&["debug", "clauses", "-"], sentence.as_bytes());
    let lines = text(&output.stdout).lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let word = |value: &Value| value.as_str().expect("a word").to_string();
    let heads = |clause: &Value| clause["subjects"].as_array().expect("a list").iter().map(|s| word(&s["text"])).collect();
    lines.map(|clause| (word(&clause["verb"]), heads(&clause))).collect()
}

#[test]
fn verbs_have_the_subjects_that_their_clauses_give() {
    for (sentence, verb, heads) in [
        ("The bank, the country's largest, announced a loss.", "announced", &["bank"][..]),
        ("The company the minister accused denied the charge.", "denied", &["company"]),
        ("The company the minister accused denied the charge.", "accused", &["minister"]),
        ("Ministers, meeting in Oslo on Monday, condemned the attack.", "condemned", &["Ministers"]),
        ("The vaccine, developed in Pune and already used in Chad, reached Oslo in May.", "reached", &["vaccine"]),
        ("A man accused of killing his wife told the court that he slept.", "told", &["man"]),
        ("The cartel, its credit frayed by falling prices, agreed to a cut.", "agreed", &["cartel"]),
        ("In the other final Norway defeated Malta on Thursday.", "defeated", &["Norway"]),
        ("In response the government expelled the envoys.", "expelled", &["government"]),
        ("In Beijing, China condemned the attack.", "condemned", &["China"]),
        ("The tax they pay rose.", "pay", &["they"]),
        ("Anna Lind and he signed the deal.", "signed", &["Lind", "he"]),
        ("Also arrested was the mayor of Bergen.", "arrested", &["mayor"]),
        ("Among those arrested were Anna Lind and Omar Haddad.", "arrested", &["Lind", "Haddad"]),
        ("Police held Anna Lind of Norway, Omar Haddad of Tunis and Piet Berg of Malta, who denied it.", "denied", &["Berg"]),
        ("Anna Lind of Norway, Omar Haddad of Sweden and Piet Berg of Malta resigned.", "resigned", &["Lind", "Haddad", "Berg"]),
        ("MPs of the club and of the union rejected the plan.", "rejected", &["MPs"]),
        ("Norway, where rebels attacked a bank, condemned the killing.", "condemned", &["Norway"]),
    ] {
        let found = subjects(sentence);
        assert!(found.iter().any(|(v, h)| v == verb && h == heads), "{sentence} {found:?}");
    }
}
