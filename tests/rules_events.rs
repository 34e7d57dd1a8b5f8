//! The examples of the rules for events and quotes come out as they say.

use assert_cmd::Command;

#[test]
fn examples_of_event_and_quote_rules_come_out() {
    let output = Command::cargo_bin("copydesk").unwrap().args(["rules", "check"]).output().unwrap();
    let report = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert!(report.contains(" examples, "), "{report}");
    let failed: Vec<&str> = report.lines().filter(|l| l.contains("rules/events/") || l.contains("rules/quotes/")).collect();
    assert!(failed.is_empty(), "{} examples fail:\n{}", failed.len(), failed.join("\n"));
}
