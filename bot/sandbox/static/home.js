/** The Home tab: what the app published for this person. */

import { drawn } from "./blocks.js";
import { el, refill } from "./dom.js";
import { acting } from "./elements.js";
import { Fields } from "./fields.js";
import { noteTrouble } from "./notes.js";
import { me, on, screen } from "./screen.js";

/** @type {Map<string, Fields>} */
const chosen = new Map();
let face = "";

/** @param {HTMLElement} place */
export function home(place) {
  on("views state open day", () => screen.open === "home" && draw(place));
}

/** @param {HTMLElement} place */
function draw(place) {
  const view = screen.home;
  const now = view ? JSON.stringify([view.id, view.hash, screen.me]) : "";
  if (now && now === face && place.childElementCount) return;
  face = now;
  if (!view) {
    const why = me().is_stranger ? "Apps have a Home tab only for people of this workspace." : `${screen.app.name} has not shown anything here yet.`;
    return refill(place, el("p", { class: "quiet empty" }, why));
  }
  const fields = chosen.get(view.id) ?? new Fields();
  chosen.set(view.id, fields);
  fields.begin(view.state.values);
  const done = (/** @type {import("./live.js").Outcome} */ outcome) => noteTrouble(outcome, screen.app.name);
  refill(place, drawn(view.blocks, { fields, errors: view.errors, ...acting({ view: view.id }, fields, done) }));
}
