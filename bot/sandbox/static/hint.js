/** The first minute: what this is, and lines to try, each put into the composer ready to send. */

import { el, icon, refill } from "./dom.js";
import { on, screen } from "./screen.js";

const KEY = "hint dismissed";

/**
 * @param {HTMLElement} place
 * @param {(line: string) => void} put
 * @returns {() => void} shows the hint again, or hides it
 */
export function hint(place, put) {
  const draw = () => {
    const { welcome, suggestions = [] } = screen.hello;
    place.hidden = Boolean(localStorage.getItem(KEY)) || screen.open === "home" || !(welcome || suggestions.length);
    if (place.hidden) return refill(place);
    refill(place,
      el("button", { class: "bare", type: "button", "aria-label": "Hide this hint", onclick: toggle }, icon("close")),
      welcome && el("p", {}, welcome),
      el("div", { class: "suggestions" }, ...suggestions.map((one) =>
        el("button", { type: "button", class: "suggestion", onclick: () => put(one.line) },
          el("b", {}, one.label), el("code", {}, one.line)))));
  };
  const toggle = () => {
    if (localStorage.getItem(KEY)) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, "yes");
    draw();
  };
  on("state open", draw);
  return toggle;
}
