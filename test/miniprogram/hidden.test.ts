// WeChat cuts requests five seconds after the mini-program is hidden, and tells of no change of the network: it waits for minutes after some failures.
import { wechatPlatform } from '@nelumbo/miniprogram';
import type { Transport } from '@nelumbo/core/platform';
import { NelumboError } from '@nelumbo/core/i18n';
import { expect, it } from 'vitest';
import '../../packages/miniprogram/src/vitals/family.js';
import { start } from '../../packages/miniprogram/src/runtime/client.js';
import { FhirServer } from '../sync/fhir-server.js';
import { modelOf } from './model.js';

it('syncs at once when the user comes back to a mini-program that was hidden', { timeout: 60_000 }, async () => {
  const fhir = new FhirServer();
  const server = fhir.transport();
  const model = modelOf('wx');
  const real = wechatPlatform(model.api);
  let hidden = false;
  let cut = 0;
  const transport: Transport = {
    get online() {
      return real.transport.online ?? true; // all the time
    },
    onOnline: (listener) => real.transport.onOnline!(listener),
    send(request) {
      if (!hidden) return server.send(request);
      cut++;
      return Promise.reject(new NelumboError('offline', 'request:fail interrupted'));
    },
  };
  const { client } = start({ platform: { ...real, transport }, user: 'hidden', api: { fhir: 'https://fhir.example' } });
  await client.privacy.grant('sync');
  await client.sync.now();
  hidden = true;
  for (let i = 0; i < 12; i++) await client.sync.now().catch(() => undefined); // and so it waits for minutes
  expect([cut > 11, client.sync.status.state]).toEqual([true, 'offline']);
  hidden = false;
  model.foreground();
  await expect.poll(() => client.sync.status.state, { timeout: 5000 }).toBe('idle');
  await client.close();
});
