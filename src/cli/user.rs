//! `yingjian user`: accounts and tokens.

use std::io::{BufRead, IsTerminal};
use std::process::ExitCode;

use super::by;
use super::error::CliError;
use super::output;
use super::settings::Settings;
use crate::domain::message::Message;
use crate::domain::role::Role;
use crate::ops::accounts::{self, NewAccount, Secret, keeping, security};
use crate::texts::Lang;

/// 管理账号和令牌。
#[derive(Debug, clap::Args)]
#[command(after_help = "例：yingjian user add zhang --role county_clerk --county c1")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// 新建账号；密码从终端或标准输入读取
    #[command(after_help = "例：yingjian user add zhang --role county_clerk --county c1")]
    Add {
        /// 登录名
        name: String,
        /// 角色
        #[arg(long, value_parser = role)]
        role: Role,
        /// 县级角色所属的县
        #[arg(long)]
        county: Option<String>,
    },
    /// 停用账号，它的会话和令牌立即失效
    #[command(after_help = "例：yingjian user disable zhang")]
    Disable {
        /// 登录名
        name: String,
    },
    /// 重新启用账号
    #[command(after_help = "例：yingjian user enable zhang")]
    Enable {
        /// 登录名
        name: String,
    },
    /// 重设密码；密码从终端或标准输入读取
    #[command(after_help = "例：yingjian user reset zhang")]
    Reset {
        /// 登录名
        name: String,
    },
    /// 发放一个供程序使用的令牌，只显示这一次
    #[command(after_help = "例：yingjian user token zhang")]
    Token {
        /// 登录名
        name: String,
    },
    /// 确认一个待确认的账号，让它可以登录
    #[command(after_help = "例：yingjian user confirm zhang")]
    Confirm {
        /// 登录名
        name: String,
    },
    /// 解除锁定
    #[command(after_help = "例：yingjian user unlock zhang")]
    Unlock {
        /// 登录名
        name: String,
    },
    /// 重置动态口令，本人下次登录时重新设置
    #[command(after_help = "例：yingjian user reset-second-factor zhang")]
    ResetSecondFactor {
        /// 登录名
        name: String,
    },
    /// 列出全部账号
    #[command(after_help = "例：yingjian user list")]
    List,
}

fn role(name: &str) -> Result<Role, String> {
    Role::from_id(name).ok_or_else(|| Role::ALL.map(Role::id).join(", "))
}

pub(super) fn run(settings: &Settings, arguments: &Arguments) -> Result<ExitCode, CliError> {
    let office = settings.office()?;
    match &arguments.command {
        Command::Add { name, role, county } => {
            let password = password(settings.lang())?;
            let new = NewAccount { name: name.clone(), password, role: *role, county: county.clone() };
            accounts::add(&office, &by(), &new)?;
        }
        Command::Disable { name } => keeping::set_disabled(&office, &by(), name, true)?,
        Command::Enable { name } => keeping::set_disabled(&office, &by(), name, false)?,
        Command::Reset { name } => {
            keeping::reset_password(&office, &by(), name, &password(settings.lang())?)?;
        }
        Command::Token { name } => println!("{}", keeping::new_token(&office, &by(), name)?.0),
        Command::Confirm { name } => security::confirm(&office, &by(), name)?,
        Command::Unlock { name } => security::unlock(&office, &by(), name)?,
        Command::ResetSecondFactor { name } => security::reset_second_factor(&office, &by(), name)?,
        Command::List => output::table(&rows(settings.lang(), &keeping::list(&office)?))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn rows(lang: Lang, listed: &[keeping::Listed]) -> Vec<Vec<String>> {
    let row = |one: &keeping::Listed| {
        let state = match (one.disabled, one.confirmed) {
            (true, _) => lang.word("cli-disabled"),
            (false, false) => lang.word("cli-unconfirmed"),
            (false, true) => String::new(),
        };
        let county = one.account.county.clone().unwrap_or_default();
        vec![one.account.name.clone(), lang.named("role", one.account.role.id()), county, state]
    };
    listed.iter().map(row).collect()
}

/// Asks twice on a terminal, without echo; reads one line from a pipe.
fn password(lang: Lang) -> Result<Secret, CliError> {
    if !std::io::stdin().is_terminal() {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line)?;
        return Ok(Secret(line.trim_end_matches(['\r', '\n']).to_owned()));
    }
    let first = rpassword::prompt_password(lang.word("cli-password"))?;
    let second = rpassword::prompt_password(lang.word("cli-password-again"))?;
    if first == second {
        Ok(Secret(first))
    } else {
        Err(CliError::Refused(Message::new("cli-passwords-differ")))
    }
}
