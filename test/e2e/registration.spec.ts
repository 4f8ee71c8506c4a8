import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { build, type Plugin } from 'esbuild';
import { elementTags } from '../../scripts/element-tags.mjs';

// Bundlers drop a define module when `sideEffects` does not list it: the page then shows tags that never come alive.
const packages = fileURLToPath(new URL('../../packages/elements', import.meta.url));

/** What a wrong `sideEffects` field does: the define modules count as pure. */
const asIfPure: Plugin = {
  name: 'as-if-pure',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /define\.(js|ts)$/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === 'seen' || from.kind === 'entry-point') return undefined;
      return { ...(await resolve(path, { ...from, pluginData: 'seen' })), sideEffects: false };
    });
  },
};

/** A partner's bundle of the all-elements entry, from the built files or (as Storybook and the demo do) from the sources. */
async function bundle(condition: 'production' | 'nelumbo-source', plugins: Plugin[] = []): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: "import '@nelumbo/elements/define';", resolveDir: packages },
    bundle: true,
    format: 'iife',
    write: false,
    conditions: [condition, 'browser'],
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
    plugins,
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

async function undefinedTags(page: Page, code: string): Promise<string[]> {
  await page.goto('about:blank');
  await page.addScriptTag({ content: code });
  const tags = elementTags().map(({ tag }) => tag);
  return page.evaluate((names) => names.filter((name) => !customElements.get(name)), tags);
}

for (const condition of ['production', 'nelumbo-source'] as const)
  test(`importing the define entry (${condition}) registers every tag`, async ({ page }) => {
    expect(elementTags().length).toBeGreaterThan(5);
    expect(await undefinedTags(page, await bundle(condition))).toEqual([]);
  });

test('control: with a wrong sideEffects field the tags are missing', async ({ page }) => {
  expect((await undefinedTags(page, await bundle('production', [asIfPure]))).length).toBeGreaterThan(5);
});

test('every built module imports in plain Node, as servers that render need it', () => {
  const ids = ['core', 'browser', 'content', 'elements', 'embed', 'react'].flatMap((name) => {
    const { exports } = JSON.parse(readFileSync(fileURLToPath(new URL(`../../packages/${name}/package.json`, import.meta.url)), 'utf8')) as { exports: object };
    return (
      Object.keys(exports)
        // Data, types, what is for pages only, and what needs Angular, which its host brings.
        .filter((path) => !/\.json$|typings|cdn|angular$/.test(path) && !(name === 'embed' && path === '.'))
        .map((path) => `@nelumbo/${name}${path.slice(1)}`)
    );
  });
  const code = `for (const id of ${JSON.stringify(ids)}) await import(id); console.log('all')`;
  expect(execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: packages, encoding: 'utf8' }).trim()).toBe('all');
});
