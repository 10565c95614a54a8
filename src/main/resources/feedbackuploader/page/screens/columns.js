import { html } from "../lib/htm-preact.js";
import { Advised, Notices } from "../parts/advice.js";
import { amount, columnName, counted } from "../parts/format.js";
import {
  METRIC_OF_ITS_OWN,
  constantOf,
  has,
  metricOf,
  useOf,
  using,
  valueOf,
  withConstant,
  withFlag,
  withMetricOf,
  withValue,
} from "../parts/choices.js";
import { CheckField, SelectField, TextField } from "../parts/field.js";
import { Labels } from "../parts/labels.js";
import { MoreOptions } from "../parts/options.js";
import { NextStep } from "../parts/next.js";

const KINDS = [
  [null, "detected"],
  ["metric", "ratings: a value for a completion"],
  ["preference", "preferences: one completion against another"],
  ["interaction", "completions to create, with their ratings"],
  ["outcome", "outcomes of sessions"],
];

/** Which column is what, by the program's own rules, and whatever the user says otherwise. */
export function Columns({ file, options, mappings, session, act }) {
  const choose = (choices) => act("choices", { choices });
  const { choices, survey } = file;
  const columns = file.columns.length > 0 ? file.columns : columnsIn(file.head);
  return html`
    <h1 tabindex="-1">What the columns are</h1>
    ${file.unusable && html`<${Advised} kind="problem" text=${file.unusable.message} advice=${file.unusable.advice} file=${file} options=${options} act=${act} />`}
    ${survey && html`<${Understood} survey=${survey} />`}
    <${Notices} file=${file} options=${options} act=${act} />
    <div class="fields">
      <${SelectField} id="kind" label="What the rows are" value=${valueOf(choices, "--kind")} values=${KINDS} change=${(value) => choose(value === "interaction" ? withFlag(withValue(choices, "--kind", value), "--create-completions", true) : withValue(choices, "--kind", value))} disabled=${!!file.locked} />
      <${SelectField} id="mapping" label="Ready mapping" value=${valueOf(choices, "--mapping")} values=${[[null, "none"], ...mappings.map((mapping) => [mapping.name, mapping.about ? `${mapping.name}: ${mapping.about}` : mapping.name])]} change=${(value) => choose(withValue(choices, "--mapping", value))} disabled=${!!file.locked} />
      <${TextField} id="metric" label="Metric for rows that name none" value=${valueOf(choices, "--metric") ?? constantOf(choices, "metric")} placeholder="such as quality" help="The key of a metric that the deployment has." change=${(value) => choose(withValue(withConstant(choices, "metric", null), "--metric", value))} disabled=${!!file.locked} />
    </div>
    <${CheckField} id="create-completions" label="Create completions on the deployment" help="For a file that holds prompts and answers as text, and no ids of completions that the deployment knows." value=${has(choices, "--create-completions")} change=${(isOn) => choose(withFlag(choices, "--create-completions", isOn))} disabled=${!!file.locked} />
    ${columns.length > 0 && html`<${ColumnTable} file=${file} columns=${columns} session=${session} choose=${choose} />`}
    <${Labels} file=${file} choose=${choose} />
    ${survey?.first.length > 0 && html`<${FirstBodies} survey=${survey} />`}
    <${MoreOptions} file=${file} options=${options} act=${act} groups=${["Columns", "Values"]} shown=${["--kind", "--mapping", "--metric", "--map", "--metrics", "--create-completions", "--values", "--winner", "--save-mapping"]} />
    <${NextStep} file=${file} step="rows" words="Next: rows" />
  `;
}

/** What the beginning of a file shows of its columns, as long as its rows cannot be checked. */
const columnsIn = (head) =>
  (head?.header ?? []).map((name, place) => ({
    name,
    fields: [],
    samples: [...new Set(head.rows.map((row) => row[place]).filter(Boolean))].slice(0, 3),
    labels: [],
    many_labels: true,
    filled: null,
    problems: null,
  }));

function Understood({ survey }) {
  const kinds = Object.entries(survey.kinds).map(([kind, count]) => (kind === "interaction" ? counted(count, "completion to create", "completions to create") : `${amount(count)} ${kind} feedback`));
  return html`<p class="muted">${counted(survey.rows, "row")}: ${[...kinds, survey.invalid > 0 && `${amount(survey.invalid)} invalid`, survey.skipped > 0 && `${amount(survey.skipped)} skipped`].filter(Boolean).join(", ")}.</p>`;
}

/** The kind of most rows, as the user said or the program found; null as long as neither is known. */
function kindOf(file) {
  const chosen = valueOf(file.choices, "--kind");
  if (chosen && chosen !== "auto") {
    return chosen;
  }
  const found = Object.entries(file.survey?.kinds ?? {}).sort(([, a], [, b]) => b - a)[0]?.[0];
  return found ?? (has(file.choices, "--create-completions") ? "interaction" : null);
}

function ColumnTable({ file, columns, session, choose }) {
  const kind = kindOf(file);
  const fields = (session?.fields ?? [])
    .filter(({ kinds }) => kind === null || kinds.length === 0 || kinds.includes(kind))
    .map(({ name }) => name);
  return html`
    <section>
      <h2 id="columns-of-file">Columns of the file</h2>
      <div class="scroll-x card" tabindex="0" role="region" aria-labelledby="columns-of-file">
        <table class="data">
          <thead>
            <tr><th scope="col">Column</th><th scope="col">Used as</th><th scope="col">Values in it</th><th scope="col" class="number">Filled</th><th scope="col" class="number">Problems</th></tr>
          </thead>
          <tbody>
            ${columns.map((column, place) => html`<${Column} key=${column.name} id=${`use-${place}`} name=${columnName(column.name, place)} column=${column} fields=${fields} file=${file} choose=${choose} />`)}
          </tbody>
        </table>
      </div>
    </section>
  `;
}

function Column({ id, name, column, fields, file, choose }) {
  const chosen = useOf(file.choices, column.name);
  const detected = column.fields.join(", ");
  const all = chosen && chosen !== METRIC_OF_ITS_OWN && !fields.includes(chosen) ? [chosen, ...fields] : fields;
  const uses = [
    [null, chosen ? "as detected" : detected || "not uploaded"],
    ...all.map((field) => [field, field]),
    [METRIC_OF_ITS_OWN, METRIC_OF_ITS_OWN],
  ];
  return html`
    <tr class=${chosen || detected ? "" : "idle"}>
      <th scope="row" class="cell">${name}</th>
      <td><${SelectField} id=${id} label=${`Use of ${name}`} hidden value=${chosen} values=${uses} change=${(use) => choose(using(file.choices, column.name, use))} disabled=${!!file.locked} />
        ${chosen === METRIC_OF_ITS_OWN && html`<${TextField} id=${`${id}-metric`} label="Key of the metric" help="The deployment must have it." value=${metricOf(file.choices, column.name)} change=${(key) => choose(withMetricOf(file.choices, column.name, key))} disabled=${!!file.locked} />`}
      </td>
      <td><div class="samples">${column.samples.map((sample) => html`<span class="cell sample">${sample}</span>`)}</div></td>
      <td class="number">${column.filled === null ? "" : amount(column.filled)}</td>
      <td class="number">${column.problems === null ? "" : column.problems > 0 ? html`<span class="badge invalid">${amount(column.problems)}</span>` : "0"}</td>
    </tr>
  `;
}

function FirstBodies({ survey }) {
  return html`
    <section>
      <h2 id="bodies">What will be sent for the first rows</h2>
      ${survey.first.map((sample) => html`<pre class="card small cell" key=${sample.row}>row ${sample.row}: ${sample.body}</pre>`)}
    </section>
  `;
}
