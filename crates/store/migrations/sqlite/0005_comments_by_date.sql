-- The newest comments of the whole archive are a feed: they are found without a walk over all of them.
CREATE INDEX comment_date ON comment (date_unix DESC);
