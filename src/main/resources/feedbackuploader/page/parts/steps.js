// The way of a file, and where it stands: a step that needs no decision is shown and not asked.

import { amount, counted } from "./format.js";

/** `state`: `done`, `todo`, `problem` (stands in the way) or `warning` (some rows stay behind). */
export function stepsOf(file) {
  const survey = file.survey;
  const isUnusable = file.stage === "unusable";
  const isRead = file.head !== null && file.head.rows.length > 0;
  const isHeadBad = isUnusable && !isRead;
  const hasRun = file.upload?.runs > 0;
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
      state: isUnusable && !isHeadBad ? "problem" : survey ? "done" : "todo",
      note: survey ? survey.fields.map((source) => source.field).join(", ") : isUnusable ? "needs a decision" : "",
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
      state: hasRun ? "done" : "todo",
      note: file.destination === "sandbox" ? "to a sandbox" : file.destination === "deployment" ? "to a deployment" : "not decided",
    },
    {
      id: "result",
      title: "Outcome",
      state: outcomeState(file),
      note: hasRun ? (file.upload.sentence ?? "") : "",
    },
  ];
}

function outcomeState(file) {
  const statuses = file.upload?.statuses;
  if (!file.upload?.runs || !statuses) {
    return "todo";
  }
  if (file.stage === "question") {
    return "problem";
  }
  const open = (statuses.invalid ?? 0) + (statuses.rejected ?? 0) + (statuses.not_sent ?? 0) + (statuses.unknown ?? 0);
  return open > 0 ? "warning" : "done";
}

/** Where to begin: at what stands in the way, else at what is next. */
export function firstStep(file) {
  const steps = stepsOf(file);
  const inTheWay = steps.find((step) => step.state === "problem");
  if (inTheWay) {
    return inTheWay.id;
  }
  if (file.upload?.runs > 0 || ["planning", "sending", "draining"].includes(file.stage)) {
    return "result";
  }
  return file.survey ? (file.survey.invalid > 0 ? "rows" : "send") : "file";
}
