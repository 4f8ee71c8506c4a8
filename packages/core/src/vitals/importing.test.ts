import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import guidelines from '../../../content/src/vitals/guidelines.js';
import measuresDocument from '../../../content/src/vitals/measures.js';
import { CsvRows } from './csv-rows.js';
import { csvCell } from './export-csv.js';
import { convert, meals, roundToStep, settings, type ImportFormat, type ImportOptions, type Reading } from './index.js';
import { NumberSet } from './reading-id.js';
import { vitalsOver } from './testing.js';
import { Utf8Reader } from './utf8.js';
import { attributesOf, XmlTags } from './xml-tags.js';

const now = Date.UTC(2026, 10, 22, 2, 0);
const measures = measuresDocument.measures;
const documents = { 'vitals/measures': measuresDocument, 'vitals/guidelines': guidelines };
const room = () => vitalsOver(documents, { now });
const bytesOf = (name: string) => new Uint8Array(readFileSync(new URL(`../../../../test/fixtures/vitals/${name}`, import.meta.url)));
const apple = bytesOf('apple-health-export.xml');
const table = bytesOf('readings.csv');
async function* pieces<T extends string | Uint8Array>(whole: T, size: number): AsyncGenerator<T> {
  for (let i = 0; i < whole.length; i += size) yield await Promise.resolve(whole.slice(i, i + size) as T);
}
const load = (file: string | Uint8Array, format: ImportFormat, options?: ImportOptions, size = 4096, into = room()) =>
  into.vitals.import(format, pieces(file, size), options);
const brief = (r: { measure: string; values: Readonly<Record<string, number>>; unit: string }) => `${r.measure} ${Object.values(r.values).join('/')} ${r.unit}`;
const all = async ({ vitals }: ReturnType<typeof room>) => (await Promise.all(measures.map((m) => vitals.readings({ measure: m.id })))).flat();

describe('importing from Apple Health', () => {
  it('takes the seven readings, reports the rest, and nothing twice', async () => {
    const into = room();
    const report = await load(apple, 'apple-health', {}, 4096, into);
    expect({ ...report, refs: report.refs?.length }).toEqual({
      refs: 7,
      total: 12,
      saved: 7,
      duplicate: 1,
      refused: [
        expect.objectContaining({ measure: 'heart-rate', reason: 'out-of-range' }),
        expect.objectContaining({ measure: 'blood-pressure', reason: 'unpaired' }),
      ],
      refusedCount: 2,
      ignored: 2,
      byMeasure: { 'blood-pressure': 1, glucose: 2, spo2: 1, temperature: 1, weight: 1, 'heart-rate': 1 },
    });
    const readings = await all(into);
    expect(readings.map(brief).sort()).toEqual([
      'blood-pressure 124/86 mm[Hg]', 'glucose 142 mg/dL', 'glucose 6.1 mmol/L', 'heart-rate 72 /min', 'spo2 97 %', 'temperature 98.6 [degF]', 'weight 155.4 [lb_av]',
    ]); // prettier-ignore
    expect(readings.find((r) => r.unit === 'mmol/L')).toMatchObject({ context: { meal: 'before' }, offset: 480, at: Date.UTC(2026, 10, 17, 22, 50) });
    expect(readings.find((r) => r.unit === 'mg/dL')!.offset).toBe(-300);
    expect(roundToStep(convert(155.4, '[lb_av]', 'kg')!, 0.01)).toBe(70.49);
    expect(decodeURIComponent(readings.find((r) => r.measure === 'weight')!.source)).toContain('Scale "S1" 秤');
    expect(await load(apple, 'apple-health', {}, 4096, into)).toMatchObject({ saved: 0, duplicate: 8 });
  });
  it.each([1, 2, 3, 7, 64, 1_000, 100_000])('reads it alike in pieces of %i bytes', async (size) => {
    expect(await load(apple, 'apple-health', {}, size)).toEqual(await load(apple, 'apple-health'));
  });
  it('takes what is whole of a file that broke off, and never throws', async () => {
    const xml = new TextDecoder().decode(apple);
    const begun = xml.indexOf('<HealthData locale') + 30;
    let most = 0;
    for (let end = begun; end < xml.length; end += 1) {
      const tags = new XmlTags();
      for (const tag of tags.read(xml.slice(0, end))) attributesOf(tag); // at every place
      if (end % 97) continue;
      const report = await load(xml.slice(0, end), 'apple-health');
      expect(report.truncated ?? false, String(end)).toBe(end < xml.lastIndexOf('>') + 1);
      expect(report.saved).toBeGreaterThanOrEqual(most);
      most = report.saved;
    }
    expect(most).toBe(7);
  });
  it('tells how far it is and stops when asked, also where no reading comes for long', async () => {
    const steps = `<HealthData>${'<Record type="HKQuantityTypeIdentifierStepCount" value="1"/>'.repeat(9_000)}</HealthData>`;
    const seen: number[] = [];
    expect(await load(steps, 'apple-health', { onProgress: ({ done, bytes }) => seen.push(done, bytes) }, 50_000)).toMatchObject({
      total: 9_000,
      saved: 0,
      ignored: 9_000,
    });
    expect(seen.length).toBeGreaterThan(6);
    expect(seen.at(-1)).toBe(steps.length);
    const signal = { aborted: false };
    await expect(load(steps, 'apple-health', { signal, onProgress: () => void (signal.aborted = true) }, 50_000)).rejects.toMatchObject({ code: 'aborted' });
  });
  it('says what is wrong with another file', async () => {
    await expect(load('<html></html>', 'apple-health')).rejects.toMatchObject({ code: 'unsupported' });
    await expect(load('', 'apple-health')).rejects.toMatchObject({ code: 'unsupported' });
  });
  it('resolves no entity that a file defines', async () => {
    const bomb =
      '<!DOCTYPE HealthData [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><HealthData><Record type="HKQuantityTypeIdentifierHeartRate" sourceName="&b;" unit="count/min" startDate="2026-11-18 07:00:05 +0800" value="72"/></HealthData>';
    const into = room();
    await load(bomb, 'apple-health', {}, 5, into);
    expect(decodeURIComponent((await all(into))[0]!.source)).toMatch(/:&b;$/);
  });
  it('gives up a tag that never ends instead of keeping it', () => {
    const tags = new XmlTags();
    for (let i = 0; i < 50; i++) expect([...tags.read(`<Record a="${'x'.repeat(100_000)}`)]).toEqual([]);
    expect(tags.broken).toBe(true);
  });
});

describe('importing a table', () => {
  it('reads the messy spreadsheet row by row', async () => {
    const into = room();
    const report = await load(table, 'csv', {}, 4096, into);
    const reasons: Record<number, string[]> = {};
    for (const { index, measure, reason } of report.refused) (reasons[index + 1] ??= []).push(`${measure} ${reason}`);
    expect(reasons).toEqual({
      4: ['blood-pressure date-unclear', 'heart-rate date-unclear'],
      5: ['blood-pressure out-of-range'],
      6: ['blood-pressure swapped'],
      7: ['glucose out-of-range'],
      8: ['blood-pressure no-time', 'heart-rate no-time', 'glucose no-time'],
      9: ['blood-pressure not-a-number'],
      10: ['blood-pressure incomplete'],
      11: ['blood-pressure in-the-future', 'heart-rate in-the-future', 'glucose in-the-future'],
    });
    expect(report).toMatchObject({ total: 14, saved: 16, duplicate: 3, ignored: 2, refusedCount: 13 });
    const readings = await all(into);
    expect(readings.find((r) => r.values['value'] === 6.2)).toMatchObject({
      unit: 'mmol/L',
      context: { meal: 'fasting' },
      at: Date.UTC(2026, 10, 16, 23, 35),
      offset: 480,
    });
    expect(readings.filter((r) => r.dateOnly).map((r) => r.measure)).toEqual(['blood-pressure', 'heart-rate']);
    expect([...new Set(readings.map((r) => r.note))]).toEqual([undefined, '带逗号, 和\r\n换行', '=HYPERLINK("x")']);
    expect(await load(table, 'csv', {}, 4096, into)).toMatchObject({ saved: 0, duplicate: 19 });
  });
  it.each([1, 2, 5, 33, 100_000])('reads it alike in pieces of %i bytes', async (size) =>
    expect(await load(table, 'csv', {}, size)).toEqual(await load(table, 'csv')),
  );
  it('shows first what it would do, asks what it cannot know, and writes nothing', async () => {
    const { vitals, stored } = room();
    const preview = await vitals.preview('csv', pieces(table, 4096));
    expect(preview.readings.length).toBe(19); // duplicates are found when it is imported
    expect(preview.questions).toEqual([
      { kind: 'foreign-date', rows: [3] },
      { kind: 'swapped', rows: [5] },
    ]);
    expect(preview.table!.header[0]).toBe('日期');
    expect(preview.table!.mapping).toMatchObject({ separator: ',', decimal: ',' });
    expect(preview.table!.mapping.columns.map((c) => c.kind)).toEqual(['date', 'time', 'value', 'value', 'value', 'value', 'note']);
    expect(stored.size).toBe(0);
  });
  it('goes by the answers', async () => {
    expect(await load(table, 'csv', { csv: { dateOrder: 'dmy' }, swap: true })).toMatchObject({ saved: 19, refusedCount: 10 });
  });
  it('finds separators, orders of dates and combined cells', async () => {
    const german = 'Date;Blood pressure;Pulse;Weight (kg)\r\n24.12.2025 18:30;128/82;71;70,5\r\n03.01.2026 07:00;130/84;70;\r\n';
    const into = room();
    expect(await load(german, 'csv', {}, 4096, into)).toMatchObject({ saved: 5, refusedCount: 0 });
    expect((await all(into)).map(brief).sort()).toEqual([
      'blood-pressure 128/82 mm[Hg]',
      'blood-pressure 130/84 mm[Hg]',
      'heart-rate 70 /min',
      'heart-rate 71 /min',
      'weight 70.5 kg',
    ]);
    const unclear = 'date,steps\n03/04/2026,"8,123"\n';
    expect((await room().vitals.preview('csv', pieces(unclear, 99))).questions).toEqual([{ kind: 'date-order', rows: [0] }]);
    const american = room();
    await load(unclear, 'csv', { csv: { dateOrder: 'mdy' } }, 99, american);
    expect((await all(american))[0]).toMatchObject({ values: { value: 8123 }, dateOnly: true, at: Date.UTC(2026, 2, 4, 4) });
  });
  it('reads Chinese dates and clocks', async () => {
    const into = room();
    await load('测量时间,高压,低压\n2026年11月3日 下午7:35,128,82\n2026年11月4日 上午12:05,126,81\n', 'csv', {}, 99, into);
    expect((await all(into)).map((r) => new Date(r.at + 8 * 3_600_000).toISOString().slice(0, 16))).toEqual(['2026-11-03T19:35', '2026-11-04T00:05']);
  });
  it('reads the sample patients', async () => {
    const columns = [
      'ignore',
      'ignore',
      'datetime',
      'ignore',
      'ignore',
      'ignore',
      'heart-rate',
      'respiratory-rate',
      'temperature',
      'weight',
      'height',
      'bmi',
      'systolic',
      'diastolic',
      'spo2',
      'ignore',
      'site',
      'ignore',
      'position',
    ];
    const of = (name: string) =>
      name === 'systolic' || name === 'diastolic'
        ? { kind: 'value', measure: 'blood-pressure', component: name }
        : ['ignore', 'datetime', 'site', 'position'].includes(name)
          ? { kind: name }
          : { kind: 'value', measure: name };
    const report = await load(bytesOf('smart-vitals.tsv'), 'csv', { csv: { columns: columns.map(of) as never } });
    expect(report).toMatchObject({ total: 557, refusedCount: 0 });
    expect(report.byMeasure).toEqual({
      'heart-rate': 495,
      weight: 549,
      height: 541,
      'blood-pressure': 515,
      'respiratory-rate': 483,
      temperature: 485,
      bmi: 513,
      spo2: 482,
    });
  });
  it('says what is wrong with another file', async () => {
    await expect(load('a,b\n1,2\n', 'csv')).rejects.toMatchObject({ code: 'unsupported' });
    await expect(load('', 'csv')).rejects.toMatchObject({ code: 'unsupported' });
  });
  it('shows a table whose columns it does not understand, for the user to name them', async () => {
    const text = 'wann,oben,unten\n2026-11-16 07:30,128,82\n2026-11-17 07:30,131,84\n';
    const { vitals } = room();
    const asked = await vitals.preview('csv', pieces(text, 9));
    expect(asked).toMatchObject({ readings: [], refused: [], questions: [{ kind: 'columns' }] });
    expect(asked.table).toMatchObject({
      header: ['wann', 'oben', 'unten'],
      mapping: { columns: [{ kind: 'ignore' }, { kind: 'ignore' }, { kind: 'ignore' }] },
    });
    const columns = [
      { kind: 'datetime' },
      { kind: 'value', measure: 'blood-pressure', component: 'systolic' },
      { kind: 'value', measure: 'blood-pressure', component: 'diastolic' },
    ] as const;
    expect((await vitals.preview('csv', pieces(text, 9), { csv: { columns } })).readings.map((r) => r.values['systolic'])).toEqual([128, 131]);
    expect(await vitals.import('csv', pieces(text, 9), { csv: { columns } })).toMatchObject({ saved: 2, refusedCount: 0 });
  });
  it('never throws anything else, whatever the file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', '1', '/', 'a', '日', '=') }),
        fc.integer({ min: 1, max: 9 }),
        async (text, size) => {
          await expect(load(`日期,收缩压,舒张压\n${text}`, 'csv', {}, size)).resolves.toBeDefined();
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('rows of a table', () => {
  it('are what was written, for any cells and pieces', () => {
    const cells = fc.array(fc.array(fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', '日', ' ') }), { minLength: 1, maxLength: 4 }), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(cells, fc.integer({ min: 1, max: 7 }), (rows, size) => {
        const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
        const parser = new CsvRows(',');
        const found: string[][] = [];
        for (let i = 0; i < text.length; i += size) found.push(...parser.read(text.slice(i, i + size)));
        found.push(...parser.end());
        expect(found).toEqual(rows);
      }),
    );
  });
});

describe('bytes', () => {
  it('become the same text in any pieces, broken ones too', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 9 }), (text, size) => {
        const bytes = new TextEncoder().encode(text);
        const reader = new Utf8Reader();
        let found = '';
        for (let i = 0; i < bytes.length; i += size) found += reader.read(bytes.subarray(i, i + size));
        expect(found + reader.end()).toBe(text);
      }),
    );
    const broken = new Utf8Reader();
    expect(broken.read(Uint8Array.of(0xe6, 0x97, 0x41, 0xff, 0xc3)) + broken.end()).toBe('\uFFFDA\uFFFD\uFFFD');
    const long = new TextEncoder().encode('日a'.repeat(20_000));
    expect(new Utf8Reader().read(long)).toBe('日a'.repeat(20_000));
  });
  it('are kept once in a set of numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER - 1 }), { maxLength: 3_000 }), (keys) => {
        const [set, known] = [new NumberSet(), new Set<number>()];
        for (const key of keys) {
          expect(set.add(key)).toBe(!known.has(key));
          known.add(key);
        }
      }),
    );
  });
});

const anyReading = fc
  .tuple(fc.constantFrom(...measures.filter((m) => m.id !== 'blood-pressure')), fc.nat(9), fc.integer({ min: 1, max: 90_000 }))
  .chain(([m, u, ago]) => {
    const unit = m.units[u % m.units.length]!;
    const [low, high] = unit.refused ?? (unit === m.units[0] ? m.components[0]!.refused : undefined) ?? [40, 60];
    return fc.record({
      measure: fc.constant(m.id),
      values: fc.record({ value: fc.double({ min: Math.min(low + 1, high), max: high, noNaN: true }).map((x) => roundToStep(x, unit.step)) }),
      unit: fc.constant(unit.code),
      at: fc.constant(now - ago * 60_000),
      context: fc.record(
        { setting: fc.constantFrom(...settings), meal: fc.constantFrom(...meals), site: fc.constantFrom('left arm', '=1+1', '左臂, "上"') },
        { requiredKeys: [] },
      ),
      note: fc.constantFrom('@SUM(A1)', '-1', 'a "quoted", note\r\nwith lines', '备注'),
    });
  });

describe('exporting', () => {
  it('as CSV gives every reading back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyReading, { maxLength: 6 }), async (readings) => {
        const [from, to] = [room(), room()];
        for (const reading of readings as Reading[]) await from.vitals.record(reading);
        const csv = await from.vitals.exportCsv();
        expect(csv.split('\r\n').every((line) => !/(^|,)[=+@]/.test(line.replace(/"[^"]*"/g, '')))).toBe(true);
        const rows = [...new CsvRows(',').read(csv.replace(/^\uFEFF/, ''))];
        const stored = await all(from);
        expect(rows.length - 1).toBe(stored.length);
        expect(rows.slice(1).map((row) => [row[0], row[2], row[5], row[11]!.replace(/^'/, '')])).toEqual(
          stored.map((r) => [r.measure, String(r.values['value']), r.unit, r.note]),
        );
        await to.vitals.close();
      }),
      { numRuns: 40 },
    );
  });
  it('lets no cell become a formula', () => {
    for (const start of ['=', '+', '-', '@', '\t', '\r']) expect(csvCell(`${start}1`)).toMatch(/^"?'/);
    expect(csvCell('a"b')).toBe('"a""b"');
    expect(csvCell('plain')).toBe('plain');
  });
  it('as a Bundle comes back as the same records', async () => {
    const [from, to] = [room(), room()];
    await from.vitals.record([
      { measure: 'weight', values: { value: 70 }, at: now - 1000, note: 'x' },
      { measure: 'blood-pressure', values: { systolic: 120, diastolic: 80 }, at: now, context: { position: 'sitting', site: 'left arm' } },
    ]);
    const bundle = await from.vitals.exportBundle();
    expect(bundle).toMatchObject({ resourceType: 'Bundle', type: 'collection' });
    expect(await to.vitals.importBundle(bundle)).toMatchObject({ saved: 2 });
    expect(await to.vitals.importBundle(bundle)).toMatchObject({ saved: 0, duplicate: 2 });
    const without = (list: Awaited<ReturnType<typeof all>>) => list.map(({ ref: _ref, ...rest }) => rest);
    expect(without(await all(to))).toEqual(without(await all(from)));
  });
  it('as a report has figures, newest rows first, and by whose word', async () => {
    const { vitals } = room();
    await vitals.record([1, 2, 3].map((d): Reading => ({ measure: 'blood-pressure', values: { systolic: 120 + d, diastolic: 80 }, at: now - d * 86_400_000 })));
    const report = await vitals.report({ from: now - 30 * 86_400_000, to: now });
    expect(report).toMatchObject({
      guideline: { id: 'cn-2024', title: '中国指南' },
      population: 'adult',
      sections: [{ measure: { id: 'blood-pressure' }, omitted: 0 }],
    });
    expect(report.sections[0]!.rows.map((r) => r.reading.values['systolic'])).toEqual([121, 122, 123]);
    expect(report.sections[0]!.figures.components['systolic']!.all.mean).toBe(122);
    expect(JSON.stringify(await vitals.report({ measures: ['weight'], from: 0, to: 1 }))).toContain('"sections":[]');
  });
});
