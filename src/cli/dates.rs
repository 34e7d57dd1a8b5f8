//! `copydesk dates`: time expressions with their values, and nothing else.

use super::isolated::isolated;
use super::resources::Resources;
use super::{is_closed_pipe, say};
use anyhow::{Context, bail};
use clap::ValueEnum;
use copydesk::read::{self, Extra, Failure, FailureKind, Input, Item};
use copydesk::write;
use copydesk::{Article, Copydesk, Scratch};
use jiff::civil::Date;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

/// Find dates, times, durations and sets, with their TIMEX3 values
///
/// Reads only what dates need, so that it is much faster than `extract`. Without names it cannot know that a date is
/// part of one.
#[derive(clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Arguments {
    /// A text, or a file or folder as `extract` reads it; `-` for standard input (the default, unless it is a terminal)
    ///
    /// What exists as a file or folder is read; what ends in .txt or .jsonl and has no spaces is taken for a file, too;
    /// everything else is the text itself.
    #[arg(value_name = "TEXT|PATH")]
    input: Option<String>,
    /// Day of publication, which relative dates count from (2024-12-30); values stay open where it is not known
    #[arg(long, value_name = "DATE", value_parser = super::extract::published)]
    published: Option<Date>,
    /// How dates are written
    #[arg(long, default_value = "jsonl")]
    format: OutputFormat,
    /// Unit of offsets in JSON Lines
    #[arg(long, value_name = "UNIT", default_value = "codepoints")]
    offsets: super::extract::Offsets,
    /// Only this article of the input, by its number
    #[arg(long, value_name = "N")]
    record: Option<u64>,
    #[command(flatten)]
    resources: Resources,
}

const EXAMPLES: &str = "\
Examples:
  copydesk dates 'Talks began last Tuesday.' --published 2024-10-23
  copydesk dates article.txt --published 2024-10-23 --format timeml > article.tml
  copydesk dates dump.jsonl | jq -r '[.id, .text, .timex.value] | @tsv'

A line of JSON for each expression: `id` of the article, `start`, `end`, `text`, `timex` as in the record, `rule`.
TimeML is one document an article: of an input with several, `--record` names the one to write.

Exit status:
  0  all articles were processed
  1  some articles failed
  2  wrong usage, or nothing could be read";

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum OutputFormat {
    /// One expression a line
    Jsonl,
    /// One TimeML document
    Timeml,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let desk = arguments.resources.load()?;
    let mut page = Page { arguments, desk: &desk, scratch: Scratch::default(), out, seen: 0, document: None, failed: 0 };
    let input = match arguments.input.as_deref() {
        None if io::stdin().is_terminal() => bail!("no text or file given and nothing on standard input; see `copydesk dates --help`"),
        None | Some("-") => Input::Stdin,
        Some(text) if is_path(text) => Input::Path(text.into()),
        Some(text) => {
            let article = Article { published: arguments.published, ..Article::new("text", text)? };
            page.item(Item { id: article.id.clone(), source: article.source.clone(), article: Ok((article, Extra::default())) })?;
            return page.finish(1);
        }
    };
    let options = read::Options { format: None, published: arguments.published };
    let mut wrong = None;
    let tally = read::read(&[input], &options, &mut |batch| {
        batch.articles(&options, &mut |item| {
            if wrong.is_none() {
                wrong = page.item(item).err();
            }
        });
        wrong = wrong.take().or_else(|| page.out.flush().err().map(Into::into));
        wrong.is_none()
    });
    match wrong {
        Some(error) if !is_closed_pipe(&error) => return Err(error).context("standard output"),
        Some(error) => return Err(error),
        None => {}
    }
    page.finish(tally.opened)
}

/// Whether an argument is meant as a file: it is there, or it is called so.
fn is_path(text: &str) -> bool {
    let path = Path::new(text);
    let named = path.extension().is_some_and(|e| e == "txt" || e == "jsonl") && !text.contains(char::is_whitespace);
    named || path.exists()
}

/// Dates on their way out.
struct Page<'p> {
    arguments: &'p Arguments,
    desk: &'p Copydesk,
    scratch: Scratch,
    out: &'p mut dyn Write,
    seen: u64,
    /// The TimeML document, written when it is known to be the only one.
    document: Option<Vec<u8>>,
    failed: u64,
}

impl Page<'_> {
    fn item(&mut self, item: Item) -> anyhow::Result<()> {
        // A file that cannot be opened is no article.
        self.seen += u64::from(!matches!(&item.article, Err(failure) if failure.kind == FailureKind::Io));
        if self.is_left_out() {
            return Ok(());
        }
        let failure = match &item.article {
            Ok((article, _)) => match self.article(article)? {
                Ok(()) => return Ok(()),
                Err(message) => Failure { kind: FailureKind::Internal, message, line: None, byte: None },
            },
            Err(failure) => failure.clone(),
        };
        self.failed += 1;
        say(&failure.told(&item.source));
        if self.arguments.format == OutputFormat::Jsonl {
            let mut bytes = Vec::new();
            write::JSONL.failure(&Item { article: Err(failure), ..item }, &mut bytes)?;
            bytes.push(b'\n');
            self.out.write_all(&bytes)?;
        }
        Ok(())
    }

    /// Writes an article's dates; the inner error is what went wrong inside.
    fn article(&mut self, article: &Article) -> anyhow::Result<Result<(), String>> {
        if self.document.is_some() {
            bail!("{}: there is more than one article; TimeML is one document an article: name it with `--record N`", article.id);
        }
        let (desk, arguments) = (self.desk, self.arguments);
        let mut bytes = Vec::new();
        let done = isolated(&mut self.scratch, |scratch| -> anyhow::Result<()> {
            let record = desk.dates(article, scratch);
            match arguments.format {
                OutputFormat::Jsonl => write::date_lines(&record, arguments.offsets.unit(), &mut bytes)?,
                OutputFormat::Timeml => write::timeml(&record, &mut bytes)?,
            }
            Ok(())
        });
        match done {
            Ok(written) => written?,
            Err(message) => return Ok(Err(message)),
        }
        match arguments.format {
            OutputFormat::Jsonl => self.out.write_all(&bytes)?,
            OutputFormat::Timeml => self.document = Some(bytes),
        }
        Ok(Ok(()))
    }

    /// Whether another article than the one seen last is asked for.
    fn is_left_out(&self) -> bool {
        self.arguments.record.is_some_and(|n| n != self.seen)
    }

    /// Writes what was held back; says how it went.
    fn finish(self, opened: u64) -> anyhow::Result<ExitCode> {
        self.out.write_all(self.document.as_deref().unwrap_or_default()).and_then(|()| self.out.flush()).context("standard output")?;
        if let Some(n) = self.arguments.record.filter(|n| *n == 0 || *n > self.seen) {
            bail!("there is no record {n}: the input has {}", self.seen);
        }
        Ok(match self.failed {
            _ if opened == 0 => ExitCode::from(2),
            0 => ExitCode::SUCCESS,
            _ => ExitCode::from(1),
        })
    }
}
