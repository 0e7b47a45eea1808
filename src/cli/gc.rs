//! `yingjian gc`: sweeps files that no row names and what broken-off uploads left.

use std::process::ExitCode;
use std::time::Duration;

use super::error::CliError;
use super::output::{self, Progress};
use super::settings::Settings;
use crate::contract::SweptJson;
use crate::domain::message::Message;
use crate::ops::sweep::{self, Request, Swept};
use crate::texts::Lang;

/// 清理：删除没有登记的文件和上传中断留下的残余。可以在服务运行时执行。
#[derive(Debug, clap::Args)]
#[command(after_help = "例：yingjian gc --dry-run")]
pub(super) struct Arguments {
    /// 只列出，不删除
    #[arg(long)]
    dry_run: bool,
    /// 多少秒之内到来的一律不动（文件夹默认 0，S3 默认 3600）
    #[arg(long, value_name = "SECONDS")]
    grace: Option<u64>,
    /// 输出格式：text 或 json
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

pub(super) fn run(settings: &Settings, arguments: &Arguments) -> Result<ExitCode, CliError> {
    let office = settings.office()?;
    let lang = settings.lang();
    let grace = arguments.grace.map_or_else(|| sweep::usual_grace(&office), Duration::from_secs);
    let request = Request { grace, dry_run: arguments.dry_run };
    let mut progress = Progress::new();
    let swept = sweep::sweep(&office, request, |files| {
        progress.tell(|| lang.say(&Message::new("cli-gc-progress").with("files", files.to_string())));
    })?;
    progress.end();
    match arguments.format.as_str() {
        "json" => output::json(&SweptJson::of(&swept, arguments.dry_run))?,
        _ => tell(&swept, arguments.dry_run, lang),
    }
    Ok(ExitCode::SUCCESS)
}

fn tell(swept: &Swept, dry_run: bool, lang: Lang) {
    if dry_run {
        for file in &swept.files {
            println!("{} {}", file.sha256, file.size);
        }
    }
    let bytes: u64 = swept.files.iter().map(|file| file.size).sum();
    let said = Message::new(if dry_run { "cli-gc-would" } else { "cli-gc-done" });
    let said = said.with("files", swept.files.len()).with("bytes", bytes.to_string());
    println!("{}", lang.say(&said.with("young", swept.young).with("unfinished", swept.unfinished)));
}
