import { html } from "../lib/htm-preact.js";

/** A text of the program in which no option is broken at its hyphens. */
export const Words = ({ text }) =>
  text.split(/(--[a-z][a-z-]*[a-z])/).map((part, i) => (i % 2 === 1 ? html`<span class="option">${part}</span>` : part));

/** What stands before a whole command of this program, and the command; null for none. */
export function commandIn(text, file) {
  const program = file.command.split(" upload ")[0];
  const at = text.lastIndexOf(`${program} `);
  return at < 0 ? [text, null] : [text.slice(0, at).trim(), text.slice(at).split("\n")[0].trim()];
}

export const sentencesOf = (text) =>
  text
    .split(/(?<=[.?!]) (?=[A-Z"])|\n/)
    .map((sentence) => sentence.trim())
    .filter(Boolean);
