//! All rows of one database into another, which is empty.

use std::collections::BTreeMap;

use crate::ops::OpsError;
use crate::store::tables::{self, Table};
use crate::store::{Conn, copy, write_though_closed};

/// What is made from files: it is not taken along, and made again, when it is asked for or by itself.
const MADE_AGAIN: [&str; 2] = ["derived", "file_text"];

/// The tables that are taken along, in an order in which they can be filled.
pub(super) fn tables() -> Result<Vec<Table>, OpsError> {
    Ok(tables::all()?.into_iter().filter(|table| !MADE_AGAIN.contains(&table.name.as_str())).collect())
}

/// Copies every table in one state of `from`, and gives the number of rows of each.
pub(super) fn copy_all(
    from: &mut Conn,
    to: &mut Conn,
    mut told: impl FnMut(&str, u64),
) -> Result<BTreeMap<String, u64>, OpsError> {
    let tables = tables()?;
    copy::on_one_state(from, |from| {
        let mut counts = BTreeMap::new();
        for table in &tables {
            let mut rows = 0_u64;
            copy::read(from, table, |batch| {
                rows = rows.saturating_add(u64::try_from(batch.rows).unwrap_or_default());
                write_though_closed(to, |to| copy::write(to, table, &batch))?;
                told(&table.name, rows);
                Ok::<_, OpsError>(())
            })?;
            counts.insert(table.name.clone(), rows);
        }
        Ok(counts)
    })
}
