import { jsonLdText, type Entry } from '@nelumbo/core/encyclopedia';
import type { LitElement, ReactiveController } from 'lit';
import { today } from './about.js';

/** schema.org's description of a reviewed article, once, outside of the shadow root: search engines look there. */
export class Description implements ReactiveController {
  #script: HTMLScriptElement | undefined;

  constructor(private readonly host: LitElement) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.show(undefined);
  }

  /** Describes this entry in place of the one before. Nothing is said about entries that are not reviewed. */
  show(entry: Entry | undefined): void {
    this.#script?.remove();
    this.#script = undefined;
    const text = entry && jsonLdText(entry, today());
    if (text === undefined) return;
    this.#script = document.createElement('script');
    this.#script.type = 'application/ld+json';
    this.#script.append(text);
    this.host.append(this.#script);
  }
}
