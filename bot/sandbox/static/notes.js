/** What is said at the edge of the page: short notes, and words for screen readers. */

import { el, icon } from "./dom.js";

const STAYS = 9000;
const place = () => /** @type {HTMLElement} */ (document.getElementById("notes"));

/**
 * A note that goes away by itself, or when it is pressed.
 * @param {string} sentence
 */
export function note(sentence) {
  const shown = el("div", { class: "note" }, el("span", {}, sentence));
  shown.append(el("button", { class: "bare", type: "button", "aria-label": "Dismiss", onclick: () => shown.remove() }, icon("close")));
  // Shown anew, so that it lies above a form that is open.
  if (place().matches(":popover-open")) place().hidePopover();
  place().append(shown);
  place().showPopover();
  setTimeout(() => shown.remove(), STAYS);
}

/**
 * Tell what went wrong with something that was done; nothing where all went well.
 * @param {import("./live.js").Outcome} outcome
 * @param {string} app the bot's name
 */
export function noteTrouble(outcome, app) {
  if (outcome.ok || outcome.error === "not_confirmed") return;
  /** @type {Record<string, string>} */
  const why = {
    operation_timeout: `${app} did not answer within three seconds (operation_timeout).`,
    dispatch_failed: `${app} is not connected (dispatch_failed).`,
  };
  note(outcome.said || why[outcome.error ?? ""] || `That did not work (${outcome.error}).`);
}

/**
 * Say something to a screen reader only.
 * @param {string} words
 */
export function announce(words) {
  const live = /** @type {HTMLElement} */ (document.getElementById("announced"));
  live.textContent = live.textContent === words ? `${words}\u00a0` : words;
}
