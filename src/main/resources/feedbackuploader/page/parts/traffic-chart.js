import { html } from "../lib/htm-preact.js";

/** The traffic over time. */
export function TrafficChart() {
  return html``;
}
