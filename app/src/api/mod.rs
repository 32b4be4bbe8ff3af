//! What the page asks the server: one question, what an address shows.

#[cfg(feature = "hydrate")]
mod asked;
mod error;
#[cfg(not(feature = "hydrate"))]
mod function;
#[cfg(feature = "ssr")]
pub mod keeping;
#[cfg(feature = "ssr")]
mod origin;
#[cfg(feature = "ssr")]
mod read;
pub mod sent;
pub mod wire;

#[cfg(feature = "hydrate")]
pub use asked::view;
pub use error::ApiError;
#[cfg(not(feature = "hydrate"))]
pub use function::{ViewAddress, view};
#[cfg(feature = "ssr")]
pub use origin::requested_origin;
#[cfg(feature = "ssr")]
pub use read::{screen, trends};

/// Gives the answer that is being rendered the status of what it shows. In the browser there is none to give.
pub fn announce(view: &wire::View) {
    #[cfg(feature = "ssr")]
    read::set_status(view);
    #[cfg(not(feature = "ssr"))]
    let _ = view;
}
