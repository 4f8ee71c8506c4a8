// The page of pictures.mjs: a native component on the left, its web twin on the right, with the same records.
import { createClient, type Client } from '@nelumbo/core';
import { bundledContent } from '@nelumbo/content';
import { memoryPlatform } from '@nelumbo/core/memory';
import '@nelumbo/elements/define';
import * as easel from 'glass-easel';
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter';
import { modelOf } from './model.js';

interface Picture {
  readonly component: string;
  readonly properties: object;
  readonly twin: string;
  readonly done: 'nothing' | 'medicines' | 'opened' | 'readings' | 'typed' | 'searched' | 'full';
  readonly look: { readonly locale: string; readonly care: boolean; readonly theme: 'light' | 'dark' };
}

type Loose = any; // eslint-disable-line @typescript-eslint/no-explicit-any -- the engine's own types do not reach what is used here

const DAY = 86_400_000;
const clock = (minutes: number): string => {
  const now = new Date();
  const total = Math.min(Math.max(now.getHours() * 60 + now.getMinutes() + minutes, 0), 24 * 60 - 1);
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
};

async function seed({ medication, vitals }: Client, done: Picture['done']): Promise<void> {
  if (done === 'medicines' || done === 'opened') {
    await medication.plan({ name: '盐酸二甲双胍缓释片 0.5 g', pattern: { amount: 1, unit: '{tablet}', times: [clock(0)], food: 'after' }, stock: 28 });
    await medication.plan({ name: '缬沙坦胶囊 80 mg', pattern: { amount: 1, unit: '{capsule}', times: [clock(-120)] }, stock: 5 });
    await medication.plan({ name: '阿托伐他汀钙片 20 mg', pattern: { amount: 0.5, unit: '{tablet}', times: [clock(180)] } });
    await medication.plan({ name: '布洛芬缓释胶囊 0.3 g', pattern: { amount: 1, unit: '{capsule}', asNeeded: true }, stock: 10 });
  }
  if (done === 'readings' || done === 'full')
    await vitals.record(
      Array.from({ length: 40 }, (_, i) => ({
        measure: 'blood-pressure',
        values: { systolic: 122 + ((i * 7) % 25), diastolic: 76 + ((i * 5) % 14) },
        unit: 'mm[Hg]',
        at: Date.now() - (40 - i) * 0.8 * DAY,
      })),
    );
}

/** CSS of a WXSS file, its imports in it. */
function styles(files: Readonly<Record<string, string>>, name: string): string {
  return files[name]!.replace(/@import\s+'([^']+)';/g, (_all, path: string) => styles(files, new URL(path, `http://x/${name}`).pathname.slice(1)));
}

// What WeChat gives to tags by itself, in the newer looks that a new project's `"style": "v2"` switches on: as published by people who read
// them off its developer tool. A rule of ours that loses to these would look wrong on a phone.
const base = `view,picker,canvas{display:block} text{display:inline}
button{position:relative;display:block;box-sizing:border-box;overflow:hidden;margin-left:auto;margin-right:auto;padding:8px 24px;border:0;border-radius:4px;background-color:#f2f2f2;color:#06ae56;font-family:inherit;font-size:17px;font-weight:700;line-height:1.41176471;text-align:center}
button:not([size=mini]){width:184px;margin-left:auto;margin-right:auto}
button::after{content:' ';position:absolute;top:0;left:0;box-sizing:border-box;width:200%;height:200%;border:1px solid rgba(0,0,0,.2);border-radius:10px;transform:scale(.5);transform-origin:0 0}
input{display:block;height:1.4rem;min-height:1.4rem;padding:0;border:0;outline:none;background:transparent;font-family:inherit} textarea{display:block;width:300px;height:150px;border:0;outline:none;font-family:inherit}
canvas{width:300px;height:150px}
body{margin:0;display:flex;gap:20px;align-items:flex-start;padding:10px;background:#eef1f1;font-family:system-ui} .side{width:375px} .side.dark{background:#141618}`;

async function native(place: HTMLElement, { component, properties, done, look }: Picture): Promise<void> {
  const { files, templates } = (await (await fetch('/files.json')).json()) as { files: Record<string, string>; templates: Record<string, string> };
  const model = modelOf('wx');
  const world = globalThis as Loose;
  world.wx = model.api;
  let registered: (definition: object) => void = () => undefined;
  world.Component = (definition: object) => registered(definition);
  const loaded = new Map<string, { exports: Loose }>();
  const load = (name: string): Loose => {
    const known = loaded.get(name);
    if (known) return known.exports;
    const module = { exports: {} };
    loaded.set(name, module);
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- as a platform runs its files
    new Function('module', 'exports', 'require', files[name]!)(module, module.exports, (path: string) =>
      load(new URL(path, `http://x/${name}`).pathname.slice(1)),
    );
    return module.exports;
  };
  const runtime = load('runtime/index.js');
  for (const family of ['vitals', 'medication', 'intake', 'encyclopedia']) load(`${family}/family.js`);
  const { client } = runtime.start(look) as { client: Client };
  await seed(client, done);
  if (done === 'full') {
    await client.privacy.grant('sync');
    model.disk.put('of the host', 'x'.repeat(9_000_000));
  }
  const environment: Loose = new MiniProgramEnv();
  const space: Loose = environment.createCodeSpace('', true);
  const name = `${component}/index`;
  space.addComponentStaticConfig(name, { component: true });
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the compiler gives code
  const groupList = new Function(`return ${templates[name]!}`)() as Record<string, unknown>;
  space.addCompiledTemplate(name, { groupList, content: groupList[''] });
  space.componentEnv(name, ({ Component }: Loose) => {
    registered = (definition: Loose) =>
      Component({
        ...definition,
        methods: {
          ...definition.methods,
          createSelectorQuery: () => {
            let found: (done: unknown) => void;
            const query = {
              select: () => query,
              fields: (_wanted: object, tell: (found: unknown) => void) => ((found = tell), query),
              exec: () => {
                const node = place.querySelector('canvas');
                found(node && { node, width: node.clientWidth, height: node.clientHeight });
              },
            };
            return query;
          },
        },
      });
    load(`${name}.js`);
  });
  const view: Loose = environment.associateBackend(new (easel as Loose).CurrentWindowBackendContext()).createRoot('div', space, name);
  const instance = view.getComponent();
  instance.setData(properties);
  const spot = document.createElement('span');
  place.appendChild(spot);
  view.attach(place, spot);
  const sheet = document.createElement('style');
  const all = (selector: string): Loose[] => [...instance.getShadowRoot().querySelectorAll(selector)];
  const until = async (check: () => unknown) => {
    for (const end = performance.now() + 8000; !check() && performance.now() < end;) await new Promise((resolve) => requestAnimationFrame(resolve));
  };
  await until(() => !instance.data.frame.busy);
  const used = [...place.querySelectorAll('[class]')].flatMap((node) => [...node.classList]);
  const prefix = used.map((one) => /^(.*?--)/.exec(one)?.[1]).find(Boolean) ?? '';
  sheet.textContent = base + styles(files, `${name}.wxss`).replace(/\.(?=[a-z])/g, `.${prefix}`);
  document.head.appendChild(sheet);
  const fire = (selector: string, event: string, detail: object = {}, i = 0) =>
    (easel as Loose).triggerEvent(all(selector)[i], event, detail, { bubbles: true, composed: true });
  if (done === 'typed') {
    await until(() => all('.entry-input').length);
    fire('.entry-input', 'input', { value: '165/102' });
    fire('.next', 'tap');
    await until(() => all('.hero').length);
  }
  if (done === 'opened') {
    await until(() => all('.more').length);
    fire('.more', 'tap');
    await until(() => all('.panel').length);
  }
  if (done === 'searched') {
    await until(() => all('.query').length);
    fire('.query', 'input', { value: 'tang' });
    await until(() => all('.match').length);
  }
  if (done === 'readings') {
    world.dispatchEvent(new Event('resize'));
    runtime.setSettings({}); // draws again, now that the styles are there
  }
}

async function web(place: HTMLElement, { twin, done, look }: Picture): Promise<void> {
  if (!twin) return;
  const client = await createClient({
    platform: memoryPlatform({ webcrypto: globalThis.crypto, start: Date.now() }),
    content: bundledContent(),
    locale: look.locale,
  });
  await seed(client, done);
  const provider = document.createElement('nelumbo-provider') as Loose;
  provider.client = client;
  provider.locale = look.locale;
  provider.care = look.care;
  provider.theme = look.theme;
  provider.innerHTML = twin; // of our own script
  place.appendChild(provider);
  await provider.ready;
  const inner = () => provider.firstElementChild.shadowRoot as ShadowRoot;
  const until = async (check: () => unknown) => {
    for (const end = performance.now() + 8000; !check() && performance.now() < end;) await new Promise((resolve) => requestAnimationFrame(resolve));
  };
  await until(() => inner().querySelector('.box')?.textContent?.trim());
  if (done === 'typed') {
    await until(() => inner().querySelector('input'));
    const field = inner().querySelector('input')!;
    field.value = '165/102';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await provider.firstElementChild.updateComplete;
    inner().querySelector<HTMLButtonElement>('button[type=submit], .primary')!.click();
  }
  if (done === 'opened') {
    await until(() => inner().querySelector('.more'));
    inner().querySelector<HTMLButtonElement>('.more')!.click();
    await until(() => inner().querySelector('.panel'));
  }
  if (done === 'searched') {
    await until(() => inner().querySelector('input'));
    const field = inner().querySelector('input')!;
    field.focus();
    field.value = 'tang';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }
}

/** Draws both, and waits for what loads in the background. */
async function picture(what: Picture): Promise<void> {
  document.documentElement.lang = what.look.locale; // else a browser writes Chinese marks as Japanese does
  const sides = ['native', 'web'].map((name) => Object.assign(document.createElement('div'), { className: `side ${what.look.theme}`, id: name }));
  document.body.append(...sides);
  await native(sides[0]!, what);
  await web(sides[1]!, what);
  // Two quiet looks in a row.
  for (let before = '', quiet = 0; quiet < 20;) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const now = document.body.innerHTML + (document.querySelector('#web *')?.firstElementChild?.shadowRoot?.innerHTML ?? '');
    quiet = now === before ? quiet + 1 : 0;
    before = now;
  }
}

(globalThis as Loose).picture = picture;
