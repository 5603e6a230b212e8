/** Menus: a field one types into to find a choice, for one or several, over any kind of choice. */

import { offered, wordsOf } from "./choices.js";
import { el, fresh, icon, refill } from "./dom.js";
import { closePopup, openPopup, placeBeside } from "./popup.js";

/**
 * @param {any} one the element
 * @param {string | string[]} value
 * @param {Record<string, any>} props
 * @param {(value: any) => void} choose
 * @param {(typed: string) => Promise<any[]>} ask
 * @returns {HTMLElement}
 */
export function menu(one, value, props, choose, ask) {
  const several = one.type.startsWith("multi_");
  let chosen = [value || []].flat();
  /** @type {import("./choices.js").Choice[]} */
  let found = [];
  let active = 0;
  let asked = 0;
  const listId = fresh("list");
  const list = el("div", { class: "choices", role: "listbox", id: listId, "aria-label": props["aria-label"] ?? "Choices", "aria-multiselectable": several ? "true" : null });
  const chips = el("span", { class: "chips" });
  const input = el("input", {
    ...props, type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": listId, "aria-autocomplete": "list",
    autocomplete: "off", spellcheck: false, autofocus: one.focus_on_load,
    oninput: () => open(input.value),
    onclick: () => open(""),
    onkeydown: key,
    onblur: () => {
      if (isOpen()) closePopup();
      show();
    },
  });
  const clear = el("button", { class: "bare", type: "button", "aria-label": "Clear", onclick: () => {
    set([]);
    input.focus();
  } }, icon("close"));
  const box = el("div", { class: several ? "menu several" : "menu" }, chips, input, clear, icon("down"));
  show();
  return box;

  function isOpen() {
    return list.isConnected;
  }

  /** What is chosen, in words. */
  function show() {
    const placeholder = one.placeholder?.text ?? (several ? "Choose …" : "Choose one …");
    input.value = several || !chosen.length ? "" : wordsOf(one, chosen[0]);
    input.placeholder = several && chosen.length ? "" : placeholder;
    clear.hidden = several || !chosen.length || !props["aria-labelledby"];
    if (!several) return;
    refill(chips, ...chosen.map((each) =>
      el("span", { class: "chip" }, wordsOf(one, each),
        el("button", { class: "bare", type: "button", "aria-label": `Remove ${wordsOf(one, each)}`, onclick: () => {
          set(chosen.filter((other) => other !== each));
          input.focus();
        } }, icon("close")))));
  }

  /** @param {string[]} values */
  function set(values) {
    chosen = values;
    show();
    choose(several ? values : (values[0] ?? ""));
  }

  /** @param {string} typed */
  async function open(typed) {
    const turn = ++asked;
    const answer = await offered(one, typed, ask);
    if (turn !== asked || !input.isConnected) return;
    found = answer;
    active = Math.max(0, found.findIndex((each) => each.value === chosen[0]));
    draw();
    if (!isOpen()) {
      openPopup(box, list, { wide: true, onclose: () => input.setAttribute("aria-expanded", "false") });
      input.setAttribute("aria-expanded", "true");
    } else placeBeside(box, list, { wide: true });
    point(active);
  }

  function draw() {
    /** @type {Node[]} */
    const rows = [];
    let group = "";
    found.forEach((each, at) => {
      if (each.group && each.group !== group) rows.push(el("div", { class: "group", role: "presentation" }, (group = each.group)));
      const picked = chosen.includes(each.value);
      rows.push(el("div", {
        role: "option", id: `${listId}-${at}`, "aria-selected": String(picked), dataset: { at: String(at) },
        onpointerdown: (/** @type {Event} */ event) => event.preventDefault(),
        onclick: () => pick(at),
      }, el("span", {}, each.text), each.detail && el("span", { class: "detail" }, each.detail), picked && icon("check")));
    });
    const few = one.type.endsWith("external_select") ? "Type to search" : "Nothing fits";
    refill(list, ...(rows.length ? rows : [el("div", { class: "quiet", role: "presentation" }, few)]));
  }

  /** @param {number} at */
  function point(at) {
    active = found.length ? (at + found.length) % found.length : 0;
    list.querySelector(".active")?.classList.remove("active");
    const row = list.querySelector(`[data-at="${active}"]`);
    row?.classList.add("active");
    row?.scrollIntoView({ block: "nearest" });
    if (row) input.setAttribute("aria-activedescendant", row.id);
    else input.removeAttribute("aria-activedescendant");
  }

  /** @param {number} at */
  function pick(at) {
    const picked = found[at];
    if (!picked) return;
    closePopup();
    if (!several) set([picked.value]);
    else set(chosen.includes(picked.value) ? chosen.filter((one) => one !== picked.value) : [...chosen, picked.value]);
    input.focus();
  }

  /** @param {KeyboardEvent} event */
  function key(event) {
    if (event.key === "Backspace" && several && !input.value && chosen.length) return set(chosen.slice(0, -1));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen()) open("");
      else point(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (isOpen()) pick(active);
      else open("");
    } else if (event.key === "Tab" && isOpen()) closePopup();
  }
}
