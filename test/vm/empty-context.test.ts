import { createContext, runInContext } from 'node:vm';
import { memoryPlatform } from '@nelumbo/core/memory';
import { bundledContent } from '@nelumbo/content';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

// What a mini-program's runtime may lack, and no core may need.
const absent =
  'window document self navigator location localStorage indexedDB fetch XMLHttpRequest crypto performance setTimeout setInterval setImmediate clearTimeout queueMicrotask structuredClone console process Buffer require module URL TextEncoder TextDecoder AbortController AbortSignal Event EventTarget Blob Worker atob btoa';

const bundle = async () => {
  const built = await build({
    entryPoints: ['packages/core/src/index.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'Nelumbo',
    platform: 'neutral',
    target: 'es2022',
    mainFields: ['module', 'main'],
    conditions: ['nelumbo-source'],
    logLevel: 'silent',
  });
  return built.outputFiles[0]!.text;
};

describe('core in an empty context', () => {
  it('loads without any global and runs a vitals round trip on ports alone', async () => {
    // No eval either, as in a mini-program.
    const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
    runInContext('delete globalThis.console', context); // V8's own: every context of a Node process gets it
    runInContext(await bundle(), context);
    const found = runInContext(`'${absent}'.split(' ').filter((name) => name in globalThis)`, context) as string[];
    expect([...found]).toEqual([]);

    const platform = memoryPlatform({ webcrypto: globalThis.crypto });
    context['host'] = { platform, content: bundledContent(), locale: 'zh-CN' };
    const script = `(async () => {
      const reading = { measure: 'blood-pressure', values: { systolic: 165, diastolic: 102 }, at: host.platform.clock.now() };
      const first = await Nelumbo.createClient(host);
      const saved = await first.vitals.record(reading);
      await first.close();
      const again = await Nelumbo.createClient(host);
      const [read] = await again.vitals.readings({ measure: 'blood-pressure' });
      const stored = await again.records.range({ type: 'Observation' });
      await again.close();
      return JSON.stringify({ saved: saved.ok, values: read.values, stored: stored.length });
    })()`;
    const result = JSON.parse(await (runInContext(script, context) as Promise<string>)) as { saved: boolean; values: unknown; stored: number };
    expect(result).toMatchObject({ saved: true, values: { systolic: 165, diastolic: 102 }, stored: 1 });
  }, 30_000);
});
