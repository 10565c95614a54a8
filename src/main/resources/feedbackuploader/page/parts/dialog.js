import { html, useEffect, useRef } from "../lib/htm-preact.js";

/** A modal dialog of the browser: Escape closes it, and the focus goes back to where it was. */
export function Dialog({ title, close, children, wide }) {
  const place = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    const dialog = place.current;
    dialog.showModal();
    return () => {
      dialog.close(); // while it is open, nothing else takes the focus
      before?.focus();
    };
  }, []);
  return html`
    <dialog ref=${place} class=${wide ? "wide" : ""} aria-labelledby="dialog-title" onClose=${close} onCancel=${close}>
      <div class="dialog-head">
        <h2 id="dialog-title">${title}</h2>
        <button class="quiet" onClick=${close}>Close</button>
      </div>
      ${children}
    </dialog>
  `;
}
