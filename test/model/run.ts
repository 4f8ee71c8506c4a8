// The model by itself, bundled: as many runs as wanted, world by world, then each mutant. See scripts/model.mjs.
import fc from 'fast-check';
import { mutants } from './mutants.js';
import { worldNames, worlds } from './worlds.js';

interface Options {
  /** Of all worlds together. */
  readonly runs: number;
  readonly seed: number;
  /** Part of a world's or mutant's name. */
  readonly only: string;
  readonly mutants: boolean;
  readonly shrink: boolean;
  readonly path: string | undefined;
}

// In slices, each with a seed of its own: a campaign of hours says how far it is, and a failure names a short way to itself.
const SLICE = 500;
const say = (text: string) => console.log(text);
const messageOf = (details: fc.RunDetails<unknown>) => String((details.errorInstance as Error | undefined)?.message ?? details.errorInstance).split('\n')[0];

async function runWorlds({ runs, seed, only, shrink, path }: Options): Promise<number> {
  const names = worldNames.filter((name) => name.includes(only));
  const each = Math.ceil(runs / names.length);
  let failed = 0;
  const done = new Map(names.map((name) => [name, 0]));
  const started = Date.now();
  for (let slice = 0; slice * SLICE < each && !failed; slice++) {
    const numRuns = Math.min(SLICE, each - slice * SLICE);
    for (const name of names) {
      const result = await fc.check(worlds[name]({}), { numRuns, seed: seed + slice, endOnFailure: !shrink, ...(path && { path }) });
      done.set(name, done.get(name)! + result.numRuns);
      if (!result.failed) continue;
      failed++;
      say(`FAIL ${name}, seed ${result.seed}, path ${result.counterexamplePath}, run ${result.numRuns}: ${messageOf(result)}`);
      if (shrink) say(fc.stringify(result.counterexample));
    }
    const total = [...done.values()].reduce((a, b) => a + b, 0);
    say(`${total} runs of ${each * names.length}, ${failed} violations, ${((Date.now() - started) / 1000).toFixed(0)} s`);
  }
  for (const [name, count] of done) say(`     ${name}: ${count} runs`);
  return failed;
}

async function runMutants({ runs, seed, only }: Options): Promise<{ caught: number; missed: number }> {
  let [caught, missed] = [0, 0];
  for (const { name, world, broken } of mutants.filter((mutant) => mutant.name.includes(only) || mutant.world.includes(only))) {
    const result = await fc.check(worlds[world](broken), { numRuns: Math.max(runs, 10_000), seed, endOnFailure: true });
    if (result.failed) caught++;
    else missed++;
    say(`${result.failed ? 'ok  ' : 'FAIL'} ${name}: ${result.failed ? `caught in ${world}, run ${result.numRuns}: ${messageOf(result)}` : 'not caught'}`);
  }
  return { caught, missed };
}

const value = (name: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};
const options: Options = {
  runs: Number(value('runs') ?? 20_000),
  seed: Number(value('seed') ?? 42),
  only: value('only') ?? '',
  mutants: !process.argv.includes('--no-mutants'),
  shrink: process.argv.includes('--shrink'),
  path: value('path'),
};
const failed = process.argv.includes('--only-mutants') ? 0 : await runWorlds(options);
const { caught, missed } = options.mutants ? await runMutants(options) : { caught: 0, missed: 0 };
say(`${caught + (failed ? 0 : 1)} passed, ${missed + failed} failed`);
process.exitCode = failed || missed ? 1 : 0;
