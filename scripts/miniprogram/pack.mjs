// What `npm publish` would send, unpacked in an empty folder: its command runs there for the four platforms, in a mini-program of nothing
// and in the example with its families in subpackages. Nothing is fetched: the command needs Node only. Part of node scripts/miniprogram.mjs, which builds first.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packagesOf } from '../../packages/miniprogram/bin/packages.mjs';

const source = fileURLToPath(new URL('../../packages/miniprogram', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'nelumbo-pack-'));
const examples = fileURLToPath(new URL('../../examples/miniprogram', import.meta.url));
const names = { wx: 'wechat', tt: 'douyin', my: 'alipay', swan: 'baidu' };
const markup = { wx: 'wxml', tt: 'ttml', my: 'axml', swan: 'swan' };
/** Packs, unpacks and runs. @returns what went wrong, and the largest main package of the four examples, kB */
export function packed() {
  const failures = [];
  let main = 0;
  try {
    const [{ filename, unpackedSize, files }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: source, encoding: 'utf8' })); // prettier-ignore
    const installed = join(folder, 'node_modules/@nelumbo/miniprogram');
    mkdirSync(installed, { recursive: true });
    execFileSync('tar', ['-xzf', join(folder, filename), '--strip-components=1', '-C', installed]);
    const { bin } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    for (const [platform, ending] of Object.entries(markup)) {
      const printed = execFileSync(process.execPath, [join(installed, bin['nelumbo-miniprogram']), '--platform', platform, '--out', `app-${platform}/nelumbo`], { cwd: folder, encoding: 'utf8' }); // prettier-ignore
      const out = join(folder, `app-${platform}/nelumbo`);
      for (const name of [
        'vitals/entry',
        'vitals/chart',
        'medication/today',
        'intake/question',
        'encyclopedia/card',
        'encyclopedia/search',
        'storage/room',
        'web-view/page',
      ])
        for (const kind of ['js', 'json', ending])
          if (!existsSync(join(out, name, `index.${kind}`))) failures.push(`${platform}: ${name}/index.${kind} is missing`);
      const wrong = readdirSync(out, { recursive: true }).filter((file) =>
        Object.values(markup).some((other) => other !== ending && String(file).endsWith(`.${other}`)),
      );
      if (wrong.length) failures.push(`${platform}: ${wrong.join()}`);
      if (!/in all \d+ kB of 2048 kB/.test(printed)) failures.push(`${platform}: no size was printed`);
      const app = join(folder, names[platform]);
      cpSync(join(examples, names[platform]), app, { recursive: true, filter: (file) => !file.endsWith('/nelumbo') });
      execFileSync(process.execPath, [join(installed, bin['nelumbo-miniprogram']), '--platform', platform, '--out', `${app}/nelumbo`, '--subpackages', 'vitals,encyclopedia,intake']); // prettier-ignore
      const weighed = packagesOf(app, platform);
      for (const problem of weighed.problems) failures.push(`${platform}: ${problem}`);
      main = Math.max(main, weighed.main / 1000);
      console.log(`example of ${names[platform]}: main package ${(weighed.main / 1000).toFixed(1)} kB, ${weighed.parts.map(({ root, bytes }) => `${root} ${(bytes / 1000).toFixed(1)} kB`).join(', ')}, of 2,048 kB each`); // prettier-ignore
    }
    console.log(`${filename}: ${files.length} files, ${Math.round(unpackedSize / 1000)} kB unpacked; its command wrote ${Object.keys(markup).join(', ')}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { failures, main };
}
