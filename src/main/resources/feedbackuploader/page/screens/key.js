import { html, useState } from "../lib/htm-preact.js";
import { post } from "../api.js";
import { Dialog } from "../parts/dialog.js";

/** How the program gets the key: held in its memory until it ends, and never handed to the page again. */
export function KeyDialog({ session, take, close }) {
  const [key, setKey] = useState("");
  const [problem, setProblem] = useState(null);
  const give = async (text) => {
    try {
      take(await post("api/key", { key: text }));
      close();
    } catch (e) {
      setProblem(e.message);
    }
  };
  const submit = (event) => {
    event.preventDefault();
    give(key);
  };
  return html`
    <${Dialog} title="API key" close=${close}>
      <form onSubmit=${submit}>
        <p>
          The key of the Adaptive Engine deployment. The program on this computer keeps it in memory until it ends. It is
          not stored, not shown and not sent to anything but the deployment.
        </p>
        ${session?.key.from === "environment" && html`<p class="muted">A key is set in ADAPTIVE_API_KEY. One that you give here is used in its place.</p>`}
        <div class="field">
          <label for="key">Key</label>
          <input id="key" type="password" autofocus autocomplete="off" value=${key} aria-describedby=${problem ? "key-problem" : null} onInput=${(event) => setKey(event.target.value)} />
          ${problem && html`<p class="help wrong" id="key-problem" role="alert">${problem}</p>`}
        </div>
        <div class="actions">
          <button class="primary" type="submit" disabled=${key.trim() === ""}>Use this key</button>
          ${session?.key.from === "page" && html`<button type="button" onClick=${() => give(null)}>Forget the key</button>`}
        </div>
      </form>
    </${Dialog}>
  `;
}
