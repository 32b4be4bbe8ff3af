//! Taking over what other processes import.

use crate::Archive;
use std::time::Duration;

/// How often the database is asked whether it changed.
const EVERY: Duration = Duration::from_millis(500);
/// How long to wait when it cannot be asked.
const AFTER_FAILURE: Duration = Duration::from_secs(5);

impl Archive {
    /// Takes over what other processes import, within a second. Never returns; what fails is logged and tried again.
    pub async fn watch(&self) {
        loop {
            if let Err(error) = self.watch_once().await {
                tracing::error!(error = &error as &dyn std::error::Error, "the database cannot be watched");
            }
            tokio::time::sleep(AFTER_FAILURE).await;
        }
    }

    /// Watches until something fails.
    async fn watch_once(&self) -> Result<(), crate::ReadError> {
        let mut watcher = self.store().watcher().await?;
        let mut seen = watcher.version().await?;
        // What was committed between opening and the first look.
        self.take_over().await?;
        loop {
            tokio::time::sleep(EVERY).await;
            let version = watcher.version().await?;
            if version != seen {
                seen = version;
                self.take_over().await?;
            }
        }
    }
}
