/** Forms: one dialog that shows the topmost of the open views, and follows it as it changes. */

import { drawn } from "./blocks.js";
import { el, icon, put, refill } from "./dom.js";
import { acting } from "./elements.js";
import { Fields } from "./fields.js";
import { handedOver } from "./files.js";
import { act } from "./live.js";
import { textOf } from "./mrkdwn.js";
import { noteTrouble } from "./notes.js";
import { closePopup } from "./popup.js";
import { on, screen } from "./screen.js";

/** @type {Map<string, Fields>} view id → what is in its fields */
const drafts = new Map();
let shown = "";
let face = "";

/** @param {HTMLDialogElement} dialog */
export function modal(dialog) {
  on("views state", () => follow(dialog));
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave(false);
  });
}

const top = () => screen.modals.at(-1);

/** @param {HTMLDialogElement} dialog */
function follow(dialog) {
  const view = top();
  for (const id of drafts.keys()) if (!screen.modals.some((one) => one.id === id)) drafts.delete(id);
  if (!view) {
    shown = face = "";
    if (dialog.open) dialog.close();
    return;
  }
  const now = JSON.stringify([view.id, view.hash, view.errors, view.trouble, screen.modals.length]);
  if (now === face && dialog.open) return;
  face = now;
  draw(dialog, view);
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {any} view
 */
function draw(dialog, view) {
  const fields = drafts.get(view.id) ?? new Fields();
  drafts.set(view.id, fields);
  fields.begin(view.state.values);
  closePopup();
  const focused = view.id === shown ? document.activeElement?.closest("[data-block]")?.getAttribute("data-block") : "";
  const done = (/** @type {import("./live.js").Outcome} */ outcome) => noteTrouble(outcome, screen.app.name);
  const surface = { fields, errors: view.errors, ...acting({ view: view.id }, fields, done) };
  const body = el("div", { class: "scroll" }, drawn(view.blocks, surface));
  refill(dialog, form(view, fields, body));
  if (!dialog.open) dialog.showModal();
  focus(dialog, focused ?? "");
  shown = view.id;
}

/**
 * @param {any} view
 * @param {Fields} fields
 * @param {HTMLElement} body
 */
function form(view, fields, body) {
  const send = view.submit && el("button", { class: "button primary", type: "submit", disabled: view.submit_disabled }, textOf(view.submit));
  const made = el("form", { noValidate: true, onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    submit(made, send, view, fields);
  } });
  put(made,
    el("header", {},
      screen.modals.length > 1 && el("button", { class: "bare", type: "button", "aria-label": "Back", onclick: () => leave(false) }, icon("back")),
      el("h2", { id: "modal-title" }, textOf(view.title)),
      el("button", { class: "bare", type: "button", "aria-label": "Close", onclick: () => leave(true) }, icon("close"))),
    view.trouble && el("p", { class: "trouble", role: "alert" }, view.trouble),
    body,
    el("footer", { class: "row end" },
      el("button", { class: "button", type: "button", onclick: () => leave(false) }, view.close ? textOf(view.close) : view.submit ? "Cancel" : "Close"),
      send));
  return made;
}

/**
 * @param {HTMLElement} made the form
 * @param {HTMLButtonElement | null} send
 * @param {any} view
 * @param {Fields} fields
 */
async function submit(made, send, view, fields) {
  if (!send || send.disabled) return;
  send.disabled = true;
  made.setAttribute("aria-busy", "true");
  await handedOver();
  const outcome = await act("submit", { view: view.id, entered: fields.entered() });
  made.removeAttribute("aria-busy");
  send.disabled = Boolean(view.submit_disabled);
  // Sentences beside the fields, and what went wrong with the whole, come with the view itself.
  if (outcome.error === "unreachable" || (outcome.error === "refused" && outcome.said)) noteTrouble(outcome, screen.app.name);
}

/** @param {boolean} everything all open views, else only the topmost */
async function leave(everything) {
  const view = top();
  if (view) noteTrouble(await act("close", { view: view.id, everything }), screen.app.name);
}

/**
 * The first field with an error, else the one that had the focus, else the one the app wants, else the first.
 * @param {HTMLDialogElement} dialog
 * @param {string} block block_id of the field that had the focus
 */
function focus(dialog, block) {
  const control = ":is(input, textarea)";
  const wanted = [
    `.input.wrong ${control}`,
    block && `[data-block="${CSS.escape(block)}"] ${control}`,
    "[autofocus]",
    `.input ${control}`,
    "[type=submit]",
    "footer button",
  ];
  const found = wanted.map((one) => one && dialog.querySelector(one)).find(Boolean);
  /** @type {HTMLElement | undefined} */ (found)?.focus();
}
