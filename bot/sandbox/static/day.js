/** The workspace's day: shown, and moved where whoever runs the workspace lets it be moved. */

import { clock, isoDay, shortDay } from "./dates.js";
import { el, refill } from "./dom.js";
import { act } from "./live.js";
import { announce, note } from "./notes.js";
import { now, on, screen } from "./screen.js";

const BEAT = 10_000;

/** @param {HTMLElement} place */
export function day(place) {
  on("state day", () => draw(place));
  setInterval(() => screen.me && !place.contains(document.activeElement) && draw(place), BEAT);
}

/** @param {HTMLElement} place */
function draw(place) {
  const at = now();
  const shown = el("time", { class: "today", dateTime: at.toISOString() }, el("b", {}, ...dayParts(at)), el("span", {}, clock(at)));
  if (!screen.moves) return refill(place, shown);
  const focused = document.activeElement instanceof HTMLElement && place.contains(document.activeElement) ? document.activeElement.dataset.move : "";
  const field = el("input", {
    type: "date", value: isoDay(at), "aria-label": "Move to this day", dataset: { move: "to" },
    onchange: () => field.value && move(place, { to: field.value }),
  });
  refill(place, shown,
    el("button", { type: "button", dataset: { move: "day" }, onclick: () => move(place, { days: 1 }) }, "+1 day"),
    el("button", { type: "button", dataset: { move: "week" }, onclick: () => move(place, { days: 7 }) }, "+1 week"),
    field);
  if (focused) /** @type {HTMLElement | null} */ (place.querySelector(`[data-move="${focused}"]`))?.focus();
}

/** The weekday apart, as a phone has no room for it. @param {Date} at */
function dayParts(at) {
  const [weekday, ...rest] = shortDay(at).split(" ");
  return [el("span", { class: "weekday" }, `${weekday} `), rest.join(" ")];
}

/**
 * @param {HTMLElement} place
 * @param {{to?: string, days?: number}} wish
 */
async function move(place, wish) {
  if (place.getAttribute("aria-busy")) return;
  place.setAttribute("aria-busy", "true");
  const outcome = await act("day", wish);
  place.removeAttribute("aria-busy");
  if (outcome.ok) announce(`It is now ${shortDay(now())}`);
  else note(outcome.said ?? "The day was not moved.");
  draw(place);
}
