import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { build } from 'esbuild';
import { serveStatic } from '../../scripts/static-site.mjs';

// Records behind a passkey: a real Chromium with a virtual authenticator that speaks the PRF extension.
const code = `
  import { createClient } from '@nelumbo/core/client';
  import { browserPlatform } from '@nelumbo/browser';
  import { createPasskey, hasPasskeys, passkeySecret } from '@nelumbo/browser/passkey';
  const codes = async (work) => { try { return await work(); } catch (error) { return error.code ?? String(error); } };
  const open = (secret) => createClient({ platform: browserPlatform(), tenant: 'clinic', user: 'u1', locale: 'zh-CN', ...(secret ? { secret } : {}) });
  const heart = { resourceType: 'Observation', status: 'final', code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
    effectiveDateTime: '2026-03-01T08:00:00+08:00', valueQuantity: { value: 71, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' } };
  const recovery = new Uint8Array(32).fill(7);
  const read = async (client) => {
    const found = await client.records.range({ type: 'Observation' });
    const kinds = await client.records.keys.wrappings();
    await client.close();
    return { values: found.map(({ valueQuantity }) => valueQuantity.value), kinds: [...kinds].sort() };
  };
  globalThis.stories = {
    hasPasskeys,
    lock: () => codes(async () => {
      const client = await open();
      await client.records.write([{ put: heart }]);
      const refused = await codes(async () => client.records.keys.add(await createPasskey({ user: 'u1', name: 'lin', site: 'Clinic' })));
      await client.records.keys.add({ kind: 'recovery', secret: recovery });
      await client.records.keys.add(await createPasskey({ user: 'u1', name: 'lin', site: 'Clinic' }));
      return { refused, ...(await read(client)) };
    }),
    byPasskey: () => codes(async () => read(await open(() => passkeySecret()))),
    byRecovery: () => codes(async () => read(await open(async () => ({ kind: 'recovery', secret: recovery })))),
    without: () => codes(async () => read(await open())),
  };
`;

async function authenticator(page: Page): Promise<{ forget: () => Promise<void>; decline: () => Promise<void> }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', automaticPresenceSimulation: true },
      ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true, hasPrf: true },
    },
  });
  return {
    forget: async () => void (await cdp.send('WebAuthn.clearCredentials', { authenticatorId })),
    decline: async () => void (await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })),
  };
}

type Story = 'hasPasskeys' | 'lock' | 'byPasskey' | 'byRecovery' | 'without';
const tell = (page: Page, story: Story): Promise<unknown> =>
  page.evaluate((name) => (globalThis as unknown as { stories: Record<string, () => Promise<unknown>> }).stories[name]!(), story);

test('a passkey opens the records, nothing opens them without it, and the recovery code does when it is gone', async ({ page }) => {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: fileURLToPath(new URL('../../packages/elements', import.meta.url)) },
    ...{ bundle: true, format: 'iife', write: false, conditions: ['nelumbo-source', 'browser'], logLevel: 'error' },
  });
  const site = await serveStatic({ pages: { '/': '<!doctype html><title>Passkey</title>' }, host: 'localhost' });
  try {
    const visit = async () => {
      await page.goto(site.url);
      await page.addScriptTag({ content: outputFiles[0]!.text });
    };
    await visit();
    const { forget, decline } = await authenticator(page);
    expect(await tell(page, 'hasPasskeys')).toBe(true);
    // Alone it is refused; the device's own key leaves with the first stronger one.
    expect(await tell(page, 'lock')).toEqual({ refused: 'bad-input', values: [71], kinds: ['passkey', 'recovery'] });
    await visit();
    expect(await tell(page, 'byPasskey')).toEqual({ values: [71], kinds: ['passkey', 'recovery'] });
    expect(await tell(page, 'without')).toBe('wrong-key');
    await decline();
    expect(await tell(page, 'byPasskey')).toBe('aborted');
    await forget();
    expect(await tell(page, 'byRecovery')).toEqual({ values: [71], kinds: ['passkey', 'recovery'] });
  } finally {
    await site.close();
  }
});
