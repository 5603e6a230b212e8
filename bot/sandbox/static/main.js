/** The page: puts the parts into their places and starts watching. */

import { Composer } from "./composer.js";
import { day } from "./day.js";
import { el, icon, refill } from "./dom.js";
import { drop } from "./drop.js";
import { hint } from "./hint.js";
import { home } from "./home.js";
import { act } from "./live.js";
import { MessageList } from "./messages.js";
import { modal } from "./modal.js";
import { announce, noteTrouble } from "./notes.js";
import { people } from "./people.js";
import { places } from "./places.js";
import { openThread, start } from "./route.js";
import { channel, isReply, me, on, person, placeName, screen } from "./screen.js";
import { wire } from "./wire.js";

/** @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);

people(at("people"));
day(at("day"));
places(at("places"));
home(at("home"));
modal(at("modal"));
drop(at("drop"));
at("wire-handle").append(icon("wire"));
at("places-handle").append(icon("bars"));
wire(at("wire"), at("wire-handle"));

const list = new MessageList(at("messages"));
const thread = new MessageList(at("replies"), { inThread: true });
/** @type {any} where one types in the place, and in a thread; made once the app's commands are known */
let composer;
/** @type {any} */
let answer;
const toggleHint = hint(at("hint"), (line) => composer.put(line));

on("state", () => {
  document.title = `${screen.workspace} – ${screen.app.name}`;
  composer ??= new Composer(at("composer"), { id: "line", thread: () => "", onhint: toggleHint });
  answer ??= new Composer(at("answer"), { id: "answer-line", thread: () => screen.thread });
});

on("state open places", () => {
  const there = channel(screen.open);
  const atHome = screen.open === "home";
  at("home-scroll").hidden = !atHome;
  at("list-scroll").hidden = at("composer").hidden = atHome;
  if (composer) heading(there, atHome);
});

on("open", () => {
  closeAside();
  at("thread").hidden = !screen.thread;
  list.draw();
  if (screen.thread) thread.draw();
  if (screen.open !== "home" && !matchMedia("(pointer: coarse)").matches && !at("modal").open) {
    (screen.thread ? answer : composer).field.focus();
  }
});

on("messages", (one) => {
  if (one.channel !== screen.open) return;
  list.take(one);
  if (screen.thread && (thread.belongs(one) || one.removed)) thread.take(one);
  if (one.thread_ts && isReply(one)) list.refresh(one.thread_ts);
  if (!one.removed && one.user !== screen.me) {
    announce(`${person(one.user).name}${one.private ? ", only visible to you" : ""}: ${one.text}`);
  }
});

on("line", (there) => (at("lost").hidden = there));
on("day", () => list.draw());

/**
 * @param {import("./screen.js").Channel | undefined} there
 * @param {boolean} atHome
 */
function heading(there, atHome) {
  const name = placeName(screen.open);
  const count = there?.members.filter((id) => !person(id).is_bot).length ?? 0;
  const sub = atHome ? screen.app.name : there?.with_user ? "Direct messages" : `${count} people${there?.is_shared ? ", shared with another workspace" : ""}`;
  refill(at("heading"), icon(atHome ? "home" : there?.with_user ? "chat" : there?.is_private ? "lock" : "hash"), el("h1", {}, name), el("span", { class: "quiet" }, sub));
  const command = me().is_stranger ? "" : `, or type ${screen.app.commands[0]?.name ?? "a command"}`;
  composer.placeholder(`Message ${there?.with_user ? name : `#${name}`}${command}`);
  answer.placeholder("Reply in this thread");
  const outside = Boolean(there && !there.is_member);
  at("composer").hidden = atHome || outside || Boolean(there?.is_archived);
  refill(at("join"), outside && el("button", { class: "button primary", type: "button", onclick: async () => noteTrouble(await act("join", { channel: screen.open }), screen.app.name) }, `Join #${name}`));
}

function closeAside() {
  document.body.classList.remove("places-open");
  at("places-handle").setAttribute("aria-expanded", "false");
}

at("places-handle").addEventListener("click", () => {
  const open = document.body.classList.toggle("places-open");
  at("places-handle").setAttribute("aria-expanded", String(open));
});
at("thread-close").append(icon("close"));
at("thread-close").addEventListener("click", () => openThread(""));
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.body.classList.contains("places-open")) closeAside();
});

start();
