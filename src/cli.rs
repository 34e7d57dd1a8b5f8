//! The command line: what can be asked for, and what each answer costs as exit status.
//!
//! 0: all well; 1: some articles failed; 2: wrong usage, or nothing could be read. Data go to standard output, all
//! talk to standard error. A reader that goes away early ends the program quietly.

mod dates;
mod debug;
mod eval;
mod explain;
mod extract;
mod gazetteers;
mod isolated;
mod progress;
mod resources;
mod rooms;
mod rules;
mod run;
mod shell;

use clap::{Parser, Subcommand};
use std::io::{self, Write};
use std::process::ExitCode;

/// Reads wire-service news and writes down, as structured JSON, what it says.
#[derive(Parser)]
#[command(name = "copydesk", version, max_term_width = 100, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Extract(extract::Arguments),
    Explain(explain::Arguments),
    Dates(dates::Arguments),
    Eval(eval::Arguments),
    #[command(subcommand)]
    Gazetteers(gazetteers::What),
    #[command(subcommand)]
    Rules(rules::What),
    #[command(subcommand)]
    Debug(debug::What),
    Schema(shell::Schema),
    Completions(shell::Completions),
    Man(shell::Man),
}

/// Reads the command line, does what it says, reports what went wrong.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    let out = &mut io::stdout().lock();
    let done = match cli.command {
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Dates(arguments) => dates::run(&arguments, out),
        Command::Debug(what) => debug::run(&what, out),
        Command::Gazetteers(what) => gazetteers::run(&what, out),
        Command::Rules(what) => rules::run(&what, out),
        Command::Explain(arguments) => explain::run(&arguments, out),
        Command::Eval(arguments) => eval::run(&arguments, out),
        Command::Schema(arguments) => shell::schema(&arguments, out),
        Command::Completions(arguments) => shell::completions(&arguments, out),
        Command::Man(arguments) => shell::man(&arguments, out),
    };
    match done {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

/// Writes a message to standard error, where it can no longer fail.
fn say(message: &str) {
    let _ = writeln!(io::stderr().lock(), "copydesk: {message}");
}

/// Whether an error is only that nobody reads any more.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let broken = |e: &io::Error| e.kind() == io::ErrorKind::BrokenPipe;
    let json = |e: &serde_json::Error| e.io_error_kind() == Some(io::ErrorKind::BrokenPipe);
    error.chain().any(|e| e.downcast_ref().is_some_and(broken) || e.downcast_ref().is_some_and(json))
}
