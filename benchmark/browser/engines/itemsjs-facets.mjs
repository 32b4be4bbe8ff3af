export { open } from "./itemsjs.mjs";
