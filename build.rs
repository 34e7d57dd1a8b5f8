//! Compiles `gazetteers/` and `rules/` into what the binary carries, by the code that compiles users' files.

#![allow(
    unreachable_pub,
    dead_code,
    missing_docs,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a build script talks to cargo, and shares modules of the library"
)]

#[path = "src/rules"]
mod rules {
    pub(crate) mod compiled;
    pub(crate) mod lists;
    pub(crate) mod make;
    pub(crate) mod signs;
    pub(crate) mod tagging;
}

use copydesk_engine::blob::{Blob, compile, split};
use copydesk_engine::lists::List;
use rules::compiled::{Compiled, Source};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

const KINDS: [&str; 9] = ["person", "organization", "location", "event", "nationality", "role", "date", "word", "lexicon"];

fn main() {
    println!("cargo::rerun-if-changed=gazetteers");
    println!("cargo::rerun-if-changed=rules");
    if let Err(message) = build() {
        eprintln!("{message}");
        process::exit(1);
    }
}

fn build() -> Result<(), String> {
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|e| e.to_string())?);
    let write = |name: &str, bytes: &[u8]| fs::write(out.join(name), bytes).map_err(|e| format!("{name}: {e}"));
    let mut lists = Vec::new();
    for (id, file, text) in files(Path::new("gazetteers"), "tsv")? {
        let list = List::parse(&id, &file, &text, &KINDS);
        lists.push(list.map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?);
    }
    let (bytes, left_out) = compile(&lists);
    if left_out > 0 {
        println!("cargo::warning={left_out} names are too long to be looked up");
    }
    let (tables, strings) = split(&bytes).map_err(|e| e.to_string())?;
    write("gazetteers.blob", tables)?;
    write("gazetteers.txt", strings.as_bytes())?;
    let blob = Blob::checked(&bytes).map_err(|e| e.to_string())?;
    let forms = blob.view().forms();
    let of_lemma = |lemma: &str| forms.get(lemma).map(|f| f.iter().map(ToString::to_string).collect()).unwrap_or_default();
    let ids: Vec<String> = lists.iter().map(|l| l.header.id.clone()).collect();
    let sources: Vec<Source> = files(Path::new("rules"), "toml")?.into_iter().map(|(id, file, text)| Source { id, file, text }).collect();
    let mut compiled = Compiled::default();
    compiled.add(&sources, &ids, &of_lemma).map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    write("rules.bin", &postcard::to_stdvec(&compiled).map_err(|e| e.to_string())?)?;
    let mut code = String::from("/// Text of the built-in rule files by id.\npub(super) static SOURCES: &[(&str, &str)] = &[\n");
    for source in &sources {
        let _ = writeln!(code, "    ({:?}, {:?}),", source.id, source.text);
    }
    code.push_str("];\n/// Tables of numbers by name.\npub(super) static TABLES: &[(&str, &str)] = &[\n");
    for (id, _, text) in files(Path::new("rules"), "tsv")? {
        let _ = writeln!(code, "    ({id:?}, {text:?}),");
    }
    code.push_str("];\n");
    write("sources.rs", code.as_bytes())
}

/// Files of a folder with an extension: path below it without extension, name for messages, text; sorted.
fn files(root: &Path, extension: &str) -> Result<Vec<(String, String, String)>, String> {
    let (mut found, mut folders) = (Vec::new(), vec![root.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))? {
            let path = entry.map_err(|e| e.to_string())?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == extension) {
                let id = path.strip_prefix(root).unwrap_or(&path).with_extension("").to_string_lossy().replace('\\', "/");
                let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
                found.push((id, path.display().to_string(), text));
            }
        }
    }
    found.sort();
    Ok(found)
}
