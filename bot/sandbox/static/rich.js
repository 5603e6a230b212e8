/** Rich text blocks: sections, lists, quotes, code, and the leaves in them. */

import { token } from "./dates.js";
import { el } from "./dom.js";
import { link, mention, picture, place } from "./mrkdwn.js";

const STYLES = { bold: "strong", italic: "em", strike: "s", underline: "u", code: "code" };

/** @param {any} block */
export function richText(block) {
  return el("div", { class: "rich" }, ...block.elements.map(container));
}

/**
 * @param {any} one
 * @returns {HTMLElement}
 */
function container(one) {
  const inside = () => one.elements.map(leaf);
  switch (one.type) {
    case "rich_text_list": {
      const list = el(one.style === "ordered" ? "ol" : "ul", { class: `indent-${one.indent ?? 0}` });
      if (one.style === "ordered" && one.offset) list.start = one.offset + 1;
      list.append(...one.elements.map((/** @type {any} */ item) => el("li", {}, ...item.elements.map(leaf))));
      return list;
    }
    case "rich_text_preformatted":
      return el("pre", {}, ...inside());
    case "rich_text_quote":
      return el("blockquote", {}, ...inside());
    default:
      return el("div", { class: "text" }, ...inside());
  }
}

/**
 * @param {any} one
 * @returns {Node}
 */
function leaf(one) {
  let node = bare(one);
  for (const [name, tag] of Object.entries(STYLES)) {
    if (one.style?.[name]) node = el(tag, {}, node);
  }
  return node;
}

/**
 * @param {any} one
 * @returns {Node}
 */
function bare(one) {
  switch (one.type) {
    case "link":
      return link(one.url, one.text || one.url);
    case "user":
      return mention(one.user_id);
    case "channel":
      return place(one.channel_id);
    case "broadcast":
      return el("span", { class: "mention loud" }, `@${one.range}`);
    case "emoji":
      return picture(one.name);
    case "date":
      return el("time", {}, token(one.format, new Date(one.timestamp * 1000)));
    case "color":
      return document.createTextNode(one.value);
    default:
      return document.createTextNode(one.text ?? one.usergroup_id ?? one.team_id ?? "");
  }
}
