/** The line to the local server: a stream of changes in, acts out. */

import { screen, setNow, tell } from "./screen.js";

/** @typedef {{ok: boolean, error?: string, said?: string, errors?: Record<string, string>, [more: string]: any}} Outcome */

const AGAIN = 1000;

/** @type {WebSocket | null} */
let socket = null;
/** Private answers given before this page was opened are gone, as in Slack. Slack's ts, in seconds. */
let since = 0;

/**
 * See the workspace as this person (an id or name; the first one where empty) from now on.
 * @param {string} who
 */
export function watch(who) {
  const before = socket;
  const query = new URLSearchParams(since ? { as: who, private: "1" } : { as: who });
  const line = new WebSocket(`ws://${location.host}/page/live?${query}`);
  socket = line;
  before?.close();
  let heard = false;
  line.addEventListener("message", (event) => {
    heard = true;
    if (line === socket) take(JSON.parse(event.data));
  });
  line.addEventListener("close", () => {
    if (line !== socket) return;
    tell("line", false);
    setTimeout(() => line === socket && watch(heard || !who ? screen.me || who : ""), AGAIN);
  });
}

/** @param {any} told */
function take(told) {
  switch (told.kind) {
    case "state":
      return takeState(told);
    case "message":
      place(told.message);
      return tell("messages", told.message);
    case "removed":
      screen.messages.get(told.channel)?.delete(told.ts);
      return tell("messages", { channel: told.channel, ts: told.ts, removed: true });
    case "views":
      screen.modals = told.modals;
      screen.home = told.home;
      return tell("views");
    case "places":
      takePlaces(told);
      return tell("places");
    case "news":
      takeNews(told.news);
      return tell("news");
    case "day":
      setNow(told.now);
      return tell("day");
    case "wire":
      return tell("wire", told.exchange);
    case "connected":
      screen.connected = told.count;
      return tell("connected");
    case "faults":
      screen.faults = told;
      return tell("faults");
  }
}

/** @typedef {import("./screen.js").Message} Message */

/** @param {any} state */
function takeState(state) {
  const { me, workspace, app, modals, home, connected, faults, hello, moves } = state;
  Object.assign(screen, { me, workspace, app, modals, home, connected, faults, hello, moves });
  setNow(state.now);
  since ||= Date.parse(state.now) / 1000;
  takePlaces(state);
  screen.news = new Map();
  takeNews(state.news);
  screen.messages = new Map();
  for (const [id, messages] of /** @type {[string, Message[]][]} */ (Object.entries(state.messages))) {
    screen.messages.set(id, new Map());
    messages.filter((one) => !one.private || Number(one.ts) >= since).forEach(place);
  }
  tell("line", true);
  tell("state");
}

/** @param {any} told */
function takePlaces(told) {
  screen.people = new Map(told.people.map((/** @type {import("./screen.js").Person} */ one) => [one.id, one]));
  screen.channels = told.channels;
}

/** @param {{user: string, channel: string, ts: string}[]} news */
function takeNews(news) {
  for (const { user, channel, ts } of news) screen.news.set(user, { channel, ts });
}

/** @param {Message} message */
function place(message) {
  if (!screen.messages.has(message.channel)) screen.messages.set(message.channel, new Map());
  screen.messages.get(message.channel)?.set(message.ts, message);
}

/**
 * Do something as the person shown; what the server says to it, also where it refuses.
 * @param {string} name one of the acts of page.py
 * @param {Record<string, any>} body
 * @returns {Promise<Outcome>}
 */
export async function act(name, body) {
  return ask(`/page/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ as: screen.me, ...body }),
  });
}

/**
 * Hand a file over for a form, or post it in a channel.
 * @param {File} file
 * @param {string} [channel]
 * @returns {Promise<Outcome>}
 */
export async function upload(file, channel) {
  const form = new FormData();
  form.append("file", file, file.name);
  const where = new URLSearchParams(channel ? { as: screen.me, channel } : { as: screen.me });
  return ask(`/page/upload?${where}`, { method: "POST", body: form });
}

/** @returns {Promise<any[]>} what went over the wire so far */
export async function exchanges() {
  return (await fetch("/page/wire")).json();
}

/**
 * @param {string} url
 * @param {RequestInit} how
 * @returns {Promise<Outcome>}
 */
async function ask(url, how) {
  try {
    const answer = await fetch(url, how);
    if (answer.status === 413) return { ok: false, error: "too_large", said: "This file is too large." };
    return await answer.json();
  } catch {
    return { ok: false, error: "unreachable", said: "The local workspace does not answer. Is it still running?" };
  }
}
