import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Counts the rest between two readings down, second by second; nothing waits for it. */
export class RestTimer implements ReactiveController {
  #until = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** Seconds that are left. */
  get left(): number {
    return Math.max(0, Math.ceil((this.#until - Date.now()) / 1_000));
  }

  /** Begins to count. @param seconds - how long to rest */
  start(seconds: number): void {
    this.stop();
    this.#until = Date.now() + seconds * 1_000;
    this.#timer = setInterval(() => {
      if (!this.left) this.stop();
      this.host.requestUpdate();
    }, 1_000);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  hostDisconnected(): void {
    this.stop();
  }
}
