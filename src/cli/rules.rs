//! `copydesk rules`: what rules there are, and whether they do what their examples say.

mod examples;
mod triggers;

use copydesk::rules::Set;
use copydesk::{Copydesk, Error};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// List and check rules
#[derive(clap::Subcommand)]
pub(super) enum What {
    /// Print every rule with what it is about
    List {
        /// Also the rules of this folder
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    /// Load rules and run their examples
    ///
    /// Without a folder the built-in rules are checked. Prints every mistake, and every example that fails, to standard
    /// error. Exit status 1 if there is one.
    Check {
        /// Folder of .toml files in folders by group (dates/, events/ …)
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
}

pub(super) fn run(what: &What, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    match what {
        What::List { folder } => {
            let desk = folder.as_ref().map_or_else(|| Ok(Copydesk::new()), |folder| Copydesk::new().with_rules(folder))?;
            list(&desk, &mut BufWriter::new(out))?;
            Ok(ExitCode::SUCCESS)
        }
        What::Check { folder } => check(folder.as_deref(), out),
    }
}

fn list(desk: &Copydesk, out: &mut dyn Write) -> io::Result<()> {
    fn set<M>(set: &Set<M>, out: &mut dyn Write) -> io::Result<()> {
        set.rules.iter().try_for_each(|rule| writeln!(out, "{}\t{}", rule.id, rule.about))
    }
    let rules = &desk.resources().rules;
    set(&rules.layout, out)?;
    set(&rules.names, out)?;
    set(&rules.nationalities, out)?;
    set(&rules.roles, out)?;
    set(&rules.dates, out)?;
    for trigger in &rules.triggers.triggers {
        writeln!(out, "{}\t{}", trigger.id, rules.triggers.types[usize::from(trigger.kind)].about)?;
    }
    set(&rules.events, out)?;
    set(&rules.quotes, out)?;
    set(&rules.relations, out)?;
    out.flush()
}

fn check(folder: Option<&Path>, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let loaded = match folder {
        None => Ok((Copydesk::new(), copydesk::resources::Resources::sources())),
        Some(folder) => copydesk::resources::read_sources(folder).and_then(|s| Ok((Copydesk::new().with_rules(folder)?, s))),
    };
    let (desk, sources) = match loaded {
        Ok(loaded) => loaded,
        Err(Error::Rules(mistakes)) => {
            mistakes.iter().for_each(|mistake| super::say(&mistake.to_string()));
            return Ok(ExitCode::from(1));
        }
        Err(other) => return Err(other.into()),
    };
    let report = examples::check(&desk, &sources)?;
    report.failures.iter().for_each(|failure| super::say(failure));
    let (run, failed) = (report.run, report.failures.len());
    writeln!(out, "{} rule files, {run} examples, {failed} failed", sources.len())?;
    Ok(if failed > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
