// The files that editors and frameworks read, as text: one function each, all from the same list.

const head = '// Made from the manifest by scripts/typings.mjs. Not edited.\n';
const doc = (text, indent = '  ') => `${indent}/** ${(text ?? '').replace(/\s*\n\s*/g, ' ').replaceAll('*/', '*\\/')} */\n`;
const list = (names) => names.map((name) => `'${name}'`).join(' | ') || 'never';
const fields = ({ attributes, properties }) => [...attributes.map(({ field }) => field), ...properties.map(({ name }) => name)];
const imports = (elements, from) => elements.map((one) => `import type { ${one.className} } from '${from(one)}';\n`).join('');
const byPackage = ({ entry }) => entry;
/** For the files in `typings/`: a package that names itself is found by newer resolvers only. */
const beside = ({ module }) => `../${module}`;
const quoted = (name) => (/^\w+$/.test(name) ? name : `'${name}'`);

/** @nelumbo/react: components with typed props and events. */
export function reactComponents(elements) {
  const component = (one) => {
    const props = `${one.name}Props`;
    const events = one.events
      .map(({ prop, detail, description }) => `${doc(description)}  readonly ${prop}?: ((event: CustomEvent<${detail}>) => void) | undefined;\n`)
      .join('');
    const map = (rows) => `{ ${rows.map(([key, value]) => `${quoted(key)}: '${value}'`).join(', ')} }`;
    return `${doc(`Props of {@link ${one.name}}.`, '')}export interface ${props} extends Partial<Pick<${one.className}, ${list(fields(one))}>> {\n${events}}\n
${doc(one.description, '')}export const ${one.name}: Wrapped<${one.className}, ${props}> = /* @__PURE__ */ wrap<${one.className}, ${props}>('${one.tag}', {
  attributes: ${map(one.attributes.map(({ field, name }) => [field, name]))},
  properties: [${one.properties.map(({ name }) => `'${name}'`).join(', ')}],
  events: ${map(one.events.map(({ prop, name }) => [prop, name]))},
  define: () => import('${one.entry}/define'),
});\n`;
  };
  return `${head}${imports(elements, byPackage)}import { wrap, type Wrapped } from '../wrap.js';\n\n${elements.map(component).join('\n')}`;
}

/** Attributes by their own name (`emergency-number`) beside the properties, which every framework but React sets by name. */
const attributesOf = ({ attributes, className }) =>
  attributes
    .filter(({ name, field }) => name !== field)
    .map(({ name, field, description }) => `${doc(description)}  '${name}'?: ${className}['${field}'];\n`)
    .join('');

// Named after the class: inside `declare module 'react'` a ProviderProps would be React's own.
const propsOf = (one, events) =>
  `interface ${one.className}Props extends Partial<Pick<${one.className}, ${list(fields(one))}>> {\n${attributesOf(one)}${one.more ?? ''}${events}}\n`;
const listeners = (one, key) =>
  one.events.map((event) => `${doc(event.description)}  '${key(event)}'?: (event: CustomEvent<${event.detail}>) => void;\n`).join('');
const rows = (elements, make) => elements.map((one) => `    '${one.tag}': ${make(one)};\n`).join('');

/** Vue 3: templates know the tags, props and events. */
export const vue = (elements) => `${head}${imports(elements, beside)}import type { HTMLAttributes } from 'vue';\n
type Tagged<Props> = new () => { $props: Props & Omit<HTMLAttributes, keyof Props> };\n
${elements
  .map(
    (one) =>
      `${propsOf(
        one,
        listeners(one, ({ name }) => `on${name.replace(/(^|-)(\w)/g, (_all, _dash, letter) => letter.toUpperCase())}`),
      )}`,
  )
  .join('')}
declare module 'vue' {
  /** HTML's own attribute, which Vue's types leave out: it puts an element into a slot of ours. */
  interface HTMLAttributes {
    slot?: string;
  }
  interface GlobalComponents {
${rows(elements, ({ className }) => `Tagged<${className}Props>`)}  }
}\n`;

/** Svelte 5: `onnelumbo-saved`. */
export const svelte = (elements) => `${head}${imports(elements, beside)}import type { HTMLAttributes } from 'svelte/elements';\n
${elements
  .map((one) =>
    propsOf(
      one,
      listeners(one, ({ name }) => `on${name}`),
    ),
  )
  .join('')}
declare module 'svelte/elements' {
  interface SvelteHTMLElements {
${rows(elements, ({ className }) => `${className}Props & Omit<HTMLAttributes<${className}>, keyof ${className}Props>`)}  }
}\n`;

/** JSX of React 19 and Preact, for tags without a wrapper. */
export const jsx = (library) => (elements) => {
  const host = library === 'react' ? 'React.DetailedHTMLProps<React.HTMLAttributes<E>, E>' : 'preact.HTMLAttributes<E>';
  const from = library === 'react' ? "import type * as React from 'react';\n" : "import type * as preact from 'preact';\n";
  return `${head}${imports(elements, beside)}${from}\ntype Tagged<Props, E extends HTMLElement> = Props & Omit<${host}, keyof Props>;\n
${elements
  .map((one) =>
    propsOf(
      one,
      listeners(one, ({ name }) => `on${name}`),
    ),
  )
  .join('')}
declare module '${library}' {
  namespace JSX {
    interface IntrinsicElements {
${rows(elements, ({ className }) => `  Tagged<${className}Props, ${className}>`)}    }
  }
}\n`;
};

/** Solid: `prop:measure`, `attr:measure`, `on:nelumbo-saved`. */
export const solid = (elements) => {
  const typed = (one) => {
    const props = (one.attributesOnly ? one.properties.map(({ name }) => name) : fields(one))
      .map((field) => `  'prop:${field}'?: ${one.className}['${field}'] | undefined;\n`)
      .join('');
    const attributes = one.attributes.map(({ name }) => `  'attr:${name}'?: string | boolean | undefined;\n`).join('');
    return `interface ${one.className}Props extends Partial<Pick<${one.className}, ${list(fields(one))}>> {\n${props}${attributes}${listeners(one, ({ name }) => `on:${name}`)}}\n`;
  };
  return `${head}${imports(elements, beside)}import type { JSX } from 'solid-js';\n
type Tagged<Props, E extends HTMLElement> = Props & Omit<JSX.HTMLAttributes<E>, keyof Props>;\n
${elements.map(typed).join('')}
declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
${rows(elements, ({ className }) => `  Tagged<${className}Props, ${className}>`)}    }
  }
}\n`;
};

/** Every framework that listens by name, Angular's strict templates and plain TypeScript among them: the events of ours, wherever one listens. */
export const events = (elements) => {
  const byName = new Map();
  for (const { events: of } of elements)
    for (const { name, detail, description } of of) byName.set(name, [...(byName.get(name) ?? []), { detail, description }]);
  const row = ([name, told]) =>
    `${doc([...new Set(told.map(({ description }) => description))].join(' '), '    ')}    '${name}': CustomEvent<${[...new Set(told.map(({ detail }) => detail))].join(' | ')}>;\n`;
  return `${head}export {};\n
declare global {
  interface GlobalEventHandlersEventMap {
${[...byName]
  .sort(([a], [b]) => a.localeCompare(b))
  .map(row)
  .join('')}    /** The code of an element could not be loaded; its own content stays. */
    'nelumbo-load-failed': CustomEvent<{ code: string; tag?: string }>;
    /** The widget in a frame is there. */
    'nelumbo-frame-ready': CustomEvent<null>;
  }
}\n`;
};
