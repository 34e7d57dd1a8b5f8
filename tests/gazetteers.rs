//! Every committed list is sorted, unique, well formed and licensed.

#![allow(clippy::expect_used, reason = "a test may fail loudly")]

use copydesk::resources::KINDS;
use copydesk_engine::lists::List;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Calls `check` for every list with its path and text; all complaints are shown together.
fn every_list(check: impl Fn(&List, &str, &mut dyn FnMut(usize, String))) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers");
    let (mut folders, mut files): (Vec<PathBuf>, Vec<PathBuf>) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    assert!(files.len() > 100, "the lists are there");
    assert!(files.len() <= 256, "sets of lists have that many bits (`ListMask`)");
    let mut complaints = Vec::new();
    for path in files {
        let name = path.strip_prefix(&root).expect("below the folder").display().to_string();
        assert!(path.extension().is_some_and(|e| e == "tsv"), "{name} is no list");
        let text = fs::read_to_string(&path).expect("UTF-8");
        match List::parse(name.trim_end_matches(".tsv"), &name, &text, &KINDS) {
            Ok(list) => check(&list, &text, &mut |line, message| complaints.push(format!("{name}:{line}: {message}"))),
            Err(errors) => complaints.extend(errors.iter().map(ToString::to_string)),
        }
    }
    let shown = complaints.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
    assert!(complaints.is_empty(), "{} complaints:\n{shown}", complaints.len());
}

/// Rows with their line numbers.
fn rows(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines()).skip_while(|(_, line)| line.starts_with('#'))
}

#[test]
fn headers_say_all_about_a_list() {
    every_list(|list, _, complain| {
        let h = &list.header;
        for (key, value) in [("about", &h.about), ("source", &h.source), ("licence", &h.licence), ("tier", &h.tier)] {
            // Readings of words know no tiers.
            if value.is_empty() && !(key == "tier" && h.kind == "lexicon") {
                complain(1, format!("the header has no `# {key}:`"));
            }
        }
        if h.kind != "lexicon" && !["strong", "weak"].contains(&h.tier.as_str()) {
            complain(1, format!("tier `{}`, expected strong or weak", h.tier));
        }
        if list.rows.is_empty() {
            complain(1, "the list is empty".into());
        }
    });
}

#[test]
fn rows_are_sorted_and_unique() {
    every_list(|_, text, complain| {
        let mut before = "";
        for (line, row) in rows(text) {
            match before.cmp(row) {
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal => complain(line, format!("`{row}` stands there twice")),
                std::cmp::Ordering::Greater => complain(line, format!("`{row}` is not in byte order after `{before}`")),
            }
            before = row;
        }
    });
}

#[test]
fn a_name_stands_twice_only_in_different_senses() {
    every_list(|list, text, complain| {
        let aliases = list.header.column("aliases");
        let mut senses: HashMap<&str, Vec<Vec<&str>>> = HashMap::new();
        for (line, row) in rows(text) {
            let mut cells: Vec<&str> = row.split('\t').collect();
            if let Some(cell) = aliases.and_then(|a| cells.get_mut(a)) {
                *cell = "";
            }
            while cells.len() > 1 && cells.last() == Some(&"") {
                cells.pop();
            }
            let others = senses.entry(cells[0]).or_default();
            if others.contains(&cells) {
                complain(line, format!("`{}` stands there twice in the same sense", cells[0]));
            }
            others.push(cells);
        }
    });
}

#[test]
fn cells_are_clean() {
    every_list(|_, text, complain| {
        if text.contains('\r') || !text.ends_with('\n') {
            complain(1, "lines must end with LF".into());
        }
        for (line, row) in rows(text) {
            if row.is_empty() || row.ends_with('\t') {
                complain(line, "an empty row or an empty last cell".into());
            }
            for cell in row.split('\t').flat_map(|c| c.split(" | ")) {
                if cell != cell.trim() || cell.contains("  ") {
                    complain(line, format!("spaces around or within `{cell}`"));
                }
                if cell.contains('"') || cell.chars().any(|c| c.is_control() || ('\u{300}'..='\u{36f}').contains(&c)) {
                    complain(line, format!("quotes, control characters or loose accents in `{cell}`"));
                }
            }
        }
    });
}

#[test]
fn values_are_what_their_columns_say() {
    every_list(|list, text, complain| {
        for (line, row) in rows(text) {
            for (column, cell) in list.header.columns.iter().zip(row.split('\t')).filter(|(_, c)| !c.is_empty()) {
                let within = |limit: f64| cell.parse::<f64>().is_ok_and(|v| v.abs() <= limit);
                let right = match column.as_str() {
                    "country" => cell.len() == 2 && cell.bytes().all(|b| b.is_ascii_uppercase()),
                    "lat" => within(90.0),
                    "lon" => within(180.0),
                    "population" => cell.parse::<u64>().is_ok(),
                    "gender" => ["male", "female"].contains(&cell),
                    "id" => cell.split_once(':').is_some_and(|(scheme, id)| !scheme.is_empty() && !id.is_empty()),
                    _ => true,
                };
                if !right {
                    complain(line, format!("`{cell}` is no {column}"));
                }
            }
        }
    });
}
