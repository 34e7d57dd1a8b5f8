//! `copydesk extract`: articles in, records out.

use super::progress::Progress;
use super::resources::Resources;
use super::run::{Job, run_all};
use anyhow::bail;
use clap::ValueEnum;
use copydesk::read::{self, Input};
use copydesk::write::{self, Coder, Counts, JSON, JSONL, Output, Unit};
use jiff::civil::Date;
use std::io::{self, IsTerminal};
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread::available_parallelism;

/// Read articles and write their records
///
/// Records come in the order of the input, with the same bytes for any number of jobs. An input that cannot be
/// processed gives an error record in its place and a message on standard error; the others are not disturbed.
#[derive(clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Files and folders, `-` for standard input (the default, unless it is a terminal)
    ///
    /// In folders all .txt and .jsonl files are read, sorted by name; with `--input-format` all files.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How the input is written; `auto` goes by the extension
    #[arg(long, value_name = "FORMAT", default_value = "auto")]
    input_format: InputFormat,
    /// Day of publication of articles that do not give their own (2024-12-30)
    #[arg(long, value_name = "DATE", value_parser = published)]
    published: Option<Date>,
    /// How records are written [default: json on a terminal, else jsonl]
    #[arg(long)]
    format: Option<OutputFormat>,
    /// Unit of offsets
    #[arg(long, value_name = "UNIT", default_value = "codepoints")]
    offsets: Offsets,
    /// Number of threads, 0 for one a core
    #[arg(long, short, value_name = "N", default_value_t = 0)]
    jobs: usize,
    #[command(flatten)]
    resources: Resources,
    /// Leave out what is less sure than this, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value = "0", value_parser = percent)]
    min_confidence: u8,
    /// Keep input fields that copydesk does not know, under `extra`
    #[arg(long)]
    keep_fields: bool,
    /// No progress and no messages about single articles on standard error
    #[arg(long, short)]
    quiet: bool,
}

const EXAMPLES: &str = "\
Input:
  A .txt file is one article; UTF-8, a byte-order mark is no part of it. A line of a .jsonl file is one article:
  an object with `text` and, where known, `id`, `published` (a day or an RFC 3339 timestamp) and `title`.
  Standard input that begins with `{` is read as JSON Lines, unless `--input-format` says otherwise.

Examples:
  copydesk extract article.txt
  copydesk extract --published 2024-10-23 article.txt
  copydesk extract dump.jsonl > records.jsonl
  copydesk extract --format plover archive/ > events.jsonl
  zcat dump.jsonl.gz | copydesk extract - | jq -r '.entities[] | select(.type == \"person\") | .name'
  copydesk extract --gazetteers our-lists/ --rules our-rules/ --jobs 4 archive/

Exit status:
  0  all articles were processed
  1  some articles failed
  2  wrong usage, or nothing could be read";

#[derive(Clone, Copy, ValueEnum)]
enum InputFormat {
    Auto,
    Text,
    Jsonl,
}

#[derive(Clone, Copy, ValueEnum)]
enum OutputFormat {
    /// One record a line
    Jsonl,
    /// One indented array
    Json,
    /// One PLOVER event a line: none, one or two for an event of a record; what is left out is counted
    Plover,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Offsets {
    Codepoints,
    Bytes,
    Utf16,
}

impl Offsets {
    pub(super) fn unit(self) -> Unit {
        match self {
            Offsets::Codepoints => Unit::Codepoints,
            Offsets::Bytes => Unit::Bytes,
            Offsets::Utf16 => Unit::Utf16,
        }
    }
}

pub(super) fn published(text: &str) -> Result<Date, String> {
    read::day(text).ok_or_else(|| "expected a day as 2024-12-30".into())
}

fn percent(text: &str) -> Result<u8, String> {
    let share = text.parse::<f64>().ok().filter(|s| (0.0..=1.0).contains(s));
    share.map(|s| (s * 100.0).ceil() as u8).ok_or_else(|| "expected a number from 0 to 1".into())
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let inputs = if arguments.paths.is_empty() {
        if io::stdin().is_terminal() {
            bail!("no file or folder given and nothing on standard input; see `copydesk extract --help`");
        }
        vec![Input::Stdin]
    } else {
        read::inputs(&arguments.paths)
    };
    // The program ends with it: nothing is given back piece by piece.
    let desk = ManuallyDrop::new(arguments.resources.load()?);
    let on_terminal = io::stdout().is_terminal();
    let job = Job {
        desk: &desk,
        read: read::Options {
            format: match arguments.input_format {
                InputFormat::Auto => None,
                InputFormat::Text => Some(read::Format::Text),
                InputFormat::Jsonl => Some(read::Format::Jsonl),
            },
            published: arguments.published,
        },
        write: write::Options { unit: arguments.offsets.unit(), least: arguments.min_confidence },
        output: match arguments.format {
            Some(OutputFormat::Plover) => Output::Plover(Box::new(Coder::new(desk.resources()))),
            Some(OutputFormat::Json) => Output::Records(&JSON),
            None if on_terminal => Output::Records(&JSON),
            _ => Output::Records(&JSONL),
        },
        keep_fields: arguments.keep_fields,
        quiet: arguments.quiet,
    };
    let jobs = match arguments.jobs {
        0 => available_parallelism().map_or(1, usize::from),
        n => n,
    };
    let progress = Progress::new(!arguments.quiet && !on_terminal && io::stderr().is_terminal());
    let total = run_all(&job, &inputs, jobs, progress)?;
    if matches!(job.output, Output::Plover(_)) && !arguments.quiet {
        super::say(&left_out(&total.counts));
    }
    Ok(match total {
        _ if total.tally.opened == 0 && total.tally.unopened > 0 => ExitCode::from(2),
        _ if total.failed > 0 => ExitCode::from(1),
        _ => ExitCode::SUCCESS,
    })
}

/// What became of events that are written as rows.
fn left_out(counts: &Counts) -> String {
    let plural = |number: u64, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
    let reasons = [
        (counts.without_type, "of no PLOVER type"),
        (counts.told_again, "told again"),
        (counts.without_recipient, "without the recipient that their type requires"),
        (counts.without_anybody, "without actor and recipient"),
    ];
    let reasons: Vec<String> = reasons.iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{n} {why}")).collect();
    let left_out = if reasons.is_empty() { String::new() } else { format!("; left out: {}", reasons.join(", ")) };
    format!("{} from {}{left_out}", plural(counts.rows, "row"), plural(counts.events, "event"))
}
