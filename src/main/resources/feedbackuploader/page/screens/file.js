import { html, useEffect, useRef } from "../lib/htm-preact.js";
import { counted, percent } from "../parts/format.js";
import { EqualCommand } from "../parts/command.js";
import { openingStep, stepsOf } from "../parts/steps.js";
import { Columns } from "./columns.js";
import { Reading } from "./reading.js";
import { Result } from "./result.js";
import { Rows } from "./rows.js";
import { Send } from "./send.js";

const SCREENS = { file: Reading, columns: Columns, rows: Rows, send: Send, result: Result };

const NAMES = { done: "done", todo: "not yet", problem: "needs a decision", warning: "some rows need a fix" };

export function FileScreens(props) {
  const { file, step } = props;
  const chosen = useRef({ id: null, step: null });
  const place = useRef(null);
  if (file && chosen.current.id !== file.id) {
    chosen.current = { id: file.id, step: openingStep(file) };
  }
  const shown = step ?? (file && chosen.current.id === file.id ? chosen.current.step : "file");
  const Screen = SCREENS[shown] ?? Reading;

  useEffect(() => {
    if (file) {
      document.title = `${file.name} – feedback-uploader`;
    }
  }, [file?.name]);
  const isOld = file?.edits.is_unchecked && (shown === "columns" || shown === "send") && file.stage !== "checking" && !file.locked;
  useEffect(() => {
    if (isOld) {
      props.act("check"); // what is told there is of the cells as they were
    }
  }, [isOld]);
  const before = useRef(shown);
  useEffect(() => {
    if (before.current !== shown) {
      before.current = shown;
      place.current?.querySelector("h1")?.focus();
      scrollTo(0, 0);
    }
  }, [shown]);

  if (!file) {
    return props.failure
      ? html`<p class="pad"><a class="button primary" href="#/">Open a file</a></p>`
      : html`<p class="muted pad" role="status">Opening the file…</p>`;
  }
  return html`
    <div class="file">
      <${Steps} file=${file} options=${props.options} shown=${shown} />
      <div class="screen" ref=${place}>
        ${file.locked && shown !== "result" && html`<p class="notice warning">${file.locked}</p>`}
        ${file.edits.do_misfit && html`<${ChangedSince} file=${file} act=${props.act} />`}
        <div class="shown" key=${`${file.id}/${shown}`}><${Screen} ...${props} /></div>
        ${file.command && html`<${EqualCommand} file=${file} step=${shown} />`}
      </div>
    </div>
  `;
}

/** Changes that would go to other rows than they were made for: nothing is read with them. */
function ChangedSince({ file, act }) {
  const { cells, fixes } = file.edits;
  return html`
    <div class="notice problem">
      <p><b>The file has changed since you changed cells of it here.</b> ${counted(cells + fixes, "change")} ${cells + fixes === 1 ? "was" : "were"} made, and some are of rows that are not there any more as they were. Put the file back as it was, or keep only the changes whose rows are still there, wherever they stand now.</p>
      <div class="actions"><button disabled=${!!file.locked} onClick=${() => act("edits/move")}>Keep the changes whose rows are still there</button></div>
    </div>
  `;
}

function Steps({ file, options, shown }) {
  return html`
    <nav class="steps" aria-label="Steps">
      <ol>
        ${stepsOf(file, options).map(
          (step) => html`
            <li key=${step.id} class=${step.state}>
              <a href=${`#/files/${encodeURIComponent(file.id)}/${step.id}`} aria-current=${step.id === shown ? "step" : null}>
                <span class="step-title">${step.title}<span class="visually-hidden"> (${NAMES[step.state]})</span></span>
                <span class="step-note">${step.note}</span>
              </a>
            </li>
          `,
        )}
      </ol>
      ${file.stage === "checking" && html`<${Checking} checking=${file.checking} />`}
    </nav>
  `;
}

function Checking({ checking }) {
  const share = checking?.share ?? null;
  return html`
    <div class="checking">
      <progress aria-label="Check of the rows" value=${share} max="1">${share === null ? "" : percent(share)}</progress>
      <span class="small muted">Checking${checking?.rows > 0 ? `, ${counted(checking.rows, "row")} so far` : ""}…</span>
    </div>
  `;
}
