//! `yingjian standard`: checking, taking in and giving out scoring sheets.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::error::CliError;
use super::settings::Settings;
use super::{by, output};
use crate::domain::message::Message;
use crate::domain::standard::Standard;
use crate::ops::sheets;
use crate::sheet::{self, SheetFormat};
use crate::texts::Lang;

/// 检查、导入和导出评分标准（.toml 或 .xlsx）。
#[derive(Debug, clap::Args)]
#[command(after_help = "例：yingjian standard check 本省标准.xlsx")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// 检查一个文件，一次列出全部问题
    #[command(after_help = "例：yingjian standard check 本省标准.xlsx")]
    Check {
        /// .toml 或 .xlsx 文件
        file: PathBuf,
    },
    /// 导入一个版本；与现有版本的差别先列出来
    #[command(after_help = "例：yingjian standard import 本省标准.toml")]
    Import {
        /// .toml 或 .xlsx 文件
        file: PathBuf,
        /// 只列出差别，不导入
        #[arg(long)]
        dry_run: bool,
    },
    /// 导出一个版本
    #[command(after_help = "例：yingjian standard export sample-2026 -o 样例.xlsx")]
    Export {
        /// 编号，或 编号@版本
        code: String,
        /// .toml 或 .xlsx 文件
        #[arg(short, long)]
        output: PathBuf,
    },
}

pub(super) fn run(settings: &Settings, arguments: &Arguments) -> Result<ExitCode, CliError> {
    let lang = settings.lang();
    match &arguments.command {
        Command::Check { file } => Ok(check(lang, file)?.map_or(ExitCode::from(1), |standard| {
            println!("{}", lang.say(&summary("cli-standard-right", &standard)));
            ExitCode::SUCCESS
        })),
        Command::Import { file, dry_run } => match check(lang, file)? {
            Some(standard) => import(settings, &standard, *dry_run),
            None => Ok(ExitCode::from(1)),
        },
        Command::Export { code, output } => export(settings, code, output),
    }
}

/// The sheet in a file; with problems none, and they are on standard output.
pub(super) fn check(lang: Lang, file: &Path) -> Result<Option<Standard>, CliError> {
    let format = format_of(file)?;
    let bytes = std::fs::read(file).map_err(|cause| CliError::file(file, cause))?;
    match sheet::read(&bytes, format) {
        Ok(standard) => Ok(Some(standard)),
        Err(problems) => {
            for problem in &problems {
                println!("{}: {}", file.display(), lang.say(&problem.message()));
            }
            eprintln!("{}", lang.say(&Message::new("cli-standard-problems").with("count", problems.len())));
            Ok(None)
        }
    }
}

fn format_of(file: &Path) -> Result<SheetFormat, CliError> {
    let unknown = || Message::new("cli-standard-format").with("path", file.display().to_string());
    SheetFormat::from_path(file).ok_or_else(|| CliError::Refused(unknown()))
}

fn import(settings: &Settings, standard: &Standard, dry_run: bool) -> Result<ExitCode, CliError> {
    let office = settings.office()?;
    let lang = settings.lang();
    if let Some(old) = sheets::newest(&office, &standard.id)? {
        let told = Message::new("cli-standard-differs").with("version", &old.version);
        println!("{}", lang.say(&told.with("new", &standard.version)));
        for difference in sheet::differences(&old, standard) {
            println!("- {}", lang.say(&difference));
        }
    }
    if !dry_run {
        sheets::take(&office, &by(), standard)?;
        println!("{}", lang.say(&summary("cli-standard-taken", standard)));
    }
    Ok(ExitCode::SUCCESS)
}

fn export(settings: &Settings, code: &str, file: &Path) -> Result<ExitCode, CliError> {
    let format = format_of(file)?;
    let row = sheets::find(&settings.office()?, code)?;
    let standard = Standard::try_from(row).map_err(crate::ops::OpsError::from)?;
    let bytes =
        sheet::write(&standard, format).map_err(|error| CliError::Broken(error.message(), error.into()))?;
    output::write_file(file, |out| Ok(out.write_all(&bytes)?))?;
    Ok(ExitCode::SUCCESS)
}

fn summary(id: &'static str, standard: &Standard) -> Message {
    let summary = Message::new(id).with("id", &standard.id).with("version", &standard.version);
    let summary = summary.with("aspects", standard.aspects.len()).with("items", standard.items.len());
    let summary = summary.with("vetoes", standard.vetoes.len()).with("bonuses", standard.bonuses.len());
    summary.with("total", standard.base_total.to_string())
}
