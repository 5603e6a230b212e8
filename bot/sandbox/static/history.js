/** Lines that were sent, the oldest first; kept in this browser. */

import { tell } from "./screen.js";

const KEY = "sent";
const KEPT = 50;

/** @returns {string[]} */
export const history = () => JSON.parse(localStorage.getItem(KEY) ?? "[]");

/** @param {string} line */
export function remember(line) {
  const sent = [...history().filter((one) => one !== line), line];
  localStorage.setItem(KEY, JSON.stringify(sent.slice(-KEPT)));
  tell("sent");
}
