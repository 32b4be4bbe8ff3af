import sqlite3InitModule from "@sqlite.org/sqlite-wasm";
import { bytes } from "./by-hand.mjs";

/** Words as FTS5 wants them: quoted, so that none is an operator. */
const quoted = (q) =>
  q
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .map((word) => `"${word.replaceAll('"', "")}"`);

export async function open(base) {
  const sqlite = await sqlite3InitModule({ print() {}, printErr() {} });
  const file = await bytes(`${base}/posts.db`);
  const db = new sqlite.oo1.DB();
  const memory = sqlite.wasm.allocFromTypedArray(file);
  const { SQLITE_DESERIALIZE_FREEONCLOSE: free, SQLITE_DESERIALIZE_RESIZEABLE: grow } = sqlite.capi;
  sqlite.capi.sqlite3_deserialize(db.pointer, "main", memory, file.length, file.length, free | grow);
  const statements = new Map();
  const rows = (sql, bind) => {
    const statement = statements.get(sql) ?? statements.set(sql, db.prepare(sql)).get(sql);
    statement.bind(bind);
    const all = [];
    while (statement.step()) all.push(statement.get([]));
    statement.reset();
    return all;
  };
  const facets = (where, bind) => {
    const [[total]] = rows(`SELECT count(*) FROM post WHERE ${where}`, bind);
    rows(`SELECT tag, count(*) FROM post JOIN tag ON tag.post = post.n WHERE ${where} GROUP BY tag`, bind);
    rows(`SELECT year, count(*) FROM post WHERE ${where} GROUP BY year`, bind);
    return total;
  };
  const RANKED = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words, 4.0, 1.0, 2.0) LIMIT 20";
  const ranked = (match) => rows(RANKED, [match]).length;
  return {
    source: ({ source }) => {
      rows("SELECT source, count(*) FROM post GROUP BY source", undefined);
      return facets("source = ?1", [source]);
    },
    range: ({ source, tag, from, to }) => {
      const tagged = "n IN (SELECT post FROM tag WHERE tag = ?2) AND year BETWEEN ?3 AND ?4";
      rows(`SELECT source, count(*) FROM post WHERE ?1 <> '' AND ${tagged} GROUP BY source`, [source, tag, from, to]);
      return facets(`source = ?1 AND ${tagged}`, [source, tag, from, to]);
    },
    word: ({ q }) => ranked(quoted(q).join(" ")),
    words: ({ q }) => ranked(quoted(q).join(" ")),
    prefix: ({ q }) => ranked(`${quoted(q).join(" ")}*`),
    phrase: ({ q }) => ranked(`"${q}"`),
    search: (q) => {
      const match = q.includes('"') ? q : quoted(q).join(" ");
      if (!/[\p{L}\p{N}]/u.test(match)) return [];
      const sql = `SELECT id FROM words JOIN post ON post.n = words.rowid WHERE words MATCH ?
        ORDER BY bm25(words, 4.0, 1.0, 2.0) LIMIT 100`;
      try {
        return rows(sql, [match]).map(([id]) => id);
      } catch {
        return [];
      }
    },
    wasmBytes: () => sqlite.wasm.heap8u().byteLength,
  };
}
