//! `yingjian reindex`: puts the index of searches right, or makes it anew.

use std::process::ExitCode;

use super::error::CliError;
use super::output::Progress;
use super::settings::Settings;
use crate::domain::message::Message;
use crate::ops::search;

/// 整理检索索引：补上缺的，删去多余的，改正指标和年度。可以在服务运行时执行。
#[derive(Debug, clap::Args)]
#[command(
    after_help = "例：yingjian reindex\n　　yingjian reindex --all   （全部重新编入；编完以前搜索不全）"
)]
pub(super) struct Arguments {
    /// 清空索引，全部重新编入
    #[arg(long)]
    all: bool,
}

pub(super) fn run(settings: &Settings, arguments: &Arguments) -> Result<ExitCode, CliError> {
    let office = settings.office()?;
    let lang = settings.lang();
    if arguments.all {
        search::forget(&office)?;
    }
    let removed = search::remove_leftovers(&office)?;
    let placed = search::place_again(&office)?;
    let mut progress = Progress::new();
    let added = search::index_missing(&office, |count| {
        progress.tell(|| lang.say(&Message::new("cli-reindex-progress").with("count", count)));
        true
    })?;
    progress.end();
    let said = Message::new("cli-reindex-done").with("added", added).with("removed", removed);
    println!("{}", lang.say(&said.with("placed", placed)));
    Ok(ExitCode::SUCCESS)
}
