import { create } from "@orama/orama";
import { stemmer, language } from "@orama/stemmers/french";

/** With its French stemmer, as its documentation has it. */
export function database() {
  return create({
    schema: { title: "string", text: "string", labels: "string", source: "enum", tags: "enum[]", year: "number" },
    components: { tokenizer: { language, stemmer, stemming: true } },
  });
}
