// The tags of @nelumbo/elements and the module that defines each, read from the sources.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const sources = fileURLToPath(new URL('../packages/elements/src/', import.meta.url));

/** `[{ tag: 'nelumbo-vitals-entry', file: '<absolute>/vitals/entry/define.ts' }]`, by tag. */
export function elementTags() {
  return readdirSync(sources, { recursive: true })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('/define.ts'))
    .flatMap((path) => {
      const text = readFileSync(`${sources}${path}`, 'utf8');
      return [...text.matchAll(/^defineElement\(\s*'([\w-]+)'/gm)].map(([, tag]) => ({ tag, file: `${sources}${path}` }));
    })
    .sort((a, b) => a.tag.localeCompare(b.tag));
}

/** Names of the events that elements document, sorted: `['nelumbo-alert', …]`. */
export function elementEvents() {
  const names = readdirSync(sources, { recursive: true })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .flatMap((path) => [...readFileSync(`${sources}${path}`, 'utf8').matchAll(/^ \* @event \{.*\} (nelumbo-[\w-]+) - /gm)].map(([, name]) => name));
  return [...new Set(names)].sort();
}
