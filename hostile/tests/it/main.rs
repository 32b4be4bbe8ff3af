//! What is hostile, tried for seconds: the fuzz targets, and what they once found.

mod smoke;
