// The choices for a file: options of the command line, each with its text, in the order in which they were made.

export const valueOf = (choices, option) => choices.find((choice) => choice.option === option)?.value ?? null;

export const valuesOf = (choices, option) =>
  choices.filter((choice) => choice.option === option).map((choice) => choice.value);

export const has = (choices, option) => choices.some((choice) => choice.option === option);

export const without = (choices, option, matches = () => true) =>
  choices.filter((choice) => choice.option !== option || !matches(choice.value));

export const adding = (choices, option, value = null) => [...choices, { option, value }];

/** `value` in place of what the option had; none for null or an empty text. */
export function withValue(choices, option, value) {
  const others = without(choices, option);
  return value === null || value === "" ? others : adding(others, option, value);
}

export const withFlag = (choices, option, isOn) =>
  isOn ? adding(without(choices, option), option) : without(choices, option);

export const withValues = (choices, option, values) => [
  ...without(choices, option),
  ...values.map((value) => ({ option, value })),
];

/** With what a message advises; an option that may stand only once replaces the one before. */
export function following(choices, advised, options) {
  return advised.reduce((all, { option, value }) => {
    const known = options.find((each) => each.name === option);
    return known?.repeatable && !known.flag
      ? adding(without(all, option, (text) => text === value), option, value)
      : adding(without(all, option), option, value);
  }, choices);
}

/** A comma in a list stands behind a backslash. */
const escaped = (text) => text.replace(/[\\,]/g, "\\$&");

const fieldOf = (text) => text.slice(0, text.indexOf("="));

const columnOf = (text) => text.slice(text.indexOf("=") + 1);

export const METRIC_OF_ITS_OWN = "metric of its own";

/** What the user said that a column is used as: a field, `metric`, or null for nothing. */
export function useOf(choices, column) {
  const mapped = valuesOf(choices, "--map").find((text) => columnOf(text) === column);
  if (mapped) {
    return fieldOf(mapped);
  }
  return valuesOf(choices, "--metrics").some((text) => metricColumn(text) === column) ? METRIC_OF_ITS_OWN : null;
}

/** Of `KEY=COLUMN`; a column that is named like its metric stands alone. */
const metricColumn = (text) => columnOf(text).replace(/\\(.)/g, "$1").trim();

/** The key of the metric that a column holds by itself. */
export const metricOf = (choices, column) =>
  valuesOf(choices, "--metrics")
    .filter((text) => metricColumn(text) === column)
    .map((text) => (text.includes("=") ? fieldOf(text) : text).replace(/\\(.)/g, "$1").trim())[0] ?? null;

export function withMetricOf(choices, column, key) {
  const others = without(choices, "--metrics", (text) => metricColumn(text) === column);
  const isPlain = !key || key === column;
  return adding(others, "--metrics", isPlain && !column.includes("=") ? escaped(column) : `${escaped((isPlain ? column : key).replaceAll("=", " "))}=${escaped(column)}`);
}

/** A column is one thing, and a field is in one column. */
export function using(choices, column, use) {
  const free = without(
    without(choices, "--map", (text) => columnOf(text) === column || fieldOf(text) === use),
    "--metrics",
    (text) => metricColumn(text) === column,
  );
  if (!use) {
    return free;
  }
  if (use === METRIC_OF_ITS_OWN) {
    return withMetricOf(without(free, "--metric"), column, null);
  }
  return adding(without(free, "--set", (text) => fieldOf(text) === use), "--map", `${use}=${column}`);
}

/** The text for all rows of a field that no column holds. */
export const constantOf = (choices, field) =>
  valuesOf(choices, "--set")
    .filter((text) => fieldOf(text) === field)
    .map(columnOf)[0] ?? null;

export function withConstant(choices, field, text) {
  const others = without(choices, "--set", (set) => fieldOf(set) === field);
  return text ? adding(others, "--set", `${field}=${text}`) : others;
}

/** The labels that the user gave a meaning with `--values` or `--winner`, each with it. */
function meanings(choices, option) {
  const pairs = valuesOf(choices, option)
    .flatMap((text) => text.match(/(?:\\[,\\]|[^,])+/g) ?? [])
    .map((pair) => pair.replace(/\\([,\\])/g, "$1"))
    .map((pair) => [pair.slice(0, pair.lastIndexOf("=")).trim(), pair.slice(pair.lastIndexOf("=") + 1).trim()]);
  return new Map(pairs);
}

/** Null for none. */
export const meaningOf = (choices, option, label) => meanings(choices, option).get(label.trim()) ?? null;

/** One choice for each label, so that each can be taken back by itself; no meaning for null. */
export function withMeaning(choices, option, label, meaning) {
  const all = meanings(choices, option);
  all.delete(label.trim());
  if (meaning) {
    all.set(label.trim(), meaning);
  }
  return withValues(choices, option, [...all].map(([each, its]) => `${escaped(each)}=${its}`));
}
