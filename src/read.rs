//! `read`: from files, folders and standard input to articles. The only room that reads.
//!
//! [`read`] cuts inputs into batches in order and does little else, so that one thread feeds many; [`Batch::articles`]
//! decodes a batch wherever it is wanted. What cannot be decoded becomes a [`Failure`] in its place of the stream.

mod files;
mod json;
mod lines;
mod published;

pub use json::Extra;
pub use published::day;

use crate::article::{Article, LARGEST, Source};
use jiff::civil::Date;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How inputs are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A file is one article.
    Text,
    /// A line is one article: a JSON object with `text`, and `id`, `published`, `title` where known.
    Jsonl,
}

/// What holds for all inputs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// How they are written; `None` goes by the file's extension, and for standard input by its first character.
    pub format: Option<Format>,
    /// Day of publication of articles that do not say it themselves.
    pub published: Option<Date>,
}

/// Where articles come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input, `-`.
    Stdin,
    /// A file, or a folder with everything below it.
    Path(PathBuf),
}

/// What was wrong with an input. Its name is `error.kind` in the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum FailureKind {
    Json,
    Encoding,
    Field,
    Date,
    Size,
    Io,
    /// A mistake of the program, not of the input.
    Internal,
}

impl FailureKind {
    /// Its name in the output.
    pub const fn name(self) -> &'static str {
        match self {
            FailureKind::Json => "json",
            FailureKind::Encoding => "encoding",
            FailureKind::Field => "field",
            FailureKind::Date => "date",
            FailureKind::Size => "size",
            FailureKind::Io => "io",
            FailureKind::Internal => "internal",
        }
    }
}

/// An input that is no article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What kind of mistake.
    pub kind: FailureKind,
    /// What was found and what is allowed.
    pub message: String,
    /// Line of the file, from 1.
    pub line: Option<u64>,
    /// Byte of the file, from 0.
    pub byte: Option<u64>,
}

impl Failure {
    fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Failure { kind, message: message.into(), line: None, byte: None }
    }

    /// A line for the reader of messages: file, record, line and reason.
    pub fn told(&self, source: &Source) -> String {
        let path = source.path.as_deref().unwrap_or("-");
        let record = source.record.map(|r| format!(": record {r}")).unwrap_or_default();
        let line = self.line.map(|l| format!(" (line {l})")).unwrap_or_default();
        format!("{path}{record}{line}: {}", self.message)
    }
}

/// One record of an input, decoded.
#[derive(Debug)]
pub struct Item {
    /// The article's id, also where the rest of it failed.
    pub id: String,
    /// Where it came from.
    pub source: Source,
    /// The article with the fields that copydesk does not know, or what was wrong.
    pub article: Result<(Article, Extra), Failure>,
}

/// Some records of one input, as they were read.
#[derive(Debug)]
pub struct Batch {
    path: Arc<str>,
    content: Content,
}

#[derive(Debug)]
enum Content {
    /// A whole file.
    Text(Vec<u8>),
    /// Whole lines; the number of the first record and line, and the offset of the first byte.
    Lines { bytes: Vec<u8>, record: u64, line: u64, byte: u64 },
    /// Nothing, for a reason; the number of the record, if it is one.
    Failed(Failure, Option<u64>),
}

impl Batch {
    /// Number of bytes in it.
    pub fn size(&self) -> usize {
        match &self.content {
            Content::Text(bytes) | Content::Lines { bytes, .. } => bytes.len(),
            Content::Failed(..) => 0,
        }
    }

    /// Decodes its records, in order.
    pub fn articles(self, options: &Options, take: &mut dyn FnMut(Item)) {
        let source = |record: Option<u64>| Source { path: Some(self.path.to_string()), record };
        match self.content {
            Content::Text(bytes) => {
                let id = format!("{}#1", self.path);
                let source = source(Some(1));
                let article = text(bytes, &id, &source, options).map(|a| (a, Extra::default()));
                take(Item { id, source, article });
            }
            Content::Lines { bytes, record, line, byte } => {
                for (number, (n, at, row)) in (record..).zip(lines::rows(&bytes)) {
                    let place = json::Place { source: source(Some(number)), line: line + n, byte: byte + at };
                    take(json::item(row, place, options));
                }
            }
            Content::Failed(failure, record) => {
                let id = record.map_or(self.path.to_string(), |r| format!("{}#{r}", self.path));
                take(Item { id, source: source(record), article: Err(failure) });
            }
        }
    }
}

/// What became of the inputs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Files that could be opened.
    pub opened: u64,
    /// Files and folders that could not.
    pub unopened: u64,
}

/// Reads inputs in order, folders with all below them sorted by name, until `take` says no.
pub fn read(inputs: &[Input], options: &Options, take: &mut dyn FnMut(Batch) -> bool) -> Tally {
    let mut tally = Tally::default();
    for input in inputs {
        let mut go_on = true;
        match input {
            Input::Stdin => {
                tally.opened += 1;
                go_on = stream(&mut io::stdin().lock(), &Arc::from("-"), options.format, take);
            }
            Input::Path(path) => files::walk(path, options.format.is_some(), &mut |path, found| {
                let name: Arc<str> = Arc::from(path.to_string_lossy());
                let format = options.format.unwrap_or_else(|| files::format(path));
                match found.and_then(|()| File::open(path)) {
                    Ok(mut file) => {
                        tally.opened += 1;
                        go_on = stream(&mut file, &name, Some(format), take);
                    }
                    Err(error) => {
                        tally.unopened += 1;
                        go_on = take(failed(&name, &error));
                    }
                }
                go_on
            }),
        }
        if !go_on {
            break;
        }
    }
    tally
}

/// Reads one stream; `false` when nobody wants more.
fn stream(reader: &mut dyn Read, path: &Arc<str>, format: Option<Format>, take: &mut dyn FnMut(Batch) -> bool) -> bool {
    let mut begin = Vec::new();
    let format = format.map_or_else(|| sniffed(reader, &mut begin), Ok);
    let mut reader = io::Cursor::new(begin).chain(reader);
    let done = format.and_then(|format| match format {
        Format::Jsonl => lines::batches(&mut reader, path, take),
        Format::Text => {
            let mut bytes = Vec::new();
            reader.take(LARGEST as u64 + 4).read_to_end(&mut bytes)?;
            Ok(take(Batch { path: path.clone(), content: Content::Text(bytes) }))
        }
    });
    done.unwrap_or_else(|error| take(failed(path, &error)))
}

/// Standard input has no extension: what begins with `{` is JSON Lines, everything else text.
fn sniffed(reader: &mut dyn Read, begin: &mut Vec<u8>) -> io::Result<Format> {
    let mut byte = [0];
    loop {
        match reader.read(&mut byte) {
            Ok(0) => return Ok(Format::Text),
            Ok(_) => begin.push(byte[0]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        }
        let seen = begin.strip_prefix(BYTE_ORDER_MARK).unwrap_or(begin);
        match byte[0] {
            b'{' if seen.trim_ascii_start().len() == 1 => return Ok(Format::Jsonl),
            b' ' | b'\t' | b'\r' | b'\n' => {}
            _ if BYTE_ORDER_MARK.starts_with(begin) => {}
            _ => return Ok(Format::Text),
        }
    }
}

fn failed(path: &Arc<str>, error: &io::Error) -> Batch {
    Batch { path: path.clone(), content: Content::Failed(Failure::new(FailureKind::Io, reason(error)), None) }
}

/// An operating system's reason without its number.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    text.chars().enumerate().map(|(n, c)| if n == 0 { c.to_ascii_lowercase() } else { c }).collect()
}

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A plain text: a byte-order mark is no part of it, everything else is.
fn text(mut bytes: Vec<u8>, id: &str, source: &Source, options: &Options) -> Result<Article, Failure> {
    let mark = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    bytes.drain(..mark);
    if bytes.len() > LARGEST {
        return Err(too_large("the file"));
    }
    let text = String::from_utf8(bytes).map_err(|e| encoding(mark as u64, &e.utf8_error()))?;
    let mut article = Article::new(id, text).map_err(|e| Failure::new(FailureKind::Size, e.to_string()))?;
    article.published = options.published;
    article.source = source.clone();
    Ok(article)
}

fn encoding(before: u64, error: &std::str::Utf8Error) -> Failure {
    let byte = before + error.valid_up_to() as u64;
    Failure { byte: Some(byte), ..Failure::new(FailureKind::Encoding, format!("invalid UTF-8 at byte {byte}; only UTF-8 is read")) }
}

fn too_large(what: &str) -> Failure {
    Failure::new(FailureKind::Size, format!("{what} is too large; a text may have {LARGEST} bytes"))
}

/// Inputs as they were named on a command line, `-` for standard input.
pub fn inputs<P: AsRef<Path>>(paths: &[P]) -> Vec<Input> {
    let input = |path: &P| if path.as_ref().as_os_str() == "-" { Input::Stdin } else { Input::Path(path.as_ref().into()) };
    paths.iter().map(input).collect()
}
