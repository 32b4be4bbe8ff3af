//! What the browser fetches of the server.

use gloo_net::http::Request;

/// What a server answered.
pub(crate) struct Fetched {
    /// Its status.
    pub(crate) status: u16,
    /// What it sent.
    pub(crate) bytes: Vec<u8>,
}

impl Fetched {
    /// Whether it is what was asked for.
    pub(crate) fn is_ok(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Fetches an address. None where there is no network, no server, or where it breaks off.
pub(crate) async fn fetched(address: &str) -> Option<Fetched> {
    let answer = Request::get(address).send().await.ok()?;
    Some(Fetched { status: answer.status(), bytes: answer.binary().await.ok()? })
}
