//! Columns to the domain's types and back.

use crate::Error;
use domain::{Kind, Moment};

/// How a kind is written in the database.
pub(crate) fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Post => "post",
        Kind::Page => "page",
    }
}

/// The kind of a row.
pub(crate) fn kind(word: &str) -> Result<Kind, Error> {
    match word {
        "post" => Ok(Kind::Post),
        "page" => Ok(Kind::Page),
        other => Err(Error::row("reading a post's kind", other)),
    }
}

/// The moment of two columns.
pub(crate) fn moment(unix: Option<i64>, offset: Option<i64>) -> Option<Moment> {
    Some(Moment { unix: unix?, offset_minutes: i16::try_from(offset?).ok()? })
}

/// A moment as two columns.
pub(crate) fn columns(moment: Option<Moment>) -> (Option<i64>, Option<i64>) {
    (moment.map(|m| m.unix), moment.map(|m| i64::from(m.offset_minutes)))
}

/// A list as the JSON that a statement takes apart.
pub(crate) fn json<T: serde::Serialize + ?Sized>(list: &T) -> Result<String, Error> {
    serde_json::to_string(list)
        .map_err(|error| Error::row("writing a list for the database", error.to_string()))
}
