/** What stands in the fields of a form or a message, before it is sent. */

const HOLDS = /** @type {Record<string, (state: any) => any>} */ ({
  value: (one) => one,
  rich_text_value: (one) => richWords(one),
  selected_date: (one) => one,
  selected_time: (one) => one,
  selected_date_time: (one) => one,
  selected_option: (one) => one?.value,
  selected_options: (one) => one.map((/** @type {any} */ option) => option.value),
  selected_user: (one) => one,
  selected_users: (one) => one,
  selected_channel: (one) => one,
  selected_channels: (one) => one,
  selected_conversation: (one) => one,
  selected_conversations: (one) => one,
  files: (one) => one.map((/** @type {any} */ file) => file.id),
});

/**
 * @param {any} value
 * @returns {string}
 */
function richWords(value) {
  return value?.elements?.flatMap((/** @type {any} */ one) => one.elements.map((/** @type {any} */ leaf) => leaf.text ?? "")).join("") ?? "";
}

/**
 * The value in one element's state, as the server takes it: text, an option's value, an id, or a list of them.
 * @param {any} state
 */
export function held(state) {
  const key = Object.keys(state ?? {}).find((name) => name in HOLDS);
  const value = key ? state[key] : null;
  return key && value !== null && value !== undefined ? HOLDS[key](value) : "";
}

/**
 * What an element begins with where no state is at hand (a message).
 * @param {any} element
 */
function initial(element) {
  for (const [key, value] of Object.entries(element)) {
    if (!key.startsWith("initial_") || value === null) continue;
    const name = key === "initial_value" ? "value" : key.replace("initial_", "selected_");
    return held({ [typeof value === "object" && name === "value" ? "rich_text_value" : name]: value });
  }
  return "";
}

/** The fields of one form or message, by block_id and action_id. What was changed here outlives a redrawing. */
export class Fields {
  constructor() {
    /** @type {Map<string, any>} */
    this.changed = new Map();
    /** @type {any} */
    this.state = {};
    /** @type {Set<string>} */
    this.shown = new Set();
  }

  /**
   * Before drawing: `state.values` of the view as the server has it, `{}` for a message.
   * @param {any} state
   */
  begin(state) {
    this.state = state;
    this.shown.clear();
  }

  /**
   * @param {any} block
   * @param {any} element
   */
  get(block, element) {
    const name = `${block.block_id}/${element.action_id}`;
    this.shown.add(name);
    if (this.changed.has(name)) return this.changed.get(name);
    const there = this.state[block.block_id]?.[element.action_id];
    return there ? held(there) : initial(element);
  }

  /**
   * The file objects behind a file field's ids.
   * @param {any} block
   * @param {any} element
   * @returns {any[]}
   */
  files(block, element) {
    return this.state[block.block_id]?.[element.action_id]?.files ?? [];
  }

  /**
   * @param {any} block
   * @param {any} element
   * @param {any} value
   */
  set(block, element, value) {
    this.changed.set(`${block.block_id}/${element.action_id}`, value);
  }

  /** What was changed and still stands there, for the server. */
  entered() {
    return Object.fromEntries([...this.changed].filter(([name]) => this.shown.has(name)));
  }
}
