import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { defaultReporter } from '@web/test-runner';
import { browserArgs, browserPath } from './scripts/browser.mjs';
import { webkitLauncher } from './scripts/webkit.mjs';
import { corpusPlugin } from './scripts/wtr-corpus.mjs';
import { countsReporter } from './scripts/wtr-counts.mjs';

const { ENGINE } = process.env; // see scripts/browsers.mjs
const isFirefox = ENGINE === 'firefox';

const executablePath = ENGINE ? undefined : await browserPath();

/** Firefox speaks WebDriver BiDi with the same launcher: no driver of its own. */
const firefox = () =>
  Object.assign(chromeLauncher({ concurrency: 1, launchOptions: { browser: 'firefox', executablePath: process.env.FIREFOX_PATH, headless: true } }), {
    name: 'Firefox',
  });

export default {
  files: ['packages/{elements,browser,embed}/src/**/*.test.ts'],
  nodeResolve: { exportConditions: ['nelumbo-source', 'browser', 'development'] },
  browsers: isFirefox
    ? [firefox()]
    : ENGINE === 'webkit'
      ? [webkitLauncher()]
      : [
          chromeLauncher({
            launchOptions: { executablePath, headless: true, args: browserArgs },
            // A context for each page: the launcher makes one for the whole browser, in which two files at once share storage and channels.
            // And every page counts as visible and focused, or background tabs get no animation frames.
            createPage: async ({ browser }) => {
              const context = await browser.createBrowserContext();
              const page = await context.newPage();
              const devtools = await page.createCDPSession();
              await devtools.send('Emulation.setFocusEmulationEnabled', { enabled: true });
              return page;
            },
          }),
        ],
  plugins: [corpusPlugin(), esbuildPlugin({ ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('tsconfig.base.json', import.meta.url)) })],
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: !process.env.CI }), countsReporter()],
  concurrency: 2,
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: process.env.CORPUS === 'all' ? 1_800_000 : 600_000,
  testFramework: { config: { timeout: 60_000 } }, // against hanging only: a test waits up to 15 s for something that loads on a busy machine
  // Lit's own module says that it runs in development mode; nothing to act on.
  filterBrowserLogs: ({ args }) => !args.some((arg) => typeof arg === 'string' && arg.includes('Lit is in dev mode')),
};
