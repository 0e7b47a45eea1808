//! What written reports mention, of a county and of all, and whether its papers tell what it states.

use crate::contract::{
    CountyCoverageJson, CountyMentionsJson, CoverageJson, CoverageMatrixJson, MatchJson, ReportCoverageJson,
};
use crate::domain::round::Phase;
use crate::ops::coverage::{self, Counted, Report};
use crate::ops::{scores, three_way};
use crate::reading::coverage::Coverage;
use crate::store::rounds::CountyRow;
use crate::web::guard::{CityReader, CountyReader};
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

/// Counties of one answer.
const PAGE: usize = 100;

/// What the newest written reports of a county mention of the final's sheet.
#[utoipa::path(
    get, path = "/api/v1/counties/{county}/coverage", tag = "coverage",
    params(("county" = String, Path), ("round" = Option<String>, Query)),
    responses(
        (status = 200, body = CountyCoverageJson),
    ),
)]
pub(in crate::web) fn show_coverage(cx: &Context, right: CountyReader) -> Answer {
    let view = cx.round()?;
    let sheet = view.standard(Phase::Final);
    let reports = coverage::of_county(cx.office(), &view, &right.county.code)?;
    let lexicon = coverage::lexicon(sheet)?;
    let told = |report: &Report| ReportCoverageJson {
        evidence: report.evidence.clone(),
        coverage: CoverageJson::of(report.title.clone(), &Coverage::of(&report.text, &lexicon), sheet),
    };
    let reports: Vec<ReportCoverageJson> = reports.iter().map(told).collect();
    let never = |code: &String| reports.iter().all(|report| report.coverage.absent.contains(code));
    let first = reports.first().map(|report| report.coverage.absent.clone()).unwrap_or_default();
    let absent = first.into_iter().filter(never).collect();
    Ok(Reply::json(&CountyCoverageJson { reports, absent }))
}

/// The facts of a county with everything that tells them.
#[utoipa::path(
    get, path = "/api/v1/counties/{county}/match", tag = "coverage",
    params(("county" = String, Path), ("round" = Option<String>, Query)),
    responses(
        (status = 200, body = MatchJson),
    ),
)]
pub(in crate::web) fn show_match(cx: &Context, right: CountyReader) -> Answer {
    let lines = three_way::of_county(cx.office(), &cx.round()?, &right.county)?;
    Ok(Reply::json(&MatchJson::from(lines.as_slice())))
}

/// How often the newest reports of each county mention each item, a page of counties.
#[utoipa::path(
    get, path = "/api/v1/rounds/{round}/coverage", tag = "coverage",
    params(("round" = String, Path), ("after" = Option<String>, Query)),
    responses(
        (status = 200, body = CoverageMatrixJson),
    ),
)]
pub(in crate::web) fn show_counties(cx: &Context, _right: CityReader) -> Answer {
    let view = scores::round(cx.office(), cx.asked.param("round"))?;
    let after = cx.query_value("after");
    let begin = after.and_then(|code| view.counties.iter().position(|county| county.code == code));
    let begin = begin.map_or(0, |at| at.saturating_add(1));
    let page: Vec<&CountyRow> = view.counties.iter().skip(begin).take(PAGE).collect();
    let codes: Vec<String> = page.iter().map(|county| county.code.clone()).collect();
    let counted = coverage::counted(cx.office(), &view, &codes)?;
    let more = view.counties.len() > begin.saturating_add(PAGE);
    Ok(Reply::json(&CoverageMatrixJson {
        round: view.round.code.clone(),
        items: view.standard(Phase::Final).items.iter().map(|item| item.code.clone()).collect(),
        counties: codes.iter().map(|code| mentions(code, &counted)).collect(),
        next: codes.last().filter(|_| more).cloned(),
    }))
}

fn mentions(county: &str, counted: &[Counted]) -> CountyMentionsJson {
    let own: Vec<&Counted> = counted.iter().filter(|report| report.county == county).collect();
    let read = own.iter().filter(|report| report.times.is_some()).count();
    CountyMentionsJson {
        county: county.to_owned(),
        reports: read,
        unread: own.len().saturating_sub(read),
        mentions: coverage::together(&own),
    }
}
