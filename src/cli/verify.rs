//! `yingjian verify`: whether every file, row and entry of the record is as it was written.

use std::process::ExitCode;

use super::error::CliError;
use super::output::{self, Progress};
use super::settings::Settings;
use crate::contract::VerifyJson;
use crate::domain::message::Message;
use crate::ops::verify::{self, Counted, Report, Share, State};
use crate::texts::Lang;

/// 核验：逐个核对文件与登记、数据库的完整性和操作记录。发现问题时退出码为 1。
#[derive(Debug, clap::Args)]
#[command(
    after_help = "例：yingjian verify\n　　yingjian verify --subset 1/30 --resume   （每夜核验三十分之一）"
)]
pub(super) struct Arguments {
    /// 只核验文件的一份，如 1/30；同一份总是同样的文件
    #[arg(long, value_name = "K/N", value_parser = share)]
    subset: Option<Share>,
    /// 接着上次停下的地方；上次已经做完时，核验下一份
    #[arg(long)]
    resume: bool,
    /// 输出格式：text 或 json
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

fn share(text: &str) -> Result<Share, String> {
    text.parse().map_err(|refused: Message| Lang::default().say(&refused))
}

pub(super) fn run(settings: &Settings, arguments: &Arguments) -> Result<ExitCode, CliError> {
    let office = settings.office()?;
    let lang = settings.lang();
    let share = arguments.subset.unwrap_or(Share::ALL);
    let begun = verify::begin(&office.folder, share, arguments.resume)?;
    let mut progress = Progress::new();
    let report = verify::run(&office, &begun, |counted, reached| {
        progress.tell(|| lang.say(&so_far(counted)));
        State { share: begun.share, after: reached.cloned(), done: false }.keep(&office.folder)
    })?;
    progress.end();
    State { share: begun.share, after: None, done: true }.keep(&office.folder)?;
    match arguments.format.as_str() {
        "json" => output::json(&VerifyJson::of(&report, lang))?,
        _ => tell(&report, lang),
    }
    Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn so_far(counted: &Counted) -> Message {
    let said = Message::new("cli-verify-progress").with("files", counted.files.to_string());
    said.with("megabytes", (counted.bytes / 1_000_000).to_string())
}

fn tell(report: &Report, lang: Lang) {
    for finding in &report.findings {
        println!("{}", lang.say(&finding.message()));
        let used = finding.sha256().and_then(|sha256| report.users.get(sha256.as_str()));
        for (evidence, name) in used.into_iter().flatten() {
            println!("    {evidence} {name}");
        }
    }
    let said = Message::new(if report.is_clean() { "cli-verify-clean" } else { "cli-verify-found" });
    let said = said.with("count", report.findings.len()).with("files", report.counted.files.to_string());
    let said = said.with("megabytes", (report.counted.bytes / 1_000_000).to_string());
    let said = said.with("entries", report.entries.to_string());
    let share = format!("{}/{}", report.share.number, report.share.of);
    println!("{}", lang.say(&said.with("share", share)));
}
