// The outcomes of rows.

export const OUTCOMES = [
  { status: "recorded", word: "recorded", means: "the server has them" },
  { status: "invalid", word: "invalid", means: "failed the check, not sent" },
  { status: "rejected", word: "rejected", means: "refused by the server, not recorded" },
  { status: "not_sent", word: "not sent", means: "not recorded, still to be sent" },
  { status: "unknown", word: "unknown", means: "the server may or may not have them" },
  { status: "skipped", word: "skipped", means: "not sent on purpose" },
];

/** What may still become of rows while they are being sent. */
export const MEANWHILE = {
  not_sent: { word: "to be sent", means: "not sent yet" },
  unknown: { word: "being sent", means: "on their way, or being checked" },
};

export const wordOf = (status) => OUTCOMES.find((outcome) => outcome.status === status)?.word ?? status;
