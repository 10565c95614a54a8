import { html } from "../lib/htm-preact.js";

export function Header({ session, file, askForKey }) {
  const isGiven = session?.key.given;
  return html`
    <header class="top">
      <a class="home" href="#/" aria-current=${file ? null : "page"}>feedback-uploader</a>
      ${file && html`<span class="shown-file cell" title=${file.path}>${file.name}</span>`}
      <span class="space"></span>
      <button class="quiet" onClick=${() => askForKey(true)}>
        ${isGiven ? (session.key.from === "environment" ? "API key: from ADAPTIVE_API_KEY" : "API key: given") : "Give the API key"}
      </button>
    </header>
  `;
}
