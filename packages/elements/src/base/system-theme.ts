import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Follows the system's light or dark preference. */
export class SystemTheme implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #query = globalThis.matchMedia?.('(prefers-color-scheme: dark)');
  readonly #changed = (): void => this.#host.requestUpdate();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get theme(): 'light' | 'dark' {
    return this.#query?.matches ? 'dark' : 'light';
  }

  hostConnected(): void {
    this.#query?.addEventListener('change', this.#changed);
  }

  hostDisconnected(): void {
    this.#query?.removeEventListener('change', this.#changed);
  }
}
