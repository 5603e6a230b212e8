/** The shortcodes that are shown as pictures; others stay as they are written. */

const SHORTCODES = {
  "+1": "👍", thumbsup: "👍", "-1": "👎", smile: "😄", slightly_smiling_face: "🙂", wave: "👋", tada: "🎉",
  eyes: "👀", heart: "❤️", pray: "🙏", clap: "👏", raised_hand: "✋", raising_hand: "🙋", handshake: "🤝",
  white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️", x: "❌", warning: "⚠️",
  exclamation: "❗", question: "❓", bulb: "💡", bell: "🔔", no_bell: "🔕", calendar: "📅", date: "📅",
  spiral_calendar_pad: "🗓️", alarm_clock: "⏰", hourglass: "⌛", hourglass_flowing_sand: "⏳", clock9: "🕘",
  memo: "📝", pencil: "📝", pencil2: "✏️", paperclip: "📎", pushpin: "📌", round_pushpin: "📍", link: "🔗",
  mag: "🔍", clipboard: "📋", page_facing_up: "📄", file_folder: "📁", bar_chart: "📊", chart_with_upwards_trend: "📈",
  speech_balloon: "💬", mega: "📣", loudspeaker: "📢", inbox_tray: "📥", outbox_tray: "📤", email: "✉️",
  arrow_right: "➡️", arrow_up: "⬆️", arrow_down: "⬇️", arrows_counterclockwise: "🔄", rocket: "🚀", star: "⭐",
  sparkles: "✨", fire: "🔥", globe_with_meridians: "🌐", earth_africa: "🌍", busts_in_silhouette: "👥",
  red_circle: "🔴", large_blue_circle: "🔵", large_green_circle: "🟢", large_yellow_circle: "🟡", white_circle: "⚪",
  black_circle: "⚫", lock: "🔒", unlock: "🔓", gear: "⚙️", house: "🏠", wastebasket: "🗑️", seedling: "🌱",
};

/**
 * The picture of a shortcode, or nothing.
 * @param {string} name without its colons
 * @returns {string | undefined}
 */
export const emoji = (name) => /** @type {Record<string, string>} */ (SHORTCODES)[name];
