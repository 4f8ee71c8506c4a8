// What generators of typings need to know of each element, from the manifest.

const camel = (name) => name.replace(/-(\w)/g, (_all, letter) => letter.toUpperCase());
const pascal = (name) => camel(`-${name}`);

/**
 * @returns {{ tag: string, name: string, className: string, entry: string, module: string, description: string,
 *   attributes: { name: string, field: string, type?: string, description: string }[], properties: { name: string, description: string }[],
 *   events: { name: string, prop: string, detail: string, description: string }[] }[]} `name`: `VitalsEntry`; `entry`: `@nelumbo/elements/vitals/entry`; `module`: its file, from the package's root
 */
export function elementsOf(manifest, exported) {
  return manifest.modules
    .flatMap((module) => (module.declarations ?? []).filter(({ customElement, tagName }) => customElement && tagName).map((one) => [module.path, one]))
    .filter(([path]) => entryOf(path, exported)) // what has no export is a part of another element
    .map(([path, { tagName, name, description, summary, attributes = [], members = [], events = [] }]) => {
      const byField = attributes.filter(({ fieldName }) => fieldName);
      const fields = members.filter((member) => member.kind === 'field' && !member.readonly && !member.static && /^[a-z]/.test(member.name));
      return {
        tag: tagName,
        name: pascal(tagName.slice('nelumbo-'.length)),
        className: name,
        entry: `@nelumbo/elements/${entryOf(path, exported)}`,
        module: path,
        description: summary ?? description,
        attributes: byField.map(({ name, fieldName, type, description }) => ({ name, field: fieldName, type: type?.text, description })),
        properties: fields
          .filter((field) => !byField.some(({ fieldName }) => fieldName === field.name))
          .map((field) => ({ name: field.name, description: field.description })),
        events: events.map((event) => ({
          name: event.name,
          prop: `on${pascal(event.name.slice('nelumbo-'.length))}`,
          detail: event.type?.text ?? 'unknown',
          description: event.description,
        })),
      };
    })
    .sort((a, b) => a.tag.localeCompare(b.tag));
}

/** `dist/vitals/entry/entry.js` -> `vitals/entry`, the package's export of that file. */
function entryOf(path, exported) {
  return Object.entries(exported)
    .find(([, entry]) => entry.default === `./${path}`)?.[0]
    .slice(2);
}
