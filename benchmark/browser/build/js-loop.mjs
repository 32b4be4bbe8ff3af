export { build } from "./itemsjs-facets.mjs";
