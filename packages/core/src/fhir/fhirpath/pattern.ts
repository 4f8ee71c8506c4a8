import { PathError } from './ast.js';

const cache = new Map<string, RegExp>();

/**
 * A regular expression from a form, without the shapes that make matching explode: a repetition of something that itself repeats
 * without bound, as in `(a+)+`, or of alternatives of which two take the same, as in `(a|ab)*`. Callers also cap the input at 2,000 characters.
 * @throws PathError `unsupported` when nested quantifiers or repeated alternatives could run away, `syntax` when it is no pattern
 */
export function safePattern(source: string, flags: string): RegExp {
  const key = `${flags}/${source}`;
  const known = cache.get(key);
  if (known) {
    known.lastIndex = 0;
    return known;
  }
  if (runsAway(source)) throw new PathError('unsupported', 'The pattern nests repetitions and could take for ever.');
  const made = make(source, flags);
  if (cache.size > 500) cache.clear();
  cache.set(key, made);
  return made;
}

function make(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch {
    // Many published patterns escape what the u flag forbids to escape (`\-`, `\@`).
    try {
      return new RegExp(source, flags.replace('u', ''));
    } catch {
      throw new PathError('syntax', 'This is no regular expression.');
    }
  }
}

/** Whether a group that holds an unbounded repetition, or alternatives of which two take the same, is itself repeated without bound. */
function runsAway(source: string): boolean {
  const open: boolean[] = []; // per open group: holds an unbounded repetition
  const starts: number[] = [];
  let group = ''; // the thing just before, where it is a group
  let closed = false; // the thing just before is a group that does
  for (let i = 0; i < source.length; i++) {
    const c = source[i];
    const unbounded = c === '*' || c === '+' || (c === '{' && /^\{\d+,\}/.test(source.slice(i)));
    if (unbounded) {
      if ((closed && !separated(source, i)) || beginAlike(group)) return true;
      if (open.length > 0) open[open.length - 1] = true;
    }
    const held = closed && c !== '{';
    closed = false;
    group = '';
    if (c === '\\') i++;
    else if (c === '[') i = endOfClass(source, i);
    else if (c === '(') {
      open.push(false);
      starts.push(i + 1);
    } else if (c === ')') {
      closed = open.pop() ?? false;
      group = source.slice(starts.pop(), i).replace(/^\?:/, '');
      if (closed && open.length > 0) open[open.length - 1] = true;
    } else if (c === '?' && held) closed = false;
  }
  return false;
}

const ascii = String.fromCharCode(...Array(128).keys());

/**
 * Whether a character can be taken by two alternatives, one of which is no more than it (`\w|\d`, `a|ab`): each round could then go either way. What has groups
 * inside is not looked at.
 */
function beginAlike(group: string): boolean {
  if (/[()]/.test(group.replace(/\\.|\[(\\.|[^\]\\])*\]/gs, ''))) return false;
  const all: readonly string[] = group.match(/(\\.|\[(\\.|[^\]\\])*\]|[^|])+/gs) ?? [];
  const firsts = all.map((one) => /^(\\[^\dkpPuxcbB]|\[(\\.|[^\]\\])*\]|[^\\[^$])/.exec(one)?.[0] ?? '$');
  return all.some((one, i) => all.indexOf(one) < i || (one === firsts[i] && firsts.some((other, j) => i !== j && make(`(?=${one})${other}`, 's').test(ascii))));
}

/** `(?:\.[a-z]+)*` cannot run away: every round begins with a fixed character that the repetition inside cannot eat. */
function separated(source: string, at: number): boolean {
  let depth = 0;
  for (let i = at - 1; i >= 0; i--) {
    if (source[i - 1] === '\\') continue;
    if (source[i] === ')') depth++;
    if (source[i] === '(' && --depth === 0) {
      const body = source.slice(i + 1, at - 1).replace(/^\?[:=!]/, '');
      const first = /^\\([^\w\s])|^([^\w\s[(\\.*+?|])/.exec(body);
      const fixed = first?.[1] ?? first?.[2];
      return (
        fixed !== undefined &&
        !body.slice(first?.[0].length).includes(fixed) &&
        !body.includes('|') &&
        !/\.[*+]|\[\^|\\[SWD]/.test(body.slice(first?.[0].length))
      );
    }
  }
  return false;
}

function endOfClass(source: string, at: number): number {
  for (let i = at + 1; i < source.length; i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === ']') return i;
  }
  return source.length;
}
