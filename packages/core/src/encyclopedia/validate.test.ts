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

  it('refuses "reviewed" without reviewer, title, institution or date', () => {
    const { entry } = file.cases.find((row) => row.expect === 'ok' && row.entry.review.status === 'reviewed')!;
    const [person] = entry.review.reviewers;
    const judge = (review: object) => validateEntry({ ...entry, review: { ...entry.review, ...review } }, { today: file.today }).map(({ rule }) => rule);
    expect(judge({})).toEqual([]);
    expect(judge({ reviewers: [] })).toEqual(['V1']);
    for (const member of ['name', 'title', 'hospital']) expect(judge({ reviewers: [{ ...person, [member]: '' }] }), member).toEqual(['V1']);
    for (const on of ['reviewedOn', 'nextReviewOn']) expect(judge({ [on]: undefined }), on).toEqual(['V1']);
  });

  it('refuses every hostile fragment that a sanitiser would have to change', () => {
    for (const { name, html, gone } of hostile.cases) if (gone.length > 0 && !name.startsWith('link gets')) expect(htmlProblems(html), name).not.toEqual([]);
    expect(htmlProblems(hostile.cases.at(-1)!.html)).toEqual([]);
    expect(htmlProblems('<p style="position:fixed">a</p>')).toEqual(['attribute not allowed: style']);
  });

  it('holds the workflow to its order, its people and its days', () => {
    const doctor = { name: '甲', title: '主任医师', hospital: '某医院' };
    const steps = (['draft', 'first-review', 'second-review', 'final-review', 'proofreading'] as const).map((step, i) => ({
      step,
      by: doctor,
      on: `2026-0${i + 1}-10`,
    }));
    const base = file.cases.find((row) => row.expect === 'ok' && row.entry.review.status === 'unreviewed')!.entry;
    const judge = (review: Partial<Entry['review']>) =>
      validateEntry({ ...base, review: { ...base.review, ...review } }, { today: '2026-11-22' }).map(({ rule, text }) => `${rule} ${text}`);
    const done = { status: 'reviewed', reviewers: [doctor], reviewedOn: '2026-04-10', nextReviewOn: '2028-04-10' } as const;
    expect(judge({ ...done, steps })).toEqual([]);
    expect(judge({ steps: steps.slice(0, 2) })).toEqual([]);
    expect(judge({ ...done, steps: steps.slice(0, 3) })).toEqual(['V1 a reviewed text has had its final review']);
    expect(judge({ ...done, reviewedOn: '2026-04-11', steps })).toEqual(['V1 reviewedOn is the day of the final review']);
    expect(judge({ steps: [steps[0]!, steps[2]!] })).toEqual(['V1 the step second-review comes after first-review']);
    expect(judge({ steps: [steps[0]!, { ...steps[1]!, on: '2025-12-31' }] })[0]).toContain('not before the step before it');
    expect(
      judge({
        steps: [
          { ...steps[0]!, by: { name: '编辑' } },
          { ...steps[1]!, by: { name: '乙' } },
        ],
      })[0],
    ).toContain('a title and a hospital');
    expect(judge({ steps })[0]).toContain('not called unreviewed');
  });
});
