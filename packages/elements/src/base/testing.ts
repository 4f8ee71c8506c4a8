import type { Client, ClientOptions } from '@nelumbo/core';
import { createClient } from '@nelumbo/core/client';
import { memoryPlatform } from '@nelumbo/core/memory';
import { bundledContent } from '@nelumbo/content';
import { fixture, html } from '@open-wc/testing';
import type { LitElement, TemplateResult } from 'lit';
import '../provider/define.js';
import type { NelumboProvider } from '../provider/provider.js';

/** A real client on memory ports, with the starter content; `platform` can be replaced to inject faults or turn the clock. */
export const testClient = (options: Partial<ClientOptions> = {}): Promise<Client> =>
  createClient({ platform: memoryPlatform({ webcrypto: globalThis.crypto }), content: bundledContent(), locale: 'zh-CN', ...options });

/** Renders `template` inside a provider with `client` and waits for the first element in it. */
export async function inProvider<E extends Element>(
  client: Client,
  template: TemplateResult,
  settings: { locale?: string; theme?: NelumboProvider['theme']; care?: boolean } = {},
): Promise<{ element: E; provider: NelumboProvider }> {
  const provider = await fixture<NelumboProvider>(
    html`<nelumbo-provider .client=${client} locale=${settings.locale ?? 'zh-CN'} theme=${settings.theme ?? 'light'} ?care=${settings.care ?? false}
      >${template}</nelumbo-provider
    >`,
  );
  const element = provider.firstElementChild as E & LitElement; // the caller renders one element
  await provider.ready;
  await element.updateComplete;
  return { element, provider };
}
