import { defineConfig } from 'vitest/config';

const source = ['nelumbo-source'];
// `vitest --project node` is the inner loop: it needs neither Storybook nor a browser.
const nodeOnly = /--project[= ]node/.test(process.argv.join(' '));

const node = {
  resolve: { conditions: source },
  ssr: { resolve: { conditions: source } },
  test: {
    name: 'node',
    environment: 'node',
    include: ['packages/{core,content,server,react}/src/**/*.test.ts', 'test/**/*.test.ts'],
    // Against hanging only: what takes 5 s by itself has taken 50 on a machine that was busy tenfold.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 15_000 } },
    setupFiles: ['test/property-seed.ts'],
  },
};

/** Every story as a test in Chromium: it renders, its `play` passes, axe finds nothing. */
async function stories() {
  const [{ storybookTest }, { playwright }, { browserArgs, browserPath }] = await Promise.all([
    import('@storybook/addon-vitest/vitest-plugin'),
    import('@vitest/browser-playwright'),
    import('./scripts/browser.mjs'),
  ]);
  const launchOptions = { executablePath: await browserPath(), args: browserArgs };
  return {
    plugins: [await storybookTest({ configDir: '.storybook', disableAddonDocs: true })],
    test: {
      name: 'stories',
      testTimeout: 30_000,
      browser: { enabled: true, headless: true, screenshotFailures: false, provider: playwright({ launchOptions }), instances: [{ browser: 'chromium' }] },
    },
  };
}

// `--changed` follows imports; a new export row in a package.json need not run everything again.
const forceRerunTriggers = ['**/vitest.config.*'];

export default defineConfig({ test: { forceRerunTriggers, projects: nodeOnly ? [node] : [node, await stories()] } });
