//! The database itself refuses to change or remove what is on record. Triggers do it, whose words differ
//! between the databases, so they are made here and not by a migration.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::chain::Link;
use super::{Conn, StoreError, audit, write};

/// Rows of an older office that get their place in one go.
const AT_ONCE: i64 = 1_000;

/// Replacing a row would remove it without asking the trigger that guards against removal. The one against that fails
/// rather than aborts, which asks less of whoever appends ([`audit::insert`]).
const ON_SQLITE: &str = "
CREATE TRIGGER IF NOT EXISTS audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER IF NOT EXISTS audit_is_not_removed BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
DROP TRIGGER IF EXISTS audit_is_not_replaced;
CREATE TRIGGER IF NOT EXISTS audit_is_not_overwritten BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM audit WHERE position = NEW.position)
BEGIN SELECT RAISE(FAIL, 'the record is append-only'); END;";

const ON_POSTGRES: &str = "
CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'the record is append-only'; END $$;
CREATE OR REPLACE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
ALTER TABLE audit ENABLE TRIGGER audit_is_append_only;";

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Makes the record append-only, after a place in the chain was given to every row that an older program
/// wrote; done once in the life of a database.
pub(super) fn ensure(conn: &mut Conn) -> Result<(), StoreError> {
    if is_ensured(conn)? {
        return Ok(());
    }
    write(conn, |conn| {
        chain_older(conn)?;
        Ok(conn.batch_execute(match conn {
            Conn::Sqlite(_) => ON_SQLITE,
            Conn::Postgres(_) => ON_POSTGRES,
        })?)
    })
}

fn is_ensured(conn: &mut Conn) -> Result<bool, StoreError> {
    let (query, wanted) = match conn {
        Conn::Sqlite(_) => (
            "SELECT count(*) AS count FROM sqlite_master WHERE type = 'trigger' \
             AND name IN ('audit_is_not_changed', 'audit_is_not_removed', 'audit_is_not_overwritten')",
            3,
        ),
        Conn::Postgres(_) => (
            "SELECT count(*) AS count FROM pg_trigger WHERE tgname = 'audit_is_append_only' AND tgenabled <> 'D' \
             AND tgrelid = to_regclass('audit')",
            1,
        ),
    };
    let found: Count = diesel::sql_query(query).get_result(conn)?;
    Ok(found.count == wanted)
}

fn chain_older(conn: &mut Conn) -> Result<(), StoreError> {
    let mut last: Link = audit::head(conn)?;
    loop {
        let rows = audit::unchained(conn, AT_ONCE)?;
        if rows.is_empty() {
            return Ok(());
        }
        for row in rows {
            last = last.next(&row);
            audit::chain(conn, &row.id, &last)?;
        }
    }
}
