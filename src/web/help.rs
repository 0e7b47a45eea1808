//! Where in the manual a page is explained: one table, by the templates of pages. A test sees that every page
//! stands in it and that every place is there. And the tours that show newcomers around a page.

use serde::Serialize;

use super::error::WebError;
use super::request::{Context, Visitor};
use crate::ops::accounts::tours;

/// The manual's own page, which needs no way to itself.
const MANUAL: &str = "manual";

/// A page's template, and the chapter of the manual with the heading that explains it.
const PLACES: &[(&str, &str, &str)] = &[
    ("accounts", "11-accounts", "新增账号"),
    ("api", "12-command-line", "常用命令"),
    ("archive", "09-archive", "下载归档"),
    ("audit", "13-backup", "操作记录"),
    ("coverage", "08-gaps", "书面汇报写到了什么"),
    ("coverage-city", "08-gaps", "各县一起看"),
    ("decisions", "10-city", "一票否决市级领导"),
    ("error", "14-questions", "页面说系统出了错"),
    ("evidence", "06-evidence", "看文件"),
    ("evidence-form", "04-upload", "上传一件"),
    ("evidence-list", "06-evidence", "找材料"),
    ("evidence-preview", "06-evidence", "看文件"),
    ("evidence-revision", "06-evidence", "用在哪里以前是什么样"),
    ("findings", "16-findings", "看疑点"),
    ("match", "16-findings", "三者对口"),
    ("gaps", "08-gaps", "报告里有什么"),
    ("home", "02-home", "上面的数"),
    ("import", "05-import", "先理好文件夹"),
    ("import-shown", "05-import", "预览再导入"),
    ("item", "03-items", "看懂一个项目"),
    ("items", "03-items", "找到要填的项目"),
    ("log-in", "01-log-in", "登录"),
    ("log-in-code", "01-log-in", "动态口令"),
    (MANUAL, "14-questions", ""),
    ("matrix", "10-city", "各县总表"),
    ("password", "01-log-in", "我的账号"),
    ("policy", "11-accounts", "安全策略"),
    ("profile", "01-log-in", "我的账号"),
    ("prove", "01-log-in", "重要的操作再问一次密码"),
    ("queue", "10-city", "审核材料市检查员"),
    ("search", "06-evidence", "搜索"),
    ("second-factor", "01-log-in", "动态口令"),
    ("security", "11-accounts", "可疑的登录"),
    ("standard", "07-score", "一个阶段的分"),
    ("styleguide", "14-questions", ""),
];

/// The address that explains the page of a template; the manual is for those who are logged in.
pub(super) fn address(cx: &Context, template: &str) -> Option<String> {
    cx.account().filter(|_| template != MANUAL)?;
    places().find(|(page, _)| *page == template).map(|(_, address)| address)
}

/// Every page's template with the address that explains it.
pub fn places() -> impl Iterator<Item = (&'static str, String)> {
    PLACES.iter().map(|(page, chapter, heading)| {
        let anchor = if heading.is_empty() { String::new() } else { format!("#{heading}") };
        (*page, format!("/manual/{chapter}{anchor}"))
    })
}

/// A step of a tour, as the page holds it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TourStep {
    /// The id of the element that it tells of.
    pub(super) target: &'static str,
    pub(super) text: String,
}

/// The tours: a page's template, with ids on it and the message that tells of each. What is not on the page of
/// somebody's role is left out there.
const TOURS: &[(&str, &[(&str, &str)])] = &[
    (
        "home",
        &[
            ("days", "tour-home-days"),
            ("provable", "tour-home-provable"),
            ("steps", "tour-home-steps"),
            ("chart-waterfall", "tour-home-charts"),
            ("county-menu", "tour-home-menu"),
            ("help", "tour-help"),
        ],
    ),
    (
        "matrix",
        &[
            ("league", "tour-matrix-league"),
            ("lost", "tour-matrix-lost"),
            ("heat", "tour-matrix-heat"),
            ("help", "tour-help"),
        ],
    ),
];

/// The tour of the page of a template, for somebody who has not ended it yet.
///
/// # Errors
/// When the database fails.
pub(super) fn tour(cx: &Context, template: &str) -> Result<Vec<TourStep>, WebError> {
    let Some((_, steps)) = TOURS.iter().find(|(page, _)| *page == template) else { return Ok(Vec::new()) };
    let due = match &cx.visitor {
        Visitor::Person(known, _) => tours::is_due(cx.office(), &known.account)?,
        _ => false,
    };
    let step = |(target, id): &(&'static str, &'static str)| TourStep { target, text: cx.word(id) };
    Ok(if due { steps.iter().map(step).collect() } else { Vec::new() })
}
