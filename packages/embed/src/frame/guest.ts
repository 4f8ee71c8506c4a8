/**
 * The page inside `<nelumbo-frame>`: `guest.html` of the CDN, served by each tenant's own origin.
 *
 * The hosts that may embed it stand in `<meta name="nelumbo-hosts" content="https://portal.example …">`, written by its server; the same
 * list belongs into `frame-ancestors`.
 */
import type { NelumboProvider } from '@nelumbo/elements/provider';
import { define } from '../loader/nelumbo.js';
import { enterFrame, Peer } from '../bridge/index.js';
import { isContext, providerAttributes, type FrameContext } from './context.js';
import { elementEvents } from '../element-events.js';
import { roomFor } from './room.js';

const hosts = (document.querySelector<HTMLMetaElement>('meta[name="nelumbo-hosts"]')?.content ?? '').split(/\s+/).filter(Boolean);
const epoch = crypto.randomUUID();

const bare = new CSSStyleSheet();
bare.replaceSync('body{margin:0}'); // no <style>: nothing for a policy to refuse
document.adoptedStyleSheets = [bare];

/** Sets attributes and takes away those of `known` that are not given. */
function setAttributes(element: Element, given: Readonly<Record<string, string>>, known: readonly string[]): void {
  for (const name of known) if (!(name in given)) element.removeAttribute(name);
  for (const [name, value] of Object.entries(given)) if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Shows what the host asks for; changed attributes keep what was entered. */
function show(provider: HTMLElement, { widget, attributes, provider: settings }: FrameContext): void {
  setAttributes(provider, settings, providerAttributes);
  document.documentElement.lang = settings['locale'] || 'zh-CN';
  const tag = `nelumbo-${widget}`;
  const shown = provider.firstElementChild;
  if (shown?.localName === tag)
    return setAttributes(
      shown,
      attributes,
      shown.getAttributeNames().filter((name) => !(name in attributes) && name !== 'care'),
    );
  const element = document.createElement(tag);
  setAttributes(element, attributes, []);
  provider.replaceChildren(element);
}

async function open(): Promise<void> {
  const provider = document.createElement('nelumbo-provider') as NelumboProvider; // once `define` below has come
  define('provider').catch(() => undefined); // begins before the host has answered; told below
  const peer = new Peer(await enterFrame(hosts, epoch), 'guest', {
    caps: [],
    on: (name, detail) => name === 'context' && isContext(detail) && show(provider, detail),
  });
  try {
    const { context, caps } = await peer.connect(epoch);
    if (!isContext(context)) throw new TypeError('The host did not say what to show.');
    if (caps.includes('auth.token')) provider.token = async (request) => String(await peer.call('auth.token', request));
    for (const name of elementEvents) document.addEventListener(name, (event) => peer.emit('event', { name, detail: (event as CustomEvent<unknown>).detail }));
    show(provider, context);
    document.body.append(provider);
    const height = roomFor(() => peer.emit('resize', { height: height() }));
    await define('provider', context.widget);
    peer.emit('ready');
  } catch {
    peer.emit('failed');
  }
}

void open();
