//! The real binary on the fixtures: what each folder's README.md says of its files, and the manners of the commands.

#![allow(clippy::expect_used, reason = "a test may fail loudly")]

mod bad;
mod commands;
mod dates;
mod inputs;
mod plover;
mod streams;

use assert_cmd::Command;
use serde_json::Value;
use std::process::Output;

/// The program, run in the project's folder.
fn copydesk() -> Command {
    let mut command = Command::cargo_bin("copydesk").expect("the binary is built");
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// Runs the program with arguments.
fn run(arguments: &[&str]) -> Output {
    copydesk().args(arguments).output().expect("it runs")
}

/// Runs the program with arguments and standard input.
fn pipe(arguments: &[&str], input: &[u8]) -> Output {
    copydesk().args(arguments).write_stdin(input).output().expect("it runs")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("output is UTF-8")
}

/// The records of an output in JSON Lines.
fn records(output: &Output) -> Vec<Value> {
    text(&output.stdout).lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

/// Extracts a file that must give no trouble.
fn good(arguments: &[&str]) -> Vec<Value> {
    let output = run(&[&["extract"], arguments].concat());
    assert_eq!(text(&output.stderr), "", "{arguments:?} says something");
    assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    records(&output)
}

fn ids(records: &[Value]) -> Vec<&str> {
    records.iter().map(|r| r["id"].as_str().expect("an id is a string")).collect()
}
