/** What a gesture asks for; positions are CSS pixels from the element's left edge. */
export interface GestureListener {
  /** Moved by so many pixels to the right. */
  pan(dx: number): void;
  /** Above 1 shows more, below 1 less; `at` stays where it is. */
  zoom(factor: number, at: number): void;
  /** Points at a place. */
  point(at: number): void;
  /** Points at nothing any more. */
  leave(): void;
}

/** Moving less than this, px, is a tap. */
const slack = 6;

/**
 * Pointers and the wheel over a drawing: a mouse points when it moves and pans when it drags; one finger taps to point and pans, two pinch;
 * Ctrl and the wheel zoom (a trackpad's pinch is that), a plain wheel scrolls the page.
 */
export class Gestures {
  readonly #listener: GestureListener;
  readonly #down = new Map<number, { readonly start: number; x: number }>();
  #moved = false;
  #apart = 0;

  constructor(listener: GestureListener) {
    this.#listener = listener;
  }

  readonly wheel = {
    passive: false,
    handleEvent: (event: WheelEvent): void => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      this.#listener.zoom(Math.exp(Math.max(-50, Math.min(50, event.deltaY)) / 100), this.#at(event));
    },
  };

  readonly pointerdown = (event: PointerEvent): void => {
    if (event.button > 0) return;
    const x = this.#at(event);
    if (!this.#down.size) this.#moved = false;
    this.#down.set(event.pointerId, { start: x, x });
    this.#apart = this.#spread();
    if (event.isTrusted) (event.currentTarget as Element).setPointerCapture(event.pointerId); // the listener sits on the plot
  };

  readonly pointermove = (event: PointerEvent): void => {
    const pointer = this.#down.get(event.pointerId);
    const x = this.#at(event);
    if (!pointer) return void (event.pointerType === 'mouse' && this.#listener.point(x));
    const dx = x - pointer.x;
    if (this.#down.size > 1) return this.#pinch(pointer, x);
    if (!this.#moved && Math.abs(x - pointer.start) < slack) return;
    this.#moved = true;
    pointer.x = x;
    this.#listener.pan(dx);
  };

  readonly pointerup = (event: PointerEvent): void => {
    if (!this.#down.delete(event.pointerId)) return;
    this.#apart = this.#spread();
    if (!this.#moved && !this.#down.size && event.type === 'pointerup') this.#listener.point(this.#at(event));
  };

  readonly pointerleave = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse' && !this.#down.size) this.#listener.leave();
  };

  #at(event: MouseEvent): number {
    return event.clientX - (event.currentTarget as Element).getBoundingClientRect().left; // the listeners sit on the plot
  }

  #spread(): number {
    const [a, b] = [...this.#down.values()];
    return a && b ? Math.max(20, Math.abs(a.x - b.x)) : 0;
  }

  #pinch(pointer: { x: number }, x: number): void {
    this.#moved = true;
    const before = this.#apart;
    pointer.x = x;
    this.#apart = this.#spread();
    const [a, b] = [...this.#down.values()];
    if (before && this.#apart && a && b) this.#listener.zoom(before / this.#apart, (a.x + b.x) / 2);
  }
}
