/** The first minute: what this is, and lines to try, each put into the composer ready to send. */

import { el, icon, refill } from "./dom.js";
import { history } from "./history.js";
import { me, on, screen } from "./screen.js";

const KEY = "hint dismissed";

/** Whether this line, or one with the same verb, was sent. @param {string} line */
function followed(line) {
  const start = line.split(" ").slice(0, 2).join(" ");
  return history().some((one) => one === start || one.startsWith(`${start} `));
}

/**
 * Large until something was sent; then one slim row, with a tick where a suggestion was followed;
 * a last sentence when all were.
 * @param {HTMLElement} place
 * @param {(line: string) => void} put
 * @returns {() => void} shows the hint again, or hides it
 */
export function hint(place, put) {
  const draw = () => {
    const { welcome, suggestions = [], next } = screen.hello;
    place.hidden = Boolean(localStorage.getItem(KEY)) || screen.open === "home" || me().is_stranger || !(welcome || suggestions.length);
    if (place.hidden) return refill(place);
    const slim = history().length > 0;
    place.classList.toggle("slim", slim);
    const over = Boolean(next) && suggestions.every((one) => followed(one.line));
    refill(place,
      el("button", { class: "bare", type: "button", "aria-label": "Hide this hint", onclick: toggle }, icon("close")),
      el("p", {}, over ? next : slim ? "To begin with:" : welcome),
      !over && el("div", { class: "suggestions" }, ...suggestions.map((one) => {
        const done = followed(one.line);
        return el("button", { type: "button", class: "suggestion", title: one.line, onclick: () => put(one.line) },
          el("b", {}, done && icon("check"), one.label, done && el("span", { class: "unseen" }, " (done)")),
          !slim && el("code", {}, one.line));
      })));
  };
  const toggle = () => {
    if (localStorage.getItem(KEY)) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, "yes");
    draw();
  };
  on("state open sent", draw);
  return toggle;
}
