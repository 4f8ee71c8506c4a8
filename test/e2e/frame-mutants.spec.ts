import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { build } from 'esbuild';
import { serveStatic, type StaticSite } from '../../scripts/static-site.mjs';

// The checks of the bridge, attacked by pages of real origins. With each check taken out the same attack gets through: the tests can see it.
const bridge = fileURLToPath(new URL('../../packages/embed/src/bridge', import.meta.url));

/** What is taken out of a source file. */
interface Mutant {
  readonly file: string;
  readonly without: string;
  readonly instead: string;
}
const mutants = {
  'host: source': { file: 'frame-pipe.ts', without: 'source !== guest || origin', instead: 'origin' },
  'host: origin': { file: 'frame-pipe.ts', without: 'origin !== guestOrigin || ', instead: '' },
  'host: the port goes to one origin': { file: 'frame-pipe.ts', without: 'guestOrigin, [port2]', instead: "'*', [port2]" },
  'guest: source': { file: 'frame-pipe.ts', without: 'source !== page.parent || ', instead: '' },
  'guest: list of hosts': { file: 'frame-pipe.ts', without: '!hosts.includes(origin) || ', instead: '' },
  'guest: id of its own knock': { file: 'frame-pipe.ts', without: ' || data.id !== id', instead: '' },
  replay: { file: 'peer.ts', without: 'if (n <= (taken[k] ?? 0)) return false;', instead: '' },
  epoch: { file: 'peer.ts', without: 'if (s !== this.epoch && !deferred) return false;', instead: '' },
  'own methods': { file: 'peer.ts', without: 'own(methods, m) && ', instead: '' },
  'offered methods': { file: 'peer.ts', without: ' && this.options.caps.includes(m)', instead: '' },
  height: { file: 'frame-pipe.ts', without: 'Math.min(Math.max(Math.floor(Number(wanted)) || 0, 0), most)', instead: 'Number(wanted)' },
} satisfies Record<string, Mutant>;

/** The bridge as a script that sets `bridge`, with a mutation. */
async function bundle(mutant?: Mutant): Promise<string> {
  let applied = !mutant;
  const { outputFiles } = await build({
    entryPoints: [`${bridge}/index.ts`],
    bundle: true,
    format: 'iife',
    globalName: 'bridge',
    target: 'es2022',
    write: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'mutate',
        setup: ({ onLoad }) =>
          onLoad({ filter: /\.ts$/ }, ({ path }) => {
            const contents = readFileSync(path, 'utf8');
            if (!mutant || !path.endsWith(mutant.file)) return { contents, loader: 'ts' };
            applied = contents.includes(mutant.without);
            return { contents: contents.replace(mutant.without, mutant.instead), loader: 'ts' };
          }),
      },
    ],
  });
  if (!applied) throw new Error(`The mutant does not fit the source any more: ${mutant?.without}`);
  return outputFiles[0]?.text ?? '';
}

let host: StaticSite;
let guest: StaticSite;
let evil: StaticSite;
const scripts: Record<string, string> = {};

/** Host page: offers one method, counts what it serves and what is wrong. */
const hostPage = (
  guestUrl: string,
  frame: string,
): string => `<!doctype html><title>Host</title><link rel="icon" href="data:,"><script src="/bridge.js"></script>
<iframe id="frame" src="${frame}"></iframe><iframe id="other" src="${guestUrl}/silent"></iframe>
<script>
  window.pipes = 0; window.served = []; window.heard = [];
  const methods = { token: () => (served.push('token'), 't-1'), hidden: () => (served.push('hidden'), 't-2') };
  bridge.acceptFrame(() => document.getElementById('frame').contentWindow, ${JSON.stringify(guestUrl)}, (pipe) => {
    pipes++;
    window.peer = new bridge.Peer(pipe, 'host', { caps: ['token', 'toString', 'valueOf'], methods, on: (name, detail) => heard.push([name, detail]) });
  });
</script>`;

/** Guest page: enters, and shows which pipe it took. `raw` lets it send whatever it likes. */
const guestPage = (hostUrl: string): string => `<!doctype html><title>Guest</title><script src="/bridge.js"></script><script>
  window.entered = 0; window.answers = [];
  const tap = (pipe) => { window.raw = pipe; return pipe; };
  bridge.enterFrame([${JSON.stringify(hostUrl)}], 'g1').then(async (pipe) => {
    entered++;
    window.peer = new bridge.Peer(tap(pipe), 'guest', { caps: [] });
    await peer.connect('e1').then(() => (window.greeted = true), () => undefined);
  }, () => undefined);
</script>`;

test.beforeAll(async () => {
  const [hostPages, guestPages, evilPages]: Record<string, string>[] = [scripts, {}, {}];
  host = await serveStatic({ pages: hostPages! });
  guest = await serveStatic({ pages: guestPages! });
  evil = await serveStatic({ pages: evilPages! });
  Object.assign(hostPages!, { '/': hostPage(guest.url, `${guest.url}/`), '/evil': hostPage(guest.url, `${evil.url}/knock`) });
  Object.assign(guestPages!, { '/': guestPage(host.url), '/silent': '<!doctype html><title>Other</title><script>window.silent = true</script>' });
  // A page that knocks as if it were the guest, one that embeds the guest as if it were the host.
  Object.assign(evilPages!, {
    '/knock': `<!doctype html><title>Evil</title><script>
      window.got = []; addEventListener('message', ({ data, ports }) => got.push([data && data.k, ports.length]));
      for (let i = 0; i < 3; i++) parent.postMessage({ p: 'nelumbo', k: 'knock', id: 'evil' + i }, '*');
    </script>`,
    '/': hostPage(guest.url, `${guest.url}/`).replace('bridge.acceptFrame', 'window.accept = bridge.acceptFrame'),
  });
});
test.afterAll(() => Promise.all([host.close(), guest.close(), evil.close()]));

/** Serves the bridge to all three origins. */
async function serve(page: Page, mutant?: Mutant): Promise<void> {
  const body = await bundle(mutant);
  await page.route('**/bridge.js', (route) => route.fulfill({ contentType: 'text/javascript', body }));
}
const frameAt = async (page: Page, url: string) => {
  await expect.poll(() => page.frames().some((frame) => frame.url().startsWith(url))).toBe(true);
  return page.frames().find((frame) => frame.url().startsWith(url))!;
};
/** Long enough for every message posted before to have arrived: two turns of each page's own queue. */
const settle = async (page: Page): Promise<void> => {
  for (let turn = 0; turn < 3; turn++)
    for (const frame of page.frames())
      await frame.evaluate(() => new Promise<void>((resolve) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => resolve(); port2.postMessage(0); })); // prettier-ignore
};
const state = (page: Page): Promise<{ pipes: number; served: string[]; heard: [string, unknown][] }> =>
  page.evaluate(() => ({ pipes: (window as never)['pipes'], served: (window as never)['served'], heard: (window as never)['heard'] }));

/** Opens host and guest until they have greeted. */
async function joined(page: Page): Promise<Awaited<ReturnType<typeof frameAt>>> {
  await page.goto(host.url);
  const frame = await frameAt(page, `${guest.url}/`);
  const inner = page.frames().find((one) => one.url() === `${guest.url}/`) ?? frame;
  await inner.waitForFunction(() => (window as never)['greeted'] === true);
  return inner;
}

/** Puts a message into the guest's port as if the guest had sent it. */
const put = (frame: Awaited<ReturnType<typeof frameAt>>, message: object): Promise<void> =>
  frame.evaluate((raw) => (window as unknown as { raw: { send(message: unknown): void } }).raw.send({ p: 'nelumbo', v: 1, ...raw }), message);

/** Each attack: whether it got through. */
const attacks: Readonly<Record<keyof typeof mutants, (page: Page) => Promise<boolean>>> = {
  // Another frame of the guest's own origin knocks: it is not the frame that was meant.
  'host: source': async (page) => {
    await joined(page);
    const other = await frameAt(page, `${guest.url}/silent`);
    await other.evaluate(() => parent.postMessage({ p: 'nelumbo', k: 'knock', id: 'other' }, '*'));
    await settle(page);
    return (await state(page)).pipes > 1;
  },
  // The frame was navigated to another origin, which knocks.
  'host: origin': async (page) => {
    await page.goto(`${host.url}/evil`);
    await frameAt(page, `${evil.url}/knock`);
    await settle(page);
    return (await state(page)).pipes > 0;
  },
  // The frame knocks and is navigated away before the port comes: `targetOrigin` keeps the port from the page that is there now.
  'host: the port goes to one origin': async (page) => {
    await page.goto(`${host.url}/evil`);
    const frame = await frameAt(page, `${evil.url}/knock`);
    await settle(page);
    // The knock that was on its way, as the host's page would see it: the frame's window, the guest's origin.
    await page.evaluate((origin) => {
      const frame = document.getElementById('frame') as HTMLIFrameElement;
      dispatchEvent(new MessageEvent('message', { data: { p: 'nelumbo', k: 'knock', id: 'late' }, origin, source: frame.contentWindow }));
    }, guest.url);
    await settle(page);
    return frame.evaluate(() => (window as unknown as { got: [string, number][] }).got.some(([, ports]) => ports > 0));
  },
  // A frame inside the host's page, of the host's own origin, hands the guest a port: it is not the parent.
  'guest: source': (page) => handOver(page, host.url),
  // A page that is not listed embeds the guest.
  'guest: list of hosts': async (page) => {
    await page.goto(evil.url);
    const frame = await frameAt(page, `${guest.url}/`);
    await settle(page);
    await page.evaluate(() => {
      const target = (document.getElementById('frame') as HTMLIFrameElement).contentWindow!;
      target.postMessage({ p: 'nelumbo', k: 'port', id: 'g1' }, '*', [new MessageChannel().port2]);
    });
    await settle(page);
    return frame.evaluate(() => (window as unknown as { entered: number }).entered > 0);
  },
  // The host hands over a port that was meant for another load of the page.
  'guest: id of its own knock': async (page) => {
    await page.goto(`${host.url}/evil`); // a host that answers nobody here
    await page.evaluate((url) => ((document.getElementById('frame') as HTMLIFrameElement).src = `${url}/?late`), guest.url);
    await page.evaluate(() => (document.getElementById('frame')!.id = 'not-the-one'));
    const frame = await frameAt(page, `${guest.url}/?late`);
    await frame.waitForFunction(() => 'entered' in window);
    await page.evaluate(() => {
      const target = (document.getElementById('not-the-one') as HTMLIFrameElement).contentWindow!;
      target.postMessage({ p: 'nelumbo', k: 'port', id: 'an earlier one' }, '*', [new MessageChannel().port2]);
    });
    await settle(page);
    return frame.evaluate(() => (window as unknown as { entered: number }).entered > 0);
  },
  replay: async (page) => {
    const frame = await joined(page);
    for (let i = 0; i < 3; i++) await put(frame, { s: 'e1', k: 'evt', n: 7, m: 'saved', a: 'once' });
    await settle(page);
    return (await state(page)).heard.length > 1;
  },
  epoch: async (page) => {
    const frame = await joined(page);
    await put(frame, { s: 'e2', k: 'hello', n: 1, versions: [1], caps: [] });
    await put(frame, { s: 'e1', k: 'evt', n: 9, m: 'saved', a: 'of the page before' });
    await settle(page);
    return (await state(page)).heard.length > 0;
  },
  // `toString` is in `caps` of this careless host, but no method of its own.
  'own methods': async (page) => {
    const frame = await joined(page);
    return frame.evaluate(() => (window as unknown as { peer: { call(name: string): Promise<unknown> } }).peer.call('toString').then(() => true, () => false)); // prettier-ignore
  },
  'offered methods': async (page) => {
    const frame = await joined(page);
    await put(frame, { s: 'e1', k: 'req', n: 50, m: 'hidden' });
    await settle(page);
    return (await state(page)).served.includes('hidden');
  },
  height: async (page) => {
    await joined(page);
    const heights = await page.evaluate(() => {
      const { clampHeight } = (window as unknown as { bridge: { clampHeight(wanted: unknown): number } }).bridge;
      return [1e9, -50, Number.NaN, Infinity, '9e9', { valueOf: () => 1e6 }, [], null].map((wanted) => clampHeight(wanted));
    });
    return heights.some((height) => !(height >= 0 && height <= 4000));
  },
};

/** A frame of `origin` beside the guest posts a port to it. */
async function handOver(page: Page, origin: string): Promise<boolean> {
  await page.goto(`${origin}/evil`);
  await page.evaluate((url) => {
    const guestFrame = document.getElementById('frame') as HTMLIFrameElement;
    guestFrame.id = 'not-the-one'; // nobody answers its knock
    guestFrame.src = `${url}/?beside`;
  }, guest.url);
  const frame = await frameAt(page, `${guest.url}/?beside`);
  await frame.waitForFunction(() => 'entered' in window);
  await page.evaluate(async () => {
    const beside = document.createElement('iframe');
    beside.srcdoc = '<!doctype html>'; // shares the page's origin, but is not the guest's parent
    document.body.append(beside);
    await new Promise((resolve) => (beside.onload = resolve));
    const script = beside.contentDocument!.createElement('script');
    script.textContent = "parent.frames[0].postMessage({ p: 'nelumbo', k: 'port', id: 'g1' }, '*', [new MessageChannel().port2])";
    beside.contentDocument!.body.append(script);
  });
  await settle(page);
  return frame.evaluate(() => (window as unknown as { entered: number }).entered > 0);
}

for (const name of Object.keys(mutants) as (keyof typeof mutants)[])
  test(`refused, and seen to get through without its check: ${name}`, async ({ page, context }) => {
    await serve(page);
    expect(await attacks[name](page), 'with every check').toBe(false);
    const second = await context.newPage();
    await serve(second, mutants[name]);
    expect(await attacks[name](second), 'without this check').toBe(true);
  });
