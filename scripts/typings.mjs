// Makes what frameworks and editors read from the manifest: React components, directives for Angular, typings for Vue, Svelte, Preact, Solid and raw JSX, data for VS Code and JetBrains,
// and the catalogue of events. Part of `npm run manifest`; only the catalogue, docs/guide/events.md, is committed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';
import { angularDirectives, angularTypes } from './typings/angular.mjs';
import { elementsOf } from './typings/elements.mjs';
import { eventsPage } from './typings/events.mjs';
import { frameAmong, frameTag } from './typings/frame.mjs';
import { spelledOut } from './typings/words.mjs';
import { events, jsx, reactComponents, solid, svelte, vue } from './typings/write.mjs';

const packages = fileURLToPath(new URL('../packages/', import.meta.url));
const read = (path) => JSON.parse(readFileSync(`${packages}${path}`, 'utf8'));
/** Left as it is when nothing changed, so that nothing that watches runs again. */
function write(path, text) {
  const file = `${packages}${path}`;
  mkdirSync(file.replace(/[^/]+$/, ''), { recursive: true });
  try {
    if (readFileSync(file, 'utf8') === text) return;
  } catch {
    // not there yet
  }
  writeFileSync(file, text);
}

const manifest = read('elements/custom-elements.json');
const { name, version, exports: exported } = read('elements/package.json');
const elements = elementsOf(manifest, exported);

write('react/src/generated/elements.ts', reactComponents(elements));
const frame = frameAmong(elements);
const tags = [...elements, frame];
for (const [file, text] of Object.entries({
  vue: vue(tags),
  svelte: svelte(tags),
  react: jsx('react')(tags),
  preact: jsx('preact')(tags),
  solid: solid(tags),
  frame: frameTag(frame),
  events: events(elements),
}))
  write(`elements/typings/${file}.d.ts`, text);
write('elements/typings/angular.d.ts', angularTypes(tags));
write('elements/typings/angular.js', angularDirectives(tags));

write('../docs/guide/events.md', eventsPage(elements));

const outdir = `${packages}elements`;
const spelled = spelledOut(manifest, tags);
generateVsCodeCustomElementData(spelled, { outdir, htmlFileName: 'vscode.html-custom-data.json', cssFileName: 'vscode.css-custom-data.json' });
generateJetBrainsWebTypes(spelled, { outdir, packageJson: false, webTypesConfig: { name, version } });
console.log(`${elements.length} elements: React components, Angular directives, typings, editor data`);
