//! What the server function could not do. No internal text leaves the server.

#[cfg(not(feature = "hydrate"))]
use leptos::server_fn::codec::PostcardEncoding;
#[cfg(not(feature = "hydrate"))]
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ApiError {
    /// The server is out of reach.
    #[error("the server is out of reach")]
    Offline,
    /// The server and this page do not understand each other: another version was deployed.
    #[error("another version was deployed")]
    Foreign,
}

#[cfg(not(feature = "hydrate"))]
impl FromServerFnError for ApiError {
    type Encoder = PostcardEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Offline,
            _ => Self::Foreign,
        }
    }
}
