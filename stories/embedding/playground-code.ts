/** How a host writes an element down. */
export const frameworks = ['HTML', 'React', 'Vue', 'Svelte', 'Solid', 'Angular'] as const;
export type Framework = (typeof frameworks)[number];

/** What the manifest says of an element. */
export interface Described {
  /** Tag without the prefix: `vitals-entry`. */
  readonly widget: string;
  /** Its module under `@nelumbo/elements/`: `vitals/entry`. */
  readonly module: string;
  readonly summary: string;
  readonly attributes: readonly { readonly name: string; readonly type: string; readonly description: string }[];
  /** Names without the prefix. */
  readonly events: readonly { readonly name: string; readonly detail: string; readonly description: string }[];
}

/** What was chosen in the controls and the toolbar. */
export interface Chosen {
  readonly element: Described;
  /** As in HTML: `measure="glucose" care`. */
  readonly attributes: string;
  readonly locale: string;
  readonly theme: string;
  readonly care: boolean;
  readonly version: string;
}

/** Attributes with which an element shows something at first. */
export const examples: Readonly<Record<string, string>> = {
  'encyclopedia-article': 'entry="hypertension" toc',
  'encyclopedia-card': 'query="高血压"',
  intake: 'src="urn:nelumbo:questionnaire:headache"',
  consent: 'purposes="sync analytics"',
  'medication-summary': 'range="30"',
  'vitals-agp': 'range="14d"',
  'vitals-chart': 'measure="blood-pressure" range="30d"',
  'vitals-entry': 'measure="blood-pressure"',
  'vitals-list': 'measure="blood-pressure"',
  'vitals-report': 'measures="blood-pressure"',
  'vitals-status': 'measure="blood-pressure"',
  'vitals-summary': 'measure="blood-pressure"',
};

/** A paragraph of the host's inside an element, where that is what the element works on. */
export const contents: Readonly<Record<string, string>> = { 'encyclopedia-terms': '高血压患者应当少吃盐，并定期测量血压。' };

/** Names and values of attributes as they are written in HTML. Handlers of the browser's are none of ours. */
export const attributesOf = (text: string): [name: string, value: string][] =>
  [...text.matchAll(/([a-z][a-z-]*)(?:="([^"]*)")?/g)]
    .map(([, name = '', value = '']) => [name, value] as [string, string])
    .filter(([name]) => !/^on/.test(name));

const pascal = (name: string): string => name.replace(/(^|-)(\w)/g, (_all, _dash, letter: string) => letter.toUpperCase());
const camel = (name: string): string => name.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());
const line = (...parts: (string | false | undefined)[]): string => parts.filter(Boolean).join(' ');

interface Parts extends Chosen {
  readonly tag: string;
  /** The first event of the element, without its prefix. */
  readonly event: string | undefined;
  readonly given: readonly [name: string, value: string][];
  /** Attributes as in HTML. */
  readonly html: string;
  /** Those of the provider, as in HTML. */
  readonly provider: string;
  /** What stands between the tags. */
  readonly inside: string;
}

/** An element with or without something inside, closed as JSX may. */
const jsx = (opening: string, name: string, inside: string): string => (inside ? `<${opening}>${inside}</${name}>` : `<${opening} />`);

/** The fragment that goes into the body of any page; also under the policy of docs/guide/csp.md, once its nonce stands where `NONCE` does. */
const inHtml = ({
  tag,
  html,
  provider,
  event,
  version,
  inside,
}: Parts): string => `<link rel="stylesheet" href="https://your-cdn/nelumbo/${version}/reserve.css">
<script type="module" async nonce="NONCE" src="https://your-cdn/nelumbo/${version}/nelumbo.js"></script>

<nelumbo-provider ${provider}>
  <${line(tag, html)}>${inside}</${tag}>
</nelumbo-provider>
${event ? `\n<script nonce="NONCE">\n  document.addEventListener('nelumbo-${event}', ({ detail }) => console.log(detail));\n</script>\n` : ''}`;

/** A value as a prop: text, number or a bare name. */
const prop = (name: string, value: string, type: string): string => (!value ? name : /\bnumber\b/.test(type) ? `${name}={${value}}` : `${name}="${value}"`);

function inReact({ element, given, provider, event, inside }: Parts): string {
  const typeOf = (name: string): string => element.attributes.find((one) => one.name === name)?.type ?? 'string';
  const props = given.map(([name, value]) => prop(camel(name), value, typeOf(name)));
  const heard = event && `on${pascal(event)}={({ detail }) => console.log(detail)}`;
  return `import { ${[pascal(element.widget), 'Provider'].sort().join(', ')} } from '@nelumbo/react';

export const Health = () => (
  <Provider ${provider}>
    ${jsx(line(pascal(element.widget), ...props, heard), pascal(element.widget), inside)}
  </Provider>
);
`;
}

const imports = ({ element }: Parts, indent = ''): string =>
  `${indent}import '@nelumbo/elements/provider/define';\n${indent}import '@nelumbo/elements/${element.module}/define';\n`;

const inVue = (parts: Parts): string => `<script setup lang="ts">
${imports(parts)}${parts.event ? '\nconst heard = (detail: unknown) => console.log(detail);\n' : ''}</script>

<template>
  <nelumbo-provider ${parts.provider}>
    <${line(parts.tag, parts.html, parts.event && `@nelumbo-${parts.event}="heard($event.detail)"`)}>${parts.inside}</${parts.tag}>
  </nelumbo-provider>
</template>
`;

const inSvelte = (parts: Parts): string => `<script lang="ts">
${imports(parts, '  ')}</script>

<nelumbo-provider ${parts.provider}>
  <${line(parts.tag, parts.html, parts.event && `onnelumbo-${parts.event}={({ detail }) => console.log(detail)}`)}>${parts.inside}</${parts.tag}>
</nelumbo-provider>
`;

const inSolid = (parts: Parts): string => {
  const given = (list: readonly [string, string][]): string[] => list.map(([name, value]) => `attr:${name}="${value}"`);
  return `/// <reference types="@nelumbo/elements/typings/solid" />
${imports(parts)}
export const Health = () => (
  <${line('nelumbo-provider', ...given(attributesOf(parts.provider)))}>
    ${jsx(line(parts.tag, ...given(parts.given), parts.event && `on:nelumbo-${parts.event}={({ detail }) => console.log(detail)}`), parts.tag, parts.inside)}
  </nelumbo-provider>
);
`;
};

const inAngular = (parts: Parts): string => `import { Component } from '@angular/core';
import { NelumboElements } from '@nelumbo/elements/angular';
${imports(parts)}
@Component({
  selector: 'app-health',
  imports: [NelumboElements],
  template: \`
    <nelumbo-provider ${parts.provider}>
      <${line(parts.tag, parts.html, parts.event && `(nelumbo-${parts.event})="heard($event)"`)}>${parts.inside}</${parts.tag}>
    </nelumbo-provider>
  \`,
})
export class Health {${parts.event ? '\n  heard(event: Event): void {\n    console.log((event as CustomEvent).detail);\n  }\n' : ''}}
`;

const writers: Readonly<Record<Framework, (parts: Parts) => string>> = {
  HTML: inHtml,
  React: inReact,
  Vue: inVue,
  Svelte: inSvelte,
  Solid: inSolid,
  Angular: inAngular,
};

/** The whole of what a host writes, to be copied. */
export function code(framework: Framework, chosen: Chosen): string {
  const given = attributesOf(chosen.attributes);
  const html = given.map(([name, value]) => (value ? `${name}="${value}"` : name)).join(' ');
  const provider = line('tenant="your-app"', `locale="${chosen.locale}"`, chosen.theme === 'dark' && 'theme="dark"', chosen.care && 'care');
  const text = contents[chosen.element.widget];
  const inside = text ? `<p>${text}</p>` : '';
  return writers[framework]({ ...chosen, tag: `nelumbo-${chosen.element.widget}`, event: chosen.element.events[0]?.name, given, html, provider, inside });
}

interface Manifest {
  readonly modules: readonly {
    readonly path: string;
    readonly declarations?: readonly {
      readonly tagName?: string;
      readonly summary?: string;
      readonly attributes?: readonly { readonly name: string; readonly type?: { readonly text: string }; readonly description?: string }[];
      readonly events?: readonly { readonly name: string; readonly type?: { readonly text: string }; readonly description?: string }[];
    }[];
  }[];
}

/** Elements of the manifest, all but the provider and what other elements make themselves. */
export const describedIn = ({ modules }: Manifest): readonly Described[] =>
  modules.flatMap(({ path, declarations = [] }) =>
    declarations
      .filter(({ tagName }) => tagName && !['nelumbo-provider', 'nelumbo-encyclopedia-term'].includes(tagName))
      .map(({ tagName = '', summary = '', attributes = [], events = [] }) => ({
        widget: tagName.slice('nelumbo-'.length),
        module: path.replace(/^(?:src|dist)\/(.*)\/[\w-]+\.[jt]s$/, '$1'),
        summary,
        attributes: attributes.map(({ name, type, description = '' }) => ({ name, type: type?.text ?? 'string', description })),
        events: events.map(({ name, type, description = '' }) => ({ name: name.slice('nelumbo-'.length), detail: type?.text ?? '', description })),
      })),
  );
