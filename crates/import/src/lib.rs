//! Export formats to drafts and a receipt. What is absent: the database, the network, the clock, printing.

pub mod draft;
