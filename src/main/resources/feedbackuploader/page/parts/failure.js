import { html } from "../lib/htm-preact.js";

/** What could not be done, and why. */
export function Failure({ sentence, close }) {
  return html`
    <div class="failure" role="alert">
      <p>${sentence}</p>
      ${close && html`<button class="quiet" onClick=${close}>Close</button>`}
    </div>
  `;
}
