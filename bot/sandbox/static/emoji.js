/** The shortcodes that are shown as pictures, where there is a font; others stay as they are written. */

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

/** Whether this machine has a font that draws them, in colour; without one they would be empty boxes. */
const drawable = (() => {
  const context = Object.assign(document.createElement("canvas"), { width: 20, height: 20 }).getContext("2d");
  if (!context) return false;
  context.font = "16px sans-serif";
  context.fillText("🔴", 0, 16);
  const { data } = context.getImageData(0, 0, 20, 20);
  return data.some((_, at) => at % 4 === 0 && data[at] > data[at + 1] + 60);
})();

/**
 * The picture of a shortcode, or nothing: then it stays as it is written.
 * @param {string} name without its colons
 * @returns {string | undefined}
 */
export const emoji = (name) => (drawable ? /** @type {Record<string, string>} */ (SHORTCODES)[name] : undefined);
