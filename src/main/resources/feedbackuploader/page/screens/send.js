import { html, useState } from "../lib/htm-preact.js";
import { Advised } from "../parts/advice.js";
import { amount, counted } from "../parts/format.js";
import { has, valueOf, withFlag, withValue } from "../parts/choices.js";
import { TextField } from "../parts/field.js";
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
    <${Buttons} file=${file} session=${session} act=${act} isBusy=${isBusy} />
  `;
}

function ToSend({ survey, file }) {
  const pieces = Object.entries(survey.kinds).map(([kind, count]) => (kind === "interaction" ? counted(count, "completion to create", "completions to create") : `${counted(count, "piece")} of ${kind} feedback`));
  const recorded = file.upload?.statuses?.recorded ?? 0;
  return html`
    <p>
      ${pieces.length > 0 ? `${pieces.join(" and ")} can be sent.` : "No row can be sent yet."}
      ${recorded > 0 ? ` ${counted(recorded, "row")} of them ${recorded === 1 ? "is" : "are"} recorded and will not be sent again.` : ""}
      ${survey.invalid > 0 ? ` ${counted(survey.invalid, "row")} with a problem ${survey.invalid === 1 ? "stays" : "stay"} behind: fix and send ${survey.invalid === 1 ? "it" : "them"} later.` : ""}
    </p>
    ${survey.metrics.length > 0 && html`<${Metrics} survey=${survey} />`}
  `;
}

function Metrics({ survey }) {
  return html`
    <div class="scroll-x card" tabindex="0" role="region" aria-label="Metrics">
      <table class="data">
        <thead><tr><th scope="col">Metric</th><th scope="col">Kind</th><th scope="col" class="number">Feedback</th><th scope="col">Values</th></tr></thead>
        <tbody>
          ${survey.metrics.map(
            (metric) => html`
              <tr key=${metric.kind + metric.metric}>
                <th scope="row" class="cell">${metric.metric}</th>
                <td>${metric.kind}</td>
                <td class="number">${amount(metric.count)}</td>
                <td class="cell">${Object.keys(metric.values).length > 0 && Object.keys(metric.values).length <= 8 ? Object.entries(metric.values).map(([value, count]) => `${amount(count)} × ${value}`).join(", ") : metric.min !== undefined ? `from ${metric.min} to ${metric.max}` : ""}</td>
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
      <${TextField} id="url" label="Root URL" value=${valueOf(choices, "--url")} placeholder=${session?.url ?? "https://adaptive.example.com"} help=${session?.url && !has(choices, "--url") ? "From ADAPTIVE_URL." : null} change=${(value) => choose(withValue(choices, "--url", value))} disabled=${!!file.locked} />
      <div class="field">
        <label for="naming">The feedback belongs to a</label>
        <select id="naming" disabled=${!!file.locked} onChange=${(event) => rename(event.target.value)}>
          <option value="--project" selected=${named === "--project"}>project (deployments from 0.13)</option>
          <option value="--use-case" selected=${named === "--use-case"}>use case (deployments up to 0.12)</option>
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

function Buttons({ file, session, act, isBusy }) {
  const { survey, destination, upload } = file;
  const [asked, setAsked] = useState(false);
  const needsKey = destination === "deployment" && !session?.key.given;
  const valid = survey ? Object.values(survey.kinds).reduce((sum, count) => sum + count, 0) : 0;
  const why = file.locked
    ? file.locked
    : isBusy
      ? null
      : !survey
        ? "First the columns must be known."
        : valid === 0
          ? "No row can be sent yet."
          : !destination
            ? "Say where to."
            : needsKey
              ? "The deployment needs its API key."
              : null;
  const can = !isBusy && !why;
  const start = async (action, body) => {
    setAsked(true);
    if (await act(action, body)) {
      location.hash = `#/files/${encodeURIComponent(file.id)}/result`;
    }
    setAsked(false);
  };
  const rows = survey ? survey.rows - survey.invalid - survey.skipped : 0;
  const isContinued = (upload?.statuses?.recorded ?? 0) > 0;
  return html`
    <div class="send-buttons">
      <button class="primary" disabled=${!can || asked} aria-describedby=${why ? "why-not" : null} onClick=${() => start("upload", { first: null })}>${isContinued ? "Send what is left" : survey?.invalid > 0 ? `Send the ${counted(rows, "valid row")}` : `Send all ${counted(rows, "row")}`}</button>
      ${rows > TRIAL && !isContinued && html`<button disabled=${!can || asked} onClick=${() => start("upload", { first: TRIAL })}>Send the first ${TRIAL} rows</button>`}
      ${destination === "deployment" && html`<button disabled=${!can || asked} onClick=${() => start("check-deployment", {})}>Check with the deployment, send nothing</button>`}
      ${why && html`<p class="help" id="why-not">${why}</p>`}
    </div>
  `;
}
