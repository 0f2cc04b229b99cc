// Files that are dropped onto the page: which are texts, and which of these are policies.

/** Files of tables by their name, those of older and other spreadsheets too: the library says what they are. */
export const isTableFile = (name: string): boolean => /\.(csv|tsv|xlsx|xlsm|xlsb|xls|et|ods|numbers)$/i.test(name);

/** A text in braces is a policy, whatever its file is called; lines of cells are a table. */
export const isPolicyFile = (name: string, text: string): boolean => !/\.txt$/i.test(name) || text.includes('{');

const ENCODINGS = ['utf-8', 'gb18030'];

/** The text of a file, in Unicode or as older editors in China save it; null for one that is no text. */
export function textOf(bytes: Uint8Array): string | null {
  const encodings = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : ENCODINGS;
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // Pictures and documents have signs that no text has.
      return /[\u0000-\u0008\u000e-\u001f]/.test(text) || text.startsWith('%PDF') ? null : text;
    } catch {
      // not in this one
    }
  }
  return null;
}
