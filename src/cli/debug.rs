//! `copydesk debug`: what is inside, for people who work on copydesk or its rules.

use super::rooms::{self, through, upos};
use anyhow::Context as _;
use copydesk::read::{Input, Options, inputs};
use copydesk::resources::Resources;
use copydesk::span::Span;
use copydesk::tag::names::{self, Table};
use copydesk::write::{Offsets, Unit};
use copydesk::{Article, Copydesk};
use serde::Serialize;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Show what is inside: for work on copydesk itself
#[derive(clap::Subcommand)]
pub(super) enum What {
    /// Tokens with shape, lemma and word class, one JSON object a line
    Tokens(File),
    /// Verbs with the heads of their subjects and objects, one JSON object a line
    Clauses(File),
    /// Candidates for names with all their evidence: what tools/weights/fit.py fits the weights on
    Evidence(Evidence),
}

#[derive(clap::Args)]
pub(super) struct Evidence {
    #[command(flatten)]
    file: File,
    /// Weights for the first pass instead of the built-in ones
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
}

#[derive(clap::Args)]
pub(super) struct File {
    /// A file as `extract` reads it, `-` for standard input
    #[arg(value_name = "FILE")]
    path: PathBuf,
}

pub(super) fn run(what: &What, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let mut out = BufWriter::new(out);
    match what {
        What::Tokens(file) => {
            let desk = Copydesk::new();
            for input in inputs(&[&file.path]) {
                articles(input, &mut |article| tokens(&desk, article, &mut out))?;
            }
        }
        What::Clauses(file) => {
            let desk = Copydesk::new();
            for input in inputs(&[&file.path]) {
                articles(input, &mut |article| clauses(&desk, article, &mut out))?;
            }
        }
        What::Evidence(arguments) => {
            // The table may lack rows of new evidence, or have rows of old: that is what fitting is for.
            let resources = Resources::built_in();
            let table = match &arguments.weights {
                Some(path) => {
                    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
                    Table::read(&resources, &path.display().to_string(), &text, true)?
                }
                None => Table::read(&resources, "rules/weights.tsv", Resources::table("weights"), true)?,
            };
            let desk = Copydesk::weighing(resources, table);
            let table = desk.weigher().table();
            serde_json::to_writer(&mut out, &serde_json::json!({ "names": table.names(), "rules": table.of_rules() }))?;
            writeln!(out)?;
            for input in inputs(&[&arguments.file.path]) {
                articles(input, &mut |article| evidence(&desk, article, &mut out))?;
            }
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// One line an article: `[start, end, evidence of the first pass, evidence that the second adds]` a candidate.
fn evidence(desk: &Copydesk, article: &Article, out: &mut dyn Write) -> anyhow::Result<()> {
    let offsets = Offsets::new(&article.text, Unit::Codepoints);
    let candidates: Vec<_> = names::dump(desk.resources(), desk.weigher(), article)
        .into_iter()
        .map(|d| (offsets.convert(d.start), offsets.convert(d.end), d.first, d.second))
        .collect();
    serde_json::to_writer(&mut *out, &serde_json::json!({ "id": article.id, "candidates": candidates }))?;
    Ok(writeln!(out)?)
}

fn articles(input: Input, each: &mut dyn FnMut(&Article) -> anyhow::Result<()>) -> anyhow::Result<()> {
    for item in rooms::items(input, &Options::default()) {
        let (article, _) = item.article.as_ref().map_err(|f| rooms::wrong(item.source.path.as_deref().unwrap_or("-"), f))?;
        each(article)?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Token<'t> {
    article: &'t str,
    sentence: usize,
    start: u32,
    end: u32,
    token: &'t str,
    shape: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lemma: Option<&'t str>,
    upos: String,
    form: String,
}

fn tokens(desk: &Copydesk, article: &Article, out: &mut dyn Write) -> anyhow::Result<()> {
    let offsets = Offsets::new(&article.text, Unit::Codepoints);
    through(desk.resources(), article, |rooms| {
        for (number, sentence) in rooms.segmented.sentences.iter().enumerate() {
            for at in sentence.tokens.0 as usize..sentence.tokens.1 as usize {
                let token = rooms.scanned.tokens[at];
                let word = rooms.word(at);
                let line = Token {
                    article: &article.id,
                    sentence: number,
                    start: offsets.convert(token.start),
                    end: offsets.convert(token.end),
                    token: rooms.scanned.word(at),
                    shape: rooms.shapes(at),
                    lemma: rooms.lemma(at),
                    upos: upos(word.upos),
                    form: format!("{:?}", word.form).to_lowercase(),
                };
                serde_json::to_writer(&mut *out, &line)?;
                writeln!(out)?;
            }
        }
        Ok(())
    })
}

fn clauses(desk: &Copydesk, article: &Article, out: &mut dyn Write) -> anyhow::Result<()> {
    let offsets = Offsets::new(&article.text, Unit::Codepoints);
    for clause in desk.clauses(article) {
        let words = |spans: &[Span]| -> Vec<_> {
            spans.iter().map(|s| serde_json::json!({ "start": offsets.convert(s.start), "text": s.text(&article.text) })).collect()
        };
        let line = serde_json::json!({
            "article": article.id,
            "start": offsets.convert(clause.verb.start),
            "verb": clause.verb.text(&article.text),
            "passive": clause.passive,
            "finite": clause.finite,
            "subjects": words(&clause.subjects),
            "objects": words(&clause.objects),
        });
        serde_json::to_writer(&mut *out, &line)?;
        writeln!(out)?;
    }
    Ok(())
}
