//! Statements in the databases' own words that each connection prepares once. What is written out for the library
//! ([`diesel::sql_query`]), and every `UPDATE` of its query builder, is prepared anew each time; an upload has ten of them.

use chrono::NaiveDateTime;
use diesel::backend::Backend;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, HasSqlType, Nullable, Text, Timestamp, Untyped};

/// A statement, with a `?` where a value stands, whichever the database. Rows are found by their columns' names.
#[derive(Debug, Clone)]
pub(super) struct Prepared<'a> {
    words: &'a str,
    values: Vec<Value<'a>>,
}

#[derive(Debug, Clone, Copy)]
enum Value<'a> {
    Text(Option<&'a str>),
    Number(i64),
    Time(NaiveDateTime),
}

impl<'a> Prepared<'a> {
    pub(super) fn new(words: &'a str) -> Self {
        Self { words, values: Vec::new() }
    }

    /// The next value is a text.
    pub(super) fn text(mut self, text: &'a str) -> Self {
        self.values.push(Value::Text(Some(text)));
        self
    }

    /// The next value is a text, or none.
    pub(super) fn maybe(mut self, text: Option<&'a str>) -> Self {
        self.values.push(Value::Text(text));
        self
    }

    /// The next value is a time.
    pub(super) fn time(mut self, time: NaiveDateTime) -> Self {
        self.values.push(Value::Time(time));
        self
    }

    /// The next value is a number.
    pub(super) fn number(mut self, number: i64) -> Self {
        self.values.push(Value::Number(number));
        self
    }
}

impl<DB> QueryFragment<DB> for Prepared<'_>
where
    DB: Backend + HasSqlType<Nullable<Text>> + HasSqlType<BigInt> + HasSqlType<Timestamp>,
    for<'t> Option<&'t str>: ToSql<Nullable<Text>, DB>,
    i64: ToSql<BigInt, DB>,
    NaiveDateTime: ToSql<Timestamp, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let mut words = self.words.split('?');
        out.push_sql(words.next().unwrap_or_default());
        for (value, words) in self.values.iter().zip(words) {
            match value {
                Value::Text(text) => out.push_bind_param::<Nullable<Text>, Option<&str>>(text)?,
                Value::Number(number) => out.push_bind_param::<BigInt, i64>(number)?,
                Value::Time(time) => out.push_bind_param::<Timestamp, NaiveDateTime>(time)?,
            }
            out.push_sql(words);
        }
        Ok(())
    }
}

/// Known by its words.
impl QueryId for Prepared<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Prepared<'_> {
    type SqlType = Untyped;
}

impl<Conn> RunQueryDsl<Conn> for Prepared<'_> {}
