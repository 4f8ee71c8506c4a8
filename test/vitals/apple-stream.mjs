// Streams a generated Apple Health export through the importer under a small heap, and says what it took.
//   npm run test:apple -- --mb 500 [--heap 64]
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const option = (name, fallback) => Number(process.argv[process.argv.indexOf(`--${name}`) + 1] ?? NaN) || fallback;
const mb = option('mb', 500);
const heapMb = option('heap', 64);
const chunkBytes = 64 * 1024;

/** The core's sources as one file that Node runs. */
async function bundled() {
  const outfile = `${root}.cache/apple/importer.mjs`;
  mkdirSync(`${root}.cache/apple`, { recursive: true });
  await build({
    stdin: {
      contents: `export { createVitals } from './packages/core/src/vitals/vitals.ts'; export { default as measures } from './packages/content/src/vitals/measures.ts';`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['nelumbo-source'],
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

/** An export of so many megabytes: mostly heart rates, every so often one of the others, pressures apart as Apple writes them. */
async function* exportOf(megabytes) {
  const encoder = new TextEncoder();
  const two = (n) => String(n).padStart(2, '0');
  const start = Date.UTC(2010, 0, 1);
  const record = (type, unit, value, i) => {
    const d = new Date(start + i * 60_000);
    const at = `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:00 +0800`;
    return ` <Record type="HKQuantityTypeIdentifier${type}" sourceName="Watch &amp; 手表" sourceVersion="9.1" device="&lt;&lt;HKDevice: 0x28&gt;, name:Watch&gt;" unit="${unit}" creationDate="${at}" startDate="${at}" endDate="${at}" value="${value}"/>\n`;
  };
  yield encoder.encode('<?xml version="1.0"?>\n<!DOCTYPE HealthData [<!ELEMENT HealthData (Record*)>]>\n<HealthData locale="zh_CN">\n');
  let [written, i, text] = [0, 0, ''];
  while (written < megabytes * 1_048_576) {
    text += record('HeartRate', 'count/min', 60 + (i % 60), i);
    if (i % 50 === 0) text += record('OxygenSaturation', '%', 0.9 + (i % 10) / 100, i) + record('StepCount', 'count', i % 900, i);
    if (i % 400 === 0) text += record('BloodPressureSystolic', 'mmHg', 110 + (i % 40), i) + record('BloodPressureDiastolic', 'mmHg', 70 + (i % 20), i);
    i++;
    if (text.length < chunkBytes) continue;
    const bytes = encoder.encode(text);
    [written, text] = [written + bytes.length, ''];
    yield bytes;
  }
  yield encoder.encode(`${text}</HealthData>\n`);
}

/** A store that counts and forgets. */
function countingStore() {
  let saved = 0;
  return {
    write: (changes) => ((saved += changes.length), Promise.resolve({ refs: changes.map((_, i) => `Observation/${i}`) })),
    range: () => Promise.resolve([]),
    get: () => Promise.resolve(undefined),
    doc: () => Promise.resolve(undefined),
    get saved() {
      return saved;
    },
  };
}

async function run(importer) {
  const { createVitals, measures } = await import(importer);
  const records = countingStore();
  const content = { read: (name) => (name === 'vitals/measures' ? Promise.resolve(measures) : Promise.reject(new Error('not used'))) };
  const clock = { now: () => Date.UTC(2126, 0, 1), monotonic: () => 0, after: () => () => undefined, offset: () => 480 };
  const vitals = createVitals({ records, content, clock, onChange: () => () => undefined, emit: () => undefined, locale: () => 'en' });
  let peak = { heapUsed: 0, external: 0, rss: 0 };
  let told = 0;
  const onProgress = () => {
    if (told++ % 20) return;
    const now = process.memoryUsage();
    peak = { heapUsed: Math.max(peak.heapUsed, now.heapUsed), external: Math.max(peak.external, now.arrayBuffers), rss: Math.max(peak.rss, now.rss) };
  };
  const began = process.cpuUsage();
  const report = await vitals.import('apple-health', exportOf(mb), { onProgress });
  const { user, system } = process.cpuUsage(began);
  const megabytes = (bytes) => Math.round(bytes / 1_048_576);
  const result = {
    mb,
    heapLimitMb: heapMb,
    records: report.total,
    saved: report.saved,
    duplicate: report.duplicate,
    refused: report.refusedCount,
    ignored: report.ignored,
    byMeasure: report.byMeasure,
    truncated: report.truncated ?? false,
    progressTold: told,
    cpuSeconds: Math.round((user + system) / 1e5) / 10,
    peakHeapMb: megabytes(peak.heapUsed),
    peakBuffersMb: megabytes(peak.external),
    peakRssMb: megabytes(peak.rss),
  };
  console.log(JSON.stringify(result, null, 2));
  process.exitCode = report.saved === records.saved && report.saved > 0 && !report.truncated && report.refusedCount === 0 ? 0 : 1;
}

const given = process.argv.indexOf('--importer');
if (given > 0) await run(process.argv[given + 1]);
else {
  const importer = await bundled();
  const child = [`--max-old-space-size=${heapMb}`, fileURLToPath(import.meta.url), '--mb', String(mb), '--heap', String(heapMb), '--importer', importer];
  const { status, signal } = spawnSync(process.execPath, child, { stdio: 'inherit' });
  if (status !== 0) console.error(`The import failed (${signal ?? `exit ${status}`}): it needs more than ${heapMb} MB of heap, or lost readings.`);
  process.exitCode = status ?? 1;
}
