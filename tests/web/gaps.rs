//! The gap report as a page: the gravest losses first, the rest a click away, under the same filters.

use diesel::connection::SimpleConnection;
use yingjian::domain::standard::Standard;
use yingjian::ops::scores;

use crate::office::Served;

const GAPS: &str = "/counties/c1/gaps";

/// An office whose sheet has 65 items that lose points once a year, beside its own.
fn long() -> Served {
    let served = Served::new();
    let view = scores::round(&served.office, None).unwrap();
    let mut sheet: Standard = view.standard(yingjian::domain::round::Phase::Final).clone();
    let item = sheet.items[0].clone();
    sheet.items.extend((0..65).map(|at| {
        let mut item = item.clone();
        item.code = format!("C{at:02}");
        item
    }));
    let body = serde_json::to_string(&sheet).unwrap().replace('\'', "''");
    let conn = &mut served.office.store.conn().unwrap();
    // A version never changes, so this is another one.
    conn.batch_execute(&format!(
        "INSERT INTO standard (id, code, version, title, body, taken_at) \
         SELECT 's2', code, '2', title, '{body}', taken_at FROM standard WHERE id = 's1'; \
         UPDATE round SET final_standard = 's2'"
    ))
    .unwrap();
    served
}

/// Rows of the list.
fn rows(page: &str) -> usize {
    page.matches("<th scope=\"row\" role=\"rowheader\"><a href=\"/counties/c1/items/").count()
}

#[test]
fn a_long_list_shows_its_gravest_losses_and_leads_to_the_rest() {
    let served = long();
    let clerk = served.client("clerk");
    let page = clerk.get(GAPS).body;
    assert_eq!(rows(&page), 60, "{page}");
    let (_, rest) =
        page.split_once("href=\"/counties/c1/gaps?phase&#x3D;final&amp;list&#x3D;whole\">").unwrap();
    let told = rest.split('<').next().unwrap();
    let whole = clerk.get(&format!("{GAPS}?phase=final&list=whole")).body;
    assert_eq!(told, format!("显示全部 {} 项", rows(&whole)));
    assert!(rows(&whole) > 2 * 65 && !whole.contains("显示全部"), "{}", rows(&whole));
    // The sums are those of all, and what is narrowed stays so.
    let sum = |page: &str| page.split_once("head-figure\">").unwrap().1.split('<').next().unwrap().to_owned();
    assert_eq!(sum(&page), sum(&whole));
    let year = clerk.get(&format!("{GAPS}?year=2022&cause=not_done")).body;
    assert!(
        year.contains("?phase&#x3D;final&amp;cause&#x3D;not%5Fdone&amp;year&#x3D;2022&amp;list&#x3D;whole"),
        "{year}"
    );
    let year = clerk.get(&format!("{GAPS}?phase=final&year=2022&cause=not_done&list=whole")).body;
    assert!(rows(&year) > 65 && !year.contains("<td role=\"cell\">2023</td>"), "{year}");
    // A short one has no rest.
    let short = clerk.get(&format!("{GAPS}?unit=无&list=")).body;
    assert!(!short.contains("显示全部"), "{short}");
}
