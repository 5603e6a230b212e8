/** A list of messages, kept up to date in place: the open channel's, or a thread's. */

import { divider, isoDay, moment } from "./dates.js";
import { el, refill } from "./dom.js";
import { messageNode } from "./message.js";
import { isReply, messagesIn, screen } from "./screen.js";

/** @typedef {import("./screen.js").Message} Message */

const TOGETHER = 5 * 60;
const NEAR = 80;

export class MessageList {
  /**
   * @param {HTMLElement} list
   * @param {{inThread?: boolean}} [how]
   */
  constructor(list, how = {}) {
    this.list = list;
    this.how = how;
    /** @type {Message[]} */
    this.shown = [];
  }

  /** @param {Message} one */
  belongs(one) {
    if (one.channel !== screen.open) return false;
    return this.how.inThread ? one.ts === screen.thread || one.thread_ts === screen.thread : !isReply(one);
  }

  /** Everything anew, with the last message in sight. */
  draw() {
    refill(this.list);
    this.shown = [];
    for (const one of messagesIn(screen.open)) if (this.belongs(one)) this.append(one);
    this.toEnd();
  }

  /**
   * A message that came, changed or went.
   * @param {Message & {removed?: boolean}} one
   */
  take(one) {
    const there = this.list.querySelector(`[data-ts="${one.ts}"]`);
    const wanted = this.nearEnd() || one.user === screen.me || one.private;
    if (one.removed) {
      if (there) this.draw();
    } else if (there) {
      this.replace(/** @type {HTMLElement} */ (there), one);
    } else if (this.belongs(one)) {
      this.append(one);
    }
    if (!wanted || there) return;
    this.toEnd();
    this.toStart(one);
  }

  /** @param {Message} one */
  append(one) {
    const last = this.shown.at(-1);
    const at = moment(one.ts);
    if (!last || isoDay(moment(last.ts)) !== isoDay(at)) {
      this.list.append(el("li", { class: "day" }, el("span", {}, divider(at))));
    }
    this.list.append(messageNode(one, { ...this.how, joined: joined(last, one) }));
    this.shown.push(one);
  }

  /**
   * @param {HTMLElement} there
   * @param {Message} one
   */
  replace(there, one) {
    const place = this.shown.findIndex((each) => each.ts === one.ts);
    this.shown[place] = one;
    const made = messageNode(one, { ...this.how, joined: joined(this.shown[place - 1], one) });
    const held = there.contains(document.activeElement);
    there.replaceWith(made);
    if (held) made.focus();
  }

  /** The message a reply was added to shows how many there are. @param {string} ts */
  refresh(ts) {
    const there = this.list.querySelector(`[data-ts="${ts}"]`);
    const one = screen.messages.get(screen.open)?.get(ts);
    if (there && one) this.replace(/** @type {HTMLElement} */ (there), one);
  }

  scroller() {
    return /** @type {HTMLElement} */ (this.list.closest(".scroll"));
  }

  nearEnd() {
    const it = this.scroller();
    return it.scrollHeight - it.scrollTop - it.clientHeight < NEAR;
  }

  /** Where a message is taller than the window its first line is what one wants to see. @param {Message} one */
  toStart(one) {
    const node = /** @type {HTMLElement | null} */ (this.list.querySelector(`[data-ts="${one.ts}"]`));
    if (node && node.offsetHeight > this.scroller().clientHeight) node.scrollIntoView({ block: "start" });
  }

  toEnd() {
    const it = this.scroller();
    it.scrollTop = it.scrollHeight;
  }
}

/**
 * Whether a message goes on where the one before ended.
 * @param {Message | undefined} last
 * @param {Message} one
 */
function joined(last, one) {
  if (!last || last.user !== one.user || last.private !== one.private || one.private) return false;
  return Number(one.ts) - Number(last.ts) < TOGETHER && isoDay(moment(last.ts)) === isoDay(moment(one.ts));
}
