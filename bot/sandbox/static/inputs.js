/** Fields to type into, days and times to pick, boxes to tick. */

import { el, fresh } from "./dom.js";
import { textOf } from "./mrkdwn.js";
import { me } from "./screen.js";

/** @typedef {Record<string, any>} Props */

const KINDS = /** @type {Record<string, Props>} */ ({
  number_input: { inputMode: "decimal" },
  email_text_input: { type: "email" },
  url_text_input: { type: "url" },
});

/**
 * @param {any} one
 * @param {string} value
 * @param {Props} props
 * @param {(value: string) => void} keep at every letter
 * @param {(value: string) => void} told on Enter, or at every letter, as the element asks
 * @returns {HTMLElement}
 */
export function textInput(one, value, props, keep, told) {
  const lines = one.multiline || one.type === "rich_text_input";
  const letters = one.dispatch_action_config?.trigger_actions_on?.includes("on_character_entered");
  const made = el(lines ? "textarea" : "input", {
    type: lines ? null : "text",
    ...KINDS[one.type],
    ...props,
    value: value ?? "",
    placeholder: one.placeholder?.text ?? "",
    autocomplete: "off",
    autofocus: one.focus_on_load,
    oninput: () => {
      keep(made.value);
      if (letters) told(made.value);
    },
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Enter" && !lines && !letters) told(made.value);
    },
  });
  if (lines) made.rows = 3;
  return made;
}

/**
 * A day or a time; the browser's own picker, which keyboards and phones know.
 * @param {any} one
 * @param {string} value
 * @param {Props} props
 * @param {(value: string) => void} choose
 * @returns {HTMLElement}
 */
export function dayPicker(one, value, props, choose) {
  const type = one.type === "datepicker" ? "date" : "time";
  const made = el("input", { ...props, type, value: value ?? "", class: "short", onchange: () => choose(made.value) });
  return made;
}

/**
 * Seconds since 1970, picked as a day and a time in the zone of the person shown.
 * @param {number | ""} value
 * @param {Props} props
 * @param {(value: number | "") => void} choose
 * @returns {HTMLElement}
 */
export function momentPicker(value, props, choose) {
  const made = el("input", {
    ...props,
    type: "datetime-local",
    class: "short",
    value: value ? local(Number(value)) : "",
    onchange: () => choose(made.value ? instant(made.value) : ""),
  });
  return made;
}

/**
 * @param {number} seconds
 * @returns {string} "2022-01-10T09:00" in my zone
 */
function local(seconds) {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: me().tz, dateStyle: "short", timeStyle: "short" });
  return format.format(new Date(seconds * 1000)).replace(" ", "T");
}

/** @param {string} there the same, to seconds */
function instant(there) {
  const utc = Date.parse(`${there}:00Z`) / 1000;
  const off = Date.parse(`${local(utc)}:00Z`) / 1000 - utc;
  return utc - off;
}

/**
 * Checkboxes or radio buttons.
 * @param {any} one
 * @param {string | string[]} value
 * @param {Props} props
 * @param {(value: any) => void} choose
 * @returns {HTMLElement}
 */
export function boxes(one, value, props, choose) {
  const several = one.type === "checkboxes";
  const name = fresh("choice");
  const { id, ...named } = props;
  const group = el("div", { ...named, class: "boxes", role: several ? "group" : "radiogroup" });
  one.options.forEach((/** @type {any} */ option, /** @type {number} */ at) => {
    const box = el("input", {
      type: several ? "checkbox" : "radio",
      id: at ? null : id,
      name,
      value: option.value,
      checked: [value].flat().includes(option.value),
      onchange: () => {
        const chosen = [...group.querySelectorAll("input:checked")].map((each) => /** @type {HTMLInputElement} */ (each).value);
        choose(several ? chosen : chosen[0]);
      },
    });
    const detail = option.description && el("span", { class: "detail" }, textOf(option.description));
    group.append(el("label", { class: "box" }, box, el("span", {}, textOf(option.text), detail)));
  });
  return group;
}
