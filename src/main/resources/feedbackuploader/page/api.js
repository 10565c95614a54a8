// Talks to the program that serves this page.

/** The program refused, with a sentence that says why and what to do. */
export class Refused extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

const GONE = "The program does not answer. It keeps all that it has done. Start it again and use the link that it prints.";

async function call(path, options) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch (e) {
    if (e.name === "AbortError") {
      throw e;
    }
    throw new Refused(0, GONE);
  }
  let body = null;
  if ((answer.headers.get("content-type") ?? "").startsWith("application/json")) {
    try {
      body = await answer.json();
    } catch {
      throw new Refused(0, GONE); // it ended while it answered
    }
  }
  if (!answer.ok) {
    throw new Refused(answer.status, body?.error ?? `The program answered with HTTP ${answer.status}.`);
  }
  return body;
}

export const get = (path, signal) => call(path, { signal });

export const post = (path, body = {}) =>
  call(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

/** Hands a file over; `progress` hears the share that has left, 0 to 1. fetch cannot tell it. */
export function drop(file, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `api/drop?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () =>
      request.status < 300
        ? resolve(request.response)
        : reject(new Refused(request.status, request.response?.error ?? `The program answered with HTTP ${request.status}.`));
    request.onerror = () => reject(new Refused(0, GONE));
    request.send(file);
  });
}

/** Follows all files: `changed` hears the id of each file that changed, `connected` whether the program is there. */
export function follow(changed, connected) {
  const events = new EventSource("api/events");
  events.onopen = () => connected(true);
  events.onerror = () => connected(false); // the browser tries again by itself
  events.addEventListener("file", (event) => changed(JSON.parse(event.data)));
  return () => events.close();
}

export const path = (file, ...rest) => ["api/files", encodeURIComponent(file.id), ...rest].join("/");
