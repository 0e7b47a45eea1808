//! `yingjian read-text`: the process in which one file is read; started by the program itself, never by people.

use std::process::ExitCode;

use super::error::CliError;
use crate::intake::{FileKind, read_text};
use crate::ops::OpsError;

/// 读出标准输入的文字（程序自用）。
#[derive(Debug, clap::Args)]
#[command(after_help = "例：yingjian read-text pdf < 文件.pdf")]
pub(super) struct Arguments {
    /// 文件种类
    #[arg(value_name = "KIND", value_parser = kind)]
    kind: FileKind,
    /// 只取出这一页的图片（PDF）
    #[arg(long, value_name = "N")]
    page: Option<usize>,
}

fn kind(text: &str) -> Result<FileKind, String> {
    FileKind::from_extension(text).ok_or_else(FileKind::list)
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, CliError> {
    read_text::serve(arguments.kind, arguments.page).map_err(OpsError::from)?;
    Ok(ExitCode::SUCCESS)
}
