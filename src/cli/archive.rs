//! `yingjian archive`: binds a county's evidence, or verifies an archive.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::error::CliError;
use super::output::{self, Progress};
use super::score::phase;
use super::settings::Settings;
use crate::archive::verify::{Fault, VerifyLimits, verify_archive, verify_folder};
use crate::archive::write::{Bag, write_bag};
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::ops::binding::{self, Request};
use crate::ops::{OpsError, scores};
use crate::texts::Lang;

/// 归档：把一个县的佐证材料装订成一个 ZIP（BagIt 1.0），或核验一个归档。
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "例：yingjian archive --county c1 -o c1.zip\n　　yingjian archive verify c1.zip"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
    /// 县（市、区）的代码
    #[arg(long, required = true)]
    county: Option<String>,
    /// 创建周期的编号（默认最近的一个）
    #[arg(long)]
    round: Option<String>,
    /// 阶段：midterm 或 final
    #[arg(long, value_parser = phase, default_value = "final")]
    phase: Phase,
    /// 写入的 ZIP 文件
    #[arg(short, long, value_name = "FILE", required = true)]
    output: Option<PathBuf>,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    Verify(Verify),
}

/// 核验归档：声明、清单、每个文件的校验值。
#[derive(Debug, clap::Args)]
#[command(after_help = "例：yingjian archive verify c1.zip")]
struct Verify {
    /// ZIP 文件，或解压后的文件夹
    path: PathBuf,
}

pub(super) fn run(settings: &Settings, arguments: &Arguments) -> Result<ExitCode, CliError> {
    match (&arguments.action, &arguments.county, &arguments.output) {
        (Some(Action::Verify(verify)), ..) => Ok(check(settings.lang(), &verify.path)),
        (None, Some(county), Some(path)) => bind(settings, arguments, (county, path)),
        (None, ..) => Ok(ExitCode::from(2)),
    }
}

fn bind(
    settings: &Settings,
    arguments: &Arguments,
    (county, path): (&str, &Path),
) -> Result<ExitCode, CliError> {
    let office = settings.office()?;
    let view = scores::round(&office, arguments.round.as_deref())?;
    let lang = settings.lang();
    let request = Request { county, phase: arguments.phase, lang, today: super::today() };
    let bag = binding::bind(&office, &view, &request)?;
    output::write_file(path, |out| {
        write_bag(&bag, Counted::new(out, (&bag, lang)))
            .map(drop)
            .map_err(|error| OpsError::from(error).into())
    })?;
    let said = Message::new("cli-archive-done").with("path", path.display().to_string());
    println!("{}", lang.say(&said.with("files", bag.entries.len())));
    Ok(ExitCode::SUCCESS)
}

/// Passes bytes on and tells how much of all is written.
struct Counted<W> {
    out: W,
    total: u64,
    written: u64,
    shown: Progress,
    lang: Lang,
}

impl<W: Write> Counted<W> {
    fn new(out: W, (bag, lang): (&Bag, Lang)) -> Self {
        let total = bag.entries.iter().map(|entry| entry.size).sum();
        Self { out, total, written: 0, shown: Progress::new(), lang }
    }

    fn percent(&self) -> u64 {
        self.written.saturating_mul(100).checked_div(self.total).unwrap_or(100).min(100)
    }
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let count = self.out.write(bytes)?;
        self.written = self.written.saturating_add(u64::try_from(count).unwrap_or_default());
        let (percent, lang) = (self.percent(), self.lang);
        let said = || lang.say(&Message::new("cli-archive-progress").with("percent", percent.to_string()));
        self.shown.tell(said);
        Ok(count)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

impl<W> Drop for Counted<W> {
    fn drop(&mut self) {
        self.shown.end();
    }
}

/// Says what the archive is, or everything that is wrong with it.
fn check(lang: Lang, path: &Path) -> ExitCode {
    let limits = VerifyLimits::default();
    let verified = if path.is_dir() { verify_folder(path, &limits) } else { verify_archive(path, &limits) };
    match verified {
        Ok(verified) => {
            tell(lang, &verified.remarks);
            let said = Message::new("cli-archive-valid")
                .with("version", format!("{}.{}", verified.version.major, verified.version.minor));
            println!(
                "{}",
                lang.say(&said.with("files", verified.files).with("bytes", verified.bytes.to_string()))
            );
            ExitCode::SUCCESS
        }
        Err(faults) => {
            println!("{}", lang.say(&Message::new("cli-archive-invalid").with("count", faults.len())));
            tell(lang, &faults);
            ExitCode::from(1)
        }
    }
}

fn tell(lang: Lang, faults: &[Fault]) {
    for fault in faults {
        println!("{}", lang.say(&fault.message()));
    }
}
