/** Small panels that open beside something: menus, lists of choices. They lie above forms, too. */

import { el } from "./dom.js";

const GAP = 4;
const EDGE = 8;

/** @type {(() => void) | null} */
let shut = null;

/** Close whatever panel is open. */
export function closePopup() {
  shut?.();
}

/**
 * Open a panel beside its anchor. Stays beside it while the page scrolls; closes at a press elsewhere, on Escape, or
 * when another opens.
 * @param {HTMLElement} anchor
 * @param {HTMLElement} panel
 * @param {{wide?: boolean, above?: boolean, onclose?: () => void}} [how] `wide`: as wide as the anchor
 */
export function openPopup(anchor, panel, how = {}) {
  closePopup();
  panel.classList.add("popup");
  panel.popover = "manual";
  (anchor.closest("dialog") ?? document.body).append(panel);
  panel.showPopover();
  placeBeside(anchor, panel, how);
  const outside = (/** @type {Event} */ event) => {
    const there = /** @type {Node} */ (event.target);
    if (!panel.contains(there) && !anchor.contains(there)) closePopup();
  };
  const key = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    closePopup();
  };
  const scrolled = (/** @type {Event} */ event) => {
    if (!panel.contains(/** @type {Node} */ (event.target))) placeBeside(anchor, panel, how);
  };
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("keydown", key, true);
  document.addEventListener("scroll", scrolled, true);
  addEventListener("resize", closePopup);
  shut = () => {
    shut = null;
    document.removeEventListener("pointerdown", outside, true);
    document.removeEventListener("keydown", key, true);
    document.removeEventListener("scroll", scrolled, true);
    removeEventListener("resize", closePopup);
    panel.remove();
    how.onclose?.();
  };
}

/**
 * @param {HTMLElement} anchor
 * @param {HTMLElement} panel
 * @param {{wide?: boolean, above?: boolean}} how
 */
export function placeBeside(anchor, panel, how) {
  const box = anchor.getBoundingClientRect();
  if (how.wide) panel.style.width = `${box.width}px`;
  const below = innerHeight - box.bottom - GAP - EDGE;
  const above = box.top - GAP - EDGE;
  const up = how.above || (panel.offsetHeight > below && above > below);
  panel.style.maxHeight = `${Math.min(up ? above : below, 360)}px`;
  const left = Math.min(box.left, innerWidth - panel.offsetWidth - EDGE);
  panel.style.left = `${Math.max(EDGE, left)}px`;
  panel.style.top = `${up ? box.top - GAP - panel.offsetHeight : box.bottom + GAP}px`;
}

/**
 * A menu of things to do; arrows move, Enter and Space choose, focus goes back to the button.
 * @param {HTMLElement} anchor
 * @param {{text: string, run: () => void, detail?: string}[]} items
 * @param {string} label
 */
export function openMenu(anchor, items, label) {
  const menu = el("div", { class: "menu-list", role: "menu", "aria-label": label });
  for (const item of items) {
    const choose = () => {
      closePopup();
      item.run();
    };
    menu.append(
      el("button", { type: "button", role: "menuitem", tabIndex: -1, onclick: choose }, item.text,
        item.detail && el("span", { class: "detail" }, item.detail)),
    );
  }
  menu.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const all = /** @type {HTMLElement[]} */ ([...menu.children]);
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Tab") closePopup();
    if (to === undefined) return;
    event.preventDefault();
    all[(to + all.length) % all.length].focus();
  });
  anchor.setAttribute("aria-expanded", "true");
  openPopup(anchor, menu, {
    onclose: () => {
      anchor.setAttribute("aria-expanded", "false");
      anchor.focus();
    },
  });
  /** @type {HTMLElement} */ (menu.firstElementChild)?.focus();
}
