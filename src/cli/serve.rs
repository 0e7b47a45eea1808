//! `yingjian serve`: pages and API until the process is told to stop.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use serde::Deserialize;

use super::error::CliError;
use super::oidc::Oidc;
use super::settings::Settings;
use crate::domain::message::Message;
use crate::domain::policy::SecondFactor;
use crate::intake::Scanner;
use crate::ops::jobs::RunnerSettings;
use crate::ops::{Office, OpsError};
use crate::web;

/// How long a server that is started waits for its database; each try takes some seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// 启动服务，用浏览器打开页面。
#[derive(Debug, clap::Args)]
#[command(after_help = "例：yingjian serve --bind 0.0.0.0:8080 --data-dir /srv/yingjian")]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) server: Server,
}

/// How the server is run: flag, variable and key of the configuration file in one place.
#[derive(Debug, Clone, Default, clap::Args, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Server {
    /// 监听的地址和端口（默认 127.0.0.1:8080）
    #[arg(long, env = "YINGJIAN_BIND", value_name = "ADDR:PORT")]
    pub(super) bind: Option<String>,
    /// 单个文件的上限，单位 MB（默认 4000）
    #[arg(long, env = "YINGJIAN_MAX_FILE_MB", value_name = "MB")]
    max_file_mb: Option<u64>,
    /// 一份材料最多几个文件（默认 100）
    #[arg(long, env = "YINGJIAN_MAX_FILES", value_name = "N")]
    max_files: Option<usize>,
    /// 批量导入的一个 ZIP 最多几个文件（默认 20000）
    #[arg(long, env = "YINGJIAN_MAX_IMPORT_FILES", value_name = "N")]
    max_import_files: Option<usize>,
    /// Cookie 只经 HTTPS 传送；由代理提供 HTTPS 时请打开
    #[arg(long, env = "YINGJIAN_SECURE_COOKIES", value_name = "BOOL")]
    secure_cookies: Option<bool>,
    /// 对外的网址，如 https://yingjian.example；写 https 时 Cookie 只经 HTTPS 传送
    #[arg(long, env = "YINGJIAN_PUBLIC_URL", value_name = "URL")]
    public_url: Option<String>,
    /// 另外还应答的主机名，用逗号分开；不在其中的请求答 421
    #[arg(long, env = "YINGJIAN_HOSTS", value_name = "NAMES", value_delimiter = ',')]
    hosts: Option<Vec<String>>,
    /// 可信的反向代理，地址或网段（如 10.0.0.0/8），用逗号分开；只信它们的 X-Forwarded-For
    #[arg(long, env = "YINGJIAN_TRUSTED_PROXIES", value_name = "CIDR", value_delimiter = ',')]
    trusted_proxies: Option<Vec<String>>,
    /// 单位已有的 OIDC 登录服务（发行者网址）；账号仍须先在本系统建好
    #[arg(long, env = "YINGJIAN_OIDC_ISSUER", value_name = "URL")]
    oidc_issuer: Option<String>,
    /// 在 OIDC 登录服务登记的客户端编号
    #[arg(long, env = "YINGJIAN_OIDC_CLIENT_ID", value_name = "ID")]
    oidc_client_id: Option<String>,
    /// OIDC 客户端的密钥；命令行上别人看得见，请用变量或下一项
    #[arg(long, env = "YINGJIAN_OIDC_CLIENT_SECRET", hide_env_values = true, value_name = "SECRET")]
    oidc_client_secret: Option<String>,
    /// 存放 OIDC 客户端密钥的文件
    #[arg(long, env = "YINGJIAN_OIDC_CLIENT_SECRET_FILE", value_name = "FILE")]
    oidc_client_secret_file: Option<PathBuf>,
    /// OIDC 令牌里写着登录名的项（默认 preferred_username）
    #[arg(long, env = "YINGJIAN_OIDC_CLAIM", value_name = "NAME")]
    oidc_claim: Option<String>,
    /// 同一地址每分钟最多几次登录失败或令牌错误（默认 60，0 为不限）
    #[arg(long, env = "YINGJIAN_FAILURES_PER_MINUTE", value_name = "N")]
    failures_per_minute: Option<u32>,
    /// 同一账号每分钟最多上传几次（默认 20000，0 为不限）
    #[arg(long, env = "YINGJIAN_UPLOADS_PER_MINUTE", value_name = "N")]
    uploads_per_minute: Option<u32>,
    /// 同一账号每分钟最多生成几次报告和档案包（默认 600，0 为不限）
    #[arg(long, env = "YINGJIAN_PAPERS_PER_MINUTE", value_name = "N")]
    papers_per_minute: Option<u32>,
    /// 处理请求的线程数（默认等于处理器核数）
    #[arg(long, env = "YINGJIAN_WORKERS", value_name = "N")]
    workers: Option<usize>,
    /// 后台任务（缩略图、归档）同时做几个（默认 2；0 表示留给其他实例）
    #[arg(long, env = "YINGJIAN_JOB_WORKERS", value_name = "N")]
    job_workers: Option<usize>,
    /// 后台任务的实例失去联系多少秒后由其他实例接手（默认 30）
    #[arg(long, env = "YINGJIAN_JOB_LEASE_SECONDS", value_name = "N")]
    job_lease_seconds: Option<u64>,
    /// 识别图片文字的 tesseract 程序（默认在 PATH 里找；写 off 就不识别）
    #[arg(long, env = "YINGJIAN_TESSERACT", value_name = "PROGRAM")]
    tesseract: Option<PathBuf>,
    /// 在 /styleguide 显示页面的全部组件，供改页面的人使用
    #[arg(long, env = "YINGJIAN_STYLEGUIDE", value_name = "BOOL", num_args = 0..=1, default_missing_value = "true")]
    styleguide: Option<bool>,
}

impl Server {
    /// What was said on the command line, else what the file says, else the usual.
    fn settings(&self, file: &Self) -> Result<web::Settings, Message> {
        let usual = web::Settings::default();
        let max_file = self.max_file_mb.or(file.max_file_mb).map(|mb| mb.saturating_mul(1_000_000));
        let front = self.front(file)?;
        let oidc = self.oidc(file).settings(&front)?;
        let secure_cookies = secure_cookies(&front, self.secure_cookies.or(file.secure_cookies))?;
        Ok(web::Settings {
            bind: self.bind.clone().or_else(|| file.bind.clone()).unwrap_or(usual.bind),
            secure_cookies,
            max_file: max_file.unwrap_or(usual.max_file),
            max_files: self.max_files.or(file.max_files).unwrap_or(usual.max_files),
            max_import_files: self
                .max_import_files
                .or(file.max_import_files)
                .unwrap_or(usual.max_import_files),
            max_form: usual.max_form,
            front,
            oidc,
            limits: self.limits(file, usual.limits),
            workers: self.workers.or(file.workers),
            jobs: self.jobs(file),
            styleguide: self.styleguide.or(file.styleguide).unwrap_or_default(),
        })
    }

    fn jobs(&self, file: &Self) -> RunnerSettings {
        let usual = RunnerSettings::default();
        let lease = self.job_lease_seconds.or(file.job_lease_seconds).map(Duration::from_secs);
        RunnerSettings {
            workers: self.job_workers.or(file.job_workers).unwrap_or(usual.workers),
            lease: lease.unwrap_or(usual.lease),
            pause: usual.pause,
        }
    }

    fn front(&self, file: &Self) -> Result<web::Front, Message> {
        let list = |own: &Option<Vec<String>>, file: &Option<Vec<String>>| {
            own.clone().or_else(|| file.clone()).unwrap_or_default()
        };
        let trusted = list(&self.trusted_proxies, &file.trusted_proxies);
        let hosts = list(&self.hosts, &file.hosts);
        let public_url = self.public_url.as_deref().or(file.public_url.as_deref());
        web::Front::new(&trusted, public_url, &hosts)
    }

    fn oidc(&self, file: &Self) -> Oidc {
        let chosen = |own: &Option<String>, file: &Option<String>| own.clone().or_else(|| file.clone());
        let secret_file = &self.oidc_client_secret_file;
        Oidc {
            issuer: chosen(&self.oidc_issuer, &file.oidc_issuer),
            client_id: chosen(&self.oidc_client_id, &file.oidc_client_id),
            client_secret: chosen(&self.oidc_client_secret, &file.oidc_client_secret),
            client_secret_file: secret_file.clone().or_else(|| file.oidc_client_secret_file.clone()),
            claim: chosen(&self.oidc_claim, &file.oidc_claim),
        }
    }

    fn limits(&self, file: &Self, usual: web::Limits) -> web::Limits {
        let chosen = |own: Option<u32>, file: Option<u32>, usual: u32| own.or(file).unwrap_or(usual);
        web::Limits {
            failures: chosen(self.failures_per_minute, file.failures_per_minute, usual.failures),
            uploads: chosen(self.uploads_per_minute, file.uploads_per_minute, usual.uploads),
            papers: chosen(self.papers_per_minute, file.papers_per_minute, usual.papers),
        }
    }
}

/// Whether cookies go over HTTPS alone: as the public address says. What contradicts it is refused, because
/// nobody could log in, or everybody's session would be sent in the open.
fn secure_cookies(front: &web::Front, said: Option<bool>) -> Result<bool, Message> {
    match (front.https(), said) {
        (Some(https), Some(secure)) if https != secure => {
            let told = Message::new("edge-cookies-contradict").with("secure", secure.to_string());
            Err(told.with("url", front.public_url().unwrap_or_default()))
        }
        (https, said) => Ok(said.or(https).unwrap_or(false)),
    }
}

pub(super) fn run(settings: &Settings, arguments: &Arguments) -> Result<ExitCode, CliError> {
    serve(settings, office_when_there(settings)?, &arguments.server)
}

/// The office, as soon as its database answers: servers that are started together need no order.
fn office_when_there(settings: &Settings) -> Result<Office, CliError> {
    let home = settings.home()?;
    let begun = Instant::now();
    loop {
        match Office::at(&home) {
            Err(OpsError::Store(away))
                if home.has_server() && away.is_away() && begun.elapsed() < PATIENCE =>
            {
                let message = Message::new("cli-waiting-for-database").with("seconds", PATIENCE.as_secs());
                eprintln!("{}", settings.lang().say(&message.with("cause", away.cause())));
            }
            office => return settings.as_set(office?),
        }
    }
}

/// Who recognises words in pictures, if anybody does.
fn scanner(program: Option<PathBuf>) -> Option<Scanner> {
    let program = program.unwrap_or_else(|| PathBuf::from("tesseract"));
    let found = if program.as_os_str() == "off" { None } else { Scanner::find(&program) };
    tracing::info!(languages = found.as_ref().map(Scanner::languages), "words in pictures");
    found
}

/// Serves an office until the process is told to stop.
pub(super) fn serve(settings: &Settings, office: Office, server: &Server) -> Result<ExitCode, CliError> {
    let chosen = server.settings(&settings.file()?.server).map_err(CliError::Refused)?;
    let program = server.tesseract.clone().or(settings.file()?.server.tesseract);
    let office = office.scanned_by(scanner(program));
    let bind = chosen.bind.clone();
    let lang = settings.lang();
    if office.access.second_factor == SecondFactor::Offered {
        eprintln!("{}", lang.word("cli-offered"));
    }
    let ready = |address: std::net::SocketAddr| {
        let message = Message::new("cli-serving").with("address", format!("http://{address}/"));
        eprintln!("{}", lang.say(&message));
    };
    web::serve(office, chosen, ready).map_err(|cause| {
        let message = Message::new("cli-bind").with("address", bind).with("cause", cause.to_string());
        CliError::Broken(message, cause.into())
    })?;
    Ok(ExitCode::SUCCESS)
}
