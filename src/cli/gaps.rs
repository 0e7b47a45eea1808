//! `yingjian gaps`: the gap report of a county.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use super::error::CliError;
use super::output;
use super::score::phase;
use super::settings::Settings;
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::ops::{OpsError, reports, scores};
use crate::report::{GapFormat, GapReport};

/// 漏项报告：缺什么、没做什么、做了没证明什么。
#[derive(Debug, clap::Args)]
#[command(after_help = "例：yingjian gaps --county c1 -o 漏项报告.pdf")]
pub(super) struct Arguments {
    /// 县（市、区）的代码
    #[arg(long)]
    county: String,
    /// 创建周期的编号（默认最近的一个）
    #[arg(long)]
    round: Option<String>,
    /// 阶段：midterm 或 final
    #[arg(long, value_parser = phase, default_value = "final")]
    phase: Phase,
    /// 格式：pdf、xlsx、docx、html 或 json（默认看文件名的后缀）
    #[arg(long, value_parser = format)]
    format: Option<GapFormat>,
    /// 写入的文件；json 可以不写文件，直接输出
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

fn format(name: &str) -> Result<GapFormat, String> {
    GapFormat::from_id(name).ok_or_else(|| GapFormat::all().map(GapFormat::id).collect::<Vec<_>>().join(", "))
}

pub(super) fn run(settings: &Settings, arguments: &Arguments) -> Result<ExitCode, CliError> {
    let format = arguments.chosen()?;
    let office = settings.office()?;
    let view = scores::round(&office, arguments.round.as_deref())?;
    let report = reports::gaps(&office, &view, (&arguments.county, arguments.phase, super::today()))?;
    let write = |out: &mut dyn Write| write(&report, (settings, format), out);
    match &arguments.output {
        Some(path) => output::write_file(path, |out| write(out))?,
        None => {
            let mut out = std::io::stdout().lock();
            write(&mut out)?;
            writeln!(out)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn write(
    report: &GapReport,
    (settings, format): (&Settings, GapFormat),
    out: &mut dyn Write,
) -> Result<(), CliError> {
    Ok(format.write(report, (settings.lang(), out)).map_err(OpsError::from)?)
}

impl Arguments {
    /// The format that was named, else that of the file; only JSON goes to the terminal.
    fn chosen(&self) -> Result<GapFormat, CliError> {
        let by_name = || self.output.as_deref()?.extension()?.to_str().and_then(GapFormat::from_id);
        let known = || GapFormat::all().map(GapFormat::id).collect::<Vec<_>>().join("、");
        let format = match (self.format, &self.output) {
            (None, None) => Some(GapFormat::Json),
            (named, _) => named.or_else(by_name),
        };
        match (format, &self.output) {
            (Some(GapFormat::Paper(_)), None) => Err(CliError::Refused(Message::new("cli-output-needed"))),
            (Some(format), _) => Ok(format),
            (None, _) => Err(CliError::Refused(Message::new("cli-format-unknown").with("known", known()))),
        }
    }
}
