// A red flag of an earlier visit whose rule is no longer in the content has no words of its own, and is shown all the same.
import type { Form, RedFlag } from '@nelumbo/core/intake';
import { expect, it } from 'vitest';
import { loadIntakeTexts } from '../../packages/elements/src/locales/intake/index.js';
import { doneView, flagView } from '../../packages/miniprogram/src/intake/question/view.js';

it.each([
  ['zh-CN', '请先看这里', '已不在这份问卷里'],
  ['en', 'Please read this first', 'no longer part of this form'],
])('says what it cannot tell any more, and how urgent it is: %s', async (locale, title, action) => {
  const texts = await loadIntakeTexts(locale);
  const nothing = { title: '', action: '', withdrawnAt: undefined, acknowledgedAt: undefined, at: 0, evidence: [], helplines: [] };
  const flag: RedFlag = { ...nothing, rule: 'urn:test|1#gone', urgency: 'emergency' };
  const form = { redFlags: [flag], scores: [], find: () => undefined } as unknown as Form; // what the views read of one
  const shared = { form, texts, locale, call: '120' };
  const words = { title, action: expect.stringContaining(action) as string, urgency: texts.urgency.emergency };
  expect(flagView(flag, shared)).toMatchObject({ ...words, calls: [{ number: '120' }] });
  expect(doneView(shared)).toMatchObject({ flags: [words] });
});
