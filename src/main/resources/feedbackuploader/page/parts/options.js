import { html } from "../lib/htm-preact.js";
import { has, valueOf, valuesOf, withFlag, withValue, withValues } from "./choices.js";
import { CheckField, SelectField, TextField } from "./field.js";

/** All options of some groups that the screen has no place of its own for, as the command line describes them. */
export function MoreOptions({ file, options, act, groups, shown, title = "More options" }) {
  const mine = options.filter((option) => groups.includes(option.group) && !shown.includes(option.name));
  const given = mine.filter((option) => has(file.choices, option.name)).length;
  if (mine.length === 0) {
    return null;
  }
  return html`
    <details class="more">
      <summary>${title}${given > 0 && html` <span class="muted">(${given} in use)</span>`}</summary>
      <div class="options">
        ${mine.map((option) => html`<${Option} key=${option.name} option=${option} file=${file} act=${act} />`)}
      </div>
    </details>
  `;
}

function Option({ option, file, act }) {
  const choose = (choices) => act("choices", { choices });
  const common = { id: `option${option.name}`, label: html`<code>${option.name}</code>`, help: option.description, disabled: !!file.locked };
  if (option.flag) {
    return html`<${CheckField} ...${common} value=${has(file.choices, option.name)} change=${(isOn) => choose(withFlag(file.choices, option.name, isOn))} />`;
  }
  if (option.values) {
    return html`<${SelectField} ...${common} value=${valueOf(file.choices, option.name)} values=${[[null, option.default ? `default (${option.default})` : "default"], ...option.values.map((value) => [value, value])]} change=${(value) => choose(withValue(file.choices, option.name, value))} />`;
  }
  if (option.repeatable) {
    const values = valuesOf(file.choices, option.name);
    const replaced = (place, value) => (value === null ? values.filter((_, i) => i !== place) : values.with(place, value));
    return html`
      <div class="several">
        ${values.map((value, place) => html`<${TextField} ...${common} key=${`${place}${value}`} id=${`${common.id}-${place}`} value=${value} change=${(text) => choose(withValues(file.choices, option.name, replaced(place, text)))} help=${null} />`)}
        <${TextField} ...${common} key=${`new${values.length}`} value="" placeholder=${option.label} change=${(text) => text && choose(withValues(file.choices, option.name, [...values, text]))} />
      </div>
    `;
  }
  return html`<${TextField} ...${common} value=${valueOf(file.choices, option.name)} placeholder=${option.label} change=${(text) => choose(withValue(file.choices, option.name, text))} />`;
}
