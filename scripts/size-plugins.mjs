// esbuild plugins of the size gate: what a row does not count.

/** Leaves out what another row counts: modules whose path has one of `parts` in it. */
export const without = (parts) => ({
  name: 'without',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /./ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === 'seen' || from.kind === 'entry-point') return undefined;
      if (parts.some((part) => path === part || path.startsWith(`${part}/`))) return { path, external: true };
      const found = await resolve(path, { ...from, pluginData: 'seen' });
      return parts.some((part) => found.path.replaceAll('\\', '/').includes(`/dist/${part}/`)) ? { path, external: true } : found;
    });
  },
});

/** Leaves every `import()` as it is: what it loads is counted by a row of its own, or not at first. */
export const lazyApart = {
  name: 'lazy-apart',
  setup: ({ onResolve }) => onResolve({ filter: /./ }, ({ path, kind }) => (kind === 'dynamic-import' ? { path, external: true } : undefined)),
};
