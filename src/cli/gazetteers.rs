//! `copydesk gazetteers`: what the lists hold, whether they are well formed, how good they are.

mod find;
mod measure;

use super::resources::Resources;
use anyhow::Context;
use copydesk::resources::parse_lists;
use copydesk::{Copydesk, Error};
use copydesk_engine::blob::compile;
use std::collections::HashSet;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// List, search, check, compile and measure lists of names
#[derive(clap::Subcommand)]
pub(super) enum What {
    /// Print every list with its kind, tier, number of entries and source
    List {
        #[command(flatten)]
        resources: Resources,
    },
    /// Print every sense of a name, and where it comes from
    ///
    /// The name is looked up as in a text: case, accents, dots and hyphens are folded. Names within it are shown too.
    Find {
        /// The name
        #[arg(required = true)]
        name: Vec<String>,
        #[command(flatten)]
        resources: Resources,
    },
    /// Check a folder of lists, or one
    ///
    /// Prints every mistake with file, line and column to standard error. Exit status 1 if there is one.
    Check {
        /// Folder or .tsv file
        path: PathBuf,
    },
    /// Compile lists to one file that opens at once
    ///
    /// Worth it from about 100,000 names on. The file is given to `--gazetteers` like a folder.
    Compile {
        /// Folder or .tsv file
        path: PathBuf,
        /// The compiled file
        #[arg(long, short, value_name = "FILE")]
        output: PathBuf,
    },
    /// Measure lists on annotated articles
    ///
    /// Coverage: mentions of the list's kind that are exactly one of its names. Precision: names found, the longest at
    /// every place that begins with a capital, that are exactly a mention of that kind.
    Measure {
        /// JSON Lines with `text` and `mentions` or `entities` (`start`, `end`, `type`)
        #[arg(value_name = "GOLD.jsonl")]
        gold: PathBuf,
        #[command(flatten)]
        resources: Resources,
    },
}

pub(super) fn run(what: &What, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    match what {
        What::List { resources } => list(&resources.load()?, out)?,
        What::Find { name, resources } => return find::run(&resources.load()?, &name.join(" "), out),
        What::Check { path } => return check(path, out),
        What::Compile { path, output } => to_file(path, output, out)?,
        What::Measure { gold, resources } => measure::run(&resources.load()?, gold, out)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn list(desk: &Copydesk, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut out = BufWriter::new(out);
    for layer in desk.resources().layers() {
        let view = layer.view();
        let mut rows: Vec<HashSet<&str>> = vec![HashSet::new(); layer.lists().len()];
        for sense in view.senses() {
            rows[view.number(sense)].insert(view.row(sense));
        }
        let words = view.words().count();
        for (list, rows) in layer.lists().iter().zip(rows) {
            let entries = if list.kind == "lexicon" { words } else { rows.len() };
            writeln!(out, "{}\t{}\t{}\t{entries}\t{}\t{}\t{}", list.id, list.kind, list.tier, list.about, list.source, list.licence)?;
        }
    }
    Ok(out.flush()?)
}

fn check(path: &Path, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    match parse_lists(path) {
        Ok(lists) => {
            let entries: usize = lists.iter().map(|l| l.rows.len()).sum();
            writeln!(out, "{} lists with {entries} entries are well formed", lists.len())?;
            Ok(ExitCode::SUCCESS)
        }
        Err(Error::Gazetteers(mistakes)) => {
            mistakes.iter().for_each(|mistake| super::say(&mistake.to_string()));
            Ok(ExitCode::from(1))
        }
        Err(other) => Err(other.into()),
    }
}

fn to_file(path: &Path, output: &Path, out: &mut dyn Write) -> anyhow::Result<()> {
    let lists = parse_lists(path)?;
    let (bytes, left_out) = compile(&lists);
    // Readers never see half a file.
    let unfinished = output.with_extension("unfinished");
    fs::write(&unfinished, &bytes).and_then(|()| fs::rename(&unfinished, output)).with_context(|| output.display().to_string())?;
    let entries: usize = lists.iter().map(|l| l.rows.len()).sum();
    writeln!(out, "{}: {} lists with {entries} entries, {} bytes", output.display(), lists.len(), bytes.len())?;
    if left_out > 0 {
        super::say(&format!("{left_out} names have more than 16 words and were left out"));
    }
    Ok(())
}
