// What the types of this package rule out and a program in JavaScript may give all the same. It would be taken
// for something else without a word, a wrong figure as likely as not: so it is thrown at once.

const LANGUAGES: ReadonlySet<unknown> = new Set(['en', 'zh']);

/** The options, of which each has one of the names. */
export function checked<T extends object>(options: T, names: Readonly<Record<keyof T, true>>): T {
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(names, name)) throw new TypeError(`no option is called “${name}”; there are ${Object.keys(names).join(', ')}`);
  }
  const { language } = options as { language?: unknown };
  if (language !== undefined && !LANGUAGES.has(language)) throw new TypeError(`language: “${String(language)}” is neither “en” nor “zh”`);
  return options;
}

/** A number that is handed over as a whole one. */
export function whole(name: string, value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${name}: ${String(value)} is no whole number`);
  return value;
}
