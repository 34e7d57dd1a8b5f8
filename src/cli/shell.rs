//! Commands about copydesk itself: schema, completions, manual.

use clap::CommandFactory;
use std::io::Write;
use std::process::ExitCode;

/// Print the JSON Schema of a record
///
/// The schema is made from the types that are serialised, so it never lags behind the output.
#[derive(clap::Args)]
pub(super) struct Schema {}

pub(super) fn schema(_: &Schema, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    writeln!(out, "{}", serde_json::to_string_pretty(&copydesk::write::schema())?)?;
    Ok(ExitCode::SUCCESS)
}

/// Print the completions of a shell
///
/// For bash: copydesk completions bash > ~/.local/share/bash-completion/completions/copydesk
#[derive(clap::Args)]
pub(super) struct Completions {
    /// The shell
    shell: clap_complete::Shell,
}

pub(super) fn completions(arguments: &Completions, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut super::Cli::command(), "copydesk", &mut text);
    out.write_all(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// Print the manual page
///
/// To read it: copydesk man | man -l -
#[derive(clap::Args)]
pub(super) struct Man {}

pub(super) fn man(_: &Man, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let mut text = Vec::new();
    let mut command = super::Cli::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(&mut text)?;
    for sub in command.get_subcommands().filter(|s| s.get_name() != "help" && !s.is_hide_set()) {
        let page = clap_mangen::Man::new(sub.clone());
        let title = format!(".SH \"COPYDESK {}\"\n", sub.get_name().to_uppercase());
        text.extend(title.into_bytes());
        page.render_synopsis_section(&mut text)?;
        page.render_description_section(&mut text)?;
        page.render_options_section(&mut text)?;
    }
    out.write_all(&text)?;
    Ok(ExitCode::SUCCESS)
}
