import { html, useEffect, useState } from "../lib/htm-preact.js";
import { announce } from "../parts/announcer.js";
import { Dialog } from "../parts/dialog.js";
import { amount } from "../parts/format.js";

/** A record that cannot be taken apart into cells, changed as a whole. */
export function RecordDialog({ row, edits, close }) {
  const [text, setText] = useState(null);
  const [failure, setFailure] = useState(null);
  useEffect(() => {
    edits.text(row, null).then(setText).catch((e) => setFailure(e.message));
  }, []);
  const submit = async (event) => {
    event.preventDefault();
    try {
      const changed = await edits.save(row, null, text);
      announce(changed.problems.length > 0 ? changed.problems[0].message : `Row ${changed.row} has no problem now.`);
      close();
    } catch (e) {
      setFailure(e.message);
    }
  };
  return html`
    <${Dialog} title=${`Record of row ${amount(row.row)}`} close=${close} wide>
      <form onSubmit=${submit}>
        ${row.problems.map((problem) => html`<p class="muted cell">${problem.message}</p>`)}
        ${failure && html`<p class="help wrong" role="alert">${failure}</p>`}
        ${text !== null &&
        html`
          <div class="field">
            <label for="record">The record as it stands in the file</label>
            <textarea id="record" class="mono" rows="8" spellcheck=${false} value=${text} onInput=${(event) => setText(event.target.value)}></textarea>
          </div>
          <div class="actions">
            <button class="primary" type="submit">Change the record</button>
            <span class="small muted">Your file stays as it is. You can undo this.</span>
          </div>
        `}
      </form>
    </${Dialog}>
  `;
}
