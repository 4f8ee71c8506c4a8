// The native field is the user's: what a platform is told to show comes later than the next key, and would take that key back.
import type { Client } from '@nelumbo/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EncyclopediaSearch, searchProps } from '../../packages/miniprogram/src/encyclopedia/search/search.js';
import '../../packages/miniprogram/src/encyclopedia/family.js';
import { IntakeQuestion } from '../../packages/miniprogram/src/intake/question/question.js';
import '../../packages/miniprogram/src/intake/family.js';
import { start } from '../../packages/miniprogram/src/runtime/client.js';
import { wechatPlatform } from '@nelumbo/miniprogram';
import { modelOf } from './model.js';

interface Question {
  readonly key: string;
  readonly control: string;
  readonly value: string;
  readonly error: string;
}
/** What was handed to the screen, oldest first. */
const shown: { value?: string; clear?: string; page?: { questions: Question[] } | null }[] = [];
const host = <P>(props: P) => ({ props, show: (data: object) => void shown.push(JSON.parse(JSON.stringify(data)) as object), emit: () => undefined, canvas: () => Promise.resolve(undefined) }); // prettier-ignore
const key = (value: string, more: Record<string, string> = {}) => ({ data: more, value });

let client: Client;
beforeEach(() => {
  shown.length = 0;
  ({ client } = start({ platform: wechatPlatform(modelOf('wx').api), locale: 'zh-CN' }));
});
afterEach(() => client.close());

describe('a field that is being typed in', () => {
  it('of the search is given nothing until it is cleared, and is empty then', async () => {
    const search = new EncyclopediaSearch(host(searchProps));
    search.start();
    await expect.poll(() => shown.some(({ value }) => value === '')).toBe(true);
    const before = shown.length;
    for (const text of ['t', 'ta', 'tang']) search.type(key(text));
    await expect.poll(() => shown.at(-1)?.clear).toBeTruthy();
    expect(shown.slice(before).filter((data) => 'value' in data)).toEqual([]);
    search.clear();
    expect(shown.flatMap(({ value }) => (value === undefined ? [] : [value])).slice(-2)).toEqual(['tang', '']);
    search.stop();
  });

  it('of a form is given what it was given before, whether it is a number yet or not, and its answer when it is shown anew', async () => {
    const questionnaire = { resourceType: 'Questionnaire', status: 'active', item: [{ linkId: 'a', text: 'A', type: 'decimal' }, { linkId: 'b', text: 'B', type: 'string' }] }; // prettier-ignore
    const question = new (class extends IntakeQuestion {
      protected override get client(): Client {
        return { ...client, records: client.records, intake: { start: client.intake.start.bind(client.intake), load: () => Promise.resolve(questionnaire) } } as unknown as Client; // prettier-ignore
      }
    })(host({ src: 'https://host.invalid/q', subject: '' }));
    question.start();
    const field = () => shown.at(-1)?.page?.questions[0];
    await expect.poll(() => field()?.control).toBe('number');
    await expect.poll(() => Boolean(Reflect.get(question, 'session'))).toBe(true); // the engine stands
    const { key: id } = field()!;
    for (const text of ['3', '36', '36.', '３６。５']) {
      question.type(key(text, { key: id }));
      expect(field()).toMatchObject({ value: '', error: '' });
    }
    question.type(key('36.5x', { key: id }));
    expect(field()).toMatchObject({ value: '' });
    question.type(key('36.5', { key: id }));
    question.next();
    question.back();
    expect(field()).toMatchObject({ value: '36.5' });
    question.stop();
  });
});
