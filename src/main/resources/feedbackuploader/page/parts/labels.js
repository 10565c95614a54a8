import { html } from "../lib/htm-preact.js";
import { amount } from "./format.js";
import { METRIC_OF_ITS_OWN, meaningOf, useOf, withMeaning } from "./choices.js";
import { SelectField, TextField } from "./field.js";

const WINNERS = [
  [null, "no meaning yet"],
  ["a", "a: completion A is better"],
  ["b", "b: completion B is better"],
  ["tie-good", "tie-good: both are good"],
  ["tie-bad", "tie-bad: both are bad"],
  ["skip", "skip: no feedback"],
];

const isNumber = (text) => /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/.test(text);

const isUnderstood = {
  "--values": (text) => isNumber(text) || /^\s*(true|false)\s*$/i.test(text),
  "--winner": (text) => WINNERS.some(([word]) => word === text.trim().toLowerCase()),
};

/** The columns whose words get a meaning by `option`: as the program found them, or as the user said. */
const columnsOf = (file, option) =>
  file.columns.filter((column) =>
    option === "--winner"
      ? column.fields.includes("winner") || useOf(file.choices, column.name) === "winner"
      : column.fields.includes("value") || ["value", METRIC_OF_ITS_OWN].includes(useOf(file.choices, column.name)),
  );

/** Words in columns of values or winners, each to be given a meaning. None is preset: only the user knows. */
export function Labels({ file, choose }) {
  return ["--values", "--winner"].flatMap((option) =>
    columnsOf(file, option)
      .filter((column) => !column.many_labels)
      .map((column) => ({ column, labels: column.labels.filter(({ text }) => !isUnderstood[option](text) || meaningOf(file.choices, option, text)) }))
      .filter(({ labels }) => labels.length > 0)
      .map(({ column, labels }) => html`<${Meanings} key=${column.name} id=${`${option.slice(2)}-${file.columns.indexOf(column)}`} option=${option} column=${column} labels=${labels} file=${file} choose=${choose} />`),
  );
}

function Meanings({ id, option, column, labels, file, choose }) {
  return html`
    <section>
      <h2 id=${id}>What the words in <span class="cell">${column.name}</span> mean</h2>
      <div class="scroll-x card" tabindex="0" role="region" aria-labelledby=${id}>
        <table class="data">
          <thead><tr><th scope="col">Word</th><th scope="col" class="number">Rows</th><th scope="col">Meaning</th></tr></thead>
          <tbody>
            ${labels.map(({ text, count }, place) => {
              const common = { id: `${id}-${place}`, label: `Meaning of ${text}`, hidden: true, disabled: !!file.locked, value: meaningOf(file.choices, option, text), change: (meaning) => choose(withMeaning(file.choices, option, text, meaning)) };
              return html`
                <tr key=${text}>
                  <th scope="row" class="cell">${text}</th>
                  <td class="number">${amount(count)}</td>
                  <td>${option === "--winner" ? html`<${SelectField} ...${common} values=${WINNERS} />` : html`<${TextField} ...${common} placeholder="a number, true, false or skip" />`}</td>
                </tr>
              `;
            })}
          </tbody>
        </table>
      </div>
    </section>
  `;
}
