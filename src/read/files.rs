//! Files and folders in a fixed order.

use super::Format;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What a file's extension says; a file of any other name is text when it is named itself.
pub(super) fn format(path: &Path) -> Format {
    known(path).unwrap_or(Format::Text)
}

fn known(path: &Path) -> Option<Format> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "jsonl" | "ndjson" => Some(Format::Jsonl),
        "txt" | "text" => Some(Format::Text),
        _ => None,
    }
}

/// Gives `each` a file, or the files of a folder and its folders by name. Hidden files and files of other
/// extensions are passed over in folders (the latter not when `all`), links to folders are not followed.
/// What cannot be listed is given with the reason.
pub(super) fn walk(path: &Path, all: bool, each: &mut dyn FnMut(&Path, io::Result<()>) -> bool) {
    if !path.is_dir() {
        each(path, fs::metadata(path).map(|_| ()));
        return;
    }
    let mut any = false;
    folder(path, all, &mut |path, found| {
        any = true;
        each(path, found)
    });
    if !any {
        each(path, Err(io::Error::other("no .txt or .jsonl file in this folder; `--input-format` takes all files")));
    }
}

fn folder(path: &Path, all: bool, each: &mut dyn FnMut(&Path, io::Result<()>) -> bool) -> bool {
    let mut entries: Vec<(PathBuf, bool)> = Vec::new();
    let listed = fs::read_dir(path).and_then(|found| {
        for entry in found {
            let entry = entry?;
            if !entry.file_name().to_string_lossy().starts_with('.') {
                entries.push((entry.path(), entry.file_type()?.is_dir()));
            }
        }
        Ok(())
    });
    if listed.is_err() {
        return each(path, listed);
    }
    entries.sort();
    entries.iter().all(|(path, is_folder)| match is_folder {
        true => folder(path, all, each),
        false => path.is_dir() || !(all || known(path).is_some()) || each(path, Ok(())),
    })
}
