// What the types of this package rule out and a program in JavaScript may give all the same. It would be taken
// for something else without a word, a wrong figure as likely as not: so it is thrown at once.

const LANGUAGES: ReadonlySet<unknown> = new Set(['en', 'zh']);

/** Whether it is an object with members by name, of a class or of another context as well; no list, map, date. */
function isPlain(value: unknown): boolean {
  return Object.prototype.toString.call(value) === '[object Object]';
}

/** The options, of which each has one of the names. A number or a text has none, and would be no options at all. */
export function checked<T extends object>(options: T, names: Readonly<Record<keyof T, true>>): T {
  if (!isPlain(options)) throw new TypeError(`options are an object with ${Object.keys(names).join(', ')}, not ${shown(options)}`);
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(names, name)) throw new TypeError(`no option is called “${name}”; there are ${Object.keys(names).join(', ')}`);
  }
  const { language } = options as { language?: unknown };
  if (language !== undefined) checkedLanguage(language);
  return options;
}

/** One of the languages. */
export function checkedLanguage(language: unknown): void {
  if (!LANGUAGES.has(language)) throw new TypeError(`language: “${shown(language)}” is neither “en” nor “zh”`);
}

/** The greatest of 32 bits with a sign, beyond which koffi would take another number. */
export const MOST_OF_32 = 2 ** 31 - 1;

/** A number that is handed over as a whole one, from `least` to `most`. */
export function whole(name: string, value: number, least: number, most: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${name}: ${shown(value)} is no whole number`);
  if (value < least || value > most) throw new RangeError(`${name}: ${value} is not from ${least} to ${most}`);
  return value;
}

/** One of some words, by its place among them. */
export function placeOf(name: string, value: unknown, words: readonly string[]): number {
  const place = words.indexOf(value as string);
  if (place < 0) throw new TypeError(`${name}: “${shown(value)}” is none of ${words.join(', ')}`);
  return place;
}

/** A list, which a text is not, though it has its letters by numbers. */
export function checkedList<T>(name: string, value: T): T {
  if (!Array.isArray(value)) throw new TypeError(`${name}: ${shown(value)} is no array`);
  return value;
}

/** Whatever it is, for a message. */
function shown(value: unknown): string {
  try {
    return String(value);
  } catch { // an object without a prototype
    return typeof value;
  }
}
