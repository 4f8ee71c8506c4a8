import { PathError } from './ast.js';
import { longestFor } from './pattern-cost.js';

const cache = new Map<string, { readonly made: RegExp; readonly longest: number }>();

/**
 * A regular expression from a form, for one text. Without the shapes that make matching explode: a repetition of something that itself repeats,
 * as in `(a+)+`, or of alternatives of which two take the same, as in `(a|ab)*`.
 * @throws PathError `unsupported` for those, `syntax` when it is no pattern, `budget` when the text is too long for it: 2,000 characters, fewer where
 * several repetitions take the same (`\s*\s*\s*x`)
 */
export function safePattern(source: string, flags: string, text = ''): RegExp {
  const key = `${flags}/${source}`;
  let known = cache.get(key);
  if (!known) {
    const made = make(source, flags);
    const longest = longestFor(source, (part, letter) => make(`^(?:${part})$`, 'us').test(letter));
    if (!longest) throw new PathError('unsupported', 'The pattern nests repetitions and could take for ever.');
    known = { made, longest };
    if (cache.size > 500) cache.clear();
    cache.set(key, known);
  }
  if (text.length > known.longest) throw new PathError('budget', 'The text is too long for the pattern.');
  known.made.lastIndex = 0;
  return known.made;
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
