import { html } from "../lib/htm-preact.js";
import { METRIC_OF_ITS_OWN, following, has, useOf, using, valuesOf } from "./choices.js";
import { Copyable } from "./command.js";
import { Words, commandIn, sentencesOf } from "./words.js";

const words = ({ option, value }) => (value === null ? option : `${option} ${value}`);

/** A message of the program: what is wrong, then each hint by itself, with the buttons that follow it. */
export function Advised({ text, advice, file, options, act, kind = "" }) {
  const [prose, command] = commandIn(text, file);
  const [first, ...hints] = sentencesOf(prose);
  const others = advice.filter((one) => one.text !== first && !hints.includes(one.text));
  const isHint = (sentence) => advice.some((one) => one.text === sentence) || metricColumns(sentence, file).length > 0;
  const parts = { advice, file, options, act };
  return html`
    <div class=${`notice ${kind}`}>
      ${first && html`<p class="cell"><${Words} text=${first} /></p><${Hint} sentence=${first} ...${parts} />`}
      ${hints.length > 0 &&
      html`
        <ul class="advised">
          ${grouped(hints, isHint).map((group) => html`<li key=${group[0]}><p class="cell"><${Words} text=${group.join(" ")} /></p><${Hint} sentence=${group[group.length - 1]} ...${parts} /></li>`)}
        </ul>
      `}
      ${command && html`<${Copyable} text=${command} label="the command" />`}
      <${AdviceButtons} advice=${others} file=${file} options=${options} act=${act} />
    </div>
  `;
}

/** Each hint with the sentences that lead to it. */
const grouped = (sentences, isHint) =>
  sentences.reduce(
    (groups, sentence) => {
      groups[groups.length - 1].push(sentence);
      return isHint(sentence) ? [...groups, []] : groups;
    },
    [[]],
  ).filter((group) => group.length > 0);

/** What the program has to say of the file as a whole, in one list: what can be decided first. */
export function Notices({ file, options, act }) {
  const isAdvice = (notice) => notice.advice.length > 0;
  const whole = joined(file.notices);
  const all = [...whole.filter(isAdvice), ...whole.filter((notice) => !isAdvice(notice))];
  if (all.length === 0) {
    return null;
  }
  return html`
    <section aria-labelledby="notices">
      <h2 id="notices" class="visually-hidden">Notices</h2>
      <ul class="advised card small">
        ${all.map((notice) => html`<li key=${notice.text}><p class="cell"><${Words} text=${notice.text} /></p><${AdviceButtons} advice=${notice.advice} file=${file} options=${options} act=${act} /></li>`)}
      </ul>
    </section>
  `;
}

/** "To name them" says of the notice before it what to do. */
const joined = (notices) =>
  notices.reduce((all, notice) => {
    const last = all[all.length - 1];
    return last && notice.text.startsWith("To name them")
      ? [...all.slice(0, -1), { text: `${last.text} ${notice.text}`, advice: [...last.advice, ...notice.advice] }]
      : [...all, notice];
  }, []);

/** The buttons of one sentence: what it advises as a whole, and the place of what the user has to fill in. */
function Hint({ sentence, advice, file, options, act }) {
  const mine = advice.filter((one) => one.text === sentence);
  const columns = metricColumns(sentence, file);
  if (columns.length === 0) {
    return html`<${AdviceButtons} advice=${mine} file=${file} options=${options} act=${act} />${/--metric KEY\b/.test(sentence) && html`<${ToMetric} file=${file} />`}`;
  }
  const use = (column) => {
    const used = using(file.choices, column, METRIC_OF_ITS_OWN);
    return act("choices", { choices: mine.reduce((all, one) => following(all, one.choices, options), used), isAdvised: true });
  };
  return html`
    <div class="actions">
      ${columns.map((column) => html`<button key=${column} disabled=${!!file.locked} onClick=${() => use(column)}>Use <span class="cell">${column}</span> as a metric of its own</button>`)}
    </div>
  `;
}

/** The columns of the file that a sentence takes for metrics: of `--metrics 'KEY=COLUMN'`. */
function metricColumns(sentence, file) {
  const list = sentence.match(/--metrics '([^']+)'/)?.[1] ?? sentence.match(/--metrics (KEY[0-9]*=[^\s']+?)\.?(?=\s|$)/)?.[1];
  const names = (list?.match(/(?:\\.|[^,])+/g) ?? []).map((pair) => pair.slice(pair.indexOf("=") + 1).replace(/\\(.)/g, "$1").trim());
  return names.filter((name) => file.head?.header.includes(name) && useOf(file.choices, name) !== METRIC_OF_ITS_OWN);
}

/** Only the user knows the key. */
function ToMetric({ file }) {
  const columns = `#/files/${encodeURIComponent(file.id)}/columns`;
  const go = () => {
    const place = document.getElementById("metric");
    if (place) {
      place.focus();
    } else {
      location.hash = columns;
    }
  };
  return html`<div class="actions"><button onClick=${go}>Name the metric</button></div>`;
}

const isTaken = (choices, { option, value }) =>
  value === null ? has(choices, option) : valuesOf(choices, option).includes(value);

export function AdviceButtons({ advice, file, options, act }) {
  const open = advice?.filter((one) => !one.choices.every((choice) => isTaken(file.choices, choice))) ?? [];
  if (open.length === 0) {
    return null;
  }
  return html`
    <div class="actions">
      ${open.map(
        (one) => html`
          <button disabled=${!!file.locked} onClick=${() => act("choices", { choices: following(file.choices, one.choices, options), isAdvised: true })}>
            Use <code><${Words} text=${one.choices.map(words).join(" ")} /></code>
          </button>
        `,
      )}
    </div>
  `;
}
