// The portal in development: sources straight from the packages, the server behind one origin, a strict policy as a partner would set it.
import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig } from 'vite';

const server = process.env.NELUMBO_SERVER ?? 'http://127.0.0.1:8103';
const behind = ['/fhir', '/content', '/oidc'];

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

export default defineConfig({
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
