/** Moments as words: in the zone of the person shown, on the workspace's day. */

import { me, now } from "./screen.js";

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * @param {Date} at
 * @param {Intl.DateTimeFormatOptions} options
 * @param {string} [zone]
 */
function words(at, options, zone = me().tz) {
  const key = zone + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options })));
  return format.format(at);
}

/** @param {string} ts Slack's timestamp */
export const moment = (ts) => new Date(Number(ts) * 1000);

/**
 * "14:05"
 * @param {Date} at
 * @param {string} [zone]
 */
export const clock = (at, zone) => words(at, { hour: "2-digit", minute: "2-digit" }, zone);

/**
 * "Monday 10 January 2022"
 * @param {Date} at
 */
export const longDay = (at) =>
  words(at, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).replace(",", "");

/**
 * "Mon 10 Jan 2022"
 * @param {Date} at
 */
export const shortDay = (at) =>
  words(at, { weekday: "short", day: "numeric", month: "short", year: "numeric" }).replace(",", "");

/**
 * "2022-01-10": the day there, as a date field wants it.
 * @param {Date} at
 */
export const isoDay = (at) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: me().tz, dateStyle: "short" }).format(at);

/**
 * Whole days from today to that day; -1 is yesterday.
 * @param {Date} at
 */
function away(at) {
  return Math.round((Date.parse(isoDay(at)) - Date.parse(isoDay(now()))) / 86_400_000);
}

/**
 * "Today", "Yesterday", else the long day.
 * @param {Date} at
 */
export const divider = (at) => ({ 0: "Today", "-1": "Yesterday" })[away(at)] ?? longDay(at);

/** @param {Date} at */
function ago(at) {
  const minutes = Math.round((at.getTime() - now().getTime()) / 60_000);
  const format = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  if (Math.abs(minutes) < 60) return format.format(minutes, "minute");
  if (Math.abs(minutes) < 60 * 24) return format.format(Math.round(minutes / 60), "hour");
  return format.format(Math.round(minutes / 60 / 24), "day");
}

/**
 * @param {Date} at
 * @param {Intl.DateTimeFormatOptions} options
 */
function dated(at, options) {
  const near = Math.abs(away(at)) < 183;
  const text = new Intl.DateTimeFormat("en-US", { timeZone: me().tz, ...options, ...(near ? {} : { year: "numeric" }) });
  return text.format(at);
}

/**
 * @param {Date} at
 * @param {Intl.DateTimeFormatOptions} options
 */
function pretty(at, options) {
  return { 0: "today", 1: "tomorrow", "-1": "yesterday" }[away(at)] ?? dated(at, options);
}

const SHORT = /** @type {const} */ ({ month: "short", day: "numeric" });
const LONG = /** @type {const} */ ({ month: "long", day: "numeric" });
const FULL = /** @type {const} */ ({ weekday: "long", month: "long", day: "numeric" });

/** @type {Record<string, (at: Date) => string>} Slack's date tokens */
const TOKENS = {
  date_num: isoDay,
  date: (at) => dated(at, LONG),
  date_short: (at) => dated(at, SHORT),
  date_long: (at) => dated(at, FULL),
  date_pretty: (at) => pretty(at, LONG),
  date_short_pretty: (at) => pretty(at, SHORT),
  date_long_pretty: (at) => pretty(at, FULL),
  day_divider_pretty: (at) => pretty(at, FULL),
  time: (at) => clock(at),
  time_secs: (at) => words(at, { hour: "2-digit", minute: "2-digit", second: "2-digit" }),
  ago,
};

/**
 * "{date_long} at {time}" with its tokens filled in.
 * @param {string} format
 * @param {Date} at
 */
export function token(format, at) {
  return format.replace(/\{(\w+)\}/g, (whole, name) => TOKENS[name]?.(at) ?? whole);
}
