import { HighlightStyle, StreamLanguage, syntaxHighlighting, type StreamParser } from '@codemirror/language';
import { tags } from '@lezer/highlight';
import words from '../../../editors/colours/words.json';

// Colours by the letters alone, as soon as they are there; what a name means comes from the server
// (tokens.ts). The words are generated from the grammar (editors/colours).

const WORD = /[\w\u4e00-\u9fff]/;
const kinds: [string, string[]][] = [
  ['definitionKeyword', words.declaration], ['atom', words.value], ['keyword', words.keyword],
];

/** By its first word: the words or several, the longest first, with their kind. */
const byFirst = new Map<string, { text: string; kind: string }[]>();
for (const [kind, list] of kinds) {
  for (const text of list) {
    const first = text.split(' ')[0]!;
    byFirst.set(first, [...(byFirst.get(first) ?? []), { text, kind }].sort((a, b) => b.text.length - a.text.length));
  }
}

const parser: StreamParser<unknown> = {
  name: 'remit',
  languageData: { commentTokens: { line: '#' }, closeBrackets: { brackets: ['(', '[', '{', '"', '“'] } },
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match(/^[#＃].*/)) return 'comment';
    if (stream.match(/^"(?:\\.|[^"\\])*"?/) || stream.match(/^[“”][^”]*”?/)) return 'string';
    if (stream.match(/^\d{4}-\d\d-\d\d/) || stream.match(/^\d(?:[\d_,]*\d)?(?:\.\d+)?(?:\s*[%‰]|[百千万亿元]*)/)) return 'number';
    const word = stream.match(/^[\w\u4e00-\u9fff]+/, false) as RegExpMatchArray | null;
    if (word === null) {
      if (!stream.match(/^[-+*/=<>≥≤≠×÷·]+/)) stream.next();
      return null;
    }
    for (const { text, kind } of byFirst.get(word[0]) ?? []) {
      const after = stream.string[stream.pos + text.length] ?? ' ';
      if (stream.string.startsWith(text, stream.pos) && !WORD.test(after)) {
        stream.pos += text.length;
        return kind;
      }
    }
    stream.pos += word[0].length;
    return 'variableName';
  },
};

export const remitLanguage = StreamLanguage.define(parser);

export const remitColours = syntaxHighlighting(HighlightStyle.define([
  { tag: tags.comment, class: 'tok-comment' },
  { tag: tags.string, class: 'tok-string' },
  { tag: tags.number, class: 'tok-number' },
  { tag: tags.definitionKeyword, class: 'tok-declaration' },
  { tag: tags.keyword, class: 'tok-keyword' },
  { tag: tags.atom, class: 'tok-atom' },
]));
