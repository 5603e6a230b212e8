/** "Are you sure?": the question a button or menu may ask before it does anything. */

import { el } from "./dom.js";
import { textOf } from "./mrkdwn.js";

/**
 * True where it is confirmed, or where nothing is asked.
 * @param {any} asked Block Kit's confirm object
 * @returns {Promise<boolean>}
 */
export function confirmed(asked) {
  if (!asked) return Promise.resolve(true);
  return new Promise((resolve) => {
    const style = asked.style === "danger" ? "danger" : "primary";
    const dialog = el(
      "dialog",
      { class: "confirm", role: "alertdialog", "aria-labelledby": "confirm-title", "aria-describedby": "confirm-text" },
      el("form", { method: "dialog" },
        el("h2", { id: "confirm-title" }, textOf(asked.title)),
        el("p", { id: "confirm-text", class: "text" }, textOf(asked.text)),
        el("div", { class: "row end" },
          el("button", { class: "button", value: "" }, textOf(asked.deny)),
          el("button", { class: `button ${style}`, value: "yes" }, textOf(asked.confirm)))),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
