/** Documents dropped onto the page, or chosen with the clip: into the open form, or into the form the app has for them. */

import { el } from "./dom.js";
import { waitingForFile } from "./files.js";
import { act, upload } from "./live.js";
import { note, noteTrouble } from "./notes.js";
import { on, screen } from "./screen.js";

const PATIENCE = 5000;

/** @param {HTMLElement} cover shown while something is held over the page, above an open form too */
export function drop(cover) {
  let depth = 0;
  const holds = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files");
  const show = (/** @type {number} */ now) => {
    depth = now;
    const form = waitingForFile() || screen.hello.file_line;
    cover.textContent = form ? "Drop the document to load it" : "Drop the file to post it here";
    cover.togglePopover(depth > 0);
  };
  addEventListener("dragenter", (event) => holds(event) && show(depth + 1));
  addEventListener("dragleave", (event) => holds(event) && show(depth - 1));
  addEventListener("dragover", (event) => holds(event) && event.preventDefault());
  addEventListener("drop", (event) => {
    if (!holds(event)) return;
    event.preventDefault();
    show(0);
    give([...(event.dataTransfer?.files ?? [])]);
  });
}

/** Choose a document without dragging. */
export function chooseFile() {
  const chooser = el("input", { type: "file", onchange: () => give([...(chooser.files ?? [])]) });
  chooser.click();
}

/** @param {File[]} files */
async function give(files) {
  if (!files.length) return;
  const line = screen.hello.file_line;
  if (waitingForFile()) return waitingForFile()?.take(files);
  if (screen.modals.length) return note("The open form takes no files. Close it first.");
  if (!line) return post(files[0]);
  const outcome = await act("type", { channel: typingPlace(), text: line });
  if (!outcome.ok) return noteTrouble(outcome, screen.app.name);
  const form = await opened();
  if (form) await form.take(files);
}

/** A channel where commands can be typed: the open one, else any. */
function typingPlace() {
  const mine = screen.channels.filter((one) => one.is_member && !one.is_archived);
  return (mine.find((one) => one.id === screen.open) ?? mine[0])?.id ?? "";
}

/** The file field of the form that opens now; null where none does in time. @returns {Promise<ReturnType<typeof waitingForFile>>} */
function opened() {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(null), PATIENCE);
    const look = () => {
      if (!waitingForFile()) return;
      clearTimeout(late);
      resolve(waitingForFile());
    };
    on("views", look);
    look();
  });
}

/** @param {File} file */
async function post(file) {
  noteTrouble(await upload(file, typingPlace()), screen.app.name);
}
