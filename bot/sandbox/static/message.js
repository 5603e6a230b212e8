/** One message as it is shown: who, when, what, and what can be done with it. */

import { avatar } from "./avatar.js";
import { drawn } from "./blocks.js";
import { clock, longDay, moment } from "./dates.js";
import { el, icon } from "./dom.js";
import { acting } from "./elements.js";
import { Fields } from "./fields.js";
import { act } from "./live.js";
import { mrkdwn } from "./mrkdwn.js";
import { noteTrouble } from "./notes.js";
import { openMenu } from "./popup.js";
import { openThread } from "./route.js";
import { isReply, me, messagesIn, person, screen, tell } from "./screen.js";

/** @typedef {import("./screen.js").Message} Message */

/** @type {Map<string, Fields>} what is chosen in a message's menus */
const chosen = new Map();

/**
 * @param {Message} one
 * @param {{joined?: boolean, inThread?: boolean}} [how] `joined`: the same person goes on, no name again
 * @returns {HTMLElement}
 */
export function messageNode(one, how = {}) {
  const author = person(one.user);
  const at = moment(one.ts);
  const kinds = ["message", one.private && "private", how.joined && "joined"].filter(Boolean).join(" ");
  const time = el("time", { dateTime: at.toISOString(), title: `${longDay(at)}, ${clock(at)}` }, clock(at));
  const badge = author.is_bot && el("span", { class: "badge" }, "app");
  return el(
    "li",
    { class: kinds, dataset: { ts: one.ts }, tabIndex: -1, "aria-label": `${author.name}, ${clock(at)}` },
    how.joined ? el("span", { class: "side" }, time) : avatar(author),
    el("div", { class: "body" },
      one.private && el("p", { class: "only" }, icon("eye"), "Only visible to you"),
      !how.joined && el("p", { class: "by" }, el("b", {}, author.id === screen.app.user_id ? screen.app.name : author.real_name), badge, time),
      contents(one),
      one.edited && !one.private && el("span", { class: "quiet" }, "(edited)"),
      ...(one.files ?? []).map(file),
      !how.inThread && replies(one)),
    tools(one, how),
  );
}

/** @param {Message} one */
function contents(one) {
  if (!one.blocks?.length) return one.text && el("div", { class: "text" }, mrkdwn(one.text));
  const name = `${one.channel}/${one.ts}`;
  const fields = chosen.get(name) ?? new Fields();
  chosen.set(name, fields);
  fields.begin({});
  const on = { channel: one.channel, ts: one.ts };
  const done = (/** @type {import("./live.js").Outcome} */ outcome) => noteTrouble(outcome, screen.app.name);
  return drawn(one.blocks, { fields, errors: {}, ...acting(on, fields, done) });
}

/** @param {any} one */
function file(one) {
  return el("a", { class: "file", href: `/page/files/${one.id}`, download: one.name }, icon("clip"), one.title || one.name);
}

/** @param {Message} one */
function replies(one) {
  const all = messagesIn(one.channel).filter((other) => isReply(other) && other.thread_ts === one.ts);
  if (!all.length) return null;
  const words = all.length === 1 ? "1 reply" : `${all.length} replies`;
  return el("button", { class: "replies", type: "button", onclick: () => openThread(one.ts) }, icon("reply"), words);
}

/**
 * @param {Message} one
 * @param {{inThread?: boolean}} how
 */
function tools(one, how) {
  if (one.private) {
    const gone = () => {
      screen.messages.get(one.channel)?.delete(one.ts);
      tell("messages", { channel: one.channel, ts: one.ts, removed: true });
    };
    return el("div", { class: "tools" }, el("button", { class: "bare", type: "button", title: "Dismiss", "aria-label": "Dismiss this private message", onclick: gone }, icon("close")));
  }
  const items = me().is_stranger ? [] : screen.app.shortcuts.filter((each) => each.on_message).map((each) => ({
    text: each.name,
    detail: screen.app.name,
    run: async () => noteTrouble(await act("shortcut", { callback_id: each.callback_id, channel: one.channel, ts: one.ts }), screen.app.name),
  }));
  const out = el("div", { class: "tools" });
  if (!how.inThread) {
    out.append(el("button", { class: "bare", type: "button", title: "Reply in thread", "aria-label": "Reply in thread", onclick: () => openThread(one.ts) }, icon("reply")));
  }
  if (items.length) {
    const more = el("button", { class: "bare", type: "button", title: "More with this message", "aria-label": "More with this message",
      "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => openMenu(more, items, "With this message") }, icon("more"));
    out.append(more);
  }
  return out;
}
