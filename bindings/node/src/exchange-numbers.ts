// Texts of figures and days as numbers, and back, where that is exact and leaves no question open; whatever
// else a text may be is the library's to read.

const DIGIT_0 = 48;
const DIGIT_9 = 57;
const POINT = 46;
const MINUS = 45;
/** Digits of which JavaScript holds every number. */
const EXACT_DIGITS = 15;

/** A plain decimal of few digits: "1234.50", "-7". Null for anything else. */
export function wholeOf(text: string): { coefficient: number; scale: number } | null {
  const begin = text.charCodeAt(0) === MINUS ? 1 : 0;
  const digits = text.length - begin;
  if (digits === 0 || digits > EXACT_DIGITS) return null;
  let whole = 0;
  let point = -1;
  for (let at = begin; at < text.length; ++at) {
    const code = text.charCodeAt(at);
    if (code >= DIGIT_0 && code <= DIGIT_9) whole = whole * 10 + (code - DIGIT_0);
    else if (code === POINT && point < 0) point = at;
    else return null;
  }
  if (point === begin || point === text.length - 1) return null;
  const second = text.charCodeAt(begin + 1);
  const leading = text.charCodeAt(begin) === DIGIT_0 && digits > 1 && second !== POINT;
  if (leading || (begin === 1 && whole === 0)) return null;
  return { coefficient: begin === 1 ? -whole : whole, scale: point < 0 ? 0 : text.length - 1 - point };
}

/** coefficient * 10^-scale with all its digits: "500000.00". */
export function decimalText(coefficient: number | bigint, scale: number): string {
  const text = String(coefficient);
  if (scale <= 0) return scale === 0 || text === '0' ? text : text + '0'.repeat(-scale);
  const sign = text.startsWith('-') ? '-' : '';
  const digits = (sign ? text.slice(1) : text).padStart(scale + 1, '0');
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

const MILLISECONDS_OF_DAY = 86_400_000;

/** Days since 1970-01-01 of a day that exists, "2010-01-31"; null for anything else. */
export function daysOf(text: string): number | null {
  if (text.length !== 10 || !/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith('0000')) return null;
  const days = Date.parse(text) / MILLISECONDS_OF_DAY; // an ISO day is midnight of UTC
  return Number.isInteger(days) && dayText(days) === text ? days : null; // the 30th of February is some other day
}

/** "2010-01-31", of days since 1970-01-01. */
export function dayText(days: number): string {
  return new Date(days * MILLISECONDS_OF_DAY).toISOString().slice(0, 10);
}
