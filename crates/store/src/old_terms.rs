//! What terms and authors were on their blog, and what those mean now.

use crate::error::Doing;
use crate::queries as sql;
use crate::records::{OldTerm, OldTermRow, TermNow};
use crate::rows::json;
use crate::{Error, Store, Write};

impl Write {
    /// Keeps what an export says of its blog's terms and authors, beside what others said. Says whether any was new.
    ///
    /// # Errors
    /// The database failed.
    pub async fn keep_old_terms(&mut self, host: &str, terms: &[OldTerm]) -> Result<bool, Error> {
        if terms.is_empty() {
            return Ok(false);
        }
        let done = sqlx::query(sql::OLD_TERM_INSERT)
            .bind(host)
            .bind(json(terms)?)
            .execute(self.connection())
            .await
            .doing("keeping the numbers of terms")?;
        Ok(done.rows_affected() > 0)
    }

    /// Everything that exports said of their blogs' terms and authors, the own blog's first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn old_terms(&mut self) -> Result<Vec<OldTermRow>, Error> {
        let rows: Vec<(String, String, String, String, String)> = sqlx::query_as(sql::OLD_TERM_ALL)
            .fetch_all(self.connection())
            .await
            .doing("reading the numbers of terms")?;
        Ok(rows
            .into_iter()
            .map(|(host, taxonomy, mark, number, parent_mark)| OldTermRow {
                host,
                term: OldTerm { taxonomy, mark, number, parent_mark },
            })
            .collect())
    }

    /// Replaces what old terms mean now.
    ///
    /// # Errors
    /// The database failed.
    pub async fn set_terms_now(&mut self, terms: &[TermNow]) -> Result<(), Error> {
        const DOING: &str = "replacing what old terms mean";
        sqlx::query(sql::TERM_NOW_CLEAR).execute(self.connection()).await.doing(DOING)?;
        sqlx::query(sql::TERM_NOW_INSERT).bind(json(terms)?).execute(self.connection()).await.doing(DOING)?;
        Ok(())
    }
}

impl Store {
    /// The values that an old term or author means now: facet and slug of each.
    ///
    /// # Errors
    /// The database failed.
    pub async fn term_now(&self, key: &str) -> Result<Vec<(String, String)>, Error> {
        sqlx::query_as(sql::TERM_NOW_FIND)
            .bind(key)
            .fetch_all(&self.readers)
            .await
            .doing("looking an old term up")
    }
}
