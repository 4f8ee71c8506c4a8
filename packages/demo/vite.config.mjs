// The portal in development: sources straight from the packages, the server behind one origin, a strict policy as a partner would set it.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { defaultClientConditions, defineConfig } from 'vite';

const server = process.env.NELUMBO_SERVER ?? 'http://127.0.0.1:8103';
const behind = ['/fhir', '/content', '/oidc', '/push/v1'];

/** What the page may load. No inline script or style anywhere: elements adopt their sheets, the portal links its own. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self' ws://127.0.0.1:* ws://localhost:*", // ws: Vite's own reload channel
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ');

/** The service worker of reminders and of visits without a network, at the root of the portal: a worker reaches no further up than where it lies. */
const pushWorker = {
  name: 'push-worker',
  async compile() {
    const { outputFiles } = await build({
      stdin: { contents: "import '@nelumbo/browser/push-worker'; import './src/worker.ts';", resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
      ...{ bundle: true, write: false, minify: true, format: 'esm', target: 'es2022', conditions: ['nelumbo-source'] },
    });
    return outputFiles[0].text;
  },
  configureServer(server) {
    server.middlewares.use('/nelumbo-push.js', (_request, response, next) => {
      pushWorker.compile().then((code) => response.setHeader('content-type', 'text/javascript').end(code), next);
    });
  },
  async generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'nelumbo-push.js', source: await pushWorker.compile() });
  },
};

export default defineConfig({
  plugins: [pushWorker],
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  cacheDir: fileURLToPath(new URL('../../.cache/vite-demo', import.meta.url)),
  resolve: { conditions: ['nelumbo-source', ...defaultClientConditions] },
  // Every dependency is a module already: served as it is, nothing is re-bundled (and the page not reloaded) when a lazy chunk appears.
  optimizeDeps: { noDiscovery: true, include: [] },
  server: {
    host: '127.0.0.1',
    open: false,
    headers: { 'Content-Security-Policy': policy, 'Referrer-Policy': 'no-referrer', 'X-Content-Type-Options': 'nosniff' },
    proxy: Object.fromEntries([
      ...behind.map((path) => [path, { target: server, changeOrigin: false }]),
      ['^/health$', { target: server, changeOrigin: false }], // exact: not every address that begins so
    ]),
  },
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true },
});
