import { html, useEffect } from "../lib/htm-preact.js";
import { path } from "../api.js";
import { Advised } from "../parts/advice.js";
import { announceProgress } from "../parts/announcer.js";
import { amount, counted, date, duration, percent, rate } from "../parts/format.js";
import { has } from "../parts/choices.js";
import { OUTCOMES, wasAsked } from "../parts/outcomes.js";
import { Traffic } from "../parts/traffic.js";

const RUNNING = ["planning", "sending", "draining"];

const PAUSED = 130;

/** What the upload does, and what became of the rows: always what the ledger says. */
export function Result({ file, options, act, session, askForKey }) {
  const { upload, stage } = file;
  const isRunning = RUNNING.includes(stage);
  const progress = upload?.progress;
  useEffect(() => {
    if (stage === "sending" && progress) {
      announceProgress(`${amount(progress.recorded)} of ${amount(progress.to_send)} recorded.`);
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
      <p class="next"><a class="button primary" href=${stepOf(file, "send")}>Send the rows</a></p>
    `;
  }
  const hasRows = Object.values(upload.statuses ?? {}).some((count) => count > 0);
  const isEnded = !isRunning && stage !== "question";
  return html`
    <h1 tabindex="-1">${isRunning ? runningTitle(file) : endTitle(upload, hasRows)}</h1>
    ${stage === "question" && upload.question && html`<${Question} question=${upload.question} act=${act} />`}
    ${isRunning && html`<${Live} file=${file} progress=${progress} act=${act} />`}
    ${isEnded && upload.summary?.exit_code === PAUSED && html`<p class="notice">You paused the upload. Nothing is lost, and nothing is sent twice: go on whenever you like.</p>`}
    ${upload.stopped && !isRunning && html`<${Advised} kind="warning" text=${upload.stopped} advice=${upload.advice} file=${file} options=${options} act=${act} />`}
    ${!upload.stopped && !isRunning && upload.advice?.map((one) => html`<${Advised} text=${one.text} advice=${[one]} file=${file} options=${options} act=${act} />`)}
    ${isEnded && upload.dry_run && !upload.stopped && html`<p>${upload.sentence} The deployment takes the key, and has the metrics of the file. Each row was checked against them.</p>`}
    ${hasRows && isEnded && html`<${Balance} file=${file} upload=${upload} />`}
    ${isEnded && html`<${NextThing} file=${file} act=${act} session=${session} askForKey=${askForKey} hasRows=${hasRows} />`}
    ${upload.traffic?.seconds?.length > 0 && html`<${Traffic} series=${upload.traffic} />`}
    ${upload.summary?.notices?.length > 0 && !isRunning && html`<section aria-labelledby="notices"><h2 id="notices">Notices</h2><ul>${upload.summary.notices.map((notice) => html`<li class="cell">${notice}</li>`)}</ul></section>`}
    ${!isRunning && html`<${Downloads} file=${file} />`}
  `;
}

const stepOf = (file, step) => `#/files/${encodeURIComponent(file.id)}/${step}`;

const TITLES = { planning: "Reading the rows once more before sending", sending: "Sending", draining: "Pausing: waiting for open requests" };

function runningTitle({ stage, upload }) {
  if (upload.dry_run) {
    return "Checking with the deployment: nothing is sent";
  }
  if (isSettling(upload.progress) && stage === "sending") {
    return "Waiting, to check rows whose answer was lost";
  }
  return stage === "draining" && upload.progress?.in_flight === 0 ? "Pausing" : TITLES[stage];
}

/** Whether all is sent, and some answers did not come. */
const isSettling = (progress) => progress?.undecided > 0 && progress.in_flight === 0 && progress.done >= progress.to_send;

function endTitle(upload, hasRows) {
  if (upload.dry_run) {
    return "Checked with the deployment, nothing was sent";
  }
  const isUnsent = !hasRows || (upload.summary?.requests === 0 && !["recorded", "rejected", "unknown"].some((status) => upload.statuses[status] > 0));
  return upload.stopped && isUnsent ? "Nothing was sent." : (upload.sentence ?? "Outcome");
}

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
  const isDry = file.upload.dry_run;
  const share = progress && progress.to_send > 0 ? progress.done / progress.to_send : null;
  const isLeft = progress && progress.rate > 0 && progress.done < progress.to_send;
  const word = isDry ? "Stop the check" : "Pause";
  return html`
    <section class="card live" aria-label="Progress">
      <progress aria-label="Share of the rows that are done" value=${share} max="1">${share === null ? "" : percent(share)}</progress>
      ${progress &&
      html`
        <dl class="figures">
          <div><dt>Recorded</dt><dd>${amount(progress.recorded)} of ${amount(progress.to_send)}</dd></div>
          ${progress.not_recorded > 0 && html`<div><dt>Refused</dt><dd>${amount(progress.not_recorded)}</dd></div>`}
          ${progress.undecided > 0 && html`<div><dt>Answer lost</dt><dd>${amount(progress.undecided)}</dd></div>`}
          <div><dt>Rows a second</dt><dd>${rate(progress.rate)}</dd></div>
          <div><dt>Time left</dt><dd>${isLeft ? duration((progress.to_send - progress.done) / progress.rate) : "…"}</dd></div>
          <div><dt>Open requests</dt><dd>${amount(progress.in_flight)}${progress.limit > 0 ? ` of at most ${amount(progress.limit)}` : ""}</dd></div>
          <div><dt>Sent once more</dt><dd>${amount(progress.retries)}</dd></div>
        </dl>
      `}
      ${waitingFor(file.upload) && html`<p class="small">${waitingFor(file.upload)}</p>`}
      <div class="actions">
        <button disabled=${file.stage === "draining"} onClick=${() => act("pause")}>${file.stage === "draining" ? "Pausing…" : word}</button>
        <span class="small muted">You may close this page: the ${isDry ? "check" : "upload"} goes on as long as the program runs.</span>
      </div>
    </section>
  `;
}

/** How long the program waits before it checks rows stands in its last notice. */
function waitingFor({ progress, notices }) {
  const last = notices?.[notices.length - 1];
  return isSettling(progress) && last?.startsWith("Waiting ") ? last : progress?.waiting;
}

function Balance({ file, upload }) {
  const { statuses } = upload;
  const rows = Object.values(statuses).reduce((sum, count) => sum + count, 0);
  const shown = OUTCOMES.filter(({ status }) => statuses[status] > 0).map((outcome) => ({ ...outcome, means: meaning(outcome, upload) }));
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
                <td><a href=${`${stepOf(file, "rows")}?only=${status}`}>Show rows<span class="visually-hidden">${` that are ${word}`}</span></a></td>
              </tr>
            `,
          )}
          <tr><th scope="row">Rows in the file</th><td class="number">${amount(rows)}</td><td></td><td></td></tr>
        </tbody>
      </table>
    </section>
  `;
}

function meaning({ status, means }, upload) {
  if (status !== "not_sent") {
    return means;
  }
  return upload.dry_run ? "can be sent" : wasAsked(upload) ? "not sent by this upload" : means;
}

/** The way on. */
function NextThing({ file, act, session, askForKey, hasRows }) {
  const { statuses, to_fix: toFix, dry_run: isDry, stopped } = file.upload;
  const left = statuses?.not_sent ?? 0;
  const unknown = statuses?.unknown ?? 0;
  const link = (step, words, isFirst) => html`<a class=${`button ${isFirst ? "primary" : ""}`} href=${stepOf(file, step)}>${words}</a>`;
  if (isDry || !hasRows) {
    return html`
      <div class="actions next">
        ${link("send", isDry && !stopped ? "Next: send" : "Back to Send", true)}
        ${stopped && link("columns", "Change the columns")}
      </div>
    `;
  }
  const needsKey = file.destination === "deployment" && !session?.key.given;
  const isStopped = !!file.locked || !!file.unusable || !!file.destination_problem || needsKey;
  const send = () => act("upload", { first: null });
  if (left + unknown + toFix === 0) {
    return null;
  }
  return html`
    <div class="actions next">
      ${needsKey && html`<button class="primary" onClick=${() => askForKey(true)}>Give the API key…</button>`}
      ${left + unknown > 0 && html`<button class=${needsKey || wasAsked(file.upload) ? "" : "primary"} disabled=${isStopped} onClick=${send}>${wasAsked(file.upload) ? "Decide again" : wordsOf(left, unknown)}</button>`}
      ${toFix > 0 && html`<a class=${`button ${left + unknown === 0 ? "primary" : ""}`} href=${`${stepOf(file, "rows")}?only=to_fix`}>Fix ${counted(toFix, "row")}</a>`}
      ${toFix > 0 && left + unknown === 0 && file.edits.cells + file.edits.fixes > 0 && html`<button disabled=${isStopped} onClick=${send}>Send the fixed rows</button>`}
    </div>
    ${unknown > 0 && html`<p class="small muted">${aboutUnknown(file)}</p>`}
  `;
}

function wordsOf(left, unknown) {
  const check = unknown === 1 ? "the unknown row" : counted(unknown, "unknown row");
  const sent = left === 1 ? "the row left" : `the ${counted(left, "row")} left`;
  return left === 0 ? `Check ${check} again` : `Send ${sent}${unknown > 0 ? `, and check ${check}` : ""}`;
}

function aboutUnknown({ choices }) {
  const canCheck = has(choices, "--project") || has(choices, "--use-case") || has(choices, "--sandbox");
  return `${canCheck ? "The next run asks the server for the unknown rows, and sends only those that it does not have." : "To have unknown rows checked, give the key of the project or use case under Send."} If you know that the server has none of them, choose --resend-unknown there, under More options.`;
}

function Downloads({ file }) {
  const { upload } = file;
  const isOneOfSheets = file.sheets.length > 1;
  const all = [
    ["report", "The report, to look at or to print", upload.report],
    ["results", `Results: ${isOneOfSheets ? "the sheet that was read" : "your file"} with the outcome of every row`, upload.results],
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
      ${isOneOfSheets && html`<p class="small muted">These files are of the sheet that was read alone. The other sheets of the workbook are not in them.</p>`}
      ${upload.summary?.ended_at && html`<p class="small muted">Last run: ${date(upload.summary.started_at)}, ${duration(upload.summary.seconds)}, to <span class="cell">${upload.summary.target}</span></p>`}
    </section>
  `;
}
