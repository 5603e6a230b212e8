/** What a menu offers: options of its own, people, channels, or what the app answers to what was typed. */

import { screen } from "./screen.js";

/** @typedef {{value: string, text: string, detail?: string, group?: string}} Choice */

/** @type {Map<string, string>} words of options an external menu once offered */
const remembered = new Map();

/**
 * @param {any} one the element
 * @param {string} typed
 * @param {(typed: string) => Promise<any[]>} ask the app, for an external menu
 * @returns {Promise<Choice[]>}
 */
export async function offered(one, typed, ask) {
  if (one.type.endsWith("external_select")) {
    const answered = typed.length >= (one.min_query_length ?? 3) ? await ask(typed) : [];
    answered.forEach((option) => remembered.set(option.value, option.text.text));
    return answered.map(choice);
  }
  const words = typed.trim().toLowerCase();
  return every(one).filter((each) => `${each.text} ${each.detail ?? ""}`.toLowerCase().includes(words));
}

/**
 * The words of what is chosen.
 * @param {any} one
 * @param {string} value
 */
export function wordsOf(one, value) {
  const initial = [one.initial_option ?? [], one.initial_options ?? []].flat().map(choice);
  return [...every(one), ...initial].find((each) => each.value === value)?.text ?? remembered.get(value) ?? value;
}

/**
 * @param {any} one
 * @returns {Choice[]}
 */
function every(one) {
  const kind = one.type.replace("multi_", "");
  const loose = (one.options ?? []).map(choice);
  const groups = (one.option_groups ?? []).flatMap((/** @type {any} */ group) =>
    group.options.map((/** @type {any} */ option) => ({ ...choice(option), group: group.label.text })));
  if (kind === "users_select") return people();
  if (kind === "channels_select") return channels(["public"]);
  if (kind === "conversations_select") {
    const include = one.filter?.include ?? ["public", "private", "im"];
    return [...channels(include), ...(include.includes("im") ? people() : [])];
  }
  return [...loose, ...groups];
}

/** @param {any} option */
const choice = (option) => ({ value: option.value, text: option.text.text, detail: option.description?.text });

/** @returns {Choice[]} */
function people() {
  return [...screen.people.values()]
    .filter((one) => !one.deleted && !one.is_bot)
    .map((one) => ({ value: one.id, text: one.real_name, detail: one.title }));
}

/**
 * @param {string[]} include
 * @returns {Choice[]}
 */
function channels(include) {
  return screen.channels
    .filter((one) => one.name && !one.is_archived && include.includes(one.is_private ? "private" : "public"))
    .map((one) => ({ value: one.id, text: `#${one.name}` }));
}
