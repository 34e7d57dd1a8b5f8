//! Batches through the house: one thread reads, workers extract, this one writes in input order.
//!
//! Every batch has a place of its own in a bounded queue, so that however slow one batch is, no more than a few wait
//! in memory. With one job everything runs on one thread.

use super::isolated::isolated;
use super::progress::Progress;
use super::{is_closed_pipe, say};
use anyhow::Context;
use copydesk::read::{self, Batch, Extra, Failure, FailureKind, Input, Item, Tally};
use copydesk::write::{self, Counts, Output};
use copydesk::{Copydesk, Scratch};
use std::io::{self, Write};
use std::process;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// What is to be done with every article.
pub(super) struct Job<'j> {
    pub(super) desk: &'j Copydesk,
    pub(super) read: read::Options,
    pub(super) write: write::Options,
    pub(super) output: Output<'j>,
    pub(super) keep_fields: bool,
    pub(super) quiet: bool,
}

/// What became of everything.
#[derive(Default)]
pub(super) struct Total {
    pub(super) tally: Tally,
    pub(super) failed: u64,
    /// What became of events, where they are rows.
    pub(super) counts: Counts,
    articles: u64,
    bytes: u64,
}

/// A batch, done: records with what stands between them, and messages.
#[derive(Default)]
struct Done {
    bytes: Vec<u8>,
    messages: Vec<String>,
    records: u64,
    failed: u64,
    counts: Counts,
    read: u64,
}

/// Runs all inputs.
pub(super) fn run_all(job: &Job<'_>, inputs: &[Input], jobs: usize, progress: Progress) -> anyhow::Result<Total> {
    let mut writer = Writer { job, total: Total::default(), progress };
    if jobs == 1 {
        let (mut scratch, mut wrong) = (Scratch::default(), None);
        writer.total.tally = read::read(inputs, &job.read, &mut |batch| {
            let written = work(job, batch, &mut scratch).and_then(|done| writer.write(done));
            written.map_err(|error| wrong = Some(error)).is_ok()
        });
        wrong.map_or(Ok(()), Err)?;
    } else {
        parallel(&mut writer, inputs, jobs)?;
    }
    writer.finish()
}

type Finished = anyhow::Result<Done>;

fn parallel(writer: &mut Writer<'_>, inputs: &[Input], jobs: usize) -> anyhow::Result<()> {
    let job = writer.job;
    thread::scope(|scope| {
        let (give, take) = sync_channel::<(Batch, SyncSender<Finished>)>(jobs);
        let (queue, places) = sync_channel::<Receiver<Finished>>(2 * jobs + 2);
        let take = std::sync::Arc::new(Mutex::new(take));
        for _ in 0..jobs {
            let take = take.clone();
            scope.spawn(move || {
                let mut scratch = Scratch::default();
                loop {
                    let next = take.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((batch, place)) = next else { return };
                    // Nobody waits for it any more when writing has failed.
                    let _ = place.send(work(job, batch, &mut scratch));
                }
            });
        }
        drop(take);
        let reader = scope.spawn(move || {
            read::read(inputs, &job.read, &mut |batch| {
                let (place, done) = sync_channel(1);
                queue.send(done).is_ok() && give.send((batch, place)).is_ok()
            })
        });
        for place in places {
            writer.write(place.recv().context("a worker stopped")??)?;
        }
        writer.total.tally = reader.join().unwrap_or_default();
        Ok(())
    })
}

/// Extracts the articles of a batch.
fn work(job: &Job<'_>, batch: Batch, scratch: &mut Scratch) -> Finished {
    let mut done = Done { read: batch.size() as u64, ..Done::default() };
    let frame = job.output.frame();
    let mut wrong = None;
    batch.articles(&job.read, &mut |item| {
        if done.records > 0 {
            done.bytes.extend_from_slice(frame.between.as_bytes());
        }
        done.records += 1;
        if let Err(error) = one(job, item, scratch, &mut done) {
            wrong = Some(error);
        }
        done.bytes.extend_from_slice(frame.after_each.as_bytes());
    });
    wrong.map_or(Ok(done), |error| Err(error.into()))
}

fn one(job: &Job<'_>, item: Item, scratch: &mut Scratch, done: &mut Done) -> serde_json::Result<()> {
    let before = done.bytes.len();
    let failure = match &item.article {
        Ok((article, extra)) => {
            let nothing = Extra::default();
            let extra = if job.keep_fields { extra } else { &nothing };
            let written = isolated(scratch, |scratch| {
                let record = job.desk.extract_with(article, scratch);
                job.output.record(record, extra, &job.write, &mut done.bytes)
            });
            match written {
                Ok(written) => {
                    done.counts += written?;
                    return Ok(());
                }
                Err(message) => Failure { kind: FailureKind::Internal, message, line: None, byte: None },
            }
        }
        Err(failure) => failure.clone(),
    };
    done.bytes.truncate(before);
    done.failed += 1;
    if !job.quiet || matches!(failure.kind, FailureKind::Io | FailureKind::Internal) {
        done.messages.push(failure.told(&item.source));
    }
    job.output.failure(&Item { article: Err(failure), ..item }, &mut done.bytes)
}

struct Writer<'j> {
    job: &'j Job<'j>,
    total: Total,
    progress: Progress,
}

impl Writer<'_> {
    fn write(&mut self, done: Done) -> anyhow::Result<()> {
        if !done.messages.is_empty() {
            self.progress.hide();
        }
        done.messages.iter().for_each(|message| say(message));
        let frame = self.job.output.frame();
        let before = if self.total.articles == 0 { frame.before_first } else { frame.between };
        if done.records > 0 {
            self.print(&[before.as_bytes(), &done.bytes])?;
        }
        self.total.articles += done.records;
        self.total.failed += done.failed;
        self.total.counts += done.counts;
        self.total.bytes += done.read;
        self.progress.show(self.total.articles, self.total.bytes);
        Ok(())
    }

    fn finish(mut self) -> anyhow::Result<Total> {
        self.progress.hide();
        let frame = self.job.output.frame();
        self.print(&[if self.total.articles == 0 { frame.instead_of_all } else { frame.after_last }.as_bytes()])?;
        Ok(self.total)
    }

    /// Writes at once. When nobody reads any more the program ends here: the reading thread may wait for input for ever.
    fn print(&self, parts: &[&[u8]]) -> anyhow::Result<()> {
        let mut out = io::stdout().lock();
        let written = parts.iter().try_for_each(|part| out.write_all(part)).and_then(|()| out.flush());
        let written = written.context("standard output");
        if written.as_ref().is_err_and(is_closed_pipe) {
            process::exit(0);
        }
        written
    }
}
