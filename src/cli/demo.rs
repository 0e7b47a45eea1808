//! `yingjian demo`: the sample round in a fresh folder, then served.

use std::cell::Cell;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use super::error::CliError;
use super::output;
use super::serve::{self, Server};
use super::settings::Settings;
use crate::demo::{self, DemoError, LogIn, Size, Step};
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::ops::Office;
use crate::texts::Lang;

/// The least time between two lines of progress.
const PAUSE: Duration = Duration::from_secs(1);

/// 在空文件夹中建立一套示例数据，然后启动服务。
#[derive(Debug, clap::Args)]
#[command(after_help = "例：yingjian demo --dir /tmp/yingjian-demo --bind 127.0.0.1:8080")]
pub(super) struct Arguments {
    /// 示例数据的文件夹，要空的；已经是示例数据就直接启动
    #[arg(long, value_name = "DIR", default_value = "yingjian-demo")]
    dir: PathBuf,
    /// 只建头尾两个大项的示例数据（用于测试）
    #[arg(long, hide = true)]
    small: bool,
    #[command(flatten)]
    server: Server,
}

pub(super) fn run(settings: &Settings, arguments: &Arguments) -> Result<ExitCode, CliError> {
    let lang = settings.lang();
    let log_ins = match demo::find(&arguments.dir)? {
        Some(log_ins) => log_ins,
        None => make(lang, arguments)?,
    };
    print(lang, &log_ins)?;
    let path = demo::log_ins_file(&arguments.dir).display().to_string();
    eprintln!("{}", lang.say(&Message::new("demo-log-ins").with("path", path)));
    serve::serve(settings, settings.as_set(Office::open(&arguments.dir)?)?, &arguments.server)
}

fn make(lang: Lang, arguments: &Arguments) -> Result<Vec<LogIn>, CliError> {
    let path = arguments.dir.display().to_string();
    eprintln!("{}", lang.say(&Message::new("demo-making").with("path", path)));
    let begun = Instant::now();
    let told = Cell::new(begun);
    let progress = |step: Step| {
        let filing = matches!(step, Step::Filed { .. });
        if !filing || told.get().elapsed() >= PAUSE {
            told.set(Instant::now());
            eprintln!("{}", lang.say(&in_words(step)));
        }
    };
    let size = if arguments.small { Size::Small } else { Size::Whole };
    let log_ins = demo::make(&arguments.dir, (size, super::today()), &progress)?;
    let seconds = begun.elapsed().as_secs().to_string();
    eprintln!("{}", lang.say(&Message::new("demo-made").with("seconds", seconds)));
    Ok(log_ins)
}

fn in_words(step: Step) -> Message {
    match step {
        Step::Opened => Message::new("demo-opened"),
        Step::Filed { done, of } => {
            Message::new("demo-filed").with("done", done.to_string()).with("of", of.to_string())
        }
        Step::Judged(Phase::Midterm) => Message::new("demo-judged-midterm"),
        Step::Judged(Phase::Final) => Message::new("demo-judged-final"),
    }
}

/// The log-ins as a table on standard output.
fn print(lang: Lang, log_ins: &[LogIn]) -> Result<(), CliError> {
    let head = ["demo-name", "demo-password", "demo-role", "demo-county"].map(|id| lang.word(id));
    let row = |one: &LogIn| {
        let role = lang.named("role", one.role.id());
        vec![one.name.clone(), one.password.clone(), role, one.county.clone().unwrap_or_default()]
    };
    let mut rows = vec![head.to_vec()];
    rows.extend(log_ins.iter().map(row));
    output::table(&rows)
}

impl From<DemoError> for CliError {
    fn from(error: DemoError) -> Self {
        match error {
            DemoError::NotEmpty(_) => Self::Refused(error.message()),
            DemoError::Ops(error) => error.into(),
            other => Self::Broken(other.message(), other.into()),
        }
    }
}
