/* global window, document, requestAnimationFrame, CSSStyleSheet */
// Ours as a page has it: the element in a provider with a real client, its chunk loaded inside `first`.
import { bundledContent } from '@nelumbo/content';
import { createClient } from '@nelumbo/core/client';
import { memoryPlatform } from '@nelumbo/core/memory';
import { emptySeries, pyramidOf } from '@nelumbo/core/vitals';
import '@nelumbo/elements/provider/define';
import '@nelumbo/elements/vitals/chart/define';

const client = await createClient({ platform: memoryPlatform({ webcrypto: globalThis.crypto, start: Date.now() }), content: bundledContent(), locale: 'en' });
await client.vitals.measures();
const provider = Object.assign(document.createElement('nelumbo-provider'), { client, locale: 'en' });
const chart = document.createElement('nelumbo-vitals-chart');
chart.range = 'all';
chart.shown = 'plot';
provider.append(chart);
const host = document.getElementById('host');
host.append(provider);
const style = new CSSStyleSheet();
style.replaceSync('nelumbo-vitals-chart::part(plot) { block-size: 320px; }');
document.adoptedStyleSheets = [style];

const unknown = { tone: 'unknown', direction: 'none', word: 'unknown', guideline: undefined };
/** In UTC, without circumstances, all of one class: columns of zeros, the same for every series of a host. */
let zeros = { offset: new Int16Array(0), bytes: new Uint8Array(0) };
const zerosFor = (n) => (zeros.bytes.length === n ? zeros : (zeros = { offset: new Int16Array(n), bytes: new Uint8Array(n) }));
const seriesOf = (t, value) => ({
  ...emptySeries('heart-rate', '/min'),
  t,
  v: { value },
  offset: zerosFor(t.length).offset,
  flags: zerosFor(t.length).bytes,
  status: zerosFor(t.length).bytes,
  classes: [unknown],
  pyramid: { value: pyramidOf(value) },
});
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const canvas = () => chart.shadowRoot?.querySelector('canvas');

async function first(t, v) {
  chart.series = seriesOf(t, v);
  do {
    await frame();
    await chart.updateComplete; // with the lazy chunk, and what it has drawn
  } while (!canvas()?.style.width); // set with the size by whoever draws: an untouched canvas is 300 wide, which says nothing
}
async function update(t, v) {
  chart.series = seriesOf(t, v);
  await chart.updateComplete; // drawn; like the other pages without waiting for a frame
}
Object.assign(window, {
  renderSeries: first,
  updateSeries: update,
  setWindow: (from, to) => chart.showSpan(from, to),
});
