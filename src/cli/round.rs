//! `yingjian round`: opening a round, giving it another sheet, freezing a result.

use std::path::PathBuf;
use std::process::ExitCode;

use super::error::CliError;
use super::settings::Settings;
use super::{by, score};
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::ops::opening::{self, NewRound};
use crate::ops::{freezing, scores};

/// 建立和维护创建周期。
#[derive(Debug, clap::Args)]
#[command(after_help = "例：yingjian round open 2026.toml")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// 按一个 TOML 文件建立创建周期
    #[command(after_help = "例：yingjian round open 2026.toml")]
    Open {
        /// 描述文件，格式见 docs/ROUND-FORMAT.md
        file: PathBuf,
    },
    /// 让一个阶段改用另一个标准或版本
    #[command(after_help = "例：yingjian round adopt 2026 sheet@2 --phase final")]
    Adopt {
        /// 创建周期的编号
        round: String,
        /// 标准：编号，或 编号@版本
        standard: String,
        /// 阶段
        #[arg(long, value_parser = score::phase)]
        phase: Phase,
    },
    /// 冻结一个县的阶段成绩
    #[command(after_help = "例：yingjian round freeze 2026 --county c1 --phase midterm")]
    Freeze {
        /// 创建周期的编号
        round: String,
        /// 县的代码；不写就是全部
        #[arg(long)]
        county: Option<String>,
        /// 阶段
        #[arg(long, value_parser = score::phase, default_value = "midterm")]
        phase: Phase,
    },
}

pub(super) fn run(settings: &Settings, arguments: &Arguments) -> Result<ExitCode, CliError> {
    let office = settings.office()?;
    match &arguments.command {
        Command::Open { file } => opening::open(&office, &by(), &read(file)?)?,
        Command::Adopt { round, standard, phase } => {
            opening::adopt(&office, &by(), (round, *phase), standard)?;
        }
        Command::Freeze { round, county, phase } => {
            let view = scores::round(&office, Some(round))?;
            let all = || view.counties.iter().map(|county| county.code.clone()).collect();
            let counties: Vec<String> = county.clone().map_or_else(all, |code| vec![code]);
            for county in counties {
                println!("{county} {}", freezing::freeze(&office, &by(), round, (&county, *phase))?);
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn read(file: &PathBuf) -> Result<NewRound, CliError> {
    let text = std::fs::read_to_string(file).map_err(|cause| CliError::file(file, cause))?;
    toml::from_str(&text).map_err(|fault| {
        let message = Message::new("cli-config").with("path", file.display().to_string());
        CliError::Refused(message.with("fault", fault.to_string()))
    })
}
