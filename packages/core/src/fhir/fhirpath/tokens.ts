import { PathError } from './ast.js';
import { calendar } from './temporal.js';

/** One lexical unit; `value` is the decoded literal. */
export interface Token {
  readonly kind: 'name' | 'quoted-name' | 'string' | 'number' | 'temporal' | 'variable' | 'symbol' | 'end';
  readonly text: string;
  readonly value?: unknown;
}

const space = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const temporal = /@(?:T\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?|\d{4}(?:-\d\d(?:-\d\d)?)?(?:T(?:\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?)?(?:Z|[+-]\d\d:\d\d)?)?)/y;
const number = /\d+(?:\.\d+)?/y;
const name = /[A-Za-z_][A-Za-z0-9_]*/y;
const variable = /%(?:`((?:[^`\\]|\\.)*)`|'((?:[^'\\]|\\.)*)'|([A-Za-z_][A-Za-z0-9_-]*))/y; // SDC variables are ids, hyphens included
const string = /'((?:[^'\\]|\\[\s\S])*)'/y;
const quoted = /`((?:[^`\\]|\\[\s\S])*)`/y;
const symbol = /\$this|\$index|\$total|<=|>=|!=|!~|\/(?!\*)|[-+*|&=~<>()[\]{}.,]/y; // a comment without end is none: looked for its end at each of many, it held the page

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };
const unescape = (text: string): string =>
  text.replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (_, c: string) => (c.length > 1 ? String.fromCharCode(parseInt(c.slice(1), 16)) : (escapes[c] ?? c)));

type Kind = readonly [pattern: RegExp, make: (match: RegExpExecArray) => Token];

/** Kinds that their first character tells, each with its pattern and how the match becomes a token. */
const marked: Readonly<Record<string, Kind>> = {
  '@': [temporal, (m) => ({ kind: 'temporal', text: m[0], value: calendar?.literal(m[0].slice(1)) })],
  "'": [string, (m) => ({ kind: 'string', text: m[0], value: unescape(m[1] ?? '') })],
  '`': [quoted, (m) => ({ kind: 'quoted-name', text: unescape(m[1] ?? '') })],
  '%': [variable, (m) => ({ kind: 'variable', text: unescape(m[1] ?? m[2] ?? m[3] ?? '') })],
};
const numbers: Kind = [number, (m) => ({ kind: 'number', text: m[0], value: Number(m[0]) })];
const names: Kind = [name, (m) => ({ kind: 'name', text: m[0] })];
const symbols: Kind = [symbol, (m) => ({ kind: 'symbol', text: m[0] })];

// One pattern for a token, not seven tried in turn: a form is shown as soon as its expressions are read, on engines without a compiler, too.
function kindOf(code: number): Kind {
  if (code >= 48 && code <= 57) return numbers;
  const letter = code | 32;
  if ((letter >= 97 && letter <= 122) || code === 95) return names;
  return marked[String.fromCharCode(code)] ?? symbols;
}

/**
 * Cuts an expression into tokens, ended by one of kind `end`.
 * @throws PathError `syntax`
 */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    space.lastIndex = at;
    at += space.exec(source)?.[0].length ?? 0;
    if (at >= source.length) break;
    const found = next(source, at);
    tokens.push(found.token);
    at = found.end;
  }
  tokens.push({ kind: 'end', text: '' });
  return tokens;
}

function next(source: string, at: number): { token: Token; end: number } {
  const [pattern, make] = kindOf(source.charCodeAt(at));
  pattern.lastIndex = at;
  const match = pattern.exec(source);
  if (match) return { token: make(match), end: pattern.lastIndex };
  throw new PathError('syntax', `Unreadable character at position ${at}.`);
}
