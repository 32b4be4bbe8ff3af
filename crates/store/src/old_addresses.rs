//! What addresses of before are made of, all of them.

use crate::error::Doing;
use crate::queries as sql;
use crate::records::OldAddressRow;
use crate::{Error, Store};

impl Store {
    /// Everything that an address of before may be made of, in no order.
    ///
    /// # Errors
    /// The database failed.
    pub async fn old_addresses(&self) -> Result<Vec<OldAddressRow>, Error> {
        const DOING: &str = "reading the addresses of before";
        let rows: Vec<(String, Option<String>, String)> =
            sqlx::query_as(sql::OLD_ADDRESS_ALL).fetch_all(&self.readers).await.doing(DOING)?;
        rows.into_iter()
            .map(|(what, one, other)| {
                let text = one.clone().unwrap_or_default();
                Ok(match what.as_str() {
                    "post" => OldAddressRow::Post(text),
                    "page" => OldAddressRow::Page(text),
                    "attachment" => OldAddressRow::Attachment(text),
                    "path" => OldAddressRow::Path(text),
                    "beside" => OldAddressRow::Beside { slug: text, path: other },
                    "guid" => OldAddressRow::Guid(text),
                    "alias" => OldAddressRow::Alias { facet: text, slug: other },
                    "category" => OldAddressRow::Category { nicename: one, slug: other },
                    "term" => OldAddressRow::Term(text),
                    "revision" => OldAddressRow::Revision(text),
                    unknown => return Err(Error::row(DOING, unknown)),
                })
            })
            .collect()
    }
}
