//! The command line: arguments in, operations called, results on standard output.
//!
//! Exit codes: 0 done, 1 refused or something found, 2 wrong usage, 3 broken. Progress and errors go
//! to standard error, in the person's language. Each command is a file of its own.

mod archive;
mod audit;
mod backup;
mod coverage;
mod demo;
mod error;
mod evidence;
mod gaps;
mod gc;
mod moving;
mod oidc;
mod output;
mod read_text;
mod reindex;
mod round;
mod score;
mod serve;
mod settings;
mod standard;
mod user;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::domain::day::in_china;
use crate::ops::By;
use error::CliError;
use settings::Settings;

/// 双拥模范城（县）迎检：佐证材料、评分、漏项清单和归档。
#[derive(Debug, Parser)]
#[command(name = "yingjian", version, arg_required_else_help = true)]
struct Arguments {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::Arguments),
    Serve(serve::Arguments),
    Migrate(Migrate),
    Standard(standard::Arguments),
    Round(round::Arguments),
    Evidence(evidence::Arguments),
    Score(score::Arguments),
    Gaps(gaps::Arguments),
    Coverage(coverage::Arguments),
    Archive(archive::Arguments),
    Audit(audit::Arguments),
    Verify(verify::Arguments),
    Reindex(reindex::Arguments),
    Gc(gc::Arguments),
    Backup(backup::Arguments),
    Restore(backup::RestoreArguments),
    Move(moving::Arguments),
    User(user::Arguments),
    #[command(hide = true)]
    ReadText(read_text::Arguments),
}

/// 建立或更新数据库。
#[derive(Debug, clap::Args)]
#[command(after_help = "例：yingjian --data-dir /srv/yingjian migrate")]
struct Migrate {}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    log();
    let lang = arguments.settings.lang();
    match dispatch(&arguments.command, &arguments.settings) {
        Ok(code) => code,
        Err(error) => error.report(lang),
    }
}

fn log() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_unset| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}

fn dispatch(command: &Command, settings: &Settings) -> Result<ExitCode, CliError> {
    match command {
        Command::Demo(arguments) => demo::run(settings, arguments),
        Command::Serve(arguments) => serve::run(settings, arguments),
        Command::Migrate(Migrate {}) => settings.office().map(|_office| ExitCode::SUCCESS),
        Command::Standard(arguments) => standard::run(settings, arguments),
        Command::Round(arguments) => round::run(settings, arguments),
        Command::Evidence(arguments) => evidence::run(settings, arguments),
        Command::Score(arguments) => score::run(settings, arguments),
        Command::Gaps(arguments) => gaps::run(settings, arguments),
        Command::Coverage(arguments) => coverage::run(settings, arguments),
        Command::Archive(arguments) => archive::run(settings, arguments),
        Command::Audit(arguments) => audit::run(settings, arguments),
        Command::Verify(arguments) => verify::run(settings, arguments),
        Command::Reindex(arguments) => reindex::run(settings, arguments),
        Command::Gc(arguments) => gc::run(settings, arguments),
        Command::Backup(arguments) => backup::run(settings, arguments),
        Command::Restore(arguments) => backup::restore(settings, arguments),
        Command::Move(arguments) => moving::run(settings, arguments),
        Command::User(arguments) => user::run(settings, arguments),
        Command::ReadText(arguments) => read_text::run(arguments),
    }
}

/// Whoever runs a command has the data folder in their hands already: the record names the command line.
fn by() -> By {
    By { account: "cli".to_owned(), at: chrono::Utc::now().naive_utc() }
}

/// Today's date in China.
fn today() -> chrono::NaiveDate {
    in_china(chrono::Utc::now().naive_utc()).date()
}
