import { ContextEvent, type Context } from '@lit/context';
import type { Client } from '@nelumbo/core';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { clientContext, settingsContext, type Settings } from './context.js';

type Host = ReactiveControllerHost & HTMLElement;

/** What the link tells its element. */
export interface ProviderLinkListener {
  settings(settings: Settings): void;
  client(client: Promise<Client>): void;
}

/** Ms that an undefined element named like a provider is waited for. */
const patience = 2000;

/**
 * Finds the provider around an element, also one that upgrades later; without any, falls back to one anonymous client per
 * page, loaded lazily, so that an element pasted alone works.
 */
export class ProviderLink implements ReactiveController {
  readonly #host: Host;
  readonly #listener: ProviderLinkListener;
  #ends: (() => void)[] = [];
  #answered = false;
  #fallback: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host, listener: ProviderLinkListener) {
    this.#host = host;
    this.#listener = listener;
    host.addController(this);
  }

  hostConnected(): void {
    this.#request();
    if (this.#answered) return;
    const late = this.#undefinedProvider();
    if (!late) return this.#takeAnonymous();
    // A provider in the page whose script comes later: wait for it rather than open a second, anonymous database.
    void customElements.whenDefined(late.localName).then(() => this.#host.isConnected && !this.#answered && this.hostConnected());
    // Of another name it may be the host's own, never be defined and have nothing to do with us.
    if (late.localName !== 'nelumbo-provider') this.#fallback = setTimeout(() => this.#takeAnonymous(), patience);
  }

  hostDisconnected(): void {
    clearTimeout(this.#fallback);
    for (const end of this.#ends) end();
    this.#ends = [];
    this.#answered = false;
  }

  /** After an erasure: without a provider, a new anonymous client takes the place of the closed one. */
  renew(): void {
    if (!this.#answered) this.#takeAnonymous();
  }

  #takeAnonymous(): void {
    const chosen = import('../provider/anonymous-client.js').then((m) => m.anonymousClient());
    const take = (): void => {
      if (this.#host.isConnected && !this.#answered) this.#listener.client(chosen);
    };
    chosen.then(take, take); // a failure too: the element says it
  }

  #request(): void {
    this.#ask(settingsContext, (settings) => this.#listener.settings(settings));
    this.#ask(clientContext, (client) => this.#listener.client(client));
  }

  #ask<T>(context: Context<unknown, T>, take: (value: T) => void): void {
    this.#host.dispatchEvent(
      new ContextEvent(
        context,
        this.#host,
        (value, end) => {
          this.#answered = true;
          if (end && !this.#ends.includes(end)) this.#ends.push(end);
          take(value);
        },
        true,
      ),
    );
  }

  #undefinedProvider(): Element | undefined {
    let node: Node | undefined = this.#host;
    while (node) {
      if (node instanceof Element && node.localName.endsWith('-provider') && node.matches(':not(:defined)')) return node;
      node = node.parentNode ?? (node as ShadowRoot).host; // without a parent it is a shadow root, or the document, which has no host
    }
    return undefined;
  }
}
