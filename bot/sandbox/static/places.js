/** The side bar: the Home tab, channels with their unread marks, the direct message with the bot. */

import { el, icon, renew } from "./dom.js";
import { openDirect, openPlace } from "./route.js";
import { direct, on, screen } from "./screen.js";
import { unread } from "./unread.js";

/** @param {HTMLElement} bar */
export function places(bar) {
  on("state places open unread connected", () => draw(bar));
}

/** @param {HTMLElement} bar */
function draw(bar) {
  const focused = /** @type {HTMLElement | null} */ (bar.contains(document.activeElement) ? document.activeElement : null)?.id;
  const channels = screen.channels.filter((one) => one.name);
  const there = direct();
  const bot = screen.connected ? null : el("span", { class: "mark" }, "not connected");
  const changed = renew(
    bar,
    el("p", { class: "workspace" }, screen.workspace),
    list("App", [
      screen.app.home_tab && entry("home", "home", "Home", () => openPlace("home")),
      entry(there?.id ?? "direct", "chat", screen.app.name, openDirect, bot),
    ]),
    el("h2", {}, "Channels"),
    list("Channels", channels.map((one) => {
      const mark = one.is_archived ? "archived" : one.is_member ? "" : "not joined";
      return entry(one.id, one.is_private ? "lock" : "hash", one.name, () => openPlace(one.id), mark && el("span", { class: "mark" }, mark));
    })),
  );
  if (changed && focused) document.getElementById(focused)?.focus();
}

/**
 * @param {string} label
 * @param {(HTMLElement | false)[]} entries
 */
function list(label, entries) {
  return el("ul", { "aria-label": label }, ...entries.map((one) => one && el("li", {}, one)));
}

/**
 * @param {string} id
 * @param {"home" | "chat" | "hash" | "lock"} drawing
 * @param {string} name
 * @param {() => void} open
 * @param {Node | string | null} [mark]
 * @returns {HTMLElement}
 */
function entry(id, drawing, name, open, mark) {
  const count = id === screen.open ? 0 : unread(id);
  const current = id === screen.open;
  const go = () => {
    document.body.classList.remove("places-open");
    open();
  };
  return el(
    "button",
    { type: "button", id: `place-${id}`, class: count ? "place unread" : "place", "aria-current": current ? "page" : null, onclick: go },
    icon(drawing), el("span", { class: "name" }, name), mark,
    count > 0 && el("span", { class: "count", "aria-label": `${count} unread` }, String(count)),
  );
}
