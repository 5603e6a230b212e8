/** Where one types: commands and messages, with history and completion. */

import { Completion } from "./complete.js";
import { el, icon } from "./dom.js";
import { chooseFile } from "./drop.js";
import { history, remember } from "./history.js";
import { act } from "./live.js";
import { noteTrouble } from "./notes.js";
import { openMenu } from "./popup.js";
import { screen } from "./screen.js";

const PATIENCE = 400;

/** @type {Promise<any>} The last line on its way: lines arrive in the order in which they were typed. */
let inTurn = Promise.resolve();

export class Composer {
  /**
   * @param {HTMLElement} place
   * @param {{id: string, thread: () => string, onhint?: () => void}} how `thread`: ts of the thread, or nothing;
   *   `onhint` shows or hides the hint (without it there are no tools: commands do not work in threads)
   */
  constructor(place, how) {
    this.how = how;
    this.back = 0;
    this.draft = "";
    this.field = el("textarea", { id: how.id, rows: 1, autocomplete: "off", oninput: () => this.typed(), onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event), onblur: () => this.completion.close() });
    this.completion = new Completion(this.field);
    this.status = el("span", { class: "quiet", role: "status" });
    this.send = el("button", { class: "send", type: "submit", title: "Send (Enter)", "aria-label": "Send" }, icon("send"));
    const form = el("form", { class: "composer", onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      this.submit();
    } });
    form.append(this.field, el("div", { class: "row" }, ...this.tools(), this.status, this.send));
    place.replaceChildren(form);
    this.form = form;
  }

  tools() {
    if (!this.how.onhint) return [];
    const command = () => this.put(`${screen.app.commands[0]?.name ?? "/"} `);
    const shortcuts = () => screen.app.shortcuts.filter((one) => !one.on_message);
    const run = el("button", { class: "bare", type: "button", title: "Shortcuts", "aria-label": "Shortcuts", "aria-haspopup": "menu", onclick: () =>
      openMenu(run, shortcuts().map((one) => ({ text: one.name, run: async () => noteTrouble(await act("shortcut", { callback_id: one.callback_id }), screen.app.name) })), "Shortcuts") }, icon("bolt"));
    return [
      el("button", { class: "bare", type: "button", title: "Give a document", "aria-label": "Give a document", onclick: chooseFile }, icon("clip")),
      el("button", { class: "bare slash", type: "button", title: "Commands", "aria-label": "Commands", onclick: command }, "/"),
      shortcuts().length > 0 && run,
      el("button", { class: "bare slash", type: "button", title: "What can I type?", "aria-label": "What can I type?", onclick: this.how.onhint }, "?"),
    ].filter(Boolean);
  }

  /** @param {string} text */
  placeholder(text) {
    this.field.placeholder = text;
    this.field.setAttribute("aria-label", text);
  }

  /**
   * Put a line in, ready to be changed or sent.
   * @param {string} line
   */
  put(line) {
    this.field.value = line;
    this.field.focus();
    this.field.setSelectionRange(line.length, line.length);
    this.typed();
  }

  typed() {
    this.back = 0;
    this.grow();
    this.completion.update();
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (this.completion.key(event) || event.isComposing) return;
    const one = !this.field.value.includes("\n");
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "ArrowUp" && one && (this.back || !this.field.value)) this.recall(event, this.back + 1);
    else if (event.key === "ArrowDown" && one && this.back) this.recall(event, this.back - 1);
  }

  /**
   * @param {KeyboardEvent} event
   * @param {number} back how many lines ago
   */
  recall(event, back) {
    const sent = history();
    if (back > sent.length) return;
    event.preventDefault();
    if (!this.back) this.draft = this.field.value;
    this.back = back;
    this.field.value = back ? sent[sent.length - back] : this.draft;
    this.field.setSelectionRange(this.field.value.length, this.field.value.length);
    this.completion.close();
    this.grow();
  }

  async submit() {
    const text = this.field.value.trim();
    if (!text) return;
    remember(text);
    this.field.value = "";
    this.back = 0;
    this.completion.close();
    this.grow();
    const late = setTimeout(() => (this.status.textContent = "Sending …"), PATIENCE);
    const line = { as: screen.me, channel: screen.open, text, thread_ts: this.how.thread() };
    const outcome = await (inTurn = inTurn.then(() => act("type", line)));
    clearTimeout(late);
    this.status.textContent = "";
    // What went wrong with a command stands in the channel already, as a private line.
    if (!text.startsWith("/") || outcome.error === "unreachable") noteTrouble(outcome, screen.app.name);
    if (!outcome.ok && outcome.error === "unreachable" && !this.field.value) this.put(text);
  }
}
