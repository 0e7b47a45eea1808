//! Settings: flag, variable and key of the configuration file stand in one place.

use std::path::PathBuf;

use serde::Deserialize;

use super::error::CliError;
use crate::domain::message::Message;
use crate::ops::Office;
use crate::texts::Lang;

/// What every command takes.
#[derive(Debug, Clone, Default, clap::Args, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Settings {
    /// 数据文件夹（默认 ./yingjian-data）
    #[arg(long, global = true, env = "YINGJIAN_DATA_DIR", value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// 输出的语言
    #[arg(long, global = true, env = "YINGJIAN_LANG", value_enum)]
    lang: Option<Lang>,
    /// 配置文件（TOML），键名与参数相同
    #[arg(long, global = true, env = "YINGJIAN_CONFIG", value_name = "FILE")]
    #[serde(skip)]
    config: Option<PathBuf>,
    /// 监听的地址和端口
    #[arg(long, global = true, env = "YINGJIAN_BIND", value_name = "ADDR:PORT")]
    pub(super) bind: Option<std::net::SocketAddr>,
    /// 单个文件的上限（MB）
    #[arg(long, global = true, env = "YINGJIAN_MAX_FILE_MB", value_name = "MB")]
    pub(super) max_file_mb: Option<u64>,
    /// 只经 HTTPS 传送 Cookie
    #[arg(long, global = true, env = "YINGJIAN_SECURE_COOKIES")]
    pub(super) secure_cookies: Option<bool>,
}

impl Settings {
    /// These settings, with what the configuration file says where nothing else was said.
    pub(super) fn read_file(&self) -> Result<Self, CliError> {
        let Some(path) = &self.config else { return Ok(self.clone()) };
        let text = std::fs::read_to_string(path).map_err(|cause| CliError::file(path, cause))?;
        let file: Self = toml::from_str(&text).map_err(|fault| {
            let message = Message::new("cli-config").with("path", path.display().to_string());
            CliError::Refused(message.with("fault", fault.to_string()))
        })?;
        Ok(Self {
            data_dir: self.data_dir.clone().or(file.data_dir),
            lang: self.lang.or(file.lang),
            config: None,
            bind: self.bind.or(file.bind),
            max_file_mb: self.max_file_mb.or(file.max_file_mb),
            secure_cookies: self.secure_cookies.or(file.secure_cookies),
        })
    }

    /// The language that the person is spoken to in.
    pub(super) fn lang(&self) -> Lang {
        self.lang.unwrap_or_default()
    }

    /// The data folder.
    pub(super) fn data_dir(&self) -> PathBuf {
        self.data_dir.clone().unwrap_or_else(|| PathBuf::from("yingjian-data"))
    }

    /// The office in the data folder.
    pub(super) fn office(&self) -> Result<Office, CliError> {
        Ok(Office::open(&self.data_dir())?)
    }
}
