/** Typed listeners. One that throws does not keep the others from hearing. */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<(detail: never) => void>>();

  on<E extends keyof Events>(event: E, listener: (detail: Events[E]) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  emit<E extends keyof Events>(event: E, detail: Events[E]): void {
    const listeners = this.#listeners.get(event);
    for (const listener of [...(listeners ?? [])]) {
      // In a microtask: a listener's failure becomes the host's unhandled rejection, not ours.
      void Promise.resolve().then(() => {
        if (listeners?.has(listener)) (listener as (detail: Events[E]) => void)(detail); // kept under this event's name
      });
    }
  }

  clear(): void {
    for (const listeners of this.#listeners.values()) listeners.clear();
  }
}
