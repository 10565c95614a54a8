// The outcomes of rows.

export const OUTCOMES = [
  { status: "recorded", word: "recorded", means: "the server has them" },
  { status: "invalid", word: "invalid", means: "failed the check, not sent" },
  { status: "rejected", word: "rejected", means: "refused by the server, not recorded" },
  { status: "not_sent", word: "not sent", means: "not recorded, still to be sent" },
  { status: "unknown", word: "unknown", means: "sent, and not known whether the server has them" },
  { status: "skipped", word: "skipped", means: "not sent on purpose" },
];

export const wordOf = (status) => OUTCOMES.find((outcome) => outcome.status === status)?.word ?? status;

/** Of the file as it is now: what can be sent, and how many of these rows the server has. */
export function balanceOf({ survey, upload }) {
  const sendable = survey ? survey.rows - survey.invalid - survey.skipped : 0;
  const statuses = upload?.is_current ? upload.statuses : {};
  const open = (statuses.not_sent ?? 0) + (statuses.unknown ?? 0) + (statuses.rejected ?? 0);
  const recorded = statuses.recorded ?? 0;
  const left = Math.max(0, sendable - recorded);
  return { sendable, recorded, left, isDone: recorded > 0 && open === 0 && left === 0 };
}

/** Whether the last run ended because nobody said what becomes of rows that were sent before. */
export const wasAsked = ({ summary }) => ["sent_before", "reworded"].includes(summary?.stop_cause?.toLowerCase());
