/** What this person has not looked at yet, place by place; kept for as long as the tab is open. */

import { isReply, messagesIn, on, screen, tell } from "./screen.js";

/**
 * @param {string} place a channel's id
 * @param {string} [who] a person's id
 */
const key = (place, who = screen.me) => `read ${who} ${place}`;

/**
 * How many messages of others came since this person looked there.
 * @param {string} id
 */
export function unread(id) {
  const read = sessionStorage.getItem(key(id)) ?? "";
  return messagesIn(id).filter((one) => one.ts > read && one.user !== screen.me && !isReply(one)).length;
}

/**
 * Whether the app wrote to somebody else, who has not looked.
 * @param {string} who
 */
export function hasNews(who) {
  const last = screen.news.get(who);
  return Boolean(last && who !== screen.me && last.ts > (sessionStorage.getItem(key(last.channel, who)) ?? ""));
}

/** Note that the open place is being looked at. */
function look() {
  const last = messagesIn(screen.open).at(-1);
  if (!last || document.hidden) return;
  sessionStorage.setItem(key(screen.open), last.ts);
  tell("unread");
}

on("open messages", () => {
  look();
  tell("unread");
});
document.addEventListener("visibilitychange", look);
