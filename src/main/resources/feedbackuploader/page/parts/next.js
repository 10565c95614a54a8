import { html } from "../lib/htm-preact.js";

/** The way on, at the end of a screen. */
export function NextStep({ file, step, words, children }) {
  return html`
    <div class="actions next">
      <a class="button primary" href=${`#/files/${encodeURIComponent(file.id)}/${step}`}>${words}</a>
      ${children}
    </div>
  `;
}
