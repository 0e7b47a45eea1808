//! What every command is told: the data folder, the language, a configuration file.

use std::path::PathBuf;

use serde::Deserialize;

use super::error::CliError;
use super::serve::Server;
use crate::domain::message::Message;
use crate::domain::policy::{Profile, SecondFactor};
use crate::ops::accounts::AccessSettings;
use crate::ops::{Home, Office};
use crate::texts::Lang;

/// Flags and variables that every command takes.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Settings {
    /// 数据文件夹（默认 ./yingjian-data）
    #[arg(long, global = true, env = "YINGJIAN_DATA_DIR", value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// 数据库：postgres:// 地址，或 SQLite 文件（默认放在数据文件夹里）
    #[arg(long, global = true, env = "DATABASE_URL", hide_env_values = true, value_name = "URL")]
    database_url: Option<String>,
    /// 文件：s3://桶/前缀，或一个文件夹（默认放在数据文件夹里）
    #[arg(long, global = true, env = "BLOB_URL", hide_env_values = true, value_name = "URL")]
    blob_url: Option<String>,
    /// 安全策略：djbh3（等保三级，默认）或 asvs（OWASP ASVS 5.0 第二级）
    #[arg(long, global = true, env = "YINGJIAN_POLICY", value_name = "NAME", value_parser = policy)]
    policy: Option<Profile>,
    /// 管理员和领导的动态口令：required（必须，默认）或 offered（可用可不用，只适合试用）
    #[arg(long, global = true, env = "YINGJIAN_SECOND_FACTOR", value_name = "NAME", value_parser = second_factor)]
    second_factor: Option<SecondFactor>,
    /// 加密动态口令的密钥，64 位十六进制数字；多个副本要用同一个（默认放在数据文件夹里）
    #[arg(long, global = true, env = "YINGJIAN_KEY", hide_env_values = true, value_name = "KEY")]
    key: Option<String>,
    /// 杀毒服务 clamd 的地址：主机:端口，或套接字的路径；设了以后，文件须经它检查才接收
    #[arg(long, global = true, env = "YINGJIAN_CLAMD", value_name = "ADDR")]
    clamd: Option<String>,
    /// 输出的语言
    #[arg(long, global = true, env = "YINGJIAN_LANG", value_enum, hide_possible_values = true)]
    lang: Option<Lang>,
    /// 配置文件（TOML），键名与参数相同
    #[arg(long, global = true, env = "YINGJIAN_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
}

/// The configuration file: the same names, `[server]` for those of `serve`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct ConfigFile {
    data_dir: Option<PathBuf>,
    database_url: Option<String>,
    blob_url: Option<String>,
    policy: Option<String>,
    second_factor: Option<String>,
    key: Option<String>,
    clamd: Option<String>,
    lang: Option<Lang>,
    pub(super) server: Server,
}

impl Settings {
    /// What the configuration file says; nothing when there is none.
    ///
    /// # Errors
    /// When it can't be read or has a key that does not exist.
    pub(super) fn file(&self) -> Result<ConfigFile, CliError> {
        let Some(path) = &self.config else { return Ok(ConfigFile::default()) };
        let text = std::fs::read_to_string(path).map_err(|cause| CliError::file(path, cause))?;
        toml::from_str(&text).map_err(|fault| {
            let message = Message::new("cli-config").with("path", path.display().to_string());
            CliError::Refused(message.with("fault", fault.to_string()))
        })
    }

    /// The language that the person is spoken to in.
    pub(super) fn lang(&self) -> Lang {
        let from_file = || self.file().ok().and_then(|file| file.lang);
        self.lang.or_else(from_file).unwrap_or_default()
    }

    /// The data folder.
    pub(super) fn data_dir(&self) -> Result<PathBuf, CliError> {
        let file = self.file()?;
        Ok(self.data_dir.clone().or(file.data_dir).unwrap_or_else(|| PathBuf::from("yingjian-data")))
    }

    /// Where the office is kept.
    pub(super) fn home(&self) -> Result<Home, CliError> {
        let file = self.file()?;
        Ok(Home {
            folder: self.data_dir()?,
            database: self.database_url.clone().or(file.database_url),
            blobs: self.blob_url.clone().or(file.blob_url),
        })
    }

    /// The office.
    pub(super) fn office(&self) -> Result<Office, CliError> {
        self.as_set(Office::at(&self.home()?)?)
    }

    /// What the office asks of those who come in.
    fn access(&self) -> Result<AccessSettings, CliError> {
        let file = self.file()?;
        let (from_file, wrong) = (file.policy.as_deref().map(policy), |known: String| {
            CliError::Refused(Message::new("cli-setting-unknown").with("known", known))
        });
        let second_factor_of_file = file.second_factor.as_deref().map(second_factor);
        Ok(AccessSettings {
            policy: self.policy.or(from_file.transpose().map_err(wrong)?),
            second_factor: self.second_factor.or(second_factor_of_file.transpose().map_err(wrong)?),
            key: self.key.clone().or(file.key),
        })
    }

    /// The office with what was set for it: what it asks of those who come in, who looks at files.
    pub(super) fn as_set(&self, office: Office) -> Result<Office, CliError> {
        let office = office.under(&self.access()?)?;
        let Some(address) = self.clamd.clone().or(self.file()?.clamd) else { return Ok(office) };
        let antivirus = address
            .parse()
            .map_err(|_fault| CliError::Refused(Message::new("cli-clamd").with("address", &address)))?;
        Ok(office.guarded_by(Some(antivirus)))
    }
}

fn policy(name: &str) -> Result<Profile, String> {
    Profile::from_id(name).ok_or_else(|| Profile::ALL.map(Profile::id).join(", "))
}

fn second_factor(name: &str) -> Result<SecondFactor, String> {
    SecondFactor::from_id(name).ok_or_else(|| SecondFactor::ALL.map(SecondFactor::id).join(", "))
}
