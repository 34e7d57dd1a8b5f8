//! What the house looks like: rooms see only the rooms before them, the middle touches nothing outside, files stay small.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly")]

use std::fs;
use std::path::{Path, PathBuf};

/// Rooms in the order in which an article goes through them.
const ROOMS: [&str; 7] = ["read", "scan", "layout", "segment", "tag", "link", "write"];

/// What stands beneath the rooms, with the rooms that it may know. The tape of rules lies over tokens and words.
const BASES: [(&str, &[&str]); 6] =
    [("article", &[]), ("error", &[]), ("span", &[]), ("record", &[]), ("resources", &[]), ("rules", &["scan", "segment"])];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Rust files below a folder, sorted.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Files of a module: `src/name.rs` and all below `src/name/`; its unit tests may go through the whole house.
fn module(name: &str) -> Vec<PathBuf> {
    let file = root().join("src").join(name).with_extension("rs");
    assert!(file.exists(), "src/{name}.rs is gone");
    let files = std::iter::once(file).chain(rust_files(&root().join("src").join(name)));
    files.filter(|f| f.file_stem().is_some_and(|n| n != "tests")).collect()
}

/// Code without comments and without the unit tests at the foot of the file.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source file");
    let code = text.split("#[cfg(test)]").next().unwrap_or("");
    code.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

/// Modules of this crate that a file names: `crate::scan`, `crate::{layout, link}`, `copydesk::scan` in a doc test.
fn imports(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for after in code.split("crate::").skip(1) {
        let names = match after.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap_or("").split(',').map(str::trim).collect(),
            None => vec![after],
        };
        let first = |n: &str| n.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        found.extend(names.into_iter().map(first).filter(|n| !n.is_empty()));
    }
    found
}

#[test]
fn imports_are_seen_in_every_form() {
    let code = "use crate::scan::Scanned;\nuse crate::{layout, link::Buffers,\n tag};\nfn f(x: crate::write::Unit) {}";
    assert_eq!(imports(code), ["scan", "layout", "link", "tag", "write"]);
}

#[test]
fn a_room_knows_only_the_rooms_before_it() {
    let bases: Vec<&str> = BASES.iter().map(|(name, _)| *name).collect();
    for (number, room) in ROOMS.iter().enumerate() {
        for file in module(room) {
            for import in imports(&code(&file)) {
                let allowed = bases.contains(&import.as_str())
                    || ROOMS[..=number].contains(&import.as_str())
                    || import.starts_with(char::is_uppercase);
                assert!(allowed, "{} imports {import}, which is not before {room}", file.display());
            }
        }
    }
}

#[test]
fn what_stands_beneath_knows_no_rooms() {
    for (base, known) in BASES {
        for file in module(base) {
            for import in imports(&code(&file)).iter().filter(|i| ROOMS.contains(&i.as_str())) {
                assert!(known.contains(&import.as_str()), "{} imports the room {import}", file.display());
            }
        }
    }
}

#[test]
fn only_reading_writing_and_loading_touch_the_outside() {
    for room in ["scan", "layout", "segment", "tag", "link"] {
        for file in module(room) {
            let code = code(&file);
            for outside in ["std::fs", "std::io", "std::env", "std::net", "std::process", "std::time", "println!", "Instant", "SystemTime"]
            {
                assert!(!code.contains(outside), "{} uses {outside}", file.display());
            }
        }
    }
}

#[test]
fn the_engine_knows_no_domain() {
    let tests = |file: &PathBuf| file.file_stem().is_some_and(|n| n == "tests");
    for file in rust_files(&root().join("engine/src")).into_iter().filter(|f| !tests(f)) {
        let code = code(&file);
        for word in ["person", "Person", "organization", "Timex", "copydesk::"] {
            assert!(!code.contains(word), "{} speaks of {word}", file.display());
        }
    }
}

#[test]
fn files_fit_on_a_few_screens() {
    let folders = ["src", "engine/src", "tests", "benches"];
    let files = folders.iter().flat_map(|f| rust_files(&root().join(f))).chain([root().join("build.rs")]);
    let long: Vec<String> = files
        .filter_map(|file| {
            let lines = fs::read_to_string(&file).expect("a source file").lines().count();
            (lines > 400).then(|| format!("{}: {lines} lines", file.display()))
        })
        .collect();
    assert!(long.is_empty(), "more than 400 lines:\n{}", long.join("\n"));
}

#[test]
fn every_folder_of_rules_and_lists_is_known() {
    // Besides the groups of rules there are the tables of PLOVER.
    let groups = ["layout", "names", "nationalities", "roles", "dates", "events", "quotes", "relations", "words", "plover"];
    for entry in fs::read_dir(root().join("rules")).expect("rules").flatten().filter(|e| e.path().is_dir()) {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(groups.contains(&name.as_str()), "rules/{name} is no group");
    }
}
