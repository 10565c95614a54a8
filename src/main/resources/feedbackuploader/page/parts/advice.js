import { html } from "../lib/htm-preact.js";
import { following } from "./choices.js";

const words = ({ option, value }) => (value === null ? option : `${option} ${value}`);

/** A message of the program. Each sentence that advises options stands by itself, with a button that takes them. */
export function Advised({ text, advice, file, options, act, kind = "" }) {
  const sentences = [...new Set(advice.map((one) => one.text))].filter((sentence) => sentence && text.includes(sentence));
  const others = advice.filter((one) => !sentences.includes(one.text));
  const rest = sentences.reduce((left, sentence) => left.replace(sentence, ""), text).replace(/\s+/g, " ").trim();
  return html`
    <div class=${`notice ${kind}`}>
      ${rest && html`<p class="cell">${rest}</p>`}
      ${sentences.length > 0 &&
      html`
        <ul class="advised">
          ${sentences.map((sentence) => html`<li key=${sentence}><p class="cell">${sentence}</p><${AdviceButtons} advice=${advice.filter((one) => one.text === sentence)} file=${file} options=${options} act=${act} /></li>`)}
        </ul>
      `}
      <${AdviceButtons} advice=${others} file=${file} options=${options} act=${act} />
    </div>
  `;
}

/** What the program has to say of the file as a whole, in one list: what can be decided first. */
export function Notices({ file, options, act }) {
  const isAdvice = (notice) => notice.advice.length > 0;
  const all = [...file.notices.filter(isAdvice), ...file.notices.filter((notice) => !isAdvice(notice))];
  if (all.length === 0) {
    return null;
  }
  return html`
    <section aria-labelledby="notices">
      <h2 id="notices" class="visually-hidden">Notices</h2>
      <ul class="advised card small">
        ${all.map((notice) => html`<li key=${notice.text}><p class="cell">${notice.text}</p><${AdviceButtons} advice=${notice.advice} file=${file} options=${options} act=${act} /></li>`)}
      </ul>
    </section>
  `;
}

export function AdviceButtons({ advice, file, options, act }) {
  if (!advice?.length) {
    return null;
  }
  return html`
    <div class="actions">
      ${advice.map(
        (one) => html`
          <button disabled=${!!file.locked} onClick=${() => act("choices", { choices: following(file.choices, one.choices, options) })}>
            Use <code>${one.choices.map(words).join(" ")}</code>
          </button>
        `,
      )}
    </div>
  `;
}
