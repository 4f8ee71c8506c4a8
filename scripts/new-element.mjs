// npm run new:element <family> <noun>: an element with its styles, define module, test, story, texts, exports and docs page, by the conventions.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail } from './fail.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const families = ['intake', 'vitals', 'medication', 'encyclopedia'];
const [family, noun] = process.argv.slice(2);
if (!families.includes(family) || !/^[a-z]+(-[a-z]+)*$/.test(noun ?? '')) fail(`usage: npm run new:element <${families.join('|')}> <noun-in-kebab-case>`);

const pascal = (kebab) => kebab.replace(/(^|-)(\w)/g, (_, __, letter) => letter.toUpperCase());
const tag = `nelumbo-${family}-${noun}`;
const name = `Nelumbo${pascal(family)}${pascal(noun)}`;
const folder = `packages/elements/src/${family}/${noun}`;
const path = (file) => `${root}${file}`;
if (existsSync(path(`${folder}/${noun}.ts`))) fail(`${folder} exists already.`);

function write(file, text) {
  mkdirSync(dirname(path(file)), { recursive: true });
  writeFileSync(path(file), text);
  console.log(`+ ${file}`);
}
function edit(file, change) {
  writeFileSync(path(file), change(readFileSync(path(file), 'utf8')));
  console.log(`~ ${file}`);
}

write(
  `${folder}/${noun}.ts`,
  `import type { Client } from '@nelumbo/core';
import { html, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import controlStyles from '../../base/controls.styles.js';
import { boxStyles, failureBanner, NelumboElement } from '../../base/index.js';
import styles from './${noun}.styles.js';
import { texts } from './${noun}.texts.js';

/**
 * Shows the ${noun.replaceAll('-', ' ')}.
 *
 * @tag ${tag}
 * @summary Shows the ${noun.replaceAll('-', ' ')}.
 * @status experimental
 * @since 0.1.0
 *
 * @csspart box - The themed box around everything.
 */
export class ${name} extends NelumboElement {
  static override styles = [boxStyles, controlStyles, styles];

  @state() private durable: boolean | undefined;

  protected override load(client: Client): Promise<void> {
    this.durable = client.durable;
    return Promise.resolve();
  }

  protected override view(): TemplateResult {
    const t = this.texts(texts);
    if (this.failure) return failureBanner(this.failure, this.activeLocale, () => void this.reload());
    return html\`<section class="card" aria-labelledby="title">
      <div class="head"><h2 class="title" id="title">\${t.title}</h2></div>
      <p class="note">\${this.durable === undefined ? t.opening : this.durable ? t.kept : t.notKept}</p>
    </section>\`;
  }
}
`,
);
write(
  `${folder}/${noun}.styles.ts`,
  `import { css } from 'lit';

export default css\`
  .note {
    margin: 0;
    color: var(--_muted);
  }
\`;
`,
);
write(
  `${folder}/${noun}.texts.ts`,
  `import type { Catalogs } from '@nelumbo/core/i18n';

const en = {
  title: '${pascal(noun).replace(/(?!^)([A-Z])/g, ' $1')}',
  opening: 'Opening…',
  kept: 'Kept on this device.',
  notKept: 'This browser may drop what is saved here.',
};

/** Texts of \`<${tag}>\`; move them to \`locales/${family}\` when the element is more than a draft. */
export const texts: Catalogs<typeof en> = {
  en,
  'zh-CN': { title: '${noun}', opening: '正在打开…', kept: '保存在本机。', notKept: '浏览器可能会清除这里保存的内容。' },
};
`,
);
write(
  `${folder}/define.ts`,
  `import { defineElement } from '../../base/define-element.js';
import { ${name} } from './${noun}.js';

defineElement('${tag}', ${name});

declare global {
  interface HTMLElementTagNameMap {
    '${tag}': ${name};
  }
}
`,
);
write(
  `${folder}/${noun}.test.ts`,
  `import { expect, html } from '@open-wc/testing';
import { inProvider, testClient } from '../../base/testing.js';
import { waitUntil } from '../../testing.js';
import './define.js';
import type { ${name} } from './${noun}.js';

describe('${tag}', () => {
  it('says in the chosen language whether data is kept, and is accessible', async () => {
    const client = await testClient();
    const { element, provider } = await inProvider<${name}>(client, html\`<${tag}></${tag}>\`);
    await waitUntil(() => element.shadowRoot!.textContent.includes('保存'));
    await expect(element).to.be.accessible();
    provider.locale = 'en';
    await waitUntil(() => element.shadowRoot!.textContent.includes('device') || element.shadowRoot!.textContent.includes('browser'));
    await client.close();
  });
});
`,
);
write(
  `stories/${family}/${noun}.stories.ts`,
  `import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '@nelumbo/elements/${family}/${noun}/define';

const meta: Meta = { title: '${pascal(family)}/${pascal(noun)}', component: '${tag}', render: () => html\`<${tag}></${tag}>\` };
export default meta;

/** As it stands in a page. */
export const Default: StoryObj = {};
`,
);
write(
  `docs/guide/elements/${tag}.md`,
  `# \`<${tag}>\`\n\nShows the ${noun.replaceAll('-', ' ')}.\n\n\`\`\`html\n<${tag}></${tag}>\n\`\`\`\n\nAttributes, events and parts: Storybook, *${pascal(family)}/${pascal(noun)}*.\n`,
);

edit('packages/elements/package.json', (text) => {
  const pkg = JSON.parse(text);
  const row = (file) => ({ types: `./dist/${file}.d.ts`, 'nelumbo-source': `./src/${file}.ts`, default: `./dist/${file}.js` });
  const exported = { ...pkg.exports };
  delete exported['./custom-elements.json'];
  exported[`./${family}/${noun}`] = row(`${family}/${noun}/${noun}`);
  exported[`./${family}/${noun}/define`] = row(`${family}/${noun}/define`);
  pkg.exports = { ...exported, './custom-elements.json': './custom-elements.json' };
  return `${JSON.stringify(pkg, null, 2)}\n`;
});
edit('packages/elements/src/define.ts', (text) => `${text}import './${family}/${noun}/define.js';\n`);
edit('packages/elements/src/index.ts', (text) => `${text}export { ${name} } from './${family}/${noun}/${noun}.js';\n`);
console.log('\nNext: npm run check, then npm run storybook.');
