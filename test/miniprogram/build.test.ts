import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, tokenizer } from 'acorn';
import { transformSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '@nelumbo/core';
import { built, on } from './built.js';
import { modelOf, type Dialect } from './model.js';
import { sandbox, type Files } from './sandbox.js';
import { subpackages } from './subpackages-spec.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const golden = `${root}test/fixtures/miniprogram`;
const assembler = '../../scripts/miniprogram/assemble.mjs';
const translator = '../../scripts/miniprogram/dialects.mjs';

interface Assembler {
  readonly places: readonly string[];
  markupOf(place: string, dialect: string): Record<string, string>;
  filesOf(dialect: string, scripts: object, options?: { small?: boolean }): Promise<Record<string, string>>;
  write(folder: string, files: object): void;
}

let files: Files;
let assemble: Assembler;
let translate: (source: string, to: string, options?: object) => string;
beforeAll(async () => {
  files = await built('wx');
  assemble = (await import(/* @vite-ignore */ assembler)) as Assembler;
  ({ translate } = (await import(/* @vite-ignore */ translator)) as { translate: typeof translate });
}, 120_000);

describe('what is published', () => {
  it('has the tags and rules of what is written, without their line breaks', async () => {
    for (const dialect of ['wx', 'tt', 'my', 'swan']) {
      const [written, small] = await Promise.all([assemble.filesOf(dialect, {}), assemble.filesOf(dialect, {}, { small: true })]);
      expect(Object.keys(small)).toEqual(Object.keys(written));
      for (const [name, text] of Object.entries(written)) {
        if (/\.\w*ml$|\.swan$/.test(name)) expect(small[name], name).toBe(text.replace(/>\s*\n\s*</g, '><').trim());
        else if (!/\.(js|json)$/.test(name)) expect(bare(small[name]!), name).toBe(bare(text));
      }
    }
  });

  it('has every card of the content package, each under its own name', async () => {
    const { packDocuments } = await import('../../packages/content/src/encyclopedia/generated/documents.js');
    const { everydayDocuments } = await import('../../packages/content/src/encyclopedia/generated/everyday.js');
    const all = { ...packDocuments, ...everydayDocuments };
    const offered: Record<string, () => Promise<{ default: unknown }>> = {};
    const layer = sandbox(files, { wx: modelOf('wx').api });
    const families = layer.require('runtime/miniprogram-runtime-families.js') as Record<string, unknown>;
    // The folder offers itself by the one call of the runtime that takes a name, a loader and documents.
    for (const [name, value] of Object.entries(families))
      if (typeof value === 'function' && value.length === 2) (families[name]) = (_name: string, _load: unknown, documents: typeof offered) => Object.assign(offered, documents); // prettier-ignore
    layer.require('encyclopedia/family.js');
    const cards = Object.keys(all).filter((name) => /\/cards-\d+$/.test(name));
    expect(cards.length).toBeGreaterThan(60);
    expect(
      Object.keys(offered)
        .filter((name) => /\/cards-\d+$/.test(name))
        .sort(),
    ).toEqual([...cards].sort());
    for (const name of cards) expect(JSON.stringify((await offered[name]!()).default), name).toBe(JSON.stringify((await all[name]!()).default));
  });
});

/** A sheet without what means nothing in it: comments, white space, the last semicolon of a rule, quotes of an import. */
const bare = (sheet: string): string =>
  sheet
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, '')
    .replace(/;\}/g, '}')
    .replace(/'/g, '"')
    .replace(/::?(before|after)/g, '::$1');

describe('the language of the scripts', () => {
  for (const version of [2017, 2015] as const)
    it(`is ES${version} in every file, without eval, Function, import() or lookbehind`, () => {
      for (const [name, text] of Object.entries(files)) {
        const written = version === 2017 ? text : transformSync(text, { target: 'es2015', charset: 'utf8' }).code;
        const code = written.replace(/\\{1,2}p\{[^}]*\}/g, 'x'); // left to the engine (Chrome 64, iOS 11.3), as the decision says
        expect(() => parse(code, { ecmaVersion: version, sourceType: 'script', allowReturnOutsideFunction: true }), name).not.toThrow();
        // Without comments; acorn's own types leave the value out.
        const found = [...tokenizer(code, { ecmaVersion: version, sourceType: 'script' })] as unknown as { type: { label: string }; value?: unknown }[];
        found.forEach(({ value, type }, i) => {
          const next = found[i + 1]?.type.label;
          if (type.label === 'name' && next === '(' && found[i - 1]?.type.label !== '.')
            expect(['eval', 'Function'], `${name}: ${String(value)}`).not.toContain(value);
          // Patterns, also those that are made from texts.
          const pattern = type.label === 'regexp' ? (value as { pattern: string }).pattern : type.label === 'string' ? String(value) : '';
          if (/\(\?<[=!]/.test(pattern)) throw new Error(`${name}: lookbehind`);
        });
      }
    });

  it('is refused when it is newer: the gate can fail', () => {
    for (const newer of ['a?.b', 'x = { ...y }', 'class A { #b }', 'a ??= 1', 'async function* f() {}'])
      expect(() => parse(newer, { ecmaVersion: 2017, sourceType: 'script' }), newer).toThrow();
    expect(() => sandbox({ 'a.js': 'eval("1")' }, {}).require('a.js')).toThrow(/strings disallowed/);
    expect(() => sandbox({ 'a.js': 'new Function("return 1")()' }, {}).require('a.js')).toThrow(/strings disallowed/);
  });

  it('finds and replaces what a lookbehind did: 日 behind a digit is a day of the month', async () => {
    const { lookingBehind } = await import('../../packages/miniprogram/src/runtime/looking-behind.js');
    const pairs = [
      [/(?:每[日天]|(?<!\d)日)(\d+)次/, lookingBehind(/(?:每[日天]|()日)(\d+)次/, 1, false, /(?:\d)$/)],
      [/(?<=..)s$/, lookingBehind(/()s$/, 1, true, /(?:..)$/)],
      [/(?<![\d/.])(?:(\d+) )?(1\/2|1\/4)(?![\d/])/g, lookingBehind(/()(?:(\d+) )?(1\/2|1\/4)(?![\d/])/g, 1, false, /(?:[\d/.])$/)],
    ] as const;
    for (const [native, ours] of pairs)
      for (const text of ['每日2次', '日3次', '5日2次', '5日2次 日4次', '', 'days', 'as', 's', '1 1/2 tablets', '1/2 and 1/4', '3.1/2', '11/2']) {
        expect(text.replace(ours as RegExp, '<>'), text).toBe(text.replace(native, '<>'));
        native.lastIndex = 0;
        const [a, b] = [native.exec(text), ours.exec(text)];
        native.lastIndex = 0;
        expect([b?.index, b && [...b]], text).toEqual([a?.index, a && [...a]]);
      }
  });
});

describe('markup and styles', () => {
  for (const dialect of ['tt', 'my', 'swan'] as const)
    it(`in the dialect ${dialect} are as the golden files hold them`, () => {
      for (const place of assemble.places)
        for (const [name, text] of Object.entries(assemble.markupOf(place, dialect))) {
          if (name.endsWith('.json')) continue;
          const file = `${golden}/${dialect}/${name}`;
          expect(existsSync(file), `${file} is missing: node scripts/miniprogram.mjs --golden`).toBe(true);
          expect(text, name).toBe(readFileSync(file, 'utf8'));
        }
    });

  it('follow the rules of each dialect', () => {
    const line = '<view wx:for="{{doses}}" wx:key="id" wx:for-item="dose" data-id="{{dose.id}}" bind:tap="take">{{dose.name}}</view>';
    expect(translate(line, 'tt')).toBe('<view tt:for="{{doses}}" tt:key="id" tt:for-item="dose" data-id="{{dose.id}}" bindtap="take">{{dose.name}}</view>');
    expect(translate(line, 'my')).toBe('<view a:for="{{doses}}" a:key="id" a:for-item="dose" data-id="{{dose.id}}" onTap="take">{{dose.name}}</view>');
    expect(translate(line, 'swan')).toBe('<view s-for="dose in doses trackBy dose.id" data-id="{{dose.id}}" bindtap="take">{{dose.name}}</view>');
    expect(translate('<view wx:if="{{a > b}}">x</view><view wx:else>y</view>', 'swan')).toBe('<view s-if="a > b">x</view><view s-else>y</view>');
    const picker = '<picker mode="date" value="{{day}}" data-key="{{key}}" bind:change="pick"><text>{{day}}</text></picker>';
    expect(translate(picker, 'tt')).toBe(picker.replace('bind:', 'bind'));
    expect(translate('<mini-chart bind:range="look" />', 'tt', { components: { 'mini-chart': [] } })).toBe('<mini-chart bind:range="look" />');
    expect(translate('<input value="{{item.value}}" data-field="{{item.id}}" />', 'swan')).toBe('<input value="{= item.value =}" data-field="{{item.id}}" />');
    expect(translate('<view aria-role="alert"></view>', 'my')).toBe('<view role="alert"></view>');
    expect(translate('<canvas id="plot" type="2d"></canvas>', 'swan', { component: true })).toBe('<canvas id="plot" canvas-id="{{canvasId}}"></canvas>');
    expect(translate(picker, 'my', { component: true })).toBe(
      '<view data-picker="date" data-at="{{day}}" data-key="{{key}}" onTap="pick"><text>{{day}}</text></view>',
    );
  });

  it('outrank what a platform and a host’s app.wxss give to tags', async () => {
    const { componentStyles } = (await import(/* @vite-ignore */ translator)) as { componentStyles: (source: string, to: string) => string };
    const sheet =
      "@import '../a.wxss';\n/* why */\n.a,\n.b .c::after {\n  top: 0;\n}\n.care .a {\n  top: 1px;\n}\n.box.dark {\n  top: 2px;\n}\n.ghost {\n  top: 3px;\n}\n";
    expect(componentStyles(sheet, 'my')).toBe(
      "@import '../a.acss';\n.box .a,\n.box .b .c::after {\n  top: 0;\n}\n.box.care .a {\n  top: 1px;\n}\n.box.dark {\n  top: 2px;\n}\n.ghost {\n  top: 3px;\n}\n",
    );
    for (const one of ['button', '.a > view', '#a', '.a [type]', '.a:not(view)', '*', '@media print'])
      expect(() => componentStyles(`${one} { top: 0 }`, 'wx'), one).toThrow(/may not say/);
    for (const dialect of ['wx', 'tt', 'my', 'swan']) {
      const files = Object.entries(await assemble.filesOf(dialect, {}, { small: true }));
      const buttons = files.flatMap(([, text]) => text.match(/<button\b[^]*?>/g) ?? []);
      expect(buttons.length).toBeGreaterThan(50);
      for (const one of buttons) expect(one).toMatch(/ class="button [^]* hover-class="pressed"/);
      for (const [name, text] of files)
        if (/component": true/.test(text)) expect(text.includes('"styleIsolation": "apply-shared"'), `${dialect} ${name}`).toBe(dialect === 'my');
    }
  });

  it('refuse what no rule knows', () => {
    for (const to of ['wx', 'tt', 'my', 'swan'])
      for (const bad of [
        '<view bindtap="x"></view>',
        '<view wx:forr="{{x}}"></view>',
        '<mini-chart series="{{s}}" />',
        '<view class="a" class="b"></view>',
        '<view>a < b</view>',
      ])
        expect(() => translate(bad, to), `${to} ${bad}`).toThrow();
    expect(translate('<mini-chart series="{{s}}" />', 'tt', { components: { 'mini-chart': ['series'] } })).toBe('<mini-chart series="{{s}}" />');
  });

  it('name only handlers that their script has', () => {
    for (const place of assemble.places.filter((one) => !one.startsWith('web-view'))) {
      const markup = assemble.markupOf(place, 'wx')[`${place}/index.wxml`]!;
      let registered: { methods: Record<string, unknown> } | undefined;
      const layer = sandbox(files, { wx: modelOf('wx').api, Component: (definition: { methods: Record<string, unknown> }) => (registered = definition) });
      layer.require(`${place}/index.js`);
      const named = [...markup.matchAll(/(?:bind|catch):\w+="(\w+)"/g)].map(([, name]) => name!);
      expect(
        named.filter((name) => !(name in registered!.methods)),
        place,
      ).toEqual([]);
    }
  });
});

const families = ['vitals', 'medication', 'intake', 'encyclopedia'] as const;

describe('families left out', () => {
  const required = (text: string) => [...text.matchAll(/require\(['"]([^'"]+)['"]\)/g)].map(([, path]) => path!);

  for (let mask = 0; mask < 16; mask++) {
    const left = families.filter((_name, i) => mask & (1 << i));
    it(`a build of ${['runtime', ...left].join(', ')} needs nothing that is not there`, () => {
      const kept = Object.fromEntries(
        Object.entries(files).filter(([name]) => !families.some((family) => name.startsWith(`${family}/`) && !left.includes(family))),
      );
      for (const [name, text] of Object.entries(kept))
        for (const path of required(text)) expect(kept, `${name} requires ${path}`).toHaveProperty([posix.join(posix.dirname(name), path)]);
      const layer = sandbox(kept, { wx: modelOf('wx').api, Component: () => undefined });
      for (const family of left) layer.require(`${family}/family.js`);
      const runtime = layer.require('runtime/index.js') as unknown as { families(): readonly string[] };
      expect([...runtime.families()].sort()).toEqual([...left].sort());
    });
  }
});

describe('a component', () => {
  it('brings its family with it: nothing else of the folder has to be required first', () => {
    for (const place of assemble.places.filter((one) => !one.startsWith('web-view'))) {
      const layer = sandbox(files, { wx: modelOf('wx').api, Component: () => undefined });
      layer.require(`${place}/index.js`);
      const runtime = layer.require('runtime/index.js') as unknown as { families(): readonly string[] };
      expect([...runtime.families()], place).toEqual(place.startsWith('storage/') ? [] : [place.split('/')[0]]);
    }
  });
});

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nelumbo-command-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('copies a platform without what an operator may not publish, and prints contents, sizes, categories and permissions', async () => {
    for (const dialect of ['wx', 'my'] as const) assemble.write(`${folder}/built/${dialect}`, await assemble.filesOf(dialect, await on(dialect, files)));
    const run = (...more: string[]) =>
      execFileSync(process.execPath, [`${root}packages/miniprogram/bin/nelumbo-miniprogram.mjs`, '--from', `${folder}/built`, ...more], { encoding: 'utf8' });
    const printed = run('--platform', 'wx', '--out', `${folder}/app/nelumbo`, '--without', 'intake,vitals/chart');
    expect(existsSync(`${folder}/app/nelumbo/vitals/entry/index.wxml`)).toBe(true);
    expect(existsSync(`${folder}/app/nelumbo/vitals/chart`)).toBe(false);
    expect(existsSync(`${folder}/app/nelumbo/intake`)).toBe(false);
    expect(printed).toMatch(/vitals\/entry/);
    expect(printed).toMatch(/kB of 2048 kB/);
    expect(printed).toMatch(/scope\.bluetooth/);
    expect(printed).toMatch(/left out: intake, vitals\/chart/);
    const alipay = run('--platform', 'my', '--out', `${folder}/alipay`);
    expect(existsSync(`${folder}/alipay/vitals/entry/index.axml`)).toBe(true);
    expect(alipay).toMatch(/random/);
  });

  it('leaves out starter content that a host replaces by its own; what is not there is not found', async () => {
    const kept = (await on('wx', files)) as Record<string, string>;
    assemble.write(`${folder}/whole/wx`, await assemble.filesOf('wx', kept));
    const run = (...more: string[]) =>
      execFileSync(process.execPath, [`${root}packages/miniprogram/bin/nelumbo-miniprogram.mjs`, '--platform', 'wx', '--from', `${folder}/whole`, ...more], { encoding: 'utf8' }); // prettier-ignore
    const size = (printed: string) => Number(/in all (\d+) kB/.exec(printed)![1]);
    const whole = size(run('--out', `${folder}/all`));
    const printed = run('--out', `${folder}/own`, '--without', 'intake/forms,encyclopedia/en');
    expect(whole - size(printed)).toBeGreaterThan(140);
    const left = Object.fromEntries(Object.keys(kept).flatMap((name) => (existsSync(`${folder}/own/${name}`) ? [[name, readFileSync(`${folder}/own/${name}`, 'utf8')]] : []))); // prettier-ignore
    const layer = sandbox(left, { wx: modelOf('wx', { later: (run) => void setImmediate(run) }).api, Component: () => undefined });
    layer.require('intake/family.js');
    layer.require('encyclopedia/family.js');
    const { start } = layer.require('runtime/index.js') as unknown as { start(options: object): { client: Client } };
    const { client } = start({ locale: 'en' });
    await expect(client.intake.load('urn:nelumbo:questionnaire:phq-9')).rejects.toMatchObject({ code: 'not-found' });
    const own = { resourceType: 'Questionnaire', status: 'active', title: 'Own', item: [{ linkId: 'a', type: 'boolean', text: 'Well?' }] };
    const session = await client.intake.start(own);
    expect(session.form.peek(() => session.form.items[0]!.text)).toBe('Well?');
    await session.close();
    const found = await client.encyclopedia.resolve({ text: '高血压' });
    expect(found).toMatchObject({ status: 'hit', card: { locale: 'zh-CN' } });
    await client.close();
  });

  it('refuses a platform and a folder that do not exist, and never deletes a folder that is not its own', () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [`${root}packages/miniprogram/bin/nelumbo-miniprogram.mjs`, '--from', `${folder}/built`, ...args], { encoding: 'utf8' });
    expect(run('--platform', 'qq', '--out', `${folder}/x`).status).toBe(1);
    expect(run('--platform', 'wx', '--out', `${folder}/x`, '--without', 'vitls').stderr).toContain('vitls');
    expect(run('--platform', 'wx', '--out', `${folder}/app`).stderr).toContain('not empty');
    expect(existsSync(`${folder}/app/nelumbo`)).toBe(true);
  });
});

describe('families in subpackages', () => subpackages(() => files));

describe('the platforms’ typings', () => {
  for (const [dialect, types] of [
    ['wx', 'miniprogram-api-typings'],
    ['tt', '@douyin-microapp/typings'],
    ['my', '@mini-types/alipay'],
  ] as const satisfies readonly (readonly [Dialect, string])[])
    it(`know every function that the ports call on ${dialect}`, () => {
      const args = ['tsc', '--noEmit', '--ignoreConfig', '--strict', '--skipLibCheck', '--target', 'ES2018', '--lib', 'ES2018', '--module', 'ESNext', '--moduleResolution', 'bundler', '--types', types, `test/miniprogram/typings/${dialect}.mts`]; // prettier-ignore
      const { status, stdout } = spawnSync('npx', args, { cwd: root, encoding: 'utf8' });
      expect(stdout).toBe('');
      expect(status).toBe(0);
    }, 60_000);
});
