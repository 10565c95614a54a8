import { html, useState } from "../lib/htm-preact.js";
import { Advised } from "../parts/advice.js";
import { amount, counted } from "../parts/format.js";
import { has, valueOf, withFlag, withValue } from "../parts/choices.js";
import { TextField } from "../parts/field.js";
import { balanceOf } from "../parts/outcomes.js";
import { MoreOptions } from "../parts/options.js";

const TRIAL = 20;

/** Where the rows go, and the button that sends them. */
export function Send({ file, options, session, act, askForKey }) {
  const choose = (choices) => act("choices", { choices });
  const { choices, survey, destination } = file;
  const isBusy = ["checking", "planning", "sending", "draining"].includes(file.stage);
  const [isDeployment, setDeployment] = useState(destination === "deployment");
  const toDeployment = () => {
    setDeployment(true);
    choose(withFlag(choices, "--sandbox", false));
  };
  const toSandbox = () => {
    setDeployment(false);
    choose(withFlag(choices, "--sandbox", true));
  };
  return html`
    <h1 tabindex="-1">Send the rows</h1>
    ${file.unusable && html`<${Advised} kind="problem" text=${file.unusable.message} advice=${file.unusable.advice} file=${file} options=${options} act=${act} />`}
    ${survey && html`<${ToSend} survey=${survey} file=${file} />`}
    <fieldset class="card destination">
      <legend>Where to</legend>
      <label class="radio">
        <input type="radio" name="destination" checked=${has(choices, "--sandbox")} disabled=${!!file.locked} onChange=${toSandbox} />
        <span><b>A sandbox on this computer.</b> To try it: no key, no network. It answers as a deployment would.</span>
      </label>
      <label class="radio">
        <input type="radio" name="destination" checked=${isDeployment && !has(choices, "--sandbox")} disabled=${!!file.locked} onChange=${toDeployment} />
        <span><b>An Adaptive Engine deployment.</b> What is recorded there cannot be deleted.</span>
      </label>
      ${isDeployment && !has(choices, "--sandbox") && html`<${Deployment} file=${file} session=${session} choose=${choose} askForKey=${askForKey} />`}
    </fieldset>
    <${MoreOptions} file=${file} options=${options} act=${act} groups=${["Server", "Sending", "Speed and retries", "Report and messages"]} shown=${["--sandbox", "--url", "--use-case", "--project", "--first", "--edits"]} />
    <${Buttons} file=${file} session=${session} act=${act} askForKey=${askForKey} isBusy=${isBusy} />
  `;
}

function ToSend({ survey, file }) {
  const pieces = Object.entries(survey.kinds).map(([kind, count]) => (kind === "interaction" ? counted(count, "completion to create", "completions to create") : `${counted(count, "piece")} of ${kind} feedback`));
  const { recorded, left, isDone } = balanceOf(file);
  return html`
    <p>
      ${isDone ? "Every row that can be sent is recorded: nothing is left to send." : pieces.length > 0 ? `${pieces.join(" and ")} can be sent.` : "No row can be sent yet."}
      ${recorded > 0 && !isDone ? ` ${counted(recorded, "row")} ${recorded === 1 ? "is" : "are"} recorded and will not be sent again; ${amount(left)} ${left === 1 ? "is" : "are"} left.` : ""}
      ${survey.invalid > 0 ? ` ${counted(survey.invalid, "row")} with a problem ${survey.invalid === 1 ? "stays" : "stay"} behind: fix and send ${survey.invalid === 1 ? "it" : "them"} later.` : ""}
      ${survey.skipped > 0 ? ` ${counted(survey.skipped, "row")} ${survey.skipped === 1 ? "is" : "are"} skipped on purpose.` : ""}
    </p>
    ${survey.metrics.length > 0 && html`<${Metrics} survey=${survey} />`}
  `;
}

/** Words as they are told, then numbers by their size: JavaScript has whole numbers first, whatever it was told. */
function valuesInOrder(values) {
  const all = Object.entries(values);
  const words = all.filter(([value]) => Number.isNaN(Number(value)));
  const numbers = all.filter(([value]) => !Number.isNaN(Number(value))).sort(([a], [b]) => a - b);
  return [...words, ...numbers].map(([value, count]) => `${amount(count)} × ${value}`).join(", ");
}

function Metrics({ survey }) {
  return html`
    <div class="scroll-x card" tabindex="0" role="region" aria-label="Metrics">
      <table class="data">
        <thead><tr><th scope="col">Metric</th><th scope="col">Kind of feedback</th><th scope="col" class="number">Feedback</th><th scope="col">Values</th></tr></thead>
        <tbody>
          ${survey.metrics.map(
            (metric) => html`
              <tr key=${metric.kind + metric.metric}>
                <th scope="row" class="cell">${metric.metric}</th>
                <td>${metric.kind}</td>
                <td class="number">${amount(metric.count)}</td>
                <td class="cell">${Object.keys(metric.values).length > 0 && Object.keys(metric.values).length <= 8 ? valuesInOrder(metric.values) : metric.min !== undefined ? `from ${metric.min} to ${metric.max}` : ""}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

function Deployment({ file, session, choose, askForKey }) {
  const { choices } = file;
  const naming = has(choices, "--use-case") ? "--use-case" : "--project";
  const [chosen, setChosen] = useState(naming);
  const named = has(choices, "--use-case") || has(choices, "--project") ? naming : chosen;
  const rename = (option) => {
    setChosen(option);
    const key = valueOf(choices, named);
    choose(withValue(withValue(choices, named, null), option, key));
  };
  return html`
    <div class="fields">
      <${TextField} id="url" label="Root URL" value=${valueOf(choices, "--url")} placeholder=${session?.url ?? "https://adaptive.example.com"} help=${session?.url && !has(choices, "--url") ? "From ADAPTIVE_URL." : null} problem=${file.destination_problem} change=${(value) => choose(withValue(choices, "--url", value))} disabled=${!!file.locked} />
      <div class="field">
        <label for="naming">The feedback belongs to a</label>
        <select id="naming" disabled=${!!file.locked} onChange=${(event) => rename(event.target.value)}>
          <option value="--project" selected=${named === "--project"}>project (from version 0.13)</option>
          <option value="--use-case" selected=${named === "--use-case"}>use case (up to version 0.12)</option>
        </select>
      </div>
      <${TextField} id="project" label=${named === "--project" ? "Key of the project" : "Key of the use case"} value=${valueOf(choices, named)} help="With it, rows whose answer is lost can be checked." change=${(value) => choose(withValue(choices, named, value))} disabled=${!!file.locked} />
      <div class="field">
        <span class="label" id="key-label">API key</span>
        <button aria-describedby="key-label" onClick=${() => askForKey(true)}>${session?.key.given ? "Given. Change it…" : "Give the API key…"}</button>
      </div>
    </div>
  `;
}

function Buttons({ file, session, act, askForKey, isBusy }) {
  const { survey, destination } = file;
  const [asked, setAsked] = useState(false);
  const { sendable, recorded, left, isDone } = balanceOf(file);
  const [typed, setTyped] = useState(null);
  const trial = typed ?? String(sendable > TRIAL ? TRIAL : 1);
  const needsKey = destination === "deployment" && !session?.key.given;
  const why = isBusy ? null : whyNot({ file, sendable, needsKey });
  const can = !isBusy && !why && !asked;
  const start = async (action, body) => {
    setAsked(true);
    if (await act(action, body)) {
      location.hash = `#/files/${encodeURIComponent(file.id)}/result`;
    }
    setAsked(false);
  };
  if (isDone && !file.locked) {
    return html`<p class="send-buttons"><a class="button primary" href=${`#/files/${encodeURIComponent(file.id)}/result`}>See the outcome</a></p>`;
  }
  const first = /^[1-9]\d{0,11}$/.test(trial) ? Number(trial) : null;
  const few = first === null ? "first rows" : first === 1 ? "first row" : `first ${counted(first, "row")}`;
  return html`
    <div class="send-buttons">
      <button class="primary" disabled=${!can} aria-describedby=${why ? "why-not" : null} onClick=${() => start("upload", { first: null })}>${wordsOf(survey, sendable, recorded, left)}</button>
      ${destination === "deployment" && html`<button disabled=${!can} onClick=${() => start("check-deployment", {})}>Check with the deployment, send nothing</button>`}
      ${needsKey && html`<button onClick=${() => askForKey(true)}>Give the API key…</button>`}
    </div>
    ${sendable > 1 &&
    recorded === 0 &&
    html`
      <form class="send-buttons" onSubmit=${(event) => (event.preventDefault(), can && first !== null && start("upload", { first }))}>
        <label class="small" for="trial">Or try with so many rows:</label>
        <input id="trial" class="few" inputmode="numeric" value=${trial} onInput=${(event) => setTyped(event.target.value.trim())} />
        <button type="submit" disabled=${!can || first === null}>Send the ${few}</button>
      </form>
    `}
    ${why && html`<p class="help" id="why-not">${why}</p>`}
  `;
}

function wordsOf(survey, sendable, recorded, left) {
  if (!survey) {
    return "Send";
  }
  if (recorded > 0) {
    return left === 1 ? "Send the row left" : left > 0 ? `Send the ${counted(left, "row")} left` : "Send what is left";
  }
  if (sendable === 1) {
    return survey.invalid > 0 ? "Send the valid row" : "Send the row";
  }
  return survey.invalid > 0 ? `Send the ${counted(sendable, "valid row")}` : `Send all ${counted(sendable, "row")}`;
}

/** Why nothing can be sent now; null when it can. */
function whyNot({ file, sendable, needsKey }) {
  const { locked, unusable, survey, destination, destination_problem: problem } = file;
  if (locked) {
    return locked;
  } else if (!survey) {
    return unusable ? "First see to what is said above." : "First the columns must be known.";
  } else if (sendable === 0) {
    return "No row can be sent yet.";
  } else if (!destination) {
    return "Say where to.";
  } else if (problem) {
    return "First the URL must be right.";
  }
  return needsKey ? "The deployment needs its API key." : null;
}
