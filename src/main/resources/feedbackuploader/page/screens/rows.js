import { html, useEffect, useState } from "../lib/htm-preact.js";
import { get, path, post } from "../api.js";
import { AdviceButtons } from "../parts/advice.js";
import { announce } from "../parts/announcer.js";
import { amount, columnName, counted } from "../parts/format.js";
import { Grid } from "../parts/grid.js";
import { NextStep } from "../parts/next.js";
import { balanceOf } from "../parts/outcomes.js";
import { Words } from "../parts/words.js";
import { FixDialog } from "./fix.js";
import { RecordDialog } from "./record.js";
import { RowDialog } from "./row.js";

const FILTERS = [
  ["all", "All rows"],
  ["problems", "Rows with a problem"],
  ["changed", "Changed rows"],
];

const AFTER_UPLOAD = [
  ["to_fix", "Rows to fix"],
  ["rejected", "Refused by the server"],
  ["recorded", "Recorded"],
  ["not_sent", "Not sent"],
  ["unknown", "Unknown"],
  ["invalid", "Invalid"],
  ["skipped", "Skipped"],
];

/** `#/files/ID/rows?only=to_fix`: other screens lead to rows of one outcome. */
const chosenInAddress = () => location.hash.match(/[?&]only=([a-z_]+)/)?.[1] ?? null;

/** All rows, what is wrong with some, and how to fix them. */
export function Rows({ file, options, act, takeFile, fail }) {
  const { survey } = file;
  const hasRun = file.upload?.runs > 0;
  const [chosen, setOnly] = useState(chosenInAddress() ?? (survey?.invalid > 0 ? "problems" : "all"));
  const hasProblems = survey?.invalid > 0 || file.edits.cells + file.edits.fixes > 0; // a changed row stays in sight
  const only = chosen === "problems" && !hasProblems ? "all" : chosen;
  const [group, setGroup] = useState(null);
  const [fixing, setFixing] = useState(null);
  const [looked, setLooked] = useState(null);
  const [jump, setJump] = useState(null);
  const [selected, setSelected] = useState({ row: null, column: 0 });
  const [refusal, setRefusal] = useState(null);
  const [wanted, setWanted] = useState("");
  const [record, setRecord] = useState(null);

  const columns = file.columns.map((column, place) => columnName(column.name, place));
  const filter = `only=${group === null ? only : `problem:${group}`}`;

  const edits = {
    /** The whole text of a cell, or of a record: what is shown may be cut. */
    text: async (row, column) => {
      const isCut = column === null || row.cut.includes(column);
      if (!isCut) {
        return row.cells[column] ?? "";
      }
      const { text, is_cut: isTooLong } = await get(path(file, `cell?row=${row.row}${column === null ? "" : `&column=${column}`}`));
      if (isTooLong) {
        throw new Error("This text is too long to be changed here. Change it in a copy of the file.");
      }
      return text;
    },
    save: async (row, column, text) => {
      const answer = await post(path(file, "edits"), { row: row.row, column, text });
      takeFile(answer.state);
      return answer.row;
    },
    record: setRecord,
    fail: (e) => {
      fail(e);
      announce(e.message);
    },
  };
  const find = async (event) => {
    event.preventDefault();
    try {
      const { index } = await get(path(file, `rows/find?row=${Number(wanted.replaceAll(",", ""))}&${filter}`));
      setJump({ index });
    } catch (e) {
      fail(e);
    }
  };
  const show = (key) => {
    setGroup(key);
    setOnly("problems");
  };

  return html`
    <h1 tabindex="-1">Rows and their problems</h1>
    ${survey
      ? html`<p class="muted">${standing(file)}</p>`
      : html`<p class="muted">The rows are shown as soon as the columns are known.</p>`}
    ${file.problems.length > 0 && html`<${Problems} file=${file} options=${options} act=${act} shown=${group} show=${show} fix=${setFixing} />`}
    <${Edits} file=${file} act=${act} />
    <section aria-labelledby="all-rows">
      <h2 id="all-rows" class="visually-hidden">Rows</h2>
      <div class="toolbar">
        <div class="field inline">
          <label for="only">Show</label>
          <select id="only" onChange=${(event) => (setGroup(null), setOnly(event.target.value))}>
            ${[...FILTERS, ...(hasRun ? AFTER_UPLOAD : [])].map(([value, words]) => html`<option value=${value} selected=${group === null && value === only}>${words}</option>`)}
            ${group !== null && html`<option selected>Rows with the chosen problem</option>`}
          </select>
        </div>
        <form class="field inline" onSubmit=${find}>
          <label for="row-number">Row</label>
          <input id="row-number" inputmode="numeric" size="8" value=${wanted} onInput=${(event) => setWanted(event.target.value)} />
          <button type="submit" disabled=${!/^[\d,]+$/.test(wanted)}>Go</button>
        </form>
        <span class="space"></span>
        <span class=${`small keys ${refusal ? "refusal" : "muted"}`}>${refusal ?? "Enter: change a cell · Space: look into a row"}</span>
      </div>
      ${columns.length > 0 && html`<${Grid} address=${path(file, `rows?${filter}`)} version=${file.rows_version ?? file.version} columns=${columns} label=${`Rows of ${file.name}`} edits=${file.locked ? null : edits} look=${setLooked} jump=${jump} selected=${(row, column) => (setSelected({ row, column }), setRefusal(null))} refuse=${setRefusal} />`}
      <${Selected} row=${selected.row} columns=${columns} look=${setLooked} editRecord=${file.locked || selected.row?.locked ? null : setRecord} />
    </section>
    <${NextStep} file=${file} step="send" words="Next: send" />
    ${fixing && html`<${FixDialog} file=${file} problem=${fixing} takeFile=${takeFile} close=${() => setFixing(null)} />`}
    ${record && html`<${RecordDialog} row=${record} edits=${edits} close=${() => setRecord(null)} />`}
    ${looked && html`<${RowDialog} file=${file} row=${looked} columns=${columns} close=${() => setLooked(null)} />`}
  `;
}

function standing(file) {
  const { survey } = file;
  const { sendable, recorded, isDone } = balanceOf(file);
  const skipped = survey.skipped > 0 ? ` ${amount(survey.skipped)} ${survey.skipped === 1 ? "is" : "are"} skipped on purpose.` : "";
  if (survey.invalid > 0) {
    return `${amount(survey.invalid)} of ${counted(survey.rows, "row")} cannot be sent as they are. The others can be sent now, and these later: recorded rows are not sent again.${skipped}`;
  }
  if (isDone) {
    return `${sendable === survey.rows ? `All ${counted(survey.rows, "row")} are` : `${amount(recorded)} of ${counted(survey.rows, "row")} ${recorded === 1 ? "is" : "are"}`} recorded.${skipped}`;
  }
  const can = sendable === survey.rows ? `All ${counted(survey.rows, "row")} can be sent` : `${amount(sendable)} of ${counted(survey.rows, "row")} can be sent`;
  return `${can}${recorded > 0 ? `; ${amount(recorded)} of them ${recorded === 1 ? "is" : "are"} recorded` : ""}.${skipped}`;
}

function Problems({ file, options, act, shown, show, fix }) {
  return html`
    <section aria-labelledby="problems">
      <h2 id="problems">Problems, the most frequent first</h2>
      <ul class="problems card">
        ${file.problems.map(
          (problem) => html`
            <li key=${problem.key} class=${shown === problem.key ? "shown" : ""}>
              <span class="badge invalid">${counted(problem.rows, "row")}</span>
              <p>${problem.column && html`<b class="cell">${problem.column}</b>: `}found <span class="cell found">${problem.found}</span>${problem.varies ? " and similar" : ""}; expected ${problem.expected}.${problem.hint ? html` <span class="cell muted"><${Words} text=${problem.hint} /></span>` : ""} <span class="small muted">${rowsOf(problem)}</span></p>
              <div class="actions">
                ${problem.fixes && html`<button disabled=${!!file.locked} onClick=${() => fix(problem)}>Fix all…</button>`}
                <${AdviceButtons} advice=${problem.advice} file=${file} options=${options} act=${act} />
                <button class="quiet" aria-pressed=${shown === problem.key} onClick=${() => show(shown === problem.key ? null : problem.key)}>${shown === problem.key ? "Show all problems" : "Show rows"}</button>
              </div>
            </li>
          `,
        )}
      </ul>
    </section>
  `;
}

/** `row 4`, `rows 13, 17, …`. */
const rowsOf = ({ rows, first_rows: first }) =>
  rows === 1 ? `Row ${amount(first[0])}.` : `Rows ${first.slice(0, 5).map(amount).join(", ")}${rows > 5 ? ", …" : "."}`;

function Edits({ file, act }) {
  const { cells, fixes, can_undo: canUndo, last, corrected } = file.edits;
  const hasEdits = cells > 0 || fixes > 0;
  if (!hasEdits && !canUndo) {
    return null;
  }
  const parts = [cells > 0 && counted(cells, "changed cell"), fixes > 0 && counted(fixes, "fix for all cells of a kind", "fixes for all cells of a kind")].filter(Boolean);
  return html`
    <div class="notice good edits">
      <p>${hasEdits ? html`${parts.join(" and ")}, kept in the folder of this program; your file stays as it is. They count when the rows are sent. A corrected copy has them too, and not what is chosen under Columns.` : "You have followed a hint. What it chose stands under Columns, and can be undone."}</p>
      <div class="actions">
        <button disabled=${!canUndo || !!file.locked} onClick=${() => act("undo")}>Undo${last ? html` <span class="cell">${last}</span>` : " the last change"}</button>
        ${hasEdits && html`<button onClick=${async () => (await act("corrected", { path: null })) && announce("The corrected copy is saved.")}>Save a corrected copy</button>`}
        ${corrected && html`<span class="small">Saved as <span class="mono cell">${corrected}</span>. <a href=${path(file, "download/corrected")} download>Download</a></span>`}
      </div>
    </div>
  `;
}

/** What is wrong with the row in which the cursor stands, in words. */
function Selected({ row, columns, look, editRecord }) {
  if (!row) {
    return null;
  }
  return html`
    <div class="selected card" aria-live="off">
      <div class="problem-head">
        <b>Row ${amount(row.row)}</b>${row.line !== row.row && html`<span class="small muted">line ${amount(row.line)}</span>`}
        <span class="space"></span>
        ${row.record !== null && editRecord && html`<button onClick=${() => editRecord(row)}>Change the record</button>`}
        <button class="quiet" onClick=${() => look(row)}>Look into this row</button>
      </div>
      ${row.record !== null && html`<pre class="cell clamp">${row.record}</pre>`}
      ${row.problems.length > 0 &&
      html`<ul class="plain">${row.problems.map((problem) => html`<li>${problem.column !== null && html`<b class="cell">${columns[problem.column]}</b>: `}found <span class="cell found">${problem.found}</span>; expected ${problem.expected}.${problem.hint ? html` <span class="cell"><${Words} text=${problem.hint} /></span>` : ""}</li>`)}</ul>`}
      ${row.skipped && html`<p class="small">${row.skipped}</p>`}
      ${row.error && !(row.problems.length > 0 && row.status === "invalid") && html`<p class="small cell">${row.error}</p>`}
      ${row.problems.length === 0 && !row.skipped && !row.error && html`<p class="small muted">No problem.</p>`}
    </div>
  `;
}
