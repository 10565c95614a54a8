// Numbers and times as the program itself prints them.

const NUMBER = new Intl.NumberFormat("en-US");
const RATE = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });

export const amount = (number) => NUMBER.format(number ?? 0);

export const rate = (perSecond) => (perSecond >= 100 ? amount(Math.round(perSecond)) : RATE.format(perSecond ?? 0));

/** `1 row`, `2 rows`. */
export const counted = (number, noun, plural = `${noun}s`) => `${amount(number)} ${number === 1 ? noun : plural}`;

export function bytes(size) {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let unit = 0;
  let value = size;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? amount(value) : RATE.format(value)} ${units[unit]}`;
}

/** `45 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) {
    return `${whole} s`;
  }
  if (whole < 3600) {
    return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  }
  return `${amount(Math.floor(whole / 3600))} h ${Math.floor((whole % 3600) / 60)} min`;
}

export const percent = (share) => `${Math.floor(share * 100)} %`;

export function date(iso) {
  return iso ? new Date(iso).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" }) : "";
}

/** What a column is called where it is shown. */
export const columnName = (name, place) => (name.trim() === "" ? `column ${place + 1}, without a name` : name);
