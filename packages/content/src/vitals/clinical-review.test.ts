import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
// @ts-expect-error a build script without types
import { clinicalReview } from '../../../../scripts/clinical-review.mjs';

it('docs/clinical-review.md is what the tables say; run scripts/clinical-review.mjs', async () => {
  const written = readFileSync(new URL('../../../../docs/clinical-review.md', import.meta.url), 'utf8');
  expect(await (clinicalReview as () => Promise<string>)()).toBe(written); // its shape, which the script does not declare
});
