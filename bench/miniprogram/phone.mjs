// One process of the benchmark: a phone with the built mini-program. `start <component|core> [<pictures>]`, `keep <file>`, `read <file> <times>`.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Disk, modelOf, sandbox } from './dist/phone.mjs';

const files = JSON.parse(readFileSync(fileURLToPath(new URL('./dist/files.json', import.meta.url)), 'utf8'));
const [what, name, times] = process.argv.slice(2);
const tell = (answer) => process.stdout.write(JSON.stringify(answer), () => process.exit(0));
const DAY = 86_400_000;

/** `a.b[0]` of `setData`. */
function put(data, path, value) {
  const steps = path.replace(/\[(\d+)\]/g, '.$1').split('.');
  const last = steps.pop();
  steps.reduce((at, step) => at[step], data)[last] = value;
}

/** Where a second picture is waited for: taps the first answer in the first one, which is what the second one shows. */
function tap({ choose }, instance, question, pictures) {
  if (pictures > 1) choose.call(instance, { currentTarget: { dataset: { key: question.key, option: question.options[0].key } } });
  return true;
}

/** A logic layer on a disk; `shown` gets what a component puts on the screen. */
function phone(disk = new Disk()) {
  const model = modelOf('wx', { disk, later: (run) => void setImmediate(run) });
  let definition;
  const layer = sandbox(files, { wx: model.api, Component: (given) => (definition = given) });
  const start = () => {
    layer.context.nelumbo = layer.require('runtime/index.js');
    return layer.run('nelumbo.start()').client;
  };
  const show = (component, pictures) =>
    new Promise((resolve) => {
      let shown = false;
      layer.require(`${component}/index.js`);
      const properties = Object.fromEntries(Object.entries(definition.properties).map(([key, { value }]) => [key, value]));
      if ('query' in properties) properties.query = '高血压';
      if ('src' in properties) properties.src = 'urn:nelumbo:questionnaire:phq-9';
      const instance = {
        ...{ properties, data: {}, triggerEvent: () => undefined },
        setData(changes) {
          for (const [path, value] of Object.entries(changes)) put(instance.data, path, value);
          const { frame, page } = instance.data;
          if (frame?.failure) throw new Error(frame.failure);
          if (!frame || frame.busy) return;
          if (component === 'intake/question' && !page?.questions.length) throw new Error('no question');
          shown ||= tap(definition.methods, instance, page?.questions[0], pictures);
          if (pictures === 1 || page.questions[0].options[0].on) resolve();
        },
      };
      definition.lifetimes.attached.call(instance);
    });
  return { layer, start, show };
}

if (what === 'start') {
  const { layer, start, show } = phone();
  const begin = performance.now();
  if (name === 'core') {
    layer.require('vitals/family.js'); // a line: the family itself is loaded by its first call
    await start().records.doc('nothing'); // records are open
  } else {
    start();
    await show(name, Number(times ?? 1));
  }
  tell({ ms: performance.now() - begin });
} else if (what === 'keep') {
  const disk = new Disk();
  const { layer, start } = phone(disk);
  layer.require('vitals/family.js');
  const client = start();
  const now = Date.parse('2026-11-20T08:00:00Z');
  const days = 5 * 365;
  const at = (i) => now - Math.floor(((10_000 - 1 - i) * days * DAY) / 10_000);
  const reading = (i) => ({ measure: 'blood-pressure', values: { systolic: 118 + ((i * 7) % 31), diastolic: 72 + ((i * 5) % 17) }, unit: 'mm[Hg]', at: at(i) });
  for (let i = 0; i < 10_000; i += 500) {
    const saved = await client.vitals.record(Array.from({ length: 500 }, (_none, k) => reading(i + k)));
    if (!saved.ok) throw new Error(JSON.stringify(saved));
  }
  await client.close();
  writeFileSync(name, JSON.stringify({ values: [...disk.values], now }));
  tell({ bytes: disk.used, days: 90, recent: Array.from({ length: 10_000 }, (_none, i) => at(i)).filter((t) => t >= now - 90 * DAY).length });
} else {
  const { values, now } = JSON.parse(readFileSync(name, 'utf8'));
  const disk = new Disk();
  for (const [key, text] of values) disk.put(key, text);
  const { layer, start } = phone(disk);
  layer.require('vitals/family.js');
  const client = start();
  await client.vitals.measures(); // the app is open
  const ms = [];
  for (let i = 0; i < Number(times); i++) {
    const begin = performance.now();
    const found = await client.vitals.readings({ measure: 'blood-pressure', from: now - 90 * DAY });
    ms.push(performance.now() - begin);
    if (found.length < 400) throw new Error(`only ${found.length}`);
  }
  tell({ ms });
}
