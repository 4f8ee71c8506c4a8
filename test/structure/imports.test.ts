import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../packages/', import.meta.url));
const modules = readdirSync(`${root}elements/src`, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|testing\.ts$|define\.ts$/.test(file))
  .map((file) => `${root}elements/src/${file}`);

describe('packages without side effects', () => {
  it('every module of elements but define.ts imports in plain Node and registers nothing', async () => {
    expect(modules.length).toBeGreaterThan(10);
    for (const file of modules) await import(/* @vite-ignore */ file);
    expect(globalThis.customElements?.get('nelumbo-provider')).toBeUndefined();
  });

  it('every define module registers each tag that its exports row promises', () => {
    const pkg = JSON.parse(readFileSync(`${root}elements/package.json`, 'utf8')) as { exports: Record<string, { 'nelumbo-source'?: string }> };
    const all = readFileSync(`${root}elements/src/define.ts`, 'utf8');
    const rows = Object.entries(pkg.exports).filter(([path]) => path.endsWith('/define') && path !== './define');
    expect(rows.length).toBeGreaterThan(0);
    for (const [path, row] of rows) {
      expect(readFileSync(`${root}elements/${row['nelumbo-source']!}`, 'utf8'), path).toContain('defineElement(');
      expect(all, `define.ts imports ${path}`).toContain(row['nelumbo-source']!.replace('./src/', './').replace('.ts', '.js'));
    }
  });

  it('names define modules as side effects in source and in build, or bundlers drop them', () => {
    const { sideEffects } = JSON.parse(readFileSync(`${root}elements/package.json`, 'utf8')) as { sideEffects: string[] };
    expect(sideEffects).toEqual(['./dist/**/define.js', './src/**/define.ts']);
  });
});
