//! Whatever copies or checks a whole office knows every table, and every column with its type.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types::Text;
use yingjian::store::{Conn, tables};

use crate::desk::Desk;

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

#[test]
fn no_table_and_no_column_is_forgotten() {
    let desk = Desk::empty();
    let conn = &mut *desk.office.store.conn().unwrap();
    let query = match conn {
        Conn::Sqlite(_) => {
            "SELECT m.name || '.' || c.name AS name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table'"
        }
        Conn::Postgres(_) => {
            "SELECT CAST(table_name || '.' || column_name AS TEXT) AS name FROM information_schema.columns \
             WHERE table_schema = 'public'"
        }
    };
    let there: BTreeSet<String> = diesel::sql_query(query)
        .load::<Name>(conn)
        .unwrap()
        .into_iter()
        .map(|row| row.name)
        // The index of searches follows from the rest.
        .filter(|name| {
            !["__diesel", "writer.", "upload.", "search_"].iter().any(|other| name.starts_with(other))
        })
        .collect();
    let tables = tables::all().unwrap();
    let known: BTreeSet<String> = tables
        .iter()
        .flat_map(|table| table.columns.iter().map(|column| format!("{}.{}", table.name, column.name)))
        .collect();
    assert_eq!(known, there);
    assert!(tables.iter().all(|table| !table.key.is_empty()), "a table without a key");
}

#[test]
fn a_table_comes_after_those_whose_rows_it_names() {
    let mut before = BTreeSet::new();
    for table in tables::all().unwrap() {
        for parent in &table.parents {
            assert!(before.contains(&parent.table) || parent.table == table.name, "{}", table.name);
        }
        before.insert(table.name);
    }
    assert!(before.contains("evidence_file"));
}
