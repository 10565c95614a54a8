import { html, useEffect, useState } from "../lib/htm-preact.js";
import { get, path } from "../api.js";
import { Dialog } from "../parts/dialog.js";
import { amount, date } from "../parts/format.js";
import { wordOf } from "../parts/outcomes.js";

/** One row looked into: its cells, what was sent of it, what was answered, and what became of it. */
export function RowDialog({ file, row, columns, close }) {
  const [detail, setDetail] = useState(null);
  const [failure, setFailure] = useState(null);
  useEffect(() => {
    get(path(file, `rows/${row.row}`)).then(setDetail).catch((e) => setFailure(e.message));
  }, [file.version]);
  return html`
    <${Dialog} title=${`Row ${amount(row.row)}`} close=${close} wide>
      ${failure && html`<p class="help wrong" role="alert">${failure}</p>`}
      ${detail?.pieces.map((piece, place) => html`<${PieceOfRow} key=${place} piece=${piece} />`)}
      ${detail?.pieces.length === 0 && html`<p class="muted cell">${unsent(row)}</p>`}
      <h3>In the file${row.line !== row.row ? `, line ${amount(row.line)}` : ""}</h3>
      <dl class="cells">
        ${columns.map((name, place) => row.cells[place] !== null && row.cells[place] !== undefined && html`<dt class="cell">${name}</dt><dd class="cell">${row.cells[place]}</dd>`)}
      </dl>
    </${Dialog}>
  `;
}

/** Of a row of which nothing is on the record of an upload. */
function unsent(row) {
  if (row.problems.length > 0) {
    return "Nothing of this row was sent: it has a problem.";
  }
  return row.skipped ? `Nothing of this row is sent. ${row.skipped}` : "Nothing of this row was sent yet.";
}

function PieceOfRow({ piece }) {
  const facts = [
    ["Id on the server", piece.upload_id],
    ["Recorded", date(piece.recorded_at)],
    ["HTTP status", piece.http_status],
    ["Sent", piece.attempts > 0 ? `${amount(piece.attempts)} ${piece.attempts === 1 ? "time" : "times"}` : null],
    [piece.status === "rejected" ? "Answer" : "Reason", piece.error],
    ["Read back", piece.read_back],
  ].filter(([, value]) => value !== null && value !== undefined && value !== "");
  return html`
    <section class="piece">
      <p class="problem-head">
        <b>${piece.kind}${piece.metric ? html` <span class="cell">${piece.metric}</span>` : ""}</b>
        ${piece.status && html`<span class=${`badge ${piece.status}`}>${wordOf(piece.status)}</span>`}
      </p>
      ${facts.length > 0 && html`<dl class="facts">${facts.map(([name, value]) => html`<dt>${name}</dt><dd class="cell">${value}</dd>`)}</dl>`}
      ${piece.body && html`<h3>Body of the request</h3><pre class="small card cell">${piece.body}</pre>`}
      ${piece.log?.length > 0 && html`<h3>Attempts</h3><ol class="log small mono">${piece.log.map((line) => html`<li class="cell">${line}</li>`)}</ol>`}
    </section>
  `;
}
