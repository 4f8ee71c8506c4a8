// <nelumbo-frame> for the frameworks' typings. It is no element of the manifest: it lives in @nelumbo/embed, without Lit, and passes on the events of all others.

const own = {
  src: 'Address of the guest page, on an origin of its own.',
  widget: 'Tag without `nelumbo-`: `vitals-entry`.',
  allow: 'As on an iframe: `microphone; bluetooth`.',
  'frame-title': 'Name for screen readers.',
};
/** @param {string[]} providerAttributes - attributes that it hands to the provider inside */
const attributes = (providerAttributes) => [
  ...Object.entries(own).map(([name, description]) => ({ name, field: name, description })),
  ...providerAttributes.map((name) => ({ name, field: name, description: 'As on the provider.' })),
];

/** The frame among the elements, for {@link file:write.mjs}. */
export function frameAmong(elements) {
  const provider = elements.find(({ tag }) => tag === 'nelumbo-provider');
  const events = new Map();
  for (const event of elements.flatMap((one) => one.events)) {
    const known = events.get(event.name);
    const details = new Set([...(known?.detail.split(' | ') ?? []), event.detail]);
    events.set(event.name, known ? { ...known, detail: [...details].join(' | ') } : event);
  }
  for (const [name, detail, description] of [
    ['nelumbo-frame-ready', 'null', 'The widget in the frame is there.'],
    ['nelumbo-load-failed', '{ code: string }', 'The frame did not come: `timeout`, `origin` or `run`.'],
  ])
    events.set(name, { name, detail, description });
  return {
    tag: 'nelumbo-frame',
    className: 'NelumboFrameTag',
    description: 'A widget of ours in a sandboxed iframe of another origin, for pages that carry scripts of third parties.',
    module: 'typings/frame.js',
    attributes: attributes(provider.attributes.map(({ name }) => name).filter((name) => !name.startsWith('push'))),
    attributesOnly: true,
    properties: [{ name: 'token' }],
    events: [...events.values()],
    more: '  /** Attributes of the widget inside: `widget-measure`. */\n  [attribute: `widget${string}`]: string | undefined;\n',
  };
}

/** The type that the typings read the frame's properties from. */
export const frameTag = ({ attributes: given }) => `// Made from the manifest by scripts/typings.mjs. Not edited.
/** What a template may set on <nelumbo-frame>; the element itself is NelumboFrame of @nelumbo/embed/frame. */
export interface NelumboFrameTag extends HTMLElement {
${given.map(({ field }) => `  '${field}': ${field === 'care' ? 'boolean | string' : 'string'};\n`).join('')}  /** Gives bearer tokens; kept in memory only. */
  token: ((request: { reason: 'start' | 'expired' }) => Promise<string>) | undefined;
}
`;
