/** Blocks to nodes. Interactive elements are drawn by elements.js; both know nothing of any app. */

import { el, fresh, put } from "./dom.js";
import { element, inputElement } from "./elements.js";
import { textOf } from "./mrkdwn.js";
import { richText } from "./rich.js";
import { table } from "./tables.js";

/**
 * Where blocks stand, and what is done from there.
 * @typedef {object} Surface
 * @property {import("./fields.js").Fields} fields
 * @property {(block: any, element: any, value: any) => Promise<void>} press
 * @property {(element: any, typed: string) => Promise<any[]>} options
 * @property {Record<string, string>} errors block_id → the sentence beside that field
 */

/**
 * @param {any[]} blocks
 * @param {Surface} surface
 * @returns {HTMLElement}
 */
export function drawn(blocks, surface) {
  return el("div", { class: "blocks" }, ...blocks.map((block) => draw(block, surface)));
}

/**
 * @param {any} block
 * @param {Surface} surface
 * @returns {Node}
 */
function draw(block, surface) {
  switch (block.type) {
    case "section":
      return section(block, surface);
    case "header":
      return el(`h${(block.level ?? 1) + 1}`, { class: `header level-${block.level ?? 1}` }, textOf(block.text));
    case "divider":
      return el("hr");
    case "context":
      return el("div", { class: "context" }, ...block.elements.map(contextual));
    case "actions":
    case "context_actions":
      return el("div", { class: "actions" }, ...block.elements.map((/** @type {any} */ one) => element(block, one, surface)));
    case "image":
      return image(block);
    case "input":
      return input(block, surface);
    case "rich_text":
      return richText(block);
    case "table":
    case "data_table":
      return table(block);
    case "markdown":
      return el("div", { class: "text" }, block.text);
    case "alert":
      return el("div", { class: `alert ${block.level ?? "default"}`, role: "note" }, textOf(block.text));
    default:
      return el("p", { class: "quiet" }, `This page does not show blocks of the kind ${block.type}.`);
  }
}

/**
 * @param {any} block
 * @param {Surface} surface
 */
function section(block, surface) {
  const words = el("div", { class: "words" });
  if (block.text) words.append(el("div", { class: "text" }, textOf(block.text)));
  if (block.fields) {
    words.append(el("div", { class: "fields" }, ...block.fields.map((/** @type {any} */ one) => el("div", { class: "text" }, textOf(one)))));
  }
  if (!block.accessory) return el("div", { class: "section" }, words);
  const beside = block.accessory.type === "image" ? picture(block.accessory) : element(block, block.accessory, surface);
  return el("div", { class: "section" }, words, el("div", { class: "accessory" }, beside));
}

/** @param {any} one */
function contextual(one) {
  return one.type === "image" ? picture(one) : el("span", { class: "text" }, textOf(one));
}

/**
 * A picture of this machine's; of another's only the words, as nothing is fetched from outside.
 * @param {any} one
 */
function picture(one) {
  const url = one.image_url ?? "";
  const here = url.startsWith(`${location.origin}/`) || url.startsWith("data:image/");
  return here ? el("img", { src: url, alt: one.alt_text }) : el("span", { class: "no-image", title: url }, one.alt_text);
}

/** @param {any} block */
function image(block) {
  return el("figure", {}, picture(block), block.title && el("figcaption", {}, textOf(block.title)));
}

/**
 * @param {any} block
 * @param {Surface} surface
 */
function input(block, surface) {
  const names = { field: fresh("field"), label: fresh("label"), hint: fresh("hint"), error: fresh("error") };
  const error = surface.errors[block.block_id];
  const described = [error && names.error, block.hint && names.hint].filter(Boolean).join(" ");
  const control = inputElement(block, block.element, surface, {
    id: names.field,
    "aria-labelledby": names.label,
    "aria-describedby": described || null,
    "aria-invalid": error ? "true" : null,
    "aria-required": block.optional ? null : "true",
  });
  const out = el("div", { class: error ? "input wrong" : "input", dataset: { block: block.block_id } });
  const optional = block.optional && el("span", { class: "quiet" }, " (optional)");
  put(out,
    el("label", { id: names.label, htmlFor: names.field }, textOf(block.label), optional),
    control,
    error && el("p", { class: "error", id: names.error }, error),
    block.hint && el("p", { class: "hint", id: names.hint }, textOf(block.hint)));
  return out;
}
