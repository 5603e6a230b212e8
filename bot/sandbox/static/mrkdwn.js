/** Slack's mrkdwn as nodes. What somebody typed is only ever text in them. */

import { token } from "./dates.js";
import { el, put } from "./dom.js";
import { emoji } from "./emoji.js";
import { channel, person, screen } from "./screen.js";
import { openPlace } from "./route.js";

const SAFE = /^(https?:|mailto:|tel:|slack:)/i;
const MARKS = { "*": "strong", _: "em", "~": "s" };

/** @param {string} text */
export const decode = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/**
 * A whole text: code blocks, quotes, lines.
 * @param {string} text
 * @param {{verbatim?: boolean}} [how] with `verbatim` bare addresses, @here and #names stay words
 * @returns {DocumentFragment}
 */
export function mrkdwn(text, how = {}) {
  const out = document.createDocumentFragment();
  for (const [at, part] of text.split(/```\n?/).entries()) {
    if (at % 2 && text.split("```").length > at + 1) put(/** @type {any} */ (out), el("pre", {}, decode(part.replace(/\n$/, ""))));
    else lines(out, part, how);
  }
  return out;
}

/**
 * @param {DocumentFragment} out
 * @param {string} text
 * @param {{verbatim?: boolean}} how
 */
function lines(out, text, how) {
  /** @type {HTMLElement | null} */
  let quote = null;
  const all = text.split("\n");
  all.forEach((line, at) => {
    const quoted = line.match(/^(?:&gt;|>) ?(.*)$/);
    if (quoted) {
      const begun = quote ?? el("blockquote");
      if (quote) quote.append("\n");
      else out.append(begun);
      begun.append(...inline(quoted[1], how));
      quote = begun;
      return;
    }
    if (at && !quote) out.append("\n");
    quote = null;
    out.append(...inline(line, how));
  });
}

/**
 * One line: marks, code, links and mentions, emoji.
 * @param {string} text
 * @param {{verbatim?: boolean}} how
 * @returns {Node[]}
 */
function inline(text, how) {
  /** @type {Node[]} */
  const nodes = [];
  let plain = "";
  const flush = () => {
    if (plain) nodes.push(document.createTextNode(decode(plain)));
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const found = special(text, at, how);
    if (found) {
      flush();
      nodes.push(found.node);
      at += found.length;
    } else plain += text[at++];
  }
  flush();
  return nodes;
}

/**
 * What begins at this place and is more than a character.
 * @param {string} text
 * @param {number} at
 * @param {{verbatim?: boolean}} how
 * @returns {{node: Node, length: number} | null}
 */
function special(text, at, how) {
  const rest = text.slice(at);
  const before = text[at - 1] ?? " ";
  let found;
  if ((found = rest.match(/^<([^<>\n]+)>/))) return { node: pointed(found[1]), length: found[0].length };
  if ((found = rest.match(/^`([^`\n]+)`/))) return { node: el("code", {}, decode(found[1])), length: found[0].length };
  const mark = /** @type {"*" | "_" | "~"} */ (text[at]);
  if (mark in MARKS && !/[\p{L}\p{N}]/u.test(before)) {
    const end = closing(rest, mark);
    if (end) return { node: el(MARKS[mark], {}, ...inline(rest.slice(1, end), how)), length: end + 1 };
  }
  if ((found = rest.match(/^:([a-z0-9_+-]+):/)) && emoji(found[1])) {
    return { node: picture(found[1]), length: found[0].length };
  }
  return how.verbatim || /[\p{L}\p{N}&]/u.test(before) ? null : loose(rest);
}

/**
 * Where a mark that opens at 0 closes; 0 where it does not.
 * @param {string} rest
 * @param {string} mark
 */
function closing(rest, mark) {
  if (/\s/.test(rest[1] ?? " ") || rest[1] === mark) return 0;
  for (let at = 2; at < rest.length; at++) {
    if (rest[at] !== mark || /\s/.test(rest[at - 1])) continue;
    if (!/[\p{L}\p{N}]/u.test(rest[at + 1] ?? " ")) return at;
  }
  return 0;
}

/**
 * What Slack makes of plain words where a text is not verbatim.
 * @param {string} rest
 */
function loose(rest) {
  /** @type {RegExpMatchArray | null} */
  let found;
  if ((found = rest.match(/^https?:\/\/[^\s<>]*[^\s<>.,;:!?)]/))) {
    return { node: link(decode(found[0]), decode(found[0])), length: found[0].length };
  }
  if ((found = rest.match(/^@(here|channel|everyone)\b/))) {
    return { node: el("span", { class: "mention loud" }, found[0]), length: found[0].length };
  }
  if ((found = rest.match(/^#([\w-]+)/))) {
    const there = screen.channels.find((one) => one.name === found?.[1]);
    if (there) return { node: place(there.id, there.name), length: found[0].length };
  }
  return null;
}

/**
 * What stands between < and >.
 * @param {string} inside
 * @returns {Node}
 */
function pointed(inside) {
  const [target, ...rest] = inside.split("|");
  const label = decode(rest.join("|"));
  if (target.startsWith("@")) return mention(target.slice(1));
  if (target.startsWith("#")) return place(target.slice(1), label);
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!")) return el("span", { class: "mention loud" }, label || `@${target.slice(1).split("^")[0]}`);
  return SAFE.test(target) ? link(decode(target), label || decode(target)) : document.createTextNode(decode(`<${inside}>`));
}

/** @param {string} id */
export function mention(id) {
  const one = person(id);
  return el("span", { class: id === screen.me ? "mention mine" : "mention", title: one.real_name }, `@${one.name}`);
}

/**
 * @param {string} id
 * @param {string} [label]
 */
export function place(id, label = "") {
  const there = channel(id);
  if (!there) return el("span", { class: "mention" }, label ? `#${label}` : "#private");
  return el("button", { class: "mention", type: "button", onclick: () => openPlace(id) }, `#${there.name}`);
}

/**
 * @param {string} url
 * @param {string} label
 */
export function link(url, label) {
  if (!SAFE.test(url)) return el("span", {}, label);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label.replace(/^mailto:/, ""));
}

/** @param {string} name */
export function picture(name) {
  const sign = emoji(name);
  return sign ? el("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " ") }, sign) : document.createTextNode(`:${name}:`);
}

/**
 * @param {string} target "!date^1642500000^{date_long} at {time}^https://…"
 * @param {string} fallback
 */
function date(target, fallback) {
  const [, seconds, format = "", url] = target.split("^");
  const at = new Date(Number(seconds) * 1000);
  if (Number.isNaN(at.getTime())) return document.createTextNode(fallback);
  const node = el("time", { dateTime: at.toISOString(), title: fallback }, token(decode(format), at));
  return url ? el("a", { href: decode(url), target: "_blank", rel: "noopener noreferrer" }, node) : node;
}

/**
 * A text object of Block Kit.
 * @param {{type: string, text: string, verbatim?: boolean, emoji?: boolean}} text
 * @returns {Node}
 */
export function textOf(text) {
  if (text.type === "mrkdwn") return mrkdwn(text.text, { verbatim: text.verbatim });
  if (text.emoji === false) return document.createTextNode(text.text);
  const out = document.createDocumentFragment();
  text.text.split(/(:[a-z0-9_+-]+:)/).forEach((part) => {
    const name = part.match(/^:(.+):$/)?.[1];
    out.append(name && emoji(name) ? picture(name) : part);
  });
  return out;
}
