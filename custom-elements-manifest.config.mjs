// Runs in packages/elements (`npm run manifest`). Adds @status, @since and defineElement(); points at dist; fails on anything undescribed.
const published = (path) => path?.replace(/^\/?src\/(.*)\.ts$/, 'dist/$1.js');
/** Read, so that elements inherit their members and descriptions, but not published as modules of their own. */
const isBase = (path) => /^\/?src\/(base|locales|tokens)\//.test(path);

const nelumbo = {
  name: 'nelumbo',
  analyzePhase({ ts, node, moduleDoc }) {
    if (ts.isClassDeclaration(node)) {
      const declared = moduleDoc.declarations?.find((one) => one.name === node.name?.text);
      for (const tag of ts.getJSDocTags(node)) if (declared && /^(status|since)$/.test(tag.tagName.text)) declared[tag.tagName.text] = String(tag.comment);
    }
    if (ts.isCallExpression(node) && node.expression.getText() === 'defineElement')
      (moduleDoc.exports ??= []).push({ kind: 'custom-element-definition', name: node.arguments[0].text, declaration: { name: node.arguments[1].getText() } });
  },
  packageLinkPhase({ customElementsManifest: manifest }) {
    manifest.modules = manifest.modules.filter(({ path }) => !isBase(path));
    const gaps = [];
    for (const module of manifest.modules) {
      module.path = published(module.path);
      for (const one of module.exports ?? []) if (one.declaration?.module) one.declaration.module = published(one.declaration.module);
      for (const element of (module.declarations ?? []).filter(({ customElement }) => customElement)) {
        // `dispatchEvent(new CustomEvent(name, …))` in a base method reads as an event called "name".
        element.events = element.events?.filter((event) => event.name?.startsWith('nelumbo-'));
        element.members = element.members?.filter(isPublic);
        gaps.push(...gapsOf(element));
      }
    }
    if (gaps.length) {
      console.error(gaps.join('\n'));
      process.exitCode = 1;
    }
  },
};

const lifecycle = /^(connected|disconnected|adopted|attributeChanged)Callback$/;
/** What a host may use: neither private nor static, nor a lifecycle callback. */
const isPublic = ({ name, privacy, static: fixed }) => !/private|protected/.test(privacy) && !fixed && !name.startsWith('#') && !lifecycle.test(name);

/** What of an element's public face lacks its sentence. */
function gapsOf(element) {
  const members = (element.members ?? []).filter(({ inheritedFrom }) => !inheritedFrom);
  const { attributes, events, slots, cssParts, cssProperties, cssStates } = element;
  const lists = { attribute: attributes, member: members, event: events, slot: slots, part: cssParts, property: cssProperties, state: cssStates };
  const undescribed = Object.entries(lists).flatMap(([kind, list]) =>
    (list ?? []).filter(({ description }) => !description).map(({ name }) => `${element.name}: ${kind} ${name || '(default)'} has no description`),
  );
  const missing = ['description', 'tagName', 'status', 'since'].filter((key) => !element[key]).map((key) => `${element.name}: no ${key}`);
  return [...undescribed, ...missing];
}

export default {
  globs: ['src/**/*.ts'],
  exclude: ['**/*.test.ts', '**/*.styles.ts', '**/testing.ts'],
  litelement: true,
  packagejson: false,
  plugins: [nelumbo],
};
