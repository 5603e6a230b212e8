/** Who I am: everybody of the workspace in a row, one press each. */

import { avatar } from "./avatar.js";
import { clock } from "./dates.js";
import { el, renew } from "./dom.js";
import { become } from "./route.js";
import { now, on, screen } from "./screen.js";
import { hasNews } from "./unread.js";

/** @param {HTMLElement} row */
export function people(row) {
  on("state places day news unread", () => draw(row));
  row.addEventListener("keydown", (event) => arrows(row, event));
}

/** @param {HTMLElement} row */
function draw(row) {
  const focused = row.contains(document.activeElement);
  const all = [...screen.people.values()].filter((one) => !one.is_bot && !one.deleted);
  if (!renew(row, ...all.map(choice))) return;
  const mine = /** @type {HTMLElement | null} */ (row.querySelector('[aria-checked="true"]'));
  mine?.scrollIntoView({ block: "nearest", inline: "nearest" });
  if (focused) mine?.focus();
}

/** @param {import("./screen.js").Person} one */
function choice(one) {
  const mine = one.id === screen.me;
  const mark = one.is_stranger ? "external" : one.is_guest ? "guest" : "";
  const city = one.tz.split("/").pop()?.replaceAll("_", " ") ?? one.tz;
  const there = `${city} ${clock(now(), one.tz)}`;
  const spelt = one.is_stranger ? "from another workspace" : mark;
  const news = hasNews(one.id);
  const title = [one.real_name, one.title, spelt, one.is_admin && "workspace admin", there, news && "has a new direct message"].filter(Boolean).join(", ");
  return el(
    "button",
    { type: "button", role: "radio", "aria-checked": String(mine), "aria-label": title, title, tabIndex: mine ? 0 : -1,
      class: "who", onclick: () => mine || become(one.username) },
    avatar(one), news && el("span", { class: "news" }),
    el("span", { class: "name" }, one.name),
    el("span", { class: "sub" }, mark && el("span", { class: "mark" }, mark),
      el("span", { class: "more" }, [mark ? "" : one.title, there].filter(Boolean).join(" · "))),
  );
}

/**
 * @param {HTMLElement} row
 * @param {KeyboardEvent} event
 */
function arrows(row, event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = /** @type {HTMLElement[]} */ ([...row.children]);
  const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = all[(at + step + all.length) % all.length];
  next.focus();
  next.click();
}
