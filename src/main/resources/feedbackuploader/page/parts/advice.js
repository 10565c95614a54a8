import { html } from "../lib/htm-preact.js";
import { following } from "./choices.js";

const words = ({ option, value }) => (value === null ? option : `${option} ${value}`);

/** A sentence of the program, and a button for each set of options that it names. */
export function Advised({ text, advice, file, options, act, kind = "" }) {
  return html`
    <div class=${`notice ${kind}`}>
      <p class="cell">${text}</p>
      <${AdviceButtons} advice=${advice} file=${file} options=${options} act=${act} />
    </div>
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
