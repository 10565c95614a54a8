import { html } from "../lib/htm-preact.js";
import { bytes, columnName, counted } from "../parts/format.js";
import { Advised } from "../parts/advice.js";
import { valueOf, withValue } from "../parts/choices.js";
import { SelectField, TextField } from "../parts/field.js";
import { MoreOptions } from "../parts/options.js";
import { NextStep } from "../parts/next.js";
import { nextStep } from "../parts/steps.js";

const ENCODINGS = ["UTF-8", "windows-1252", "ISO-8859-1", "windows-1250", "windows-1251", "UTF-16LE", "UTF-16BE", "Shift_JIS", "GB18030", "Big5", "EUC-KR"];

const DELIMITERS = [
  [",", "comma"],
  [";", "semicolon"],
  ["tab", "tab"],
  ["|", "vertical bar"],
];

/** How the file is read, with its beginning as it comes out. */
export function Reading({ file, options, act }) {
  const { head, survey } = file;
  const choose = (option) => (value) => act("choices", { choices: withValue(file.choices, option, value) });
  const next = nextStep(file, options);
  const isWorkbook = file.sheets.length > 0;
  const isTable = isWorkbook || !survey || !survey.form.format.startsWith("json");
  return html`
    <h1 tabindex="-1">How the file is read</h1>
    <p class="muted">
      <span class="cell">${file.name}</span>, ${bytes(file.size)}${survey && html`: ${survey.form.description}, ${counted(survey.rows, "row")}${survey.blank_rows > 0 ? `, ${counted(survey.blank_rows, "blank row")} ignored` : ""}`}.
      ${file.dropped ? " The program works on a copy of it." : html` At <span class="cell mono">${file.path}</span>`}
      <button class="quiet" disabled=${!!file.locked || file.stage === "checking"} onClick=${() => act("check")}>Read the file again</button>
    </p>
    ${file.unusable && html`<${Advised} kind="problem" text=${file.unusable.message} advice=${file.unusable.advice} file=${file} options=${options} act=${act} />`}
    <div class="fields">
      ${isWorkbook && html`<${SelectField} id="sheet" label="Sheet" value=${valueOf(file.choices, "--sheet")} values=${[[null, "first visible sheet"], ...file.sheets.map((sheet) => [sheet, sheet])]} change=${choose("--sheet")} disabled=${!!file.locked} />`}
      ${!isWorkbook && html`<${SelectField} id="encoding" label="Encoding" value=${valueOf(file.choices, "--encoding")} values=${[[null, survey?.form.encoding ? `detected: ${survey.form.encoding}` : "detected"], ...ENCODINGS.map((name) => [name, name])]} change=${choose("--encoding")} disabled=${!!file.locked} />`}
      ${!isWorkbook && isTable && html`<${SelectField} id="delimiter" label="Delimiter" value=${valueOf(file.choices, "--delimiter")} values=${[[null, survey ? `detected: ${delimiter(survey.form.delimiter)}` : "detected"], ...DELIMITERS]} change=${choose("--delimiter")} disabled=${!!file.locked} />`}
      <${TextField} id="skip-lines" label=${isTable ? "Lines above the header" : "Lines above the first value"} type="number" value=${valueOf(file.choices, "--skip-lines")} placeholder="0" change=${choose("--skip-lines")} disabled=${!!file.locked} />
    </div>
    ${head?.rows.length > 0 && html`<${Beginning} head=${head} isTable=${isTable} />`}
    <${MoreOptions} file=${file} options=${options} act=${act} groups=${["File"]} shown=${["--sheet", "--encoding", "--delimiter", "--skip-lines"]} />
    <${NextStep} file=${file} ...${next}>
      ${next.step !== "columns" && html`<a class="button" href=${`#/files/${encodeURIComponent(file.id)}/columns`}>See the columns</a>`}
    </${NextStep}>
  `;
}

const delimiter = (character) => DELIMITERS.find(([each]) => each === character || (each === "tab" && character === "\t"))?.[1] ?? character;

function Beginning({ head, isTable }) {
  return html`
    <section>
      <h2 id="beginning">The first rows</h2>
      ${head.preamble.length > 0 && html`<pre class="preamble cell small">${head.preamble.join("\n")}</pre>`}
      <div class="scroll-x card" tabindex="0" role="region" aria-labelledby="beginning">
        <table class="data preview">
          ${head.header.length > 0 && html`<thead><tr>${head.header.map((name, place) => html`<th scope="col" class="cell">${columnName(name, place)}</th>`)}</tr></thead>`}
          <tbody>
            ${head.rows.map((row) => html`<tr>${row.map((cell) => html`<td><div class="cell clamp">${cell}</div></td>`)}</tr>`)}
          </tbody>
        </table>
      </div>
      ${isTable && head.header.length > 0 && html`<p class="small muted">The first line in bold is taken as the header. If another one is, say above how many lines stand over it.</p>`}
    </section>
  `;
}
