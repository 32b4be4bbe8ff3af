//! HTML that may be put on a page.

use serde::{Deserialize, Serialize};

/// HTML that went through the sanitiser (`import::body::sanitise`). The page's `inner_html` takes nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// Vouches for HTML. Only the sanitiser calls this, and the store for what the sanitiser made before;
    /// a test of the repository holds that no one else does.
    #[must_use]
    pub fn vouched(html: String) -> Self {
        Self(html)
    }

    /// The HTML.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
