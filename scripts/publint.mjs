// What a consumer's tools see in each package: exports exist, formats are right, and TypeScript finds the types of every export, whichever way it resolves.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';

const packages = fileURLToPath(new URL('../packages/', import.meta.url));
/** As Node resolves, and as bundlers do; not with our own condition, which consumers never set. */
const ways = {
  node16: { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
  bundler: { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
};

/** Exports whose declared types TypeScript does not find, or finds as CommonJS. */
function untyped(name, pkg) {
  const typed = Object.entries(pkg.exports ?? {}).filter(([path, entry]) => entry.types && !path.includes('*'));
  return typed.flatMap(([path]) =>
    Object.entries(ways).flatMap(([way, options]) => {
      const id = `${pkg.name}${path.slice(1)}`;
      const { resolvedModule } = ts.resolveModuleName(id, `${packages}${name}/consumer.mts`, options, ts.sys, undefined, undefined, ts.ModuleKind.ESNext);
      const found = resolvedModule?.resolvedFileName.endsWith('.d.ts') && ts.sys.fileExists(resolvedModule.resolvedFileName);
      return found ? [] : [`${id}: no types (${way})`];
    }),
  );
}

let passed = 0;
let failed = 0;
for (const name of readdirSync(packages)) {
  const pkg = JSON.parse(readFileSync(`${packages}${name}/package.json`, 'utf8'));
  if (pkg.private) continue;
  const { messages } = await publint({ pkgDir: `${packages}${name}`, level: 'warning', strict: true });
  const problems = [...messages.map((message) => `${pkg.name}: ${formatMessage(message, pkg)}`), ...untyped(name, pkg)];
  for (const problem of problems) console.error(problem);
  if (problems.length) failed++;
  else passed++;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
