/** As its documentation has it for Latin letters and search while typing. */
export function options(Charset) {
  const field = (name) => ({ field: name, tokenize: "forward", encoder: Charset.LatinBalance });
  return { document: { id: "id", index: [field("title"), field("text"), field("labels")] } };
}
