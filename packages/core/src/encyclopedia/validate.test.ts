import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Entry } from './entry.js';
import { htmlProblems } from './html-policy.js';
import { validateEntry } from './validate.js';

const file = JSON.parse(readFileSync(new URL('../../../../test/fixtures/encyclopedia/entries.json', import.meta.url), 'utf8')) as {
  today: string;
  cases: { expect: string; name: string; entry: Entry }[];
};
const hostile = JSON.parse(readFileSync(new URL('../../../../test/fixtures/encyclopedia/hostile-html.json', import.meta.url), 'utf8')) as {
  cases: { name: string; html: string; gone: string[] }[];
};

describe('validateEntry', () => {
  it.each(file.cases.map((row) => [row.name, row] as const))('judges: %s', (_name, row) => {
    const found = validateEntry(row.entry, { today: file.today }).map((problem) => problem.rule);
    expect(found).toEqual(row.expect === 'ok' ? [] : [row.expect]);
  });

  it('refuses every hostile fragment that a sanitiser would have to change', () => {
    for (const { name, html, gone } of hostile.cases) if (gone.length > 0 && !name.startsWith('link gets')) expect(htmlProblems(html), name).not.toEqual([]);
    expect(htmlProblems(hostile.cases.at(-1)!.html)).toEqual([]);
  });
});
