// WebKitGTK for the test runner: WebKitWebDriver drives a browser of that engine on a display of its own. No package of the registry is needed.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const first = (...paths) => paths.find((path) => path && existsSync(path));

/** What it takes, each where it was found; Debian has no MiniBrowser, there GNOME Web is the browser. */
const parts = {
  driver: first(process.env.WEBKIT_DRIVER, '/usr/bin/WebKitWebDriver'),
  browser: first(
    process.env.WEBKIT_BROWSER,
    ...['4.1', '6.0', '4.0'].flatMap((one) => [`/usr/lib/x86_64-linux-gnu/webkit2gtk-${one}/MiniBrowser`, `/usr/libexec/webkit2gtk-${one}/MiniBrowser`]),
    '/usr/bin/epiphany',
  ),
  display: first('/usr/bin/Xvfb'),
  bus: first('/usr/bin/dbus-run-session'),
};

export const hasWebKit = Object.values(parts).every((path) => path !== undefined);
export const howToGetWebKit = 'On Debian: apt-get install webkit2gtk-driver epiphany-browser xvfb dbus.';

const freePort = () =>
  new Promise((done, failed) => {
    const server = createServer().once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** Tries until it works: servers take a moment to listen. */
async function patiently(work, what) {
  const end = Date.now() + 60_000;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > end) throw new Error(`WebKitGTK: ${what} (${error.message})`, { cause: error });
      await new Promise((again) => setTimeout(again, 200));
    }
  }
}

/** A launcher with one window: each test file is a page that it goes to. */
export function webkitLauncher() {
  const children = [];
  let base;
  let session;
  let home;
  let active;
  const call = async (method, path, body) => {
    const answer = await fetch(base + path, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(value?.message || value?.error || `HTTP ${answer.status}`);
    return value;
  };
  const start = (command, args, env) => {
    const child = spawn(command, args, { stdio: 'ignore', env: { ...process.env, ...env }, detached: true }); // a group, so that all of it ends
    children.push(child);
    return child;
  };
  const stop = async () => {
    if (session) await call('DELETE', `/session/${session}`).catch(() => undefined); // it ends with its process at the latest
    session = undefined;
    for (const child of children.splice(0).reverse()) {
      try {
        process.kill(-child.pid);
      } catch {
        // it has ended
      }
    }
    if (home) rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  return {
    name: 'WebKitGTK',
    type: 'webkitgtk',
    concurrency: 1,
    async initialize() {
      home = mkdtempSync(join(tmpdir(), 'nelumbo-webkit-'));
      const display = `:${90 + (process.pid % 900)}`;
      start(parts.display, [display, '-screen', '0', '1280x900x24', '-nolisten', 'tcp']);
      await patiently(() => {
        if (!existsSync(`/tmp/.X11-unix/X${display.slice(1)}`)) throw new Error('no display yet');
      }, 'the display did not start');
      const port = await freePort();
      base = `http://127.0.0.1:${port}`;
      start(parts.bus, ['--', parts.driver, `--port=${port}`, '--host=127.0.0.1'], {
        DISPLAY: display,
        GDK_BACKEND: 'x11',
        HOME: home,
        XDG_RUNTIME_DIR: home,
        LIBGL_ALWAYS_SOFTWARE: '1',
        WEBKIT_DISABLE_COMPOSITING_MODE: '1',
        ...(process.getuid?.() === 0 ? { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' } : {}), // its sandbox does not start as root
      });
      const args = [parts.browser.endsWith('MiniBrowser') ? '--automation' : '--automation-mode'];
      const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': { binary: parts.browser, args } } };
      await patiently(() => call('GET', '/status'), 'the driver did not start');
      const made = await call('POST', '/session', { capabilities });
      session = made.sessionId;
      const { browserName, browserVersion } = made.capabilities;
      console.log(
        `${browserName} ${browserVersion}, ${await call('POST', `/session/${session}/execute/sync`, { script: 'return navigator.userAgent', args: [] })}`,
      );
    },
    async startSession(id, url) {
      active = id;
      await call('POST', `/session/${session}/url`, { url });
    },
    isActive: (id) => active === id,
    getBrowserUrl: () => (session ? call('GET', `/session/${session}/url`) : undefined),
    async stopSession() {
      active = undefined;
      await call('POST', `/session/${session}/url`, { url: 'about:blank' }).catch(() => undefined); // the next page replaces it anyway
      return {};
    },
    stop,
  };
}
