// How each Vite host is built: its plugin comes from its own node_modules.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Host -> plugin package, and what it is called with. */
const plugins = {
  plain: undefined,
  react: ['@vitejs/plugin-react'],
  'react-18': ['@vitejs/plugin-react'],
  vue: ['@vitejs/plugin-vue', { template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('nelumbo-') } } }],
  svelte: ['@sveltejs/vite-plugin-svelte'],
  preact: ['@preact/preset-vite'],
  solid: ['vite-plugin-solid'],
};

export const viteHosts = Object.keys(plugins);

/** A production build into `dist/`. @throws when a module of ours does not come from `installed`'s own node_modules */
export async function buildWithVite(host, dir, installed = dir) {
  const { resolve } = createRequire(`${installed}/package.json`);
  const load = (name) => import(pathToFileURL(resolve(name)).href);
  const { build } = await load('vite');
  const [name, options] = plugins[host] ?? [];
  const module = name ? await load(name) : undefined;
  const make = module?.default?.default ?? module?.default ?? module?.svelte; // CommonJS, a module, or one without a default
  const plugin = make?.(options);
  const strangers = new Set();
  const ownOnly = {
    name: 'own-packages-only',
    moduleParsed: ({ id }) => {
      if (/@nelumbo|\/packages\/(core|browser|content|elements|react)\//.test(id) && !id.startsWith(`${installed}/node_modules/`) && !id.startsWith('\0'))
        strangers.add(id);
    },
  };
  await build({
    configFile: false,
    root: dir,
    logLevel: 'error',
    plugins: [plugin, ownOnly].filter(Boolean),
    build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 2000 },
  });
  if (strangers.size) throw new Error(`not from a packed tarball: ${[...strangers].slice(0, 3).join(', ')}`);
}
