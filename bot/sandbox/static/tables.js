/** Table blocks. The first row is the head. */

import { el } from "./dom.js";
import { richText } from "./rich.js";

/** @param {any} block a table or data_table */
export function table(block) {
  const [head, ...rows] = block.rows;
  const naming = block.row_header_column_index;
  const made = el("table", {},
    block.caption && el("caption", {}, block.caption),
    el("thead", {}, el("tr", {}, ...head.map((/** @type {any} */ one, /** @type {number} */ at) => cell("th", one, at, block, "col")))),
    el("tbody", {}, ...rows.map((/** @type {any[]} */ row) =>
      el("tr", {}, ...row.map((one, at) => (at === naming ? cell("th", one, at, block, "row") : cell("td", one, at, block)))))));
  return el("div", { class: "table", tabIndex: 0, role: "region", "aria-label": block.caption ?? "Table" }, made);
}

/**
 * @param {string} tag
 * @param {any} one
 * @param {number} at
 * @param {any} block
 * @param {string} [scope]
 */
function cell(tag, one, at, block, scope) {
  const settings = block.column_settings?.[at] ?? {};
  const align = settings.align ?? (one.type === "raw_number" ? "right" : "left");
  const inside = one.type === "rich_text" ? richText(one) : (one.text ?? String(one.value));
  return el(tag, { class: `${align}${settings.is_wrapped ? " wrapped" : ""}`, scope }, inside);
}
