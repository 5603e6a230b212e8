/** Switches for what Slack does on a bad day. */

import { el, refill } from "./dom.js";
import { act } from "./live.js";
import { announce, noteTrouble } from "./notes.js";
import { on, screen } from "./screen.js";

/** @type {{text: string, done: string, wish: Record<string, any>}[]} what happens once */
const ONCE = [
  { text: "Rate limit the next call", done: "The next call is answered 429.", wish: { name: "rate_limit", seconds: 2 } },
  { text: "Fail the next call (503)", done: "The next call is answered 503.", wish: { name: "fail" } },
  { text: "Lose the next reply", done: "The next call takes effect and its answer is lost.", wish: { name: "lose_reply" } },
  { text: "Deliver the next twice", done: "The next delivery arrives twice.", wish: { name: "twice" } },
  { text: "Ask for a refresh", done: "The bot is asked to connect anew.", wish: { name: "refresh" } },
  { text: "Drop the socket", done: "The socket was cut.", wish: { name: "drop" } },
  { text: "Let the line go silent", done: "Nothing goes through the open sockets any more.", wish: { name: "silent" } },
];

/** @type {{text: string, name: string}[]} what lasts until it is switched off */
const LASTING = [
  { text: "Web API is down", name: "down" },
  { text: "One post a second", name: "one_post_a_second" },
];

export function faults() {
  const switches = el("div", { class: "row wrap" });
  const draw = () => refill(switches, ...LASTING.map((one) =>
    el("label", { class: "box" },
      el("input", { type: "checkbox", role: "switch", checked: Boolean(screen.faults[one.name]), onchange: (/** @type {Event} */ event) =>
        turn({ name: one.name, on: /** @type {HTMLInputElement} */ (event.target).checked }, "") }),
      el("span", {}, one.text))));
  on("state faults", draw);
  return el("details", { class: "faults" },
    el("summary", {}, "Make something go wrong"),
    switches,
    el("div", { class: "row wrap" }, ...ONCE.map((one) =>
      el("button", { class: "button small", type: "button", onclick: () => turn(one.wish, one.done) }, one.text))),
    el("button", { class: "button small", type: "button", onclick: () => turn({ name: "clear" }, "Everything works again.") }, "Everything works again"));
}

/**
 * @param {Record<string, any>} wish
 * @param {string} done
 */
async function turn(wish, done) {
  const outcome = await act("fault", wish);
  noteTrouble(outcome, screen.app.name);
  if (outcome.ok && done) announce(done);
}
