//! `yingjian backup` and `yingjian restore`.

use std::path::PathBuf;
use std::process::ExitCode;

use super::by;
use super::error::CliError;
use super::output::Progress;
use super::settings::Settings;
use crate::domain::message::Message;
use crate::ops::transfer;

/// 备份：在服务运行时，把数据库和文件备份到一个文件夹；再次备份到同一个文件夹时只复制新增的文件。
#[derive(Debug, clap::Args)]
#[command(after_help = "例：yingjian backup -o /mnt/backup/yingjian")]
pub(super) struct Arguments {
    /// 备份文件夹
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
}

/// 恢复：先核验备份，再恢复到一个空的位置（数据文件夹，或者 PostgreSQL 和 S3），最后全部核验。
#[derive(Debug, clap::Args)]
#[command(after_help = "例：yingjian --data-dir /srv/yingjian restore /mnt/backup/yingjian")]
pub(super) struct RestoreArguments {
    /// 备份文件夹
    backup: PathBuf,
    /// 只核验备份，不恢复
    #[arg(long)]
    check: bool,
}

pub(super) fn run(settings: &Settings, arguments: &Arguments) -> Result<ExitCode, CliError> {
    let office = settings.office()?;
    let lang = settings.lang();
    let mut progress = Progress::new();
    let made = transfer::backup(&office, &by(), &arguments.output, |message| {
        progress.tell(|| lang.say(&message));
    })?;
    progress.end();
    let manifest = &made.manifest;
    let said = Message::new("cli-backup-done").with("path", arguments.output.display().to_string());
    let said = said.with("files", manifest.files.to_string()).with("new", made.new.to_string());
    let rows: u64 = manifest.tables.values().sum();
    println!("{}", lang.say(&said.with("rows", rows.to_string())));
    Ok(ExitCode::SUCCESS)
}

pub(super) fn restore(settings: &Settings, arguments: &RestoreArguments) -> Result<ExitCode, CliError> {
    let lang = settings.lang();
    let backup = transfer::check_backup(&arguments.backup)?;
    println!("{}", lang.say(&Message::new("cli-backup-whole")));
    if arguments.check {
        return Ok(ExitCode::SUCCESS);
    }
    let target = settings.office()?;
    let mut progress = Progress::new();
    let report = transfer::restore(&backup, &by(), &target, |message| progress.tell(|| lang.say(&message)))?;
    progress.end();
    println!("{}", lang.say(&arrived("cli-restore-done", &report)));
    Ok(ExitCode::SUCCESS)
}

/// What arrived and was checked.
pub(super) fn arrived(id: &'static str, report: &crate::ops::verify::Report) -> Message {
    let said = Message::new(id).with("files", report.counted.files.to_string());
    said.with("megabytes", (report.counted.bytes / 1_000_000).to_string())
        .with("entries", report.entries.to_string())
}
