/** Who looks at what, and the address that says so: #ana/programme, #ana/home, #ana/wp for the direct message. */

import { act, watch } from "./live.js";
import { noteTrouble } from "./notes.js";
import { direct, me, on, placeName, screen, tell } from "./screen.js";

const asked = () => location.hash.slice(1).split("/").map(decodeURIComponent);

/** Begin with what the address names. */
export function start() {
  on("state", () => {
    coming = "";
    const where = asked()[1] || "";
    openPlace(known(where) || known(screen.open) || first(), { replace: true });
    if (where === screen.app.name && !direct()) openDirect();
  });
  addEventListener("popstate", () => {
    const [who, where] = asked();
    if (who && who !== me().username) watch(who);
    else openPlace(known(where) || first(), { replace: true });
  });
  watch(asked()[0]);
}

/**
 * A place's id by its name in the address; empty where this person does not have it.
 * @param {string} name
 */
function known(name) {
  if (name === "home" || name === "Home") return screen.app.home_tab ? "home" : "";
  const there = screen.channels.find((one) => one.id === name || (one.name && one.name === name));
  return there?.id ?? (name === screen.app.name ? (direct()?.id ?? "") : "");
}

/** The place the workspace names, else the first one this person is in. */
function first() {
  const mine = screen.channels.filter((one) => one.is_member && !one.is_archived);
  const named = mine.find((one) => [one.name, one.id].includes(screen.hello.channel ?? ""));
  return (named ?? mine.find((one) => one.name) ?? mine[0])?.id ?? "home";
}

/**
 * Show a channel, a direct message or "home".
 * @param {string} id
 * @param {{replace?: boolean}} [how]
 */
export function openPlace(id, how = {}) {
  if (coming) return leaveWord(id === "home" ? "home" : placeName(id));
  const moved = screen.open !== id;
  screen.open = id;
  screen.thread = moved ? "" : screen.thread;
  const address = `#${encodeURIComponent(me().username)}/${encodeURIComponent(id === "home" ? "home" : placeName(id))}`;
  if (how.replace) history.replaceState(null, "", address);
  else if (address !== location.hash) history.pushState(null, "", address);
  if (id === "home") act("home", { tab: "home" });
  tell("open");
}

/** The direct message with the bot, opened first where there is none yet. */
export async function openDirect() {
  if (coming) return leaveWord(screen.app.name);
  const there = direct();
  if (there) return openPlace(there.id);
  wanted = true;
  const outcome = await act("home", { tab: "messages" });
  if (!outcome.ok) wanted = false;
  noteTrouble(outcome, screen.app.name);
}

/** Whether the direct message is to be shown as soon as there is one. */
let wanted = false;

on("places", () => {
  const there = direct();
  if (!wanted || !there) return;
  wanted = false;
  openPlace(there.id);
});

/** Whom one becomes, until the workspace is seen with their eyes. */
let coming = "";

/**
 * Be somebody else; the place stays where that person has it too.
 * @param {string} username
 */
export function become(username) {
  history.pushState(null, "", `#${encodeURIComponent(username)}/${location.hash.split("/")[1] ?? ""}`);
  coming = username;
  watch(username);
}

/**
 * A place chosen before the one who is to see it is there is theirs, as soon as they are.
 * @param {string} place its name in the address
 */
function leaveWord(place) {
  history.replaceState(null, "", `#${encodeURIComponent(coming)}/${encodeURIComponent(place)}`);
}

/** @param {string} ts of the message a thread begins with; empty closes it */
export function openThread(ts) {
  screen.thread = ts;
  tell("open");
}
