//! `copydesk debug`: what is inside, for people who work on copydesk or its rules.

use super::rooms::{self, through, upos};
use copydesk::read::{Input, Options, inputs};
use copydesk::write::{Offsets, Unit};
use copydesk::{Article, Copydesk};
use serde::Serialize;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Show what is inside: for work on copydesk itself
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Tokens with shape, lemma and word class, one JSON object a line
    Tokens(File),
}

#[derive(clap::Args)]
struct File {
    /// A file as `extract` reads it, `-` for standard input
    #[arg(value_name = "FILE")]
    path: PathBuf,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let desk = Copydesk::new();
    let mut out = BufWriter::new(out);
    match &arguments.what {
        What::Tokens(file) => {
            for input in inputs(&[&file.path]) {
                articles(input, &mut |article| tokens(&desk, article, &mut out))?;
            }
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
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
