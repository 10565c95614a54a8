import { html, useEffect, useState } from "../lib/htm-preact.js";

/** A text that counts when the user leaves it or presses Enter. */
export function TextField({ id, label, help, problem, value, change, disabled, placeholder, type = "text", hidden }) {
  const [text, setText] = useState(value ?? "");
  useEffect(() => setText(value ?? ""), [value]);
  const settle = () => text !== (value ?? "") && change(text.trim() === "" ? null : text);
  return html`
    <div class="field">
      <label class=${hidden ? "visually-hidden" : ""} for=${id}>${label}</label>
      <input
        id=${id}
        type=${type}
        value=${text}
        placeholder=${placeholder}
        disabled=${disabled}
        autocomplete="off"
        spellcheck=${false}
        aria-describedby=${help || problem ? `${id}-help` : null}
        aria-invalid=${problem ? "true" : null}
        onInput=${(event) => setText(event.target.value)}
        onBlur=${settle}
        onKeyDown=${(event) => event.key === "Enter" && settle()}
      />
      ${(problem || help) && html`<p class=${`help ${problem ? "wrong" : ""}`} id=${`${id}-help`} role=${problem ? "alert" : null}>${problem || help}</p>`}
    </div>
  `;
}

/** @param values pairs of value and label; the first is what is detected or usual */
export function SelectField({ id, label, help, value, values, change, disabled, hidden }) {
  return html`
    <div class="field">
      <label class=${hidden ? "visually-hidden" : ""} for=${id}>${label}</label>
      <select id=${id} disabled=${disabled} aria-describedby=${help ? `${id}-help` : null} onChange=${(event) => change(event.target.value || null)}>
        ${values.map(([each, words]) => html`<option value=${each ?? ""} selected=${(each ?? "") === (value ?? "")}>${words}</option>`)}
      </select>
      ${help && html`<p class="help" id=${`${id}-help`}>${help}</p>`}
    </div>
  `;
}

export function CheckField({ id, label, help, value, change, disabled }) {
  return html`
    <div class="field check">
      <input id=${id} type="checkbox" checked=${value} disabled=${disabled} aria-describedby=${help ? `${id}-help` : null} onChange=${(event) => change(event.target.checked)} />
      <label for=${id}>${label}</label>
      ${help && html`<p class="help" id=${`${id}-help`}>${help}</p>`}
    </div>
  `;
}
