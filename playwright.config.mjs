import { defineConfig } from '@playwright/test';
import { browserArgs, browserPath } from './scripts/browser.mjs';

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '.cache/e2e',
  globalSetup: './test/e2e/global-setup.ts',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 3, // of two cores: most of a test is waiting for pages, workers and the server
  fullyParallel: false,
  retries: 0,
  // What measures time runs after all the rest, one file at a time.
  projects: [
    { name: 'pages', testIgnore: ['**/loader-weight.spec.ts', '**/frame-speed.spec.ts'] },
    { name: 'weight', testMatch: '**/loader-weight.spec.ts', dependencies: ['pages'] },
    { name: 'speed', testMatch: '**/frame-speed.spec.ts', dependencies: ['weight'] },
  ],
  reporter: [['list'], ['json', { outputFile: '.cache/reports/e2e.json' }]],
  use: {
    headless: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1280, height: 900 },
    launchOptions: { executablePath: await browserPath(), args: browserArgs },
    screenshot: 'only-on-failure',
  },
});
