/** A person as a round sign with initials; the bot as a drawing. */

import { el, icon } from "./dom.js";
import { screen } from "./screen.js";

const HUES = 8;

/** @param {import("./screen.js").Person} one */
export function avatar(one) {
  if (one.id === screen.app.user_id) return el("span", { class: "avatar app", "aria-hidden": "true" }, icon("list"));
  const words = one.real_name.split(/\s+/).filter(Boolean);
  const initials = [words[0], words.length > 1 ? words[words.length - 1] : ""].map((word) => [...(word ?? "")][0] ?? "").join("");
  const hue = [...one.id].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) % HUES;
  return el("span", { class: `avatar hue-${hue}`, "aria-hidden": "true" }, initials.toUpperCase());
}
