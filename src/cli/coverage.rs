//! `yingjian coverage`: which items of a sheet written reports mention. It needs no database.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::error::CliError;
use super::settings::Settings;
use super::{output, standard};
use crate::contract::CoverageJson;
use crate::domain::message::Message;
use crate::domain::standard::Standard;
use crate::intake::{FileKind, TextReader, plain_text};
use crate::reading::coverage::Coverage;
use crate::reading::lexicon::Lexicon;
use crate::texts::Lang;

/// 书面汇报写到了哪些项目，哪些一次也没提（不用数据库）。
#[derive(Debug, clap::Args)]
#[command(after_help = "例：yingjian coverage --standard 本省标准.xlsx 汇报1.docx 汇报2.txt")]
pub(super) struct Arguments {
    /// 评分标准，.toml 或 .xlsx；各项目的词语在里面
    #[arg(long, value_name = "FILE")]
    standard: PathBuf,
    /// 格式：table 或 json
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// 书面汇报：TXT、DOCX、PDF 等
    #[arg(required = true, value_name = "REPORT")]
    reports: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Table,
    Json,
}

pub(super) fn run(settings: &Settings, arguments: &Arguments) -> Result<ExitCode, CliError> {
    let lang = settings.lang();
    let Some(sheet) = standard::check(lang, &arguments.standard)? else { return Ok(ExitCode::from(1)) };
    let lexicon = Lexicon::of_sheet(&sheet)
        .map_err(|cause| CliError::Broken(Message::new("cli-coverage-words"), cause.into()))?;
    let mut found = Vec::new();
    for path in &arguments.reports {
        let text = text_of(path)?;
        found.push(CoverageJson::of(path.display().to_string(), &Coverage::of(&text, &lexicon), &sheet));
    }
    match arguments.format {
        Format::Json => {
            let mut out = std::io::stdout().lock();
            serde_json::to_writer(&mut out, &found)?;
            writeln!(out)?;
        }
        Format::Table => output::table(&rows(lang, &sheet, &found))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// What a report says. A text file is read as it stands, so that places in it are places in the file.
fn text_of(path: &Path) -> Result<String, CliError> {
    let broken = |cause| CliError::file(path, cause);
    let file = File::open(path).map_err(broken)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let said = match FileKind::of(path, &name) {
        Ok(kind) if kind != FileKind::Txt => {
            let said = TextReader::default().read(file, kind).map_err(broken)?;
            said.ok().map(|said| said.text)
        }
        _ => plain_text(&std::fs::read(path).map_err(broken)?),
    };
    let refused = || Message::new("cli-coverage-no-text").with("path", path.display().to_string());
    said.filter(|text| !text.trim().is_empty()).ok_or_else(|| CliError::Refused(refused()))
}

/// What of a report is counted.
type Count = fn(&CoverageJson) -> usize;

/// A row for each item, a column for each report: how often it is mentioned. Then what else was found.
fn rows(lang: Lang, sheet: &Standard, found: &[CoverageJson]) -> Vec<Vec<String>> {
    let say = |id| lang.say(&Message::new(id));
    let names = found.iter().map(|report| {
        Path::new(&report.file)
            .file_stem()
            .map_or_else(|| report.file.clone(), |stem| stem.to_string_lossy().into_owned())
    });
    let mut rows =
        vec![[say("cli-coverage-item"), say("cli-coverage-name")].into_iter().chain(names).collect()];
    for item in &sheet.items {
        let times = found.iter().map(|report| {
            let covered = report.items.iter().find(|covered| covered.code == item.code);
            covered.map_or_else(|| say("cli-coverage-absent"), |covered| covered.mentions.len().to_string())
        });
        rows.push([item.code.clone(), item.name.clone()].into_iter().chain(times).collect());
    }
    let totals: [(&str, Count); 3] = [
        ("cli-coverage-absent-items", |report| report.absent.len()),
        ("cli-coverage-blanks", |report| report.blanks.len()),
        ("cli-coverage-repeats", |report| report.repeats.len()),
    ];
    for (id, count) in totals {
        let counts = found.iter().map(|report| count(report).to_string());
        rows.push([String::new(), lang.say(&Message::new(id))].into_iter().chain(counts).collect());
    }
    rows
}
