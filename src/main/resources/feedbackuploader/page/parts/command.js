import { html, useState } from "../lib/htm-preact.js";
import { announce } from "./announcer.js";
import { Words } from "./words.js";

/** A text with a button that copies it. */
export function Copyable({ text, label }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      announce("Copied.");
      setTimeout(() => setCopied(false), 2_000);
    } catch {
      announce("The browser does not allow copying. Select the text and copy it yourself.");
    }
  };
  return html`
    <div class="command">
      <code><${Words} text=${text} /></code>
      <button class="copy" aria-label=${`Copy ${label}`} onClick=${copy}>${isCopied ? "Copied" : "Copy"}</button>
    </div>
  `;
}

/** The command and the mapping file that do the same as the page, to be run again or in a job. */
export function EqualCommand({ file, step }) {
  const ran = step === "result" ? file.upload?.ran : null;
  return html`
    <section class="equal" aria-label="The same on the command line">
      <h2 class="small">${ran ? "The last run on the command line" : "The whole upload on the command line"}</h2>
      <${Copyable} text=${ran ?? file.command} label="the command" />
      ${step === "send" && html`<p class="small muted">To send the first rows only, add <code>--first</code> and their number. To check with the deployment and send nothing, add <code>--dry-run</code>.</p>`}
      ${file.mapping &&
      html`
        <details>
          <summary class="small">Mapping file for <span class="option">--mapping</span></summary>
          <${Copyable} text=${file.mapping} label="the mapping file" />
          <p class="small"><a href=${`api/files/${encodeURIComponent(file.id)}/download/mapping`} download>Download the mapping file</a></p>
        </details>
      `}
    </section>
  `;
}
