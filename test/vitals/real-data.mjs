// Imports the real and the messy files of test/fixtures/vitals through the encrypted store, twice, and prints what became of each entry.
//   npm run test:vitals-data
import { build } from 'esbuild';
import { createReadStream, mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const fixture = (name) => `${root}test/fixtures/vitals/${name}`;

/** The client's sources as one file that Node runs. */
async function bundled() {
  const outfile = `${root}.cache/vitals-data/client.mjs`;
  mkdirSync(`${root}.cache/vitals-data`, { recursive: true });
  const contents = `export { createClient } from '@nelumbo/core/client'; export { memoryPlatform } from '@nelumbo/core/memory'; export { bundledContent } from '@nelumbo/content';`;
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['nelumbo-source'],
    outfile,
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile).href);
}

/** One year of Open mHealth data points, handed over as another program's readings. */
function openMhealth() {
  const kinds = {
    'blood-pressure': (b) => ({
      measure: 'blood-pressure',
      values: { systolic: b.systolic_blood_pressure.value, diastolic: b.diastolic_blood_pressure.value },
    }),
    'body-weight': (b) => ({ measure: 'weight', values: { value: b.body_weight.value }, unit: 'kg' }),
    'heart-rate': (b) => ({ measure: 'heart-rate', values: { value: b.heart_rate.value } }),
  };
  return JSON.parse(readFileSync(fixture('openmhealth-1yr.json'), 'utf8')).flatMap(({ header, body }) => {
    const of = kinds[header.schema_id.name];
    return of ? [{ ...of(body), at: Date.parse(body.effective_time_frame.date_time), source: 'urn:nelumbo:source:open-mhealth' }] : [];
  });
}

const files = [
  { name: 'synthea-r4-bundle.json', expected: [64, 0, 0], run: (vitals) => vitals.import('fhir-bundle', createReadStream(fixture('synthea-r4-bundle.json'))) },
  { name: 'smart-vitals.tsv', expected: [4063, 8, 0], run: (vitals) => vitals.import('csv', createReadStream(fixture('smart-vitals.tsv'))) },
  {
    name: 'apple-health-export.xml',
    expected: [7, 1, 2],
    run: (vitals) => vitals.import('apple-health', createReadStream(fixture('apple-health-export.xml'))),
  },
  { name: 'readings.csv', expected: [16, 3, 13], run: (vitals) => vitals.import('csv', createReadStream(fixture('readings.csv'))) },
  { name: 'openmhealth-1yr.json', expected: [1091, 0, 0], run: (vitals) => vitals.importReadings(openMhealth()) },
];

const { createClient, memoryPlatform, bundledContent } = await bundled();
let failed = 0;
for (const { name, expected, run } of files) {
  const client = await createClient({
    platform: memoryPlatform({ webcrypto: globalThis.crypto, start: Date.UTC(2026, 10, 22, 2) }),
    content: bundledContent(),
  });
  const first = await run(client.vitals);
  const again = await run(client.vitals);
  const counts = [first.saved, first.duplicate, first.refusedCount];
  const right = counts.join() === expected.join() && again.saved === 0 && again.duplicate === first.saved + first.duplicate;
  if (!right) failed++;
  console.log(
    `${right ? 'ok    ' : 'WRONG '} ${name}: ${first.total} looked at, ${first.saved} saved, ${first.duplicate} duplicate, ${first.refusedCount} refused, ${first.ignored} ignored`,
  );
  console.log(`         ${Object.entries(first.byMeasure).map(([id, n]) => `${id} ${n}`).join(', ')}`); // prettier-ignore
  console.log(`         again: ${again.saved} saved, ${again.duplicate} duplicate`);
  await client.close();
}
process.exitCode = failed ? 1 : 0;
