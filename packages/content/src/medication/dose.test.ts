import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exitCodes, runDose } from './dose.js';

const fixture = (name: string): string => readFileSync(new URL(`../../../../test/fixtures/medication/${name}`, import.meta.url), 'utf8');

interface Printed {
  readonly doses: { at: string; allowedFrom?: string; amount: { value: number } | null; dosage: number }[];
  readonly text: string;
  readonly omitted: string[];
  readonly refusals: { rule: string }[];
  readonly medications: { active: boolean; asNeeded: boolean; optional: boolean; prescriberText?: string }[];
  readonly error?: { code: string };
}

/** Runs the command on a resource, as a shell would. */
async function run(input: unknown, ...args: string[]): Promise<{ exit: number; printed: Printed }> {
  let text = '';
  const exit = await runDose(['-', '--zone', 'Asia/Shanghai', '--locale', 'en', ...args], {
    read: () => (typeof input === 'string' ? input : JSON.stringify(input)),
    out: (part) => (text += part),
    now: () => Date.UTC(2026, 2, 1),
  });
  return { exit, printed: JSON.parse(text) as Printed };
}
const window = ['--from', '2026-03-01', '--to', '2026-03-02'];

interface Case {
  id: string;
  zone: string;
  start?: string;
  window: [string, string];
  anchors?: Record<string, string>;
  repeat?: object;
  cycle?: { on: number; off: number };
  event?: string[];
  asNeeded?: boolean;
  dosages?: { sequence: number; amount: number; repeat: object }[];
  expect: (string | { at: string; amount: number })[];
}
const { cases } = JSON.parse(fixture('expansion.json')) as { cases: Case[] }; // our own fixture

function requestOf(c: Case): object {
  const dose = (value: number) => ({ doseAndRate: [{ doseQuantity: { value, code: '{tablet}' } }] });
  const cycle = c.cycle && {
    extension: [
      {
        url: 'urn:nelumbo:fhir:cycle',
        extension: [
          { url: 'on', valueInteger: c.cycle.on },
          { url: 'off', valueInteger: c.cycle.off },
        ],
      },
    ],
  };
  const one = {
    timing: { ...(c.repeat ? { repeat: { ...c.repeat, ...cycle } } : {}), ...(c.event ? { event: c.event } : {}) },
    asNeededBoolean: c.asNeeded,
    ...dose(1),
  };
  const dosages = c.dosages?.map((d) => ({ sequence: d.sequence, timing: { repeat: d.repeat }, ...dose(d.amount) })) ?? [one];
  return { resourceType: 'MedicationRequest', status: 'active', intent: 'order', authoredOn: c.start, dosageInstruction: dosages };
}

describe('nelumbo-dose', () => {
  it.each(cases.map((c) => [c.id, c] as const))('prints the doses written by hand: %s', async (_id, c) => {
    const args = ['--zone', c.zone, '--from', c.window[0], '--to', c.window[1], ...(c.anchors ? ['--anchors', JSON.stringify(c.anchors)] : [])];
    const { exit, printed } = await run(requestOf(c), ...args);
    const short = (at: string) => at.replace(/:00([+-])/, '$1');
    expect(exit).toBe(exitCodes.ok);
    expect(printed.doses.map((d) => (c.dosages ? { at: short(d.at), amount: d.amount?.value } : short(d.at)))).toEqual(c.expect);
  });

  const day = { frequency: 1, period: 1, periodUnit: 'd' };
  const said: [string, unknown, { at: string[]; text: string }][] = [
    ['a bare Timing', { repeat: { ...day, timeOfDay: ['09:30:00'] } }, { at: ['09:30'], text: 'once daily, at 09:30' }],
    [
      'bounds over a code',
      { repeat: { boundsDuration: { value: 1, code: 'd' } }, code: { coding: [{ code: 'BID' }] } },
      { at: ['08:00', '20:00'], text: 'twice daily, for 1 day' },
    ],
    ['a range of hours', { repeat: { frequency: 1, period: 8, periodMax: 12, periodUnit: 'h' } }, { at: ['08:00', '20:00'], text: 'every 8–12 hours' }],
    ['a range of times', { repeat: { ...day, frequency: 3, frequencyMax: 4 } }, { at: ['08:00', '14:00', '20:00'], text: '3–4 times daily' }],
    ['bedtime with an offset', { repeat: { when: ['HS'], offset: 30 } }, { at: ['21:30'], text: '30 minutes before bedtime' }],
    [
      'a list and a rule',
      { event: ['2026-03-01T11:00:00+08:00'], repeat: { timeOfDay: ['08:00:00'] } },
      { at: ['08:00', '11:00'], text: 'at 08:00, on March 1, 2026 at 11:00' },
    ],
    [
      'days of the month',
      {
        repeat: {
          timeOfDay: ['09:00:00'],
          extension: [1, 15].map((valuePositiveInt) => ({ url: 'http://hl7.org/fhir/StructureDefinition/timing-dayOfMonth', valuePositiveInt })),
        },
      },
      { at: ['09:00'], text: 'at 09:00, on day 1 and 15 of the month' },
    ],
  ];
  it.each(said)('reads %s', async (_what, input, { at, text }) => {
    const { printed } = await run(input, ...window);
    expect({ at: printed.doses.map((d) => d.at.slice(11, 16)), text: printed.text, omitted: printed.omitted }).toEqual({ at, text, omitted: [] });
  });

  it('says from when a dose of a range may be taken, and nothing before the first', async () => {
    const { printed } = await run({ repeat: { frequency: 1, period: 8, periodMax: 12, periodUnit: 'h' } }, ...window);
    expect(printed.doses.map((d) => d.allowedFrom?.slice(11, 16))).toEqual([undefined, '16:00']);
  });

  it.each([
    ['malformed', { repeat: { when: 'HS' } }],
    ['unknown-element', { repeat: { ...day, everySoOften: true } }],
    ['modifier-extension', { timing: { repeat: day }, modifierExtension: [{ url: 'urn:x' }] }],
    ['several-a-period', { repeat: { frequency: 2, period: 2, periodUnit: 'd' } }],
  ])('never guesses: %s', async (rule, input) => {
    const { exit, printed } = await run(input, ...window, '--strict');
    expect([exit, printed.doses, printed.refusals.map((r) => r.rule)]).toEqual([exitCodes.refused, [], [rule]]);
  });

  it('shows the words of a prescriber where the structure says nothing', async () => {
    const { printed } = await run({ text: 'take some' }, ...window);
    expect([printed.text, printed.medications[0]?.prescriberText, printed.doses]).toEqual(['take some', 'take some', []]);
  });

  it('asks for no dose of a prescription that is completed', async () => {
    const { printed } = await run(fixture('fds/medicationrequest/medrx0304.json'), '--from', '2015-01-16', '--to', '2015-01-17');
    expect([printed.doses, printed.medications[0]?.active]).toEqual([[], false]);
    const active = JSON.parse(fixture('fds/medicationrequest/medrx0304.json')) as { status: string };
    expect((await run({ ...active, status: 'active' }, '--from', '2015-01-16', '--to', '2015-01-17')).printed.doses).toHaveLength(4);
  });

  it.each([
    ['usage', 'usage', {}, ['--nope']],
    ['usage', 'bad-zone', {}, ['--zone', 'Mars/Olympus']],
    ['usage', 'bad-locale', {}, ['--locale', '!']],
    ['usage', 'bad-window', { text: 'x' }, ['--from', 'soon']],
    ['usage', 'bad-window', { text: 'x' }, ['--from', '2026-03-02', '--to', '2026-03-01']],
    ['usage', 'bad-start', { text: 'x' }, ['--start', 'x']],
    ['usage', 'bad-anchors', {}, ['--anchors', '{"CM":6}']],
    ['input', 'not-json', '{', []],
    ['resource', 'no-dosage', { resourceType: 'Patient' }, []],
  ] as const)('names its failure in JSON and in the exit code: %s, %s', async (exit, code, input, args) => {
    const found = await run(input, ...args);
    expect([found.exit, found.printed.error?.code]).toEqual([exitCodes[exit], code]);
  });
});
