/** What this page knows of the workspace, with one person's eyes; and who wants to hear when it changes. */

/**
 * @typedef {{id: string, name: string, username: string, real_name: string, title: string, tz: string,
 *   is_admin: boolean, is_guest: boolean, is_stranger: boolean, is_bot: boolean, deleted: boolean}} Person
 * @typedef {{id: string, name: string, with_user: string, is_private: boolean, is_archived: boolean,
 *   is_shared: boolean, is_member: boolean, members: string[]}} Channel
 * @typedef {{channel: string, ts: string, user: string, text: string, blocks?: any[], thread_ts?: string,
 *   edited?: object, private: boolean, by_slackbot: boolean, files?: any[]}} Message
 * @typedef {{line: string, summary: string}} Hint
 * @typedef {{label: string, line: string}} Suggestion
 */

/** @type {Map<string, Set<(detail: any) => void>>} */
const listeners = new Map();

/**
 * Hear of a topic: state, places, messages, views, day, wire, connected, faults, open, unread, sent, line, news.
 * @param {string} topics separated by blanks
 * @param {(detail: any) => void} listener
 */
export function on(topics, listener) {
  for (const topic of topics.split(" ")) {
    if (!listeners.has(topic)) listeners.set(topic, new Set());
    listeners.get(topic)?.add(listener);
  }
}

/**
 * @param {string} topic
 * @param {any} [detail]
 */
export function tell(topic, detail) {
  for (const listener of listeners.get(topic) ?? []) listener(detail);
}

/** Before the first state arrives everything is empty. */
export const screen = {
  me: "",
  workspace: "",
  /** @type {{name: string, user_id: string, commands: any[], shortcuts: any[], home_tab: boolean,
   *   messages_read_only: boolean}} */
  app: { name: "", user_id: "", commands: [], shortcuts: [], home_tab: false, messages_read_only: false },
  /** @type {Map<string, Person>} */
  people: new Map(),
  /** @type {Channel[]} */
  channels: [],
  /** @type {Map<string, Map<string, Message>>} channel → ts → message */
  messages: new Map(),
  /** @type {any[]} open forms, the topmost last */
  modals: [],
  /** @type {any} */
  home: null,
  /** @type {Map<string, {channel: string, ts: string}>} user → their newest direct message from the app */
  news: new Map(),
  moves: false,
  connected: 0,
  /** @type {any} */
  faults: {},
  /** @type {{channel?: string, welcome?: string, suggestions?: Suggestion[], next?: string, hints?: Hint[], file_line?: string}} */
  hello: {},
  /** A channel's id, or "home". */
  open: "",
  /** ts of the message whose thread is open. */
  thread: "",
};

let shift = 0;

/** The workspace's present moment: its day may be another than the machine's. */
export const now = () => new Date(Date.now() + shift);

/** @param {string} iso */
export function setNow(iso) {
  shift = Date.parse(iso) - Date.now();
}

/** @returns {Person} */
export const me = () => person(screen.me);

/**
 * @param {string} id
 * @returns {Person}
 */
export function person(id) {
  const known = screen.people.get(id);
  if (known) return known;
  const name = id === "USLACKBOT" ? "Slackbot" : id;
  return { id, name, username: name, real_name: name, title: "", tz: "UTC", is_admin: false, is_guest: false,
    is_stranger: false, is_bot: true, deleted: false };
}

/** @param {string} id */
export const channel = (id) => screen.channels.find((one) => one.id === id);

/** The direct message with the bot, where there is one. */
export const direct = () => screen.channels.find((one) => one.with_user === screen.me);

/**
 * All there, the oldest first.
 * @param {string} id
 * @returns {Message[]}
 */
export const messagesIn = (id) =>
  [...(screen.messages.get(id)?.values() ?? [])].sort((a, b) => (a.ts < b.ts ? -1 : 1));

/** @param {Message} one */
export const isReply = (one) => Boolean(one.thread_ts) && one.thread_ts !== one.ts;

/**
 * The name a place goes by in the address and in sentences.
 * @param {string} id
 */
export function placeName(id) {
  if (id === "home") return "Home";
  const there = channel(id);
  return there ? there.name || screen.app.name : "";
}
