// The build leaves out words that no component says: the same in both languages, whole groups where members are looked up by a code of the
// data, and none that is named. That components say all of theirs, their spec shows on the built scripts.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';

const build = '../../scripts/miniprogram/unsaid.mjs';
const { withoutUnsaid } = (await import(/* @vite-ignore */ build)) as { withoutUnsaid: (source: string, file: string) => string };
const folder = fileURLToPath(new URL('../../packages/elements/src/locales/', import.meta.url));
type Words = Readonly<Record<string, unknown>>;

/** The catalogue of a module; what it takes from another is left out. */
function read(source: string): Words {
  const code = transformSync(source.replace(/^import .*\n|^ +\.\.\.\w+,\n/gm, ''), { loader: 'ts', format: 'cjs' }).code;
  const module = { exports: {} as Record<string, Words> };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is of the repository
  (new Function('module', 'exports', code) as (...given: unknown[]) => void)(module, module.exports);
  return Object.values(module.exports)[0]!;
}
const pathsOf = (words: unknown, at = ''): string[] =>
  typeof words === 'object' && words !== null ? Object.entries(words).flatMap(([name, one]) => [`${at}.${name}`, ...pathsOf(one, `${at}.${name}`)]) : [];
const catalogues = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /^(base|records|intake|vitals|medication|encyclopedia)\b.*\ben\.ts$/.test(name)); // prettier-ignore
const cut = (name: string) => {
  const text = readFileSync(folder + name, 'utf8');
  const [all, left] = [read(text), read(withoutUnsaid(text, folder + name))];
  const kept = new Set(pathsOf(left));
  return { all, left, gone: pathsOf(all).filter((path) => !kept.has(path)) };
};

describe('words that no component says', () => {
  it.each(catalogues)('are the same in both languages: %s', (name) => {
    const [en, zh] = [cut(name), cut(name.replace(/en\.ts$/, 'zh-cn.ts'))];
    const keysOf = ({ all, gone }: typeof en) => gone.filter((path) => path.split('.').length === 2 && path.slice(1) in all).sort();
    expect(keysOf(en)).toEqual(keysOf(zh));
    for (const [group, words] of Object.entries(en.left))
      if (!['today', 'panel', 'done', 'review', 'interrupt', 'entry', 'chart'].includes(group)) expect(pathsOf(words)).toEqual(pathsOf(en.all[group]));
  });

  it('are some, and not those that a code of the data chooses', () => {
    expect(cut('intake/en.ts').gone).toEqual(expect.arrayContaining(['.bodyMap', '.partial', '.done.print']));
    expect(cut('intake/zh-cn.ts').left).toMatchObject({ elsewhere: {}, issues: {}, urgency: {}, draftFailed: expect.any(String) as string });
    expect((cut('vitals/status-en.ts').left['urgent'] as Words)['spo2']).toBeTypeOf('function');
  });
});
