//! The README's commands run as they stand there, and its list and library example are those of the repository.

#![allow(clippy::expect_used, reason = "a test may fail loudly")]
#![cfg(unix)]

use std::path::Path;
use std::process::Command;
use std::{env, fs, iter};

/// Blocks of the README between fences of a language.
fn blocks(language: &str) -> Vec<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("the README");
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_string()).collect()
}

/// Whether a program is on the path.
fn is_there(program: &str) -> bool {
    Command::new("sh").args(["-c", &format!("command -v {program}")]).output().is_ok_and(|o| o.status.success())
}

#[test]
fn commands_run_as_they_stand_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = env::temp_dir().join(format!("copydesk-readme-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    std::os::unix::fs::symlink(root.join("fixtures"), folder.join("fixtures")).expect("a link");
    let program = Path::new(env!("CARGO_BIN_EXE_copydesk")).parent().expect("a folder");
    let paths = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(iter::once(program.to_path_buf()).chain(env::split_paths(&paths))).expect("a path");
    let mut run = 0;
    for line in blocks("sh").iter().flat_map(|block| block.lines()) {
        // Those of cargo build and measure; jq is a guest's tool.
        if !line.contains("copydesk ") || line.contains("| jq") && !is_there("jq") {
            continue;
        }
        let output =
            Command::new("bash").args(["-o", "pipefail", "-c", line]).env("PATH", &path).current_dir(&folder).output().expect("bash");
        assert!(output.status.success(), "{line}\n{}", String::from_utf8_lossy(&output.stderr));
        assert!(!output.stdout.is_empty() || line.contains(" > "), "{line} prints nothing");
        run += 1;
    }
    assert!(run > 12, "{run} commands");
    fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn the_list_is_that_of_the_fixtures() {
    let list = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/own/lists/bodies.tsv")).expect("the list");
    assert!(blocks("text").contains(&list), "{list}");
}
