import { html, useEffect, useState } from "../lib/htm-preact.js";
import { path, post } from "../api.js";
import { announce } from "../parts/announcer.js";
import { Dialog } from "../parts/dialog.js";
import { amount, counted } from "../parts/format.js";

/** One fix for all cells of a kind: what they say, what they will say, and in how many cells. */
export function FixDialog({ file, problem, takeFile, close }) {
  const [preview, setPreview] = useState(null);
  const [failure, setFailure] = useState(null);
  useEffect(() => {
    post(path(file, "fixes"), { problem: problem.key })
      .then((answer) => setPreview({ ...answer, values: answer.values.map((value) => ({ ...value, to: value.to ?? "" })) }))
      .catch((e) => setFailure(e.message));
  }, []);

  const changed = preview?.values.filter((value) => value.to !== "" && value.to !== value.from) ?? [];
  const cells = changed.reduce((sum, value) => sum + value.count, 0);
  const set = (place, to) => setPreview({ ...preview, values: preview.values.map((value, i) => (i === place ? { ...value, to } : value)) });
  const apply = async (event) => {
    event.preventDefault();
    try {
      const state = await post(path(file, "fixes"), { problem: problem.key, column: preview.column, replace: changed.map(({ from, to }) => ({ from, to })) });
      takeFile(state.state ?? state);
      announce(`${counted(cells, "cell")} changed.`);
      close();
    } catch (e) {
      setFailure(e.message);
    }
  };

  return html`
    <${Dialog} title=${`Fix all in ${problem.column ?? "the rows"}`} close=${close} wide>
      <form onSubmit=${apply}>
        <p class="muted">Expected ${problem.expected}. ${problem.hint ?? ""}</p>
        ${failure && html`<p class="help wrong" role="alert">${failure}</p>`}
        ${preview &&
        html`
          <div class="scroll-y" tabindex="0" role="region" aria-label="What changes">
            <table class="data">
              <thead><tr><th scope="col">Now</th><th scope="col">Then</th><th scope="col" class="number">Cells</th></tr></thead>
              <tbody>
                ${preview.values.map(
                  (value, place) => html`
                    <tr key=${value.from}>
                      <th scope="row" class="cell">${value.from === "" ? html`<span class="muted">nothing</span>` : value.from}</th>
                      <td><input class="then" aria-label=${`In place of ${value.from}`} value=${value.to} placeholder="stays as it is" spellcheck=${false} autocomplete="off" onInput=${(event) => set(place, event.target.value)} /></td>
                      <td class="number">${amount(value.count)}</td>
                    </tr>
                  `,
                )}
              </tbody>
            </table>
          </div>
          ${preview.others > 0 && html`<p class="small muted">And ${counted(preview.others, "more text")} that ${preview.others === 1 ? "is" : "are"} not shown here.</p>`}
          <div class="actions">
            <button class="primary" type="submit" disabled=${cells === 0}>Change ${counted(cells, "cell")}</button>
            <span class="small muted">Your file stays as it is. You can undo this.</span>
          </div>
        `}
      </form>
    </${Dialog}>
  `;
}
