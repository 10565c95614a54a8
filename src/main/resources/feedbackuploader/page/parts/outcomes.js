// The outcomes of rows, and the sentence on all of them.

import { amount, counted } from "./format.js";

export const OUTCOMES = [
  { status: "recorded", word: "recorded", means: "the server has them" },
  { status: "invalid", word: "invalid", means: "failed the check, not sent" },
  { status: "rejected", word: "rejected", means: "refused by the server, not recorded" },
  { status: "not_sent", word: "not sent", means: "not recorded, still to be sent" },
  { status: "unknown", word: "unknown", means: "the server may or may not have them" },
  { status: "skipped", word: "skipped", means: "not sent on purpose" },
];

export const wordOf = (status) => OUTCOMES.find((outcome) => outcome.status === status)?.word ?? status;

const PARTS = {
  invalid: (n) => `${amount(n)} need${n === 1 ? "s" : ""} a fix`,
  rejected: (n) => `the server refused ${amount(n)}`,
  not_sent: (n) => `${amount(n)} ${n === 1 ? "is" : "are"} still to be sent`,
  unknown: (n) => `${amount(n)} ${n === 1 ? "is" : "are"} unknown`,
  skipped: (n) => `${amount(n)} ${n === 1 ? "was" : "were"} skipped`,
};

/** `9,812 of 10,000 rows are recorded. 150 need a fix, the server refused 38.` */
export function sentence(statuses) {
  const rows = Object.values(statuses).reduce((sum, count) => sum + count, 0);
  const recorded = statuses.recorded ?? 0;
  const begin = recorded === rows ? `All ${counted(rows, "row")} ${rows === 1 ? "is" : "are"} recorded.` : `${amount(recorded)} of ${counted(rows, "row")} ${recorded === 1 ? "is" : "are"} recorded.`;
  const rest = Object.entries(PARTS)
    .filter(([status]) => statuses[status] > 0)
    .map(([status, words]) => words(statuses[status]))
    .join(", ");
  return rest ? `${begin} ${rest[0].toUpperCase()}${rest.slice(1)}.` : begin;
}
