import { html, useEffect } from "../lib/htm-preact.js";
import { path } from "../api.js";
import { Advised } from "../parts/advice.js";
import { announceProgress } from "../parts/announcer.js";
import { amount, counted, date, duration, percent, rate } from "../parts/format.js";
import { MEANWHILE, OUTCOMES } from "../parts/outcomes.js";
import { Traffic } from "../parts/traffic.js";

const RUNNING = ["planning", "sending", "draining"];

/** What the upload does, and what became of the rows: always what the ledger says. */
export function Result({ file, options, act }) {
  const { upload, stage } = file;
  const isRunning = RUNNING.includes(stage);
  const progress = upload?.progress;
  useEffect(() => {
    if (stage === "sending" && progress) {
      announceProgress(`${amount(progress.done)} of ${amount(progress.to_send)} done.`);
    }
  }, [progress?.done]);
  useEffect(() => {
    if (stage === "ended" && upload?.sentence) {
      announceProgress(upload.sentence);
    }
  }, [stage]);

  if (!upload || (upload.runs === 0 && !isRunning && stage !== "question")) {
    return html`
      <h1 tabindex="-1">Outcome</h1>
      <p class="muted">Nothing was sent yet. Here you will see what becomes of every row.</p>
      <p class="next"><a class="button primary" href=${`#/files/${encodeURIComponent(file.id)}/send`}>Send the rows</a></p>
    `;
  }
  return html`
    <h1 tabindex="-1">${isRunning ? TITLES[stage] : upload.summary?.dry_run ? "Checked with the deployment, nothing was sent" : upload.sentence ?? "Outcome"}</h1>
    ${stage === "question" && upload.question && html`<${Question} question=${upload.question} act=${act} />`}
    ${isRunning && html`<${Live} file=${file} progress=${progress} act=${act} />`}
    ${upload.stopped && !isRunning && html`<${Advised} kind="warning" text=${upload.stopped} advice=${upload.advice} file=${file} options=${options} act=${act} />`}
    ${!upload.stopped && !isRunning && upload.advice?.map((one) => html`<${Advised} text=${one.text} advice=${[one]} file=${file} options=${options} act=${act} />`)}
    ${upload.statuses && html`<${Balance} file=${file} statuses=${upload.statuses} isRunning=${isRunning} />`}
    ${!isRunning && stage !== "question" && html`<${NextThing} file=${file} act=${act} />`}
    ${upload.traffic?.seconds?.length > 1 && html`<${Traffic} series=${upload.traffic} />`}
    ${upload.summary?.notices?.length > 0 && !isRunning && html`<section aria-labelledby="notices"><h2 id="notices">Notices</h2><ul>${upload.summary.notices.map((notice) => html`<li class="cell">${notice}</li>`)}</ul></section>`}
    ${!isRunning && html`<${Downloads} file=${file} />`}
  `;
}

const TITLES = { planning: "Reading the rows once more before sending", sending: "Sending", draining: "Pausing: waiting for open requests" };

function Question({ question, act }) {
  return html`
    <section class="notice warning question" aria-labelledby="question">
      <h2 id="question">A question before anything is sent</h2>
      <p class="cell">${question.text}</p>
      <div class="actions">
        ${question.answers.map((one) => html`<button key=${one.answer} onClick=${() => act("answer", { answer: one.answer })}>${one.text}</button>`)}
      </div>
    </section>
  `;
}

function Live({ file, progress, act }) {
  const share = progress && progress.to_send > 0 ? progress.done / progress.to_send : null;
  const left = progress && progress.rate > 0 ? (progress.to_send - progress.done) / progress.rate : null;
  return html`
    <section class="card live" aria-label="Progress">
      <progress aria-label="Share of the rows that are done" value=${share} max="1">${share === null ? "" : percent(share)}</progress>
      <dl class="figures">
        <div><dt>Done</dt><dd>${progress ? `${amount(progress.done)} of ${amount(progress.to_send)}` : "…"}</dd></div>
        <div><dt>Rows a second</dt><dd>${progress ? rate(progress.rate) : "…"}</dd></div>
        <div><dt>Time left</dt><dd>${left === null ? "…" : duration(left)}</dd></div>
        <div><dt>In flight</dt><dd>${progress ? `${amount(progress.in_flight)}${progress.limit > 0 ? ` of ${amount(progress.limit)}` : ""}` : "…"}</dd></div>
        <div><dt>Sent again</dt><dd>${progress ? amount(progress.retries) : "…"}</dd></div>
      </dl>
      ${progress?.waiting && html`<p class="small">${progress.waiting}</p>`}
      <div class="actions">
        <button disabled=${file.stage === "draining"} onClick=${() => act("pause")}>${file.stage === "draining" ? "Pausing…" : "Pause"}</button>
        <span class="small muted">You may close this page: the upload goes on as long as the program runs.</span>
      </div>
    </section>
  `;
}

function Balance({ file, statuses, isRunning }) {
  const rows = Object.values(statuses).reduce((sum, count) => sum + count, 0);
  const shown = OUTCOMES.filter(({ status }) => statuses[status] > 0).map((outcome) => ({ ...outcome, ...(isRunning && MEANWHILE[outcome.status]) }));
  return html`
    <section aria-labelledby="balance">
      <h2 id="balance" class="visually-hidden">Rows by outcome</h2>
      <div class="bar" aria-hidden="true">${shown.map(({ status }) => html`<span class=${status} style=${{ flexGrow: statuses[status] }}></span>`)}</div>
      <table class="data balance">
        <thead class="visually-hidden"><tr><th scope="col">Outcome</th><th scope="col" class="number">Rows</th><th scope="col">Means</th><th scope="col">Show</th></tr></thead>
        <tbody>
          ${shown.map(
            ({ status, word, means }) => html`
              <tr key=${status}>
                <th scope="row"><span class=${`badge ${status}`}>${word}</span></th>
                <td class="number">${amount(statuses[status])}</td>
                <td class="muted">${means}</td>
                <td><a href=${`#/files/${encodeURIComponent(file.id)}/rows?only=${status === "invalid" ? "to_fix" : status}`} >Show rows<span class="visually-hidden">${` that are ${word}`}</span></a></td>
              </tr>
            `,
          )}
          <tr><th scope="row">Rows in the file</th><td class="number">${amount(rows)}</td><td></td><td></td></tr>
        </tbody>
      </table>
    </section>
  `;
}

function NextThing({ file, act }) {
  const { statuses, to_fix: toFix, summary } = file.upload;
  const left = statuses?.not_sent ?? 0;
  const unknown = statuses?.unknown ?? 0;
  const isDry = summary?.dry_run;
  if (isDry || !statuses || left + unknown + toFix === 0) {
    return null;
  }
  return html`
    <div class="actions next">
      ${left + unknown > 0 && html`<button class="primary" disabled=${!!file.locked} onClick=${() => act("upload", { first: null })}>${left > 0 ? `Send the ${left === 1 ? "row" : counted(left, "row")} left` : `Check the ${unknown === 1 ? "unknown row" : counted(unknown, "unknown row")} again`}</button>`}
      ${toFix > 0 && html`<a class=${`button ${left + unknown === 0 ? "primary" : ""}`} href=${`#/files/${encodeURIComponent(file.id)}/rows?only=to_fix`}>Fix ${counted(toFix, "row")}</a>`}
      ${toFix > 0 && left + unknown === 0 && file.edits.cells + file.edits.fixes > 0 && html`<button disabled=${!!file.locked} onClick=${() => act("upload", { first: null })}>Send the fixed rows</button>`}
    </div>
  `;
}

function Downloads({ file }) {
  const { upload } = file;
  const all = [
    ["report", "The report, to look at or to print", upload.report],
    ["results", "Results: your file with the outcome of every row", upload.results],
    ["failed", "Rows to fix, a copy", upload.failed],
    ["corrected", "Corrected copy", file.edits.corrected],
  ].filter(([, , isThere]) => isThere);
  if (all.length === 0) {
    return null;
  }
  return html`
    <section aria-labelledby="downloads">
      <h2 id="downloads">Files</h2>
      <ul class="downloads">
        ${all.map(([what, words]) => html`<li><a href=${path(file, `download/${what}${what === "report" ? "?inline" : ""}`)} target=${what === "report" ? "_blank" : null} download=${what === "report" ? null : true}>${words}</a></li>`)}
      </ul>
      ${upload.summary?.ended_at && html`<p class="small muted">Last run: ${date(upload.summary.started_at)}, ${duration(upload.summary.seconds)}, to <span class="cell">${upload.summary.target}</span></p>`}
    </section>
  `;
}
