// docs/guide/events.md: what a host can hear, from the manifest.

const intro = `# Events

<!-- Made from the manifest by scripts/typings.mjs (npm run manifest). Edit the comments in packages/elements/src, or the text in scripts/typings/events.mjs. -->

Every element tells what the user or the data did, never that the host set a property. Events bubble and are composed: listen on the element, on the provider
around it, or on the document.

\`\`\`js
document.addEventListener('nelumbo-saved', ({ detail }) => console.log(detail.id));
Nelumbo('on', 'saved', (detail, event) => console.log(detail.id)); // with the CDN script, also before it has loaded
\`\`\`

- **Payloads hold ids, kinds and codes.** A health value, a name or free text in an event could be read by every script of the page. The one exception is asked for by
  name: \`<nelumbo-vitals-entry share="values">\` puts the reading into \`nelumbo-saved\`.
- An id such as \`Observation/…\` names a record on this device; \`(await provider.ready).records.get(id)\` reads it, for whoever holds the client.
- Where preventing does something, the description says so: \`event.preventDefault()\` in a listener.
- In React: \`onSaved\`, \`onRedFlag\`. Vue: \`@nelumbo-saved\`. Svelte, Preact: \`onnelumbo-saved\`. Solid: \`on:nelumbo-saved\`. Angular: \`(nelumbo-saved)\`.
- In TypeScript, \`"types": ["@nelumbo/elements/typings/events"]\` under \`compilerOptions\` makes \`addEventListener\` know each name and its detail.

## Analytics

An optional sink hears that something happened, and nothing of what it was about, while the user agrees to the purpose \`analytics\`:

\`\`\`js
import { analytics } from '@nelumbo/embed/analytics';

const stop = analytics({
  client: await provider.ready,
  events: ['saved', 'exported', 'error'],
  sink: ({ name, element, code }) => yourAnalytics.track(name, { element, code }), // { name: 'saved', element: 'vitals-entry' }
});
\`\`\`

Before a decision, after \`withdraw('analytics')\` and after an erasure it hears nothing, and nothing is kept for later. Ids, measures, rules and topics never reach it.

## Loader and frame

| event | detail | when |
|---|---|---|
| \`nelumbo-load-failed\` | \`{ code: 'load' \\| 'timeout' \\| 'run', tag }\` | the code of an element could not be loaded; its own content stays, \`data-failed\` says why |
| \`nelumbo-frame-ready\` | | the widget in a \`<nelumbo-frame>\` is there |

A \`<nelumbo-frame>\` passes on the events of the widget inside.
`;

const cell = (text) => (text ?? '').replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');

/** The page as text. */
export const eventsPage = (elements) =>
  `${intro}${elements
    .filter(({ events }) => events.length)
    .map(
      ({ tag, events }) =>
        `\n## \`<${tag}>\`\n\n| event | detail | when |\n|---|---|---|\n${events
          .map(({ name, detail, description }) => `| \`${name}\` | ${detail === '{}' ? '' : `\`${cell(detail)}\``} | ${cell(description)} |\n`)
          .join('')}`,
    )
    .join('')}`;
