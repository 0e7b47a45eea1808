//! `yingjian move`: an office to another home, while people work with it.

use std::path::PathBuf;
use std::process::ExitCode;

use super::backup::arrived;
use super::by;
use super::error::CliError;
use super::output::Progress;
use super::settings::Settings;
use crate::domain::message::Message;
use crate::ops::{Home, transfer};

/// 迁移：把正在使用的系统迁到另一个位置（SQLite 和文件夹，或者 PostgreSQL 和 S3），迁移期间只能查看。
#[derive(Debug, clap::Args)]
#[command(
    after_help = "例：yingjian move --to-database postgres://yingjian@db/yingjian --to-blobs s3://yingjian\n　　yingjian move --to-dir /srv/yingjian-new"
)]
pub(super) struct Arguments {
    /// 新的数据文件夹；数据库和文件没有另外指定时也放在里面
    #[arg(long, value_name = "DIR")]
    to_dir: Option<PathBuf>,
    /// 新的数据库
    #[arg(long, value_name = "URL")]
    to_database: Option<String>,
    /// 文件的新位置
    #[arg(long, value_name = "URL")]
    to_blobs: Option<String>,
    /// 迁移被强行中断之后，重新开放原来的位置
    #[arg(long, conflicts_with_all = ["to_dir", "to_database", "to_blobs"])]
    cancel: bool,
}

pub(super) fn run(settings: &Settings, arguments: &Arguments) -> Result<ExitCode, CliError> {
    let office = settings.office()?;
    let lang = settings.lang();
    if arguments.cancel {
        transfer::cancel(&office)?;
        println!("{}", lang.say(&Message::new("cli-move-cancelled")));
        return Ok(ExitCode::SUCCESS);
    }
    let old = settings.home()?;
    let new = arguments.home(&old);
    if new == old {
        return Err(CliError::Refused(Message::new("cli-move-nowhere")));
    }
    let mut progress = Progress::new();
    let moved = transfer::move_to((&office, &old), &new, &by(), &mut |message| {
        progress.tell(|| lang.say(&message));
    })?;
    progress.end();
    println!("{}", lang.say(&arrived("cli-move-done", &moved.report)));
    Ok(ExitCode::SUCCESS)
}

impl Arguments {
    /// What is not named stays where it is, unless there is a new data folder for it.
    fn home(&self, old: &Home) -> Home {
        let stays = |place: &Option<String>| if self.to_dir.is_some() { None } else { place.clone() };
        Home {
            folder: self.to_dir.clone().unwrap_or_else(|| old.folder.clone()),
            database: self.to_database.clone().or_else(|| stays(&old.database)),
            blobs: self.to_blobs.clone().or_else(|| stays(&old.blobs)),
        }
    }
}
