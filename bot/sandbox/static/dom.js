/** Building the page from nodes: text is always text, never markup. */

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * An element. `on…` props are listeners, `class` and `dataset` what they say, the rest properties or attributes.
 * @param {string} tag
 * @param {Record<string, any>} [props]
 * @param {...Child} children
 * @returns {any}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "class") node.className = value;
    else if (key === "dataset") Object.assign(node.dataset, value);
    else if (key in node && !key.includes("-")) /** @type {any} */ (node)[key] = value;
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  put(node, ...children);
  return node;
}

/**
 * Append what is there.
 * @param {Element} node
 * @param {...Child} children
 */
export function put(node, ...children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false || child === "") continue;
    node.append(child instanceof Node ? child : String(child));
  }
}

/**
 * Replace all that is inside.
 * @param {Element} node
 * @param {...Child} children
 */
export function refill(node, ...children) {
  node.replaceChildren();
  put(node, ...children);
}

/**
 * Replace all that is inside where it would look different; what is being pressed or has the focus is else left alone.
 * @param {Element} node
 * @param {...Child} children
 * @returns {boolean} whether anything was replaced
 */
export function renew(node, ...children) {
  const made = /** @type {Element} */ (node.cloneNode(false));
  put(made, ...children);
  if (made.isEqualNode(node)) return false;
  node.replaceChildren(...made.childNodes);
  return true;
}

const SHAPES = {
  hash: "M7 3 5.5 17M14.5 3 13 17M3.5 7.5h14M2.5 12.5h14",
  lock: "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  home: "M3 9.5 10 3.5l7 6V17h-4.5v-4.5h-5V17H3z",
  chat: "M3.5 4.5h13v9H9l-4 3v-3H3.5z",
  clip: "M14.5 8.5 9 14a2.6 2.6 0 0 1-3.7-3.7l6.2-6.2a3.6 3.6 0 0 1 5.1 5.1L10 15.8",
  send: "M3.5 10 17 3.5 12 17l-2.5-5.5zM9.5 11.5 17 3.5",
  more: "M10 4.2v.1M10 10v.1M10 15.8v.1",
  reply: "M8 5 3.5 9.5 8 14M3.5 9.5H12a4.5 4.5 0 0 1 4.5 4.5v1.5",
  close: "m5 5 10 10M15 5 5 15",
  back: "M12 4.5 6.5 10l5.5 5.5",
  down: "m5.5 8 4.5 4.5L14.5 8",
  wire: "M2.5 7h12l-3-3M17.5 13h-12l3 3",
  bars: "M3 5.5h14M3 10h14M3 14.5h14",
  eye: "M2.5 10S5.5 5 10 5s7.5 5 7.5 5-3 5-7.5 5-7.5-5-7.5-5zM10 8a2 2 0 1 1 0 4 2 2 0 0 1 0-4z",
  check: "m4.5 10.5 3.5 3.5 7.5-8",
  bolt: "M11 2.5 4.5 11.5H9L8.5 17.5 15.5 8.5H11z",
  list: "m3 5.5 1.3 1.3L6.8 4M3 13l1.3 1.3 2.5-2.8M9.5 5.5H17M9.5 13H17",
};

/**
 * A drawing that says nothing to a screen reader.
 * @param {keyof typeof SHAPES} name
 */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

/** An id nobody else on this page has. */
export const fresh = ((count) => (/** @type {string} */ name) => `${name}-${++count}`)(0);
