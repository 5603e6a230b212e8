/** The file field of a form: chosen, dropped, handed over at once, and taken out again. */

import { el, icon, refill } from "./dom.js";
import { upload } from "./live.js";
import { note } from "./notes.js";

/** @type {{take: (files: Iterable<File>) => Promise<void>, node: HTMLElement} | null} */
let latest = null;

/** Files on their way to the server: a form is sent with them, however soon its button is pressed. */
let onTheWay = Promise.resolve();
export const handedOver = () => onTheWay;

/** Whether a form with a file field is open: dropped files go there. */
export const waitingForFile = () => (latest?.node.isConnected ? latest : null);

/**
 * @param {any} one
 * @param {any[]} known file objects the server has there
 * @param {string[]} value their ids
 * @param {Record<string, any>} props
 * @param {(value: string[]) => void} keep
 * @returns {HTMLElement}
 */
export function fileInput(one, known, value, props, keep) {
  const names = new Map(known.map((file) => [file.id, file.name]));
  let ids = [value || []].flat();
  const most = one.max_files ?? 10;
  const list = el("ul", { class: "files" });
  const { id, ...named } = props;
  const chooser = el("input", {
    ...named, id, type: "file", multiple: most > 1, accept: (one.filetypes ?? []).map((/** @type {string} */ kind) => `.${kind}`).join(","),
    onchange: () => take([...chooser.files]).then(() => (chooser.value = "")),
  });
  const node = el("div", { class: "file-field" }, el("div", { class: "file-drop" }, icon("clip"), chooser), list);
  latest = { take, node };
  draw();
  return node;

  /** @param {Iterable<File>} files */
  function take(files) {
    return (onTheWay = onTheWay.then(() => handOver(files)));
  }

  /** @param {Iterable<File>} files */
  async function handOver(files) {
    node.setAttribute("aria-busy", "true");
    for (const file of files) {
      const answer = await upload(file);
      if (!answer.ok) note(answer.said ?? "The file could not be taken.");
      else {
        names.set(answer.file.id, file.name);
        ids = most === 1 ? [answer.file.id] : [...ids, answer.file.id];
      }
    }
    node.removeAttribute("aria-busy");
    keep(ids);
    draw();
  }

  function draw() {
    refill(list, ...ids.map((each) =>
      el("li", {}, el("span", {}, names.get(each) ?? each),
        el("button", { class: "bare", type: "button", "aria-label": `Remove ${names.get(each) ?? "this file"}`, onclick: () => {
          ids = ids.filter((other) => other !== each);
          keep(ids);
          draw();
          chooser.focus();
        } }, icon("close")))));
  }
}
