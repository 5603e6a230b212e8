/** Completion while typing: commands and their verbs, people by their at-sign, channels by their hash. */

import { el, fresh, refill } from "./dom.js";
import { closePopup, openPopup, placeBeside } from "./popup.js";
import { me, screen } from "./screen.js";

/** @typedef {{text: string, detail?: string, insert: string, from: number, usage?: boolean}} Offer */

const MOST = 50;

export class Completion {
  /** @param {HTMLTextAreaElement} field */
  constructor(field) {
    this.field = field;
    this.id = fresh("offers");
    this.list = el("div", { class: "choices", role: "listbox", id: this.id, "aria-label": "Suggestions" });
    /** @type {Offer[]} */
    this.offers = [];
    this.active = -1;
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.id, "aria-haspopup": "listbox" })) {
      field.setAttribute(name, value);
    }
  }

  get open() {
    return this.list.isConnected;
  }

  /** Look at what stands before the cursor and offer what could follow. */
  update() {
    const before = this.field.value.slice(0, this.field.selectionStart);
    this.offers = (named(before) ?? commands(before, this.field.value)).slice(0, MOST);
    if (!this.offers.length) return this.close();
    refill(this.list, ...this.offers.map((offer, at) => el("div", {
      role: "option", id: `${this.id}-${at}`, "aria-selected": "false", class: offer.usage ? "usage" : "",
      onpointerdown: (/** @type {Event} */ event) => event.preventDefault(),
      onclick: () => this.accept(at),
    }, el("span", { class: "line" }, offer.text), offer.detail && el("span", { class: "detail" }, offer.detail))));
    const how = { wide: true, above: true, onclose: () => this.field.setAttribute("aria-expanded", "false") };
    const anchor = /** @type {HTMLElement} */ (this.field.closest(".composer"));
    if (this.open) placeBeside(anchor, this.list, how);
    else openPopup(anchor, this.list, how);
    this.field.setAttribute("aria-expanded", "true");
    this.point(/[@#]/.test(this.offers[0].insert[0]) ? 0 : -1);
  }

  close() {
    if (this.open) closePopup();
    this.active = -1;
    this.field.removeAttribute("aria-activedescendant");
  }

  /** @param {number} at */
  point(at) {
    this.active = at;
    [...this.list.children].forEach((row, place) => {
      row.classList.toggle("active", place === at);
      row.setAttribute("aria-selected", String(place === at));
      if (place === at) row.scrollIntoView({ block: "nearest" });
    });
    if (at >= 0) this.field.setAttribute("aria-activedescendant", `${this.id}-${at}`);
    else this.field.removeAttribute("aria-activedescendant");
  }

  /** @param {number} at */
  accept(at) {
    const offer = this.offers[at];
    if (!offer || offer.usage) return this.close();
    const end = this.field.selectionStart;
    this.field.setRangeText(offer.insert, offer.from, end, "end");
    this.field.focus();
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /**
   * True where the key was for the suggestions.
   * @param {KeyboardEvent} event
   */
  key(event) {
    if (!this.open || event.isComposing) return false;
    const many = this.offers.length;
    if (event.key === "ArrowDown") this.point((this.active + 1) % many);
    else if (event.key === "ArrowUp") this.point((Math.max(this.active, 0) - 1 + many) % many);
    else if (event.key === "Tab" && !event.shiftKey && !this.offers[0].usage) this.accept(Math.max(this.active, 0));
    else if (event.key === "Enter" && this.active >= 0) this.accept(this.active);
    else return false;
    event.preventDefault();
    return true;
  }
}

/**
 * People by their at-sign, channels by their hash; null where neither is being typed.
 * @param {string} before
 * @returns {Offer[] | null}
 */
function named(before) {
  const found = before.match(/(?:^|\s)([@#])([\p{L}\p{N}._-]*)$/u);
  if (!found) return null;
  const [, sign, typed] = found;
  const from = before.length - typed.length - 1;
  const fits = (/** @type {string[]} */ ...names) => names.some((name) => name.toLowerCase().split(/\s/).some((part) => part.startsWith(typed.toLowerCase())));
  if (sign === "#") {
    return screen.channels.filter((one) => one.name && fits(one.name)).map((one) => ({ text: `#${one.name}`, insert: `#${one.name} `, from }));
  }
  return [...screen.people.values()]
    .filter((one) => !one.deleted && !one.is_bot && fits(one.name, one.real_name, one.username))
    .map((one) => ({ text: `@${one.name}`, detail: [one.real_name, one.title].filter(Boolean).join(", "), insert: `@${one.name} `, from }));
}

/**
 * The command itself while its name is typed, then its verbs, then how the verb is used. Somebody from another
 * workspace has no commands.
 * @param {string} before
 * @param {string} whole
 * @returns {Offer[]}
 */
function commands(before, whole) {
  if (!whole.startsWith("/") || before.includes("\n") || me().is_stranger) return [];
  const [command, verb, ...rest] = before.split(" ");
  if (verb === undefined) {
    return screen.app.commands
      .filter((one) => one.name.startsWith(command))
      .map((one) => ({ text: one.name, detail: one.description, insert: `${one.name} `, from: 0 }));
  }
  const hints = (screen.hello.hints ?? []).filter((one) => one.line.split(" ")[0] === command);
  const wordOf = (/** @type {{line: string}} */ one) => one.line.split(" ")[1] ?? "";
  if (rest.length) {
    return hints.filter((one) => wordOf(one) === verb).map((one) => ({ text: one.line, detail: one.summary, insert: "", from: 0, usage: true }));
  }
  return hints
    .filter((one) => wordOf(one).startsWith(verb.toLowerCase()) && !(wordOf(one) === verb && one.line.split(" ").length === 2))
    .map((one) => ({ text: one.line, detail: one.summary, from: 0, insert: one.line.split(" ").slice(0, 2).join(" ") + (one.line.split(" ").length > 2 ? " " : "") }));
}
