import { writeFileSync } from "node:fs";
import sqlite3InitModule from "@sqlite.org/sqlite-wasm";

export async function build(posts, folder) {
  const sqlite = await sqlite3InitModule({ print() {}, printErr() {} });
  const db = new sqlite.oo1.DB(":memory:");
  db.exec(`
    CREATE TABLE post (n INTEGER PRIMARY KEY, id TEXT, source TEXT, year INTEGER);
    CREATE TABLE tag (post INTEGER, tag TEXT);
    CREATE VIRTUAL TABLE words USING fts5(title, text, labels, content='', tokenize='unicode61 remove_diacritics 2');
    BEGIN`);
  const post = db.prepare("INSERT INTO post VALUES (?, ?, ?, ?)");
  const tag = db.prepare("INSERT INTO tag VALUES (?, ?)");
  const words = db.prepare("INSERT INTO words(rowid, title, text, labels) VALUES (?, ?, ?, ?)");
  posts.forEach((one, n) => {
    post.bind([n, one.id, one.source, one.year]).stepReset();
    for (const slug of one.tags) tag.bind([n, slug]).stepReset();
    words.bind([n, one.title, one.text, one.labels]).stepReset();
  });
  [post, tag, words].forEach((statement) => statement.finalize());
  db.exec(`
    COMMIT;
    INSERT INTO words(words) VALUES ('optimize');
    CREATE INDEX post_source ON post(source);
    CREATE INDEX tag_post ON tag(post);
    CREATE INDEX tag_tag ON tag(tag, post);
    ANALYZE;
    VACUUM`);
  writeFileSync(`${folder}/posts.db`, sqlite.capi.sqlite3_js_db_export(db));
}
