//! `copydesk eval`: how right the records are on articles that people annotated.

mod confidence;
mod document;
mod gold;
mod score;

use super::resources::Resources;
use anyhow::Context;
use confidence::Reliability;
use copydesk::write::{Offsets, Unit};
use copydesk::{Article, Scratch};
use document::Document;
use gold::Gold;
use score::Scores;
use serde_json::json;
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Measure how right the records are on annotated articles
///
/// Prints precision, recall and F1 by layer and type, the calibration error of mentions, and the number of warnings per
/// hundred articles. All figures are over the whole set.
#[derive(clap::Args)]
#[command(after_long_help = FIGURES)]
pub(super) struct Arguments {
    /// JSON Lines of annotated articles
    #[arg(value_name = "GOLD.jsonl")]
    gold: PathBuf,
    /// One JSON object instead of a table
    #[arg(long)]
    json: bool,
    /// Also list N errors of every kind
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    #[command(flatten)]
    resources: Resources,
}

const FIGURES: &str = "\
Annotated articles:
  A line is an object with `id`, `text`, `published`, `sentences` ([start, end]), `mentions` (`id`, `start`, `end`,
  `type`, and `entity`, `value`, `end_value`, `refers_to` where they apply), `links` (`person`, `role`,
  `organization`, `place`, `place_name`), `events` (`type`, `start`, `end`, `status`, `date`, `place`,
  `participants`) and `quotes` (`start`, `end`, `speaker`). Offsets count code points.

Figures:
  sentences       ends of sentences, without white space around
  mentions/TYPE   exact span and type; with `~` any overlap, one to one. Of nested people, organizations,
                  locations and events only the outermost count
  dates           exact span (strict), any overlap (relaxed), overlap with the right value (value)
  entities        B-cubed over people, organizations and locations
  roles           share of roles with a known holder whose holder is found
  links           person and role; with organization and place right too
  events          trigger; trigger and type; of those the right status, date and place; participants
  quotes          direct ones, with 80 % in common; share of right speakers
  calibration     mean distance of confidence from the share of right mentions, in ten steps

Example:
  copydesk eval --errors 10 gold.jsonl";

/// Types of mentions; nationalities count only where a set has them annotated.
const KINDS: [&str; 7] = ["person", "organization", "location", "event", "role", "nationality", "date"];

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let desk = arguments.resources.load()?;
    let set = read(&arguments.gold)?;
    let annotated: HashSet<&str> = set.iter().flat_map(|gold| gold.mentions.iter().map(|m| m.kind.as_str())).collect();
    let kinds: Vec<&str> = KINDS.into_iter().filter(|k| *k != "nationality" || annotated.contains(k)).collect();
    let (mut scores, mut reliability) = (Scores::new(&kinds), Reliability::new(&kinds));
    let (mut articles, mut warnings, mut scratch) = (0u32, 0, Scratch::default());
    for gold in &set {
        let mut article = Article::new(gold.id.as_str(), gold.text.as_str())?;
        article.published = gold.published()?;
        let record = desk.extract_with(&article, &mut scratch);
        let offsets = Offsets::new(record.text, Unit::Codepoints);
        let (right, found) = (Document::gold(gold), Document::found(&record, &offsets));
        reliability.add(&right, &found);
        scores.add(&right, &found);
        articles += 1;
        warnings += record.warnings.len();
    }
    let a_hundred = 100.0 * warnings as f64 / f64::from(articles.max(1));
    if arguments.json {
        let mut rows = scores.json();
        rows.insert("calibration error".into(), json!(reliability.error()));
        rows.insert("warnings per hundred articles".into(), json!(a_hundred));
        writeln!(out, "{}", serde_json::Value::Object(rows))?;
        return Ok(ExitCode::SUCCESS);
    }
    scores.print(out)?;
    reliability.print(out)?;
    writeln!(out, "{:40} {a_hundred:6.2}    ({warnings} in {articles})", "warnings per hundred articles")?;
    scores.print_errors(arguments.errors, out)?;
    Ok(ExitCode::SUCCESS)
}

/// Annotated articles of a file; all of them, so that a mistake costs no half of a run.
fn read(path: &Path) -> anyhow::Result<Vec<Gold>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let mut articles = Vec::new();
    for (line, number) in BufReader::new(file).lines().zip(1..) {
        let line = line.with_context(|| path.display().to_string())?;
        if !line.trim().is_empty() {
            let gold = serde_json::from_str(&line).with_context(|| format!("{}:{number}: no annotated article", path.display()))?;
            articles.push(gold);
        }
    }
    Ok(articles)
}
