// What a screen reader says of what happens by itself: politely, and a run's progress at most every five seconds.

import { html, useEffect, useState } from "../lib/htm-preact.js";

const LEAST_PAUSE = 5_000;

let say = () => {};
let lastProgress = 0;

export function announce(sentence) {
  say(sentence);
}

export function announceProgress(sentence) {
  const now = Date.now();
  if (now - lastProgress >= LEAST_PAUSE) {
    lastProgress = now;
    say(sentence);
  }
}

export function Announcer() {
  const [sentence, setSentence] = useState("");
  useEffect(() => {
    say = setSentence;
    return () => (say = () => {});
  }, []);
  return html`<div class="visually-hidden" role="status" aria-live="polite">${sentence}</div>`;
}
