import { html } from "../lib/htm-preact.js";
import { amount } from "./format.js";
import { meaningOf, withMeaning } from "./choices.js";
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

/** Words in a column of values or winners, each to be given a meaning. None is preset: only the user knows. */
export function Labels({ file, choose }) {
  return ["value", "winner"].map((field) => {
    const option = field === "value" ? "--values" : "--winner";
    const column = file.columns.find((each) => each.fields.includes(field));
    const labels = (column?.labels ?? []).filter((label) => !isUnderstood[option](label.text) || meaningOf(file.choices, option, label.text));
    if (!column || column.many_labels || labels.length === 0) {
      return null;
    }
    const give = (label, meaning) => choose(withMeaning(file.choices, option, label, meaning));
    return html`
      <section key=${field}>
        <h2 id=${`labels-${field}`}>What the words in <span class="cell">${column.name}</span> mean</h2>
        <div class="scroll-x card" tabindex="0" role="region" aria-labelledby=${`labels-${field}`}>
          <table class="data">
            <thead><tr><th scope="col">Word</th><th scope="col" class="number">Rows</th><th scope="col">Meaning</th></tr></thead>
            <tbody>
              ${labels.map((label, place) => {
                const common = { id: `${field}-label-${place}`, label: `Meaning of ${label.text}`, hidden: true, disabled: !!file.locked, value: meaningOf(file.choices, option, label.text), change: (meaning) => give(label.text, meaning) };
                return html`
                  <tr key=${label.text}>
                    <th scope="row" class="cell">${label.text}</th>
                    <td class="number">${amount(label.count)}</td>
                    <td>${field === "winner" ? html`<${SelectField} ...${common} values=${WINNERS} />` : html`<${TextField} ...${common} placeholder="a number, true, false or skip" />`}</td>
                  </tr>
                `;
              })}
            </tbody>
          </table>
        </div>
      </section>
    `;
  });
}
