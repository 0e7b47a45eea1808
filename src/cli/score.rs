//! `yingjian score`: the standings of a round.

use std::process::ExitCode;

use super::error::CliError;
use super::output;
use super::settings::Settings;
use crate::contract::ScoreJson;
use crate::domain::round::Phase;
use crate::domain::score::{Figure, PhaseScore};
use crate::ops::scores::{self, RoundView, Standing};
use crate::texts::Lang;

/// 查看各县的成绩：届中、终评、综合得分和位次。
#[derive(Debug, clap::Args)]
#[command(after_help = "例：yingjian score --round sample --county c1 --format json")]
pub(super) struct Arguments {
    /// 创建周期的编号（默认最近的一个）
    #[arg(long)]
    round: Option<String>,
    /// 只看一个县
    #[arg(long)]
    county: Option<String>,
    /// 只看一个阶段：midterm 或 final
    #[arg(long, value_parser = phase)]
    phase: Option<Phase>,
    /// 用哪一种分数综合和排名：claimed、provable 或 city
    #[arg(long, default_value = "provable", value_parser = figure)]
    figure: Figure,
    /// 输出格式
    #[arg(long, value_enum, default_value = "table")]
    format: ScoreFormat,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum ScoreFormat {
    Table,
    Json,
    Csv,
}

/// A phase by its name.
pub(super) fn phase(name: &str) -> Result<Phase, String> {
    Phase::from_id(name).ok_or_else(|| Phase::ALL.map(Phase::id).join(", "))
}

fn figure(name: &str) -> Result<Figure, String> {
    Figure::from_id(name).ok_or_else(|| Figure::ALL.map(Figure::id).join(", "))
}

pub(super) fn run(settings: &Settings, arguments: &Arguments) -> Result<ExitCode, CliError> {
    let office = settings.office()?;
    let view = scores::round(&office, arguments.round.as_deref())?;
    if let Some(code) = &arguments.county {
        view.county(code)?;
    }
    let mut standings = scores::standings(&office, &view, arguments.figure)?;
    standings.retain(|standing| arguments.county.as_ref().is_none_or(|code| *code == standing.county.code));
    match arguments.format {
        ScoreFormat::Json => output::json(&json(&view, &standings, arguments.phase))?,
        ScoreFormat::Csv => output::csv(&rows(settings.lang(), &standings, arguments))?,
        ScoreFormat::Table => output::table(&rows(settings.lang(), &standings, arguments))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn json(view: &RoundView, standings: &[Standing], phase: Option<Phase>) -> Vec<ScoreJson> {
    standings.iter().map(|standing| ScoreJson::new(view, standing, phase)).collect()
}

/// A head and a line for each county: both phases in all four figures, the composite, the place.
fn rows(lang: Lang, standings: &[Standing], arguments: &Arguments) -> Vec<Vec<String>> {
    let phases: Vec<Phase> = match arguments.phase {
        Some(phase) => vec![phase],
        None => Phase::ALL.to_vec(),
    };
    let mut head = vec![lang.word("cli-county"), lang.word("cli-name")];
    for phase in &phases {
        let name = |figure: &Figure| {
            format!("{} {}", lang.named("phase", phase.id()), lang.named("figure", figure.id()))
        };
        head.extend(Figure::ALL.iter().map(name));
    }
    head.extend(["cli-composite", "cli-rank", "cli-vetoes"].map(|id| lang.word(id)));
    let mut rows = vec![head];
    rows.extend(standings.iter().map(|standing| row(standing, &phases)));
    rows
}

fn row(standing: &Standing, phases: &[Phase]) -> Vec<String> {
    let mut row = vec![standing.county.code.clone(), standing.county.name.clone()];
    for phase in phases {
        let score = match phase {
            Phase::Midterm => standing.counting_midterm(),
            Phase::Final => Some(&standing.at_final),
        };
        row.extend(Figure::ALL.map(|figure| shown(score, figure)));
    }
    row.push(standing.composite.map_or_else(|| "—".to_owned(), |points| points.to_string()));
    row.push(standing.rank.map_or_else(|| "—".to_owned(), |rank| rank.to_string()));
    let vetoes: Vec<String> =
        standing.vetoes.iter().map(|(code, reason)| format!("{code} {reason}")).collect();
    row.push(vetoes.join(" "));
    row
}

fn shown(score: Option<&PhaseScore>, figure: Figure) -> String {
    let points = score.and_then(|score| score.total.get(figure));
    points.map_or_else(|| "—".to_owned(), |points| points.to_string())
}
