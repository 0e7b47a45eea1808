//! `yingjian evidence`: import of a folder or a ZIP.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use super::by;
use super::error::CliError;
use super::output::{self, Progress};
use super::settings::Settings;
use crate::contract::ImportJson;
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::intake::{IntakeError, Limits, Package, Skipped};
use crate::ops::import::{self, Import, Imported, Line, Plan, State};
use crate::ops::scores::{self, RoundView};
use crate::texts::Lang;

/// 佐证材料：从文件夹或 ZIP 批量导入。
#[derive(Debug, clap::Args)]
#[command(after_help = "例：yingjian evidence import --county c1 --zip 材料.zip --dry-run")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// 批量导入；项目和年度按路径和文件名判断，如 A02/2022/… 或 A02-2022-03 …
    Import(ImportArguments),
}

#[derive(Debug, clap::Args)]
#[command(after_help = "例：yingjian evidence import --county c1 --dir 材料/ --dry-run
    yingjian evidence import --county c1 --zip 材料.zip --format json")]
#[command(group = clap::ArgGroup::new("package").required(true))]
struct ImportArguments {
    /// 县的代码
    #[arg(long)]
    county: String,
    /// 要导入的文件夹
    #[arg(long, group = "package")]
    dir: Option<PathBuf>,
    /// 要导入的 ZIP
    #[arg(long, group = "package", value_name = "FILE")]
    zip: Option<PathBuf>,
    /// 创建周期的编号（默认最近的一个）
    #[arg(long)]
    round: Option<String>,
    /// 只预览，什么都不改动
    #[arg(long)]
    dry_run: bool,
    /// 输出格式
    #[arg(long, value_enum, default_value = "table")]
    format: ImportFormat,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum ImportFormat {
    Table,
    Json,
}

impl From<IntakeError> for CliError {
    fn from(error: IntakeError) -> Self {
        match error {
            IntakeError::Io { .. } => Self::Broken(error.message(), error.into()),
            refused => Self::Refused(refused.message()),
        }
    }
}

pub(super) fn run(settings: &Settings, arguments: &Arguments) -> Result<ExitCode, CliError> {
    let Command::Import(arguments) = &arguments.command;
    let package = arguments.package()?;
    let office = settings.office()?;
    let view = scores::round(&office, arguments.round.as_deref())?;
    let import = Import { view: &view, county: &arguments.county, package: &package };
    let lang = settings.lang();
    let mut shown = Progress::new();
    let mut tell = |done: usize, total: usize| {
        shown.tell(|| lang.say(&Message::new("import-progress").with("done", done).with("total", total)));
    };
    let told = Told { lang, view: &view, arguments };
    if arguments.dry_run {
        let plan = import::plan(&office, &import, &mut tell)?;
        shown.end();
        return told.plan(&plan);
    }
    let imported = import::run(&office, &import, &by(), &mut tell)?;
    shown.end();
    told.imported(imported)
}

impl ImportArguments {
    fn package(&self) -> Result<Package, CliError> {
        let limits = Limits::default();
        Ok(match (&self.dir, &self.zip) {
            (Some(dir), _) => Package::open_folder(dir, &limits)?,
            (None, zip) => Package::open_zip(&zip.clone().unwrap_or_default(), &limits)?,
        })
    }
}

/// The result in the form that was asked for.
struct Told<'a> {
    lang: Lang,
    view: &'a RoundView,
    arguments: &'a ImportArguments,
}

impl Told<'_> {
    fn place(&self) -> (&str, &str) {
        (&self.view.round.code, &self.arguments.county)
    }

    fn plan(&self, plan: &Plan) -> Result<ExitCode, CliError> {
        let not = plan.not_taken().count();
        match self.arguments.format {
            ImportFormat::Json => output::json(&ImportJson::of_plan(self.lang, self.place(), plan))?,
            ImportFormat::Table => {
                let skipped = plan.skipped.iter().map(|skipped| skipped_row(self.lang, skipped));
                let lines = plan.lines.iter().map(|line| self.row(line)).chain(skipped);
                output::table(&std::iter::once(head(self.lang)).chain(lines).collect::<Vec<_>>())?;
                let ready = plan.ready().count();
                let all = plan.lines.len();
                let summary = Message::new("import-plan-summary").with("all", all).with("ready", ready);
                let summary = summary.with("already", all.saturating_sub(ready).saturating_sub(not));
                self.say(&summary.with("not", not).with("skipped", plan.skipped.len()))?;
            }
        }
        Ok(ExitCode::from(u8::from(not > 0)))
    }

    /// A failure of the machine is told after what was done before it.
    fn imported(&self, imported: Imported) -> Result<ExitCode, CliError> {
        let not = imported.not_taken().count();
        match self.arguments.format {
            ImportFormat::Json => output::json(&ImportJson::of_run(self.lang, self.place(), &imported))?,
            ImportFormat::Table => {
                output::table(&left_out(self.lang, &imported))?;
                let summary = Message::new("import-summary")
                    .with("all", imported.lines.len())
                    .with("taken", imported.taken().count())
                    .with("already", imported.already().count())
                    .with("not", not)
                    .with("skipped", imported.skipped.len());
                self.say(&summary)?;
            }
        }
        match imported.stopped {
            Some(error) => {
                let told = Message::new("import-stopped").with("cause", error.message());
                Err(CliError::Broken(told, error.into()))
            }
            None => Ok(ExitCode::from(u8::from(not > 0))),
        }
    }

    fn say(&self, message: &Message) -> Result<(), CliError> {
        Ok(writeln!(std::io::stdout(), "{}", self.lang.say(message))?)
    }

    fn row(&self, line: &Line) -> Vec<String> {
        let years: Vec<String> = line.years.iter().map(ToString::to_string).collect();
        let kind = self.view.standard(Phase::Final).kind(&line.kind);
        vec![
            self.lang.named("importstate", line.state.id()),
            line.path.clone(),
            format!("{}·{}", line.items.join(","), years.join(",")),
            kind.map_or_else(String::new, |kind| kind.label.clone()),
            line.title.clone(),
            reasons(self.lang, line),
        ]
    }
}

fn head(lang: Lang) -> Vec<String> {
    let ids = ["import-state", "import-path", "import-place", "import-kind", "import-title", "import-note"];
    ids.map(|id| lang.word(id)).to_vec()
}

/// What was not taken and what was passed over, each with its reason.
fn left_out(lang: Lang, imported: &Imported) -> Vec<Vec<String>> {
    let not = imported.lines.iter().filter(|line| matches!(line.state, State::Not(_)));
    let rows = not
        .map(|line| vec![lang.named("importstate", line.state.id()), line.path.clone(), reasons(lang, line)]);
    let skipped = imported.skipped.iter();
    rows.chain(skipped.map(|skipped| vec![String::new(), skipped.path.clone(), said_skipped(lang, skipped)]))
        .collect()
}

/// Why it is not taken, then what does not agree.
fn reasons(lang: Lang, line: &Line) -> String {
    let notes = line.notes.iter().filter(|_| !matches!(line.state, State::Already(_)));
    let all = line.state.reason().into_iter().chain(notes.cloned());
    all.map(|message| lang.say(&message)).collect::<Vec<_>>().join(" ")
}

fn skipped_row(lang: Lang, skipped: &Skipped) -> Vec<String> {
    let mut row = vec![String::new(); 6];
    for (place, text) in [(1, skipped.path.clone()), (5, said_skipped(lang, skipped))] {
        if let Some(cell) = row.get_mut(place) {
            *cell = text;
        }
    }
    row
}

fn said_skipped(lang: Lang, skipped: &Skipped) -> String {
    lang.say(&Message::new("import-skipped").with("why", skipped.why.message()))
}
