import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Client } from '@nelumbo/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { on } from './built.js';
import { glassEasel, install, moduleOf, openPage, simulate, standing, type View } from './engines.js';
import { modelOf, type Dialect } from './model.js';
import { sandbox, type Files } from './sandbox.js';
import { command, families, scriptsOf } from './subpackages.js';

/** The spec of the layout with subpackages; part of the file that builds. @param built - the scripts, once they are built */
export function subpackages(built: () => Files): void {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const names = { wx: 'wechat', tt: 'douyin', my: 'alipay', swan: 'baidu' } as const;
  const dialects = Object.keys(names) as Dialect[];
  const folder = mkdtempSync(join(tmpdir(), 'nelumbo-subpackages-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  interface Weighed {
    readonly main: number;
    readonly parts: readonly { readonly root: string; readonly bytes: number }[];
    readonly problems: readonly string[];
  }
  let packagesOf: (app: string, platform: string) => Weighed;
  let exampleFiles: (dialect: string) => Record<string, string>;

  /** The example of a platform, with its families in subpackages. */
  const example = (dialect: Dialect) => `${folder}/${names[dialect]}`;
  const printed = new Map<Dialect, string>();
  beforeAll(async () => {
    const [assembler, checker, writer] = ['../../scripts/miniprogram/assemble.mjs', '../../packages/miniprogram/bin/packages.mjs', '../../scripts/miniprogram/examples.mjs']; // prettier-ignore
    const { filesOf, write } = (await import(/* @vite-ignore */ assembler)) as {
      filesOf(dialect: string, scripts: object): Promise<object>;
      write(folder: string, files: object): void;
    };
    ({ packagesOf } = (await import(/* @vite-ignore */ checker)) as { packagesOf: typeof packagesOf });
    ({ exampleFiles } = (await import(/* @vite-ignore */ writer)) as { exampleFiles: typeof exampleFiles });
    const scripts = built();
    for (const dialect of dialects) {
      write(`${folder}/built/${dialect}`, await filesOf(dialect, await on(dialect, scripts)));
      cpSync(`${root}examples/miniprogram/${names[dialect]}`, example(dialect), { recursive: true, filter: (file) => !file.endsWith('/nelumbo') });
      printed.set(dialect, command(`${folder}/built`, '--platform', dialect, '--out', `${example(dialect)}/nelumbo`, '--subpackages', 'vitals,encyclopedia,intake')); // prettier-ignore
    }
  }, 120_000);

  describe('the example projects', () => {
    for (const dialect of dialects)
      it(`${names[dialect]}: every page, component, script and sheet is found from its own package or the main one`, () => {
        const { main, parts, problems } = packagesOf(example(dialect), dialect);
        expect(problems).toEqual([]);
        expect(parts.map(({ root }) => root)).toEqual(['vitals', 'encyclopedia', 'intake']);
        expect(main).toBeGreaterThan(0);
        for (const { bytes } of parts) expect(bytes).toBeGreaterThan(50_000);
        expect(printed.get(dialect)).toMatch(/main package +\d+ kB of 2048 kB\n +vitals +\d+ kB of 2048 kB/);
        expect(printed.get(dialect)).not.toMatch(/WRONG|TOO LARGE/);
      });

    it('of Douyin, Alipay and Baidu are those of WeChat in their dialect', () => {
      for (const dialect of ['tt', 'my', 'swan'] as const)
        for (const [name, text] of Object.entries(exampleFiles(dialect)))
          expect(readFileSync(`${root}examples/miniprogram/${names[dialect]}/${name}`, 'utf8'), `${name}: node scripts/miniprogram.mjs --golden`).toBe(text);
    });
  });

  describe('a mini-program that a platform would refuse', () => {
    /** What is wrong with the example after a change. */
    function wrong(change: (app: string) => void, dialect: Dialect = 'wx'): readonly string[] {
      const app = `${folder}/changed`;
      rmSync(app, { recursive: true, force: true });
      cpSync(example(dialect), app, { recursive: true });
      change(app);
      return packagesOf(app, dialect).problems;
    }
    const edit = (file: string, from: string, to: string) => (app: string) => {
      const text = readFileSync(`${app}/${file}`, 'utf8');
      expect(text, file).toContain(from);
      writeFileSync(`${app}/${file}`, text.replace(from, to));
    };

    it('is told: a script or component of another package, a path that is not there, a tab in a subpackage, modules that Alipay copies', () => {
      expect(wrong(edit('pages/home/home.js', "'../../nelumbo/runtime/index.js'", "'../../vitals/nelumbo/family.js'"))).toEqual([
        'pages/home/home.js (the main package) uses vitals/nelumbo/family.js of subpackage vitals',
      ]);
      expect(wrong(edit('vitals/pages/readings/readings.json', '/vitals/nelumbo/entry', '/intake/nelumbo/question'))).toEqual([
        'vitals/pages/readings/readings.json (subpackage vitals) uses vitals-entry of subpackage intake',
      ]);
      expect(wrong(edit('intake/pages/intake/intake.json', '/intake/nelumbo/question', '/intake/nelumbo/questions')).join()).toContain('there is no');
      expect(wrong(edit('app.json', 'pages/search/search', 'pages/find/find')).join()).toContain('encyclopedia/pages/find/find');
      expect(wrong(edit('app.json', '"packages": ["vitals"', '"packages": ["readings"')).join()).toContain('which is no subpackage');
      expect(wrong(edit('app.json', '"window"', '"tabBar": { "list": [{ "pagePath": "vitals/pages/readings/readings" }] }, "window"'))).toHaveLength(1);
      expect(wrong(edit('app.json', '  "subPackageBuildType": "shared",\n', ''), 'my')).toEqual(['app.json needs "subPackageBuildType": "shared"']);
    });

    it('is none when a component of a subpackage has a placeholder, which a platform shows until that package is there', () => {
      const named = '"usingComponents": {\n    "vitals-entry": "/vitals/nelumbo/entry/index",';
      expect(wrong(edit('pages/home/home.json', '"usingComponents": {', named))).toHaveLength(1);
      expect(wrong(edit('pages/home/home.json', '"usingComponents": {', `"componentPlaceholder": { "vitals-entry": "view" }, ${named}`))).toEqual([]);
    });

    it('makes the command fail, and so does a family without a subpackage in app.json', () => {
      const app = `${folder}/refused`;
      cpSync(example('wx'), app, { recursive: true });
      const run = (...args: string[]) =>
      spawnSync(process.execPath, [`${root}packages/miniprogram/bin/nelumbo-miniprogram.mjs`, '--from', `${folder}/built`, '--platform', 'wx', '--out', `${app}/nelumbo`, ...args], { encoding: 'utf8' }); // prettier-ignore
      const all = run('--subpackages', 'all');
      expect(all.status).toBe(1);
      expect(all.stdout).toContain('WRONG: app.json has no subpackage with the root medication');
      // The folder of the run before is gone: nothing is left in a place that nobody asks for.
      expect(run('--subpackages', 'vitals,encyclopedia,intake').status).toBe(0);
      expect(existsSync(`${app}/medication/nelumbo`)).toBe(false);
      expect(run('--subpackages', 'vitls').stderr).toContain('vitls');
      mkdirSync(`${app}/medication/nelumbo`, { recursive: true });
      writeFileSync(`${app}/medication/nelumbo/own.js`, '');
      expect(run('--subpackages', 'all').stderr).toContain('not ours');
      expect(existsSync(`${app}/medication/nelumbo/own.js`)).toBe(true);
    });
  });

  describe('a main package without its subpackages', () => {
    it('runs; a family that comes later is there at once, and does what the client would have done when it opened', async () => {
      const all = scriptsOf(example('wx'));
      const files = Object.fromEntries(Object.entries(all).filter(([name]) => !families.some((family) => name.startsWith(`${family}/`))));
      const model = modelOf('wx', { later: (run) => void setImmediate(run) });
      const open = () => {
        const layer = sandbox(files, { wx: model.api, Component: () => undefined });
        layer.require('nelumbo/medication/today/index.js');
        const { start } = layer.require('nelumbo/runtime/index.js') as unknown as { start(options: object): { client: Client } };
        const { client } = start({ tenant: 'example', user: 'u-1' });
        const errors: unknown[] = [];
        client.on('error', ({ error }) => errors.push(error));
        return { layer, client, errors };
      };
      const { layer, client, errors } = open();
      await expect(client.vitals.latest('heart-rate')).rejects.toMatchObject({ code: 'unsupported' });
      expect(await client.medication.day()).toMatchObject({ doses: [] });
      Object.assign(files, Object.fromEntries(Object.entries(all).filter(([name]) => name.startsWith('vitals/')))); // the subpackage arrives
      layer.require('vitals/nelumbo/entry/index.js');
      const saved = await client.vitals.record({ measure: 'blood-pressure', values: { systolic: 192, diastolic: 121 } });
      expect(saved).toMatchObject({ ok: true });
      await client.close();

      // The next start: readings are there, the family that watches them is not. Nobody hears an error; its alerts come when it does.
      for (const name of Object.keys(files)) if (name.startsWith('vitals/')) delete files[name];
      const next = open();
      const alerts: unknown[] = [];
      next.client.on('alert', (alert) => alerts.push(alert));
      await next.client.medication.day(); // opens the records
      Object.assign(files, Object.fromEntries(Object.entries(all).filter(([name]) => name.startsWith('vitals/'))));
      next.layer.require('vitals/nelumbo/chart/index.js');
      await expect.poll(() => alerts.length, { timeout: 15_000, interval: 5 }).toBeGreaterThan(0);
      await next.client.close();
      expect([...errors, ...next.errors]).toEqual([]);
    }, 60_000);
  });

  describe('components in that layout', () => {
    /** A component of each family, and what is on its screen. */
    const shown = [
      ['medication/today/index', {}, '.none-title'],
      ['vitals/entry/index', { measure: 'blood-pressure' }, '.entry-input'],
      ['vitals/chart/index', { measure: 'blood-pressure' }, '.range'],
      ['intake/question/index', { src: 'urn:nelumbo:questionnaire:phq-9' }, '.question-text'],
      ['encyclopedia/card/index', { query: '高血压' }, '.entry'],
      ['encyclopedia/search/index', {}, '.query'],
      ['storage/room/index', { always: true }, '.room'],
    ] as const;

    for (const engine of [simulate, glassEasel])
      it(`show on ${engine.name} what they show anywhere`, async () => {
        const app = example('wx');
        standing.at = (file) => (file.startsWith('medication/') || !families.some((name) => file.startsWith(`${name}/`)) ? `nelumbo/${file}` : file.replace('/', '/nelumbo/')); // prettier-ignore
        openPage();
        const model = modelOf('wx', { later: (run) => void setImmediate(run) });
        install(model);
        const { wechatPlatform } = await import('@nelumbo/miniprogram');
        const { start } = moduleOf<{ start(options: object): { client: Client } }>(app, 'runtime/index.js');
        const { client } = start({ platform: wechatPlatform(model.api), locale: 'zh-CN' });
        const views: View[] = [];
        for (const [component, properties, selector] of shown) {
          const view = await engine.mount(app, component, properties);
          views.push(view);
          await expect.poll(() => view.count(selector), { timeout: 15_000, interval: 5, message: component }).toBeGreaterThan(0);
          expect(view.wrong(), component).toEqual([]);
        }
        for (const view of views) view.close();
        await client.close();
      }, 60_000);
  });

  it('the folder of the example has a name: another would do', () => {
    const out = `${folder}/other/app/health`;
    command(`${folder}/built`, '--platform', 'tt', '--out', out, '--subpackages', 'all');
    const text = readFileSync(`${dirname(out)}/intake/health/question/index.js`, 'utf8');
    expect(text).toContain('../../../health/runtime/');
  });
}
