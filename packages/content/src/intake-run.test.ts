import { describe, expect, it } from 'vitest';
import { runIntake } from './intake-run.js';

const form = {
  resourceType: 'Questionnaire',
  status: 'active',
  url: 'urn:test:run',
  item: [
    { linkId: 'smokes', type: 'boolean', text: 'Do you smoke?' },
    { linkId: 'a-day', type: 'integer', text: 'How many a day?', required: true, enableWhen: [{ question: 'smokes', operator: '=', answerBoolean: true }] },
    {
      linkId: 'packs',
      type: 'decimal',
      readOnly: true,
      extension: [
        {
          url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression',
          valueExpression: { language: 'text/fhirpath', expression: "%resource.item.where(linkId='a-day').answer.value / 20" },
        },
      ],
    },
    { linkId: 'kind', type: 'choice', answerOption: [{ valueCoding: { system: 's', code: 'c', display: 'Cigarettes' } }] },
    { linkId: 'pill', type: 'group', repeats: true, item: [{ linkId: 'name', type: 'string' }] },
  ],
};

const depth = 20_000;
const deep = `{"resourceType":"Questionnaire","item":[${'{"linkId":"g","type":"group","item":['.repeat(depth)}${']}'.repeat(depth)}]}`;

async function run(answers: unknown, ...more: string[]) {
  let [out, err] = ['', ''];
  const files: Record<string, string> = {
    'q.json': JSON.stringify(form),
    'a.json': JSON.stringify(answers),
    'broken.json': '{',
    'number.json': '5',
    'deep.json': deep,
  };
  const read = (path: string): string =>
    files[path] ??
    (() => {
      throw new Error('ENOENT');
    })();
  const words = more[0] === 'run' ? more : ['run', 'q.json', 'a.json', ...more];
  const code = await runIntake(words, { read, out: (text) => (out += text), err: (text) => (err += text), now: () => 0 });
  return { code, err, report: out.startsWith('{') ? JSON.parse(out) : undefined };
}

describe('nelumbo-intake run', () => {
  it('takes a map, in any order, with lists of maps for repeating groups', async () => {
    const { code, report } = await run({ 'a-day': 10, smokes: true, kind: 'Cigarettes', pill: [{ name: 'A' }, { name: 'B' }] });
    expect(code).toBe(0);
    expect(report.visible).toEqual(['smokes', 'a-day', 'packs', 'kind', 'pill', 'name']);
    expect(report).toMatchObject({ refused: [], errors: [], calculated: { packs: 0.5 }, answers: { name: ['A', 'B'], kind: { code: 'c' } } });
    expect(report.response.item.map((item: { linkId: string }) => item.linkId)).toEqual(['smokes', 'a-day', 'packs', 'kind', 'pill', 'pill']);
  });

  it('hides what a condition hides, and says what is missing and what it refused', async () => {
    expect((await run({ smokes: false, 'a-day': 3 })).report.visible).not.toContain('a-day');
    const { report } = await run({ smokes: true, 'a-day': 'many', nothing: 1 });
    expect(report.errors).toMatchObject([{ linkId: 'a-day', code: 'required' }]);
    expect(report.refused).toMatchObject([
      { linkId: 'a-day', code: 'bad-input' },
      { linkId: 'nothing', code: 'unknown-link-id' },
    ]);
  });

  it('takes its own response back, and a list of steps', async () => {
    const { report } = await run({ smokes: true, 'a-day': 10 });
    expect((await run(report.response)).report.answers).toEqual(report.answers);
    const steps = [
      { answer: 'smokes', value: true },
      { answer: 'a-day', value: 20 },
      { add: 'pill' },
      { answer: 'name', at: 1, value: 'B' },
      { remove: 'pill', at: 1 },
      { undo: true },
    ];
    const walked = await run(steps, '--each');
    expect(walked.report).toMatchObject({ refused: [], calculated: { packs: 1 }, answers: { name: 'B' } });
    expect(walked.report.steps.map((state: { visible: string[] }) => state.visible.includes('a-day'))).toEqual([false, true, true, true, true, true, true]);
  });

  it('runs a starter form with its triage rules', async () => {
    const { code, report } = await run({}, 'run', 'phq-9');
    expect(code).toBe(0);
    expect(report.questionnaire).toContain('phq-9');
    expect(report.diagnostics).toEqual([]);
  });

  it('says what is wrong with its arguments', async () => {
    expect((await run({}, 'run')).code).toBe(2);
    expect((await run({}, 'run', 'none.json')).err).toContain('Could not be read');
    expect((await run({}, 'run', 'broken.json')).err).toContain('no JSON');
    expect((await run({}, '--now', 'x')).code).toBe(2);
    expect((await run({}, 'run', 'a.json')).code).toBe(1);
    for (const answers of [null, 5, 'x']) expect(await run(answers)).toMatchObject({ code: 2, report: undefined });
    expect((await run([], '--context', 'number.json')).err).toContain('number.json is no map');
    expect((await run([], '--rules', 'q.json')).err).toContain('q.json is no PlanDefinition');
  });

  it('explains itself when asked', async () => {
    expect(await run({}, 'run', '--help')).toMatchObject({ code: 0, err: '' });
  });

  it('refuses a form that is nested without end, as any that is too deep', async () => {
    const { code, report } = await run({}, 'run', 'deep.json');
    expect(code).toBe(1);
    expect(report.diagnostics).toMatchObject([{ code: 'too-deep', severity: 'fatal' }]);
  });
});
