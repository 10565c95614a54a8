import { html, useEffect, useRef, useState } from "../lib/htm-preact.js";
import { drop, get, post } from "../api.js";
import { announce } from "../parts/announcer.js";
import { Dialog } from "../parts/dialog.js";
import { amount, counted, date, percent } from "../parts/format.js";
import { OUTCOMES } from "../parts/outcomes.js";

/** What stands on an empty page: how to begin, and what was uploaded before. */
export function Start({ session, fail, changes }) {
  const [files, setFiles] = useState(null);
  const load = () => get("api/files").then(setFiles).catch(fail);
  useEffect(() => {
    document.title = "feedback-uploader";
    load();
  }, [changes]);

  return html`
    <div class="start">
      <h1>Upload feedback from a file</h1>
      <p class="lead">
        Ratings or preferences in CSV, Excel (.xlsx) or JSONL. Every row is checked first, and nothing is sent before you
        say so. Your file is never changed.
      </p>
      <${Opening} fail=${fail} />
      <ol class="how" aria-label="How it goes">
        <li><b>Check.</b> See how the file is read, which column is what, and every row that has a problem.</li>
        <li><b>Fix.</b> Change cells here, one by one or all of a kind. The changes are kept apart from your file.</li>
        <li><b>Try.</b> Send it to a sandbox on this computer, which needs no key. Or send the first 20 rows and look.</li>
        <li><b>Send.</b> Every row ends in one stated outcome. No row is lost, none is sent twice, also if this computer stops in the middle.</li>
      </ol>
      ${files?.length > 0 && html`<${Uploads} files=${files} fail=${fail} again=${load} />`}
    </div>
  `;
}

const open = (id) => (location.hash = `#/files/${encodeURIComponent(id)}`);

function Opening({ fail }) {
  const [share, setShare] = useState(null);
  const [isOver, setOver] = useState(false);
  const [path, setPath] = useState("");
  const [problem, setProblem] = useState(null);
  const chooser = useRef(null);

  const take = async (chosen) => {
    if (!chosen) {
      return;
    }
    setShare(0);
    announce(`Reading ${chosen.name}.`);
    try {
      open((await drop(chosen, setShare)).id);
    } catch (e) {
      fail(e);
    }
    setShare(null);
  };
  const dropped = (all) => {
    if (all.length === 0) {
      setProblem("This is no file. Drop a file, or give its path.");
    } else if (all.length > 1) {
      setProblem(`These are ${all.length} files: drop one at a time.`);
    } else {
      setProblem(null);
      take(all[0]);
    }
  };
  const openPath = async (event) => {
    event.preventDefault();
    try {
      open((await post("api/files", { path: path.trim() })).id);
    } catch (e) {
      setProblem(e.message);
    }
  };
  const over = (isOver) => (event) => {
    event.preventDefault();
    setOver(isOver);
  };

  return html`
    <section class="card opening" aria-label="Open a file">
      <div
        class=${`drop ${isOver ? "over" : ""}`}
        onDragOver=${over(true)}
        onDragLeave=${over(false)}
        onDrop=${(event) => {
          over(false)(event);
          dropped(event.dataTransfer.files);
        }}
      >
        <p>Drop a file here, or</p>
        <button class="primary" disabled=${share !== null} onClick=${() => chooser.current.click()}>Choose a file…</button>
        <input ref=${chooser} id="chooser" class="visually-hidden" type="file" tabindex="-1" aria-label="File to open" onChange=${(event) => take(event.target.files[0])} />
        ${share !== null && html`<progress value=${share} aria-label="Share of the file that is read">${percent(share)}</progress>`}
      </div>
      <form class="by-path" onSubmit=${openPath}>
        <div class="field">
          <label for="path">or give its path on this computer</label>
          <div class="joined">
            <input id="path" value=${path} spellcheck=${false} autocomplete="off" placeholder="ratings.csv" aria-describedby=${problem ? "path-problem" : "path-help"} onInput=${(event) => setPath(event.target.value)} />
            <button type="submit" disabled=${path.trim() === ""}>Open</button>
          </div>
          ${problem ? html`<p class="help wrong" id="path-problem" role="alert">${problem}</p>` : html`<p class="help" id="path-help">A file opened by its path is used where it stands. Its reports are written beside it.</p>`}
        </div>
      </form>
    </section>
  `;
}

function Uploads({ files, fail, again }) {
  const [asked, setAsked] = useState(null);
  const forget = async (file) => {
    setAsked(null);
    try {
      await post(`api/files/${encodeURIComponent(file.id)}/forget`);
      announce(`${file.name} is off the list.`);
    } catch (e) {
      fail(e);
    }
    again();
  };
  const openAgain = async (file) => {
    try {
      open(file.id ?? (await post("api/files", { path: file.path })).id);
    } catch (e) {
      fail(e);
    }
  };
  return html`
    <section>
      <h2 id="uploads">Earlier files</h2>
      <div class="scroll-x card" tabindex="0" role="region" aria-labelledby="uploads">
        <table class="data">
          <thead>
            <tr><th scope="col">File</th><th scope="col">Outcome</th><th scope="col">To</th><th scope="col">Last used</th><th scope="col"><span class="visually-hidden">What can be done</span></th></tr>
          </thead>
          <tbody>
            ${files.map(
              (file) => html`
                <tr key=${file.id ?? file.path}>
                  <th scope="row" class="file-name"><button class="link cell" title=${file.path} onClick=${() => openAgain(file)}>${file.name}</button></th>
                  <td><${Outcome} file=${file} /></td>
                  <td class="target" title=${file.target}>${file.target ?? ""}</td>
                  <td class="number">${date(file.last ?? file.opened)}</td>
                  <td>${file.report && file.id && html`<a href=${`api/files/${encodeURIComponent(file.id)}/download/report?inline`} target="_blank">Report</a>`}${file.id && Object.keys(file.statuses).length === 0 && html`<button class="quiet" aria-label=${`Take ${file.name} off the list`} title="The file itself stays" onClick=${() => (file.edits > 0 ? setAsked(file) : forget(file))}>Remove</button>`}</td>
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
      ${asked &&
      html`
        <${Dialog} title=${`Take ${asked.name} off the list?`} close=${() => setAsked(null)}>
          <p>${counted(asked.edits, "change")} of its cells ${asked.edits === 1 ? "is" : "are"} dropped with it. The file itself stays as it is; a corrected copy that you saved stays too.</p>
          <div class="actions">
            <button class="primary" onClick=${() => forget(asked)}>Take it off, drop the changes</button>
            <button onClick=${() => setAsked(null)}>Keep it</button>
          </div>
        </${Dialog}>
      `}
    </section>
  `;
}

function Outcome({ file }) {
  const counts = OUTCOMES.filter((outcome) => file.statuses?.[outcome.status] > 0);
  if (counts.length === 0) {
    return html`<span class="muted">nothing sent${file.rows > 0 ? `, ${counted(file.rows, "row")}` : ""}</span>`;
  }
  return html`<span class="badges">${counts.map(({ status, word }) => html`<span class=${`badge ${status}`}>${amount(file.statuses[status])} ${word}</span>`)}</span>`;
}
