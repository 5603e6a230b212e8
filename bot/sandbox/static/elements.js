/** Interactive elements: buttons, menus, pickers, boxes. What is entered goes to the surface's fields. */

import { confirmed } from "./confirm.js";
import { act } from "./live.js";
import { el, fresh, icon } from "./dom.js";
import { menu } from "./menus.js";
import { boxes, dayPicker, momentPicker, textInput } from "./inputs.js";
import { fileInput } from "./files.js";
import { textOf } from "./mrkdwn.js";
import { openMenu } from "./popup.js";

/** @typedef {import("./blocks.js").Surface} Surface */

/**
 * An element that acts at once: in an actions block, or beside a section.
 * @param {any} block
 * @param {any} one
 * @param {Surface} surface
 * @returns {HTMLElement}
 */
export function element(block, one, surface) {
  switch (one.type) {
    case "button":
    case "icon_button":
      return button(block, one, surface);
    case "feedback_buttons":
      return el("span", { class: "row" }, ...[one.positive_button, one.negative_button].map((choice) =>
        button(block, { ...one, ...choice, type: "button" }, surface)));
    case "overflow":
      return overflow(block, one, surface);
  }
  const changed = async (/** @type {any} */ value) => {
    if (await confirmed(one.confirm)) await surface.press(block, one, value);
  };
  const label = one.accessibility_label ?? one.placeholder?.text ?? block.text?.text ?? one.type.replaceAll("_", " ");
  return control(block, one, surface, { id: fresh("field"), "aria-label": label }, changed);
}

/**
 * An element in an input block: kept until the form is sent, and told to the app at once only where it asks so.
 * @param {any} block
 * @param {any} one
 * @param {Surface} surface
 * @param {Record<string, any>} props id, names and descriptions
 * @returns {HTMLElement}
 */
export function inputElement(block, one, surface, props) {
  const told = async (/** @type {any} */ value) => {
    if (block.dispatch_action) await surface.press(block, one, value);
  };
  return control(block, one, surface, props, told);
}

/**
 * @param {any} block
 * @param {any} one
 * @param {Surface} surface
 * @param {Record<string, any>} props
 * @param {(value: any) => void} chosen after a choice is made
 * @returns {HTMLElement}
 */
function control(block, one, surface, props, chosen) {
  const value = surface.fields.get(block, one);
  const keep = (/** @type {any} */ now) => surface.fields.set(block, one, now);
  const choose = (/** @type {any} */ now) => {
    keep(now);
    chosen(now);
  };
  switch (one.type) {
    case "checkboxes":
    case "radio_buttons":
      return boxes(one, value, props, choose);
    case "datepicker":
    case "timepicker":
      return dayPicker(one, value, props, choose);
    case "datetimepicker":
      return momentPicker(value, props, choose);
    case "file_input":
      return fileInput(one, surface.fields.files(block, one), value, props, keep);
    case "plain_text_input":
    case "rich_text_input":
    case "number_input":
    case "email_text_input":
    case "url_text_input":
      return textInput(one, value, props, keep, chosen);
    default:
      return menu(one, value, props, choose, (typed) => surface.options(one, typed));
  }
}

/**
 * @param {any} block
 * @param {any} one
 * @param {Surface} surface
 */
function button(block, one, surface) {
  const words = one.accessibility_label;
  const props = { class: `button ${one.style ?? ""}`, "aria-label": words && words !== one.text.text ? words : null };
  if (one.url) {
    const told = () => surface.press(block, one, one.value);
    return el("a", { ...props, href: one.url, target: "_blank", rel: "noopener noreferrer", onclick: told }, textOf(one.text));
  }
  const made = el("button", { ...props, type: "button", onclick: async () => {
    if (!(await confirmed(one.confirm))) return;
    made.disabled = true;
    made.setAttribute("aria-busy", "true");
    await surface.press(block, one, one.value);
    made.disabled = false;
    made.removeAttribute("aria-busy");
  } }, textOf(one.text));
  return made;
}

/**
 * @param {any} block
 * @param {any} one
 * @param {Surface} surface
 */
function overflow(block, one, surface) {
  const items = one.options.map((/** @type {any} */ option) => ({
    text: option.text.text,
    detail: option.description?.text,
    run: async () => {
      if (!(await confirmed(one.confirm))) return;
      if (option.url) window.open(option.url, "_blank", "noopener");
      await surface.press(block, one, option.value);
    },
  }));
  const props = { class: "button bare", type: "button", "aria-label": "More", "aria-haspopup": "menu", "aria-expanded": "false" };
  const made = el("button", { ...props, onclick: () => openMenu(made, items, "More") }, icon("more"));
  return made;
}

/**
 * What is done on a message or view, as the server wants it said.
 * @param {Record<string, string>} on view, or channel and ts
 * @param {import("./fields.js").Fields} fields
 * @param {(outcome: import("./live.js").Outcome) => void} done
 * @returns {Pick<Surface, "press" | "options">}
 */
export function acting(on, fields, done) {
  return {
    press: async (block, one, value) => {
      const body = { ...on, action_id: one.action_id, block_id: block.block_id, value, entered: fields.entered() };
      done(await act("press", body));
    },
    options: async (one, typed) => (await act("options", { ...on, action_id: one.action_id, typed })).options ?? [],
  };
}
