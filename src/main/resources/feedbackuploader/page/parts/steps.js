// The way of a file, and where it stands: a step that needs no decision is shown and not asked.

import { amount, counted } from "./format.js";
import { wasAsked } from "./outcomes.js";

const STEP_OF = { Server: "send", Sending: "send", "Speed and retries": "send", "Report and messages": "send", File: "file" };

/** `state`: `done`, `todo`, `problem` (stands in the way) or `warning` (some rows stay behind). */
export function stepsOf(file, options = []) {
  const survey = file.survey;
  const isUnusable = file.stage === "unusable";
  const isRead = file.head !== null && file.head.rows.length > 0;
  const refused = refusedStep(file, options);
  const isHeadBad = isUnusable && (refused ? refused === "file" : !isRead);
  const isSendBad = refused === "send" || !!file.destination_problem;
  const hasSent = file.upload?.runs > 0 && Object.entries(file.upload.statuses).some(([status, count]) => count > 0 && ["recorded", "rejected", "unknown"].includes(status));
  return [
    {
      id: "file",
      title: "File",
      state: isHeadBad ? "problem" : isRead ? "done" : "todo",
      note: survey?.form.description ?? (isHeadBad ? "cannot be read yet" : ""),
    },
    {
      id: "columns",
      title: "Columns",
      state: isUnusable && !isHeadBad && !isSendBad ? "problem" : survey ? "done" : "todo",
      note: survey ? survey.fields.map((source) => source.field).join(", ") : isUnusable && !isSendBad ? "needs a decision" : "",
    },
    {
      id: "rows",
      title: "Rows",
      state: !survey ? "todo" : survey.invalid > 0 ? "warning" : "done",
      note: !survey
        ? ""
        : survey.invalid > 0
          ? `${amount(survey.invalid)} of ${counted(survey.rows, "row")} need a fix`
          : `${counted(survey.rows, "row")}, no problems`,
    },
    {
      id: "send",
      title: "Send",
      state: isSendBad ? "problem" : hasSent ? "done" : "todo",
      note: isSendBad ? "something is wrong there" : file.destination === "sandbox" ? "to a sandbox" : file.destination === "deployment" ? "to a deployment" : "not decided",
    },
    {
      id: "result",
      title: "Outcome",
      state: outcomeState(file),
      note: outcomeNote(file.upload),
    },
  ];
}

/** Where the option is that the program refuses; null for none. */
function refusedStep(file, options) {
  const name = file.unusable && file.mapping === "" ? file.unusable.message.match(/--[a-z-]*[a-z]/)?.[0] : null;
  const option = options.find((one) => one.name === name);
  return name ? (STEP_OF[option?.group] ?? (name === "--project" || name === "--use-case" || name === "--url" ? "send" : "columns")) : null;
}

function outcomeNote(upload) {
  if (!upload?.runs || !upload.sentence) {
    return "";
  }
  if (upload.dry_run) {
    return `checked: ${upload.sentence}`;
  }
  return wasAsked(upload) && !upload.statuses.recorded ? "nothing was sent" : upload.sentence;
}

function outcomeState(file) {
  const statuses = file.upload?.statuses;
  if (!file.upload?.runs || !statuses) {
    return "todo";
  }
  if (file.stage === "question") {
    return "problem";
  }
  if (["planning", "sending", "draining"].includes(file.stage)) {
    return "todo";
  }
  const rows = Object.values(statuses).reduce((sum, count) => sum + count, 0);
  if (rows === 0) {
    return file.upload.stopped ? "problem" : "todo";
  }
  if (file.upload.dry_run && !statuses.recorded) {
    return "todo";
  }
  const open = (statuses.invalid ?? 0) + (statuses.rejected ?? 0) + (statuses.not_sent ?? 0) + (statuses.unknown ?? 0);
  return open > 0 ? "warning" : "done";
}

/** Where a file is opened: at what became of it, else at its beginning. */
export const openingStep = (file) =>
  file.upload?.runs > 0 || ["planning", "question", "sending", "draining"].includes(file.stage) ? "result" : "file";

/** What is to be done next, once it is known how the file is read. */
export function nextStep(file, options) {
  const inTheWay = stepsOf(file, options).find((step) => step.state === "problem" && step.id !== "file" && step.id !== "result");
  if (inTheWay) {
    return { step: inTheWay.id, words: `Next: ${inTheWay.title.toLowerCase()}, ${inTheWay.id === "columns" ? "which need a decision" : "where something is wrong"}` };
  }
  if (!file.survey) {
    return { step: "columns", words: "Next: columns" };
  }
  const { invalid, rows } = file.survey;
  return invalid > 0
    ? { step: "rows", words: `Next: rows, ${amount(invalid)} of ${amount(rows)} need a fix` }
    : { step: "send", words: "Next: send" };
}
