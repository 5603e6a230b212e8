/** What goes over the wire: every envelope and every call, its answer, and how long it took. */

import { el, icon, refill } from "./dom.js";
import { faults } from "./faults.js";
import { exchanges } from "./live.js";
import { on } from "./screen.js";

const MOST = 300;

/**
 * @param {HTMLElement} drawer
 * @param {HTMLElement} handle the button that opens it
 */
export function wire(drawer, handle) {
  const list = el("ol", { class: "exchanges", "aria-label": "Envelopes and calls, the newest first" });
  const show = async (/** @type {boolean} */ open) => {
    drawer.hidden = !open;
    handle.setAttribute("aria-expanded", String(open));
    refill(list);
    if (open) (await exchanges()).slice(-MOST).forEach((one) => take(list, one));
  };
  const close = () => {
    show(false);
    handle.focus();
  };
  refill(drawer,
    el("header", {}, el("h2", {}, "What goes over the wire"),
      el("button", { class: "bare", type: "button", "aria-label": "Close", onclick: close }, icon("close"))),
    el("div", { class: "scroll" }, faults(), list));
  handle.addEventListener("click", () => show(drawer.hidden));
  drawer.addEventListener("keydown", (event) => event.key === "Escape" && close());
  on("wire", (one) => !drawer.hidden && take(list, one));
}

/**
 * A new exchange on top, or the answer to one that is there.
 * @param {HTMLElement} list
 * @param {any} one
 */
function take(list, one) {
  const there = list.querySelector(`[data-number="${one.number}"]`);
  const made = row(one, Boolean(there?.querySelector("details[open]")));
  if (there) there.replaceWith(made);
  else list.prepend(made);
  while (list.childElementCount > MOST) list.lastElementChild?.remove();
}

/**
 * @param {any} one
 * @param {boolean} open
 */
function row(one, open) {
  const waiting = one.ms === null;
  const refused = Boolean(one.error);
  const to = one.to === "bot" ? "to the bot" : "to Slack";
  const details = el("details", { open, ontoggle: () => details.open && details.childElementCount === 1 && fill() },
    el("summary", {},
      el("span", { class: `to ${one.to}`, title: to, role: "img", "aria-label": to }, one.to === "bot" ? "→" : "←"),
      el("b", {}, one.kind),
      el("span", { class: "detail" }, gist(one.payload)),
      refused && el("span", { class: "refusal" }, one.error),
      el("span", { class: "ms" }, waiting ? "…" : `${one.ms} ms`)));
  const fill = () => details.append(part("Sent", one.payload), part("Answered", one.answer));
  if (open) fill();
  return el("li", { class: refused ? "refused" : "", dataset: { number: String(one.number) } }, details);
}

/**
 * @param {string} name
 * @param {any} what
 */
function part(name, what) {
  return el("div", {}, el("h3", {}, name), el("pre", { tabIndex: 0 }, JSON.stringify(what, null, 2) ?? "nothing"));
}

/** @param {any} payload */
function gist(payload) {
  const { text, command, type, actions, channel, user, view } = payload ?? {};
  if (command) return `${command} ${text}`;
  if (actions?.[0]) return actions[0].action_id;
  if (payload?.event) return payload.event.type;
  if (view?.callback_id) return view.callback_id;
  return typeof channel === "string" ? `${channel} ${text ?? ""}` : (text ?? type ?? (typeof user === "string" ? user : ""));
}
