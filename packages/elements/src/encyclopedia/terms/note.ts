import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { closeIcon } from '../../base/icons/close.js';
import type { Mark } from './painter.js';

type Host = ReactiveControllerHost & HTMLElement;

/** Ms that the pointer rests on a term before its note opens, and that the way from the term to the note may take. */
const [INTENT, LEAVE] = [200, 300];
/** Px below which a note is a sheet at the bottom of the screen. */
const NARROW = 480;
/** Px between a term and its note, and between a note and the edge of the screen. */
const [APART, EDGE] = [6, 8];

interface Open {
  readonly mark: Mark;
  /** Pointed at, focused, or asked for: only then the focus goes into the note. */
  readonly by: 'pointer' | 'focus' | 'press';
  readonly sheet: boolean;
  /** Where the focus goes back to. */
  readonly from: HTMLElement | undefined;
}

/**
 * The note of a term: beside it for the mouse and the keyboard, a sheet for the finger. It stays while the pointer is on it or on its term,
 * closes on Escape without anything moving (WCAG 1.4.13), and when its term leaves the screen. One at a time.
 */
export class Note implements ReactiveController {
  readonly #host: Host;
  #open: Open | undefined;
  #shown = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tabbed = false;
  #returning = false;
  #resized: ResizeObserver | undefined;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  /** The term whose note is open. */
  get mark(): Mark | undefined {
    return this.#open?.mark;
  }

  hostDisconnected(): void {
    this.close();
  }

  /** The pointer rests on a term, or (`undefined`) has left it. */
  point(mark: Mark | undefined): void {
    if (mark && this.#open?.mark === mark) return clearTimeout(this.#timer);
    clearTimeout(this.#timer);
    if (mark) this.#timer = setTimeout(() => this.#show({ mark, by: 'pointer', sheet: false, from: mark.element }), INTENT);
    else if (this.#open?.by === 'pointer') this.#timer = setTimeout(() => this.close(), LEAVE);
  }

  /** The keyboard has reached a term, or (`undefined`) has left it. */
  focus(mark: Mark | undefined): void {
    if (this.#returning) return;
    if (mark) this.#show({ mark, by: 'focus', sheet: false, from: mark.element });
    else if (this.#open?.by === 'focus') this.close();
  }

  /** A term was pressed: the note opens and takes the focus, or closes. @param finger - by touch */
  press(mark: Mark, finger: boolean, from: HTMLElement | undefined): void {
    if (this.#open?.mark === mark && this.#open.by === 'press') return this.close();
    this.#show({ mark, by: 'press', sheet: finger || innerWidth < NARROW, from: from ?? mark.element });
  }

  /** Closes; the focus goes back to the term when it was inside. */
  close(): void {
    clearTimeout(this.#timer);
    const open = this.#open;
    if (!open) return;
    const inside = this.#box?.matches(':focus-within') ?? false;
    this.#open = undefined;
    this.#shown = false;
    if (open.mark.element) open.mark.element.expanded = false;
    this.#listen('removeEventListener');
    this.#resized?.disconnect();
    this.#host.requestUpdate();
    if (inside) this.#return(open.from);
  }

  /** The focus goes back to a term; that is no wish to read its note again. */
  #return(from: HTMLElement | undefined): void {
    this.#returning = true;
    if (from?.isConnected) from.focus();
    this.#returning = false;
  }

  /** The term may be gone from the page: then so is its note. */
  check(): void {
    if (this.#open && !this.#open.mark.isThere()) this.close();
  }

  get #box(): HTMLElement | null | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLElement>('.note');
  }

  #show(open: Open): void {
    clearTimeout(this.#timer);
    if (!open.mark.isThere()) return;
    if (this.#open?.mark.element) this.#open.mark.element.expanded = false;
    if (this.#open?.sheet !== open.sheet || this.#open.by !== open.by) this.#shown = false;
    this.#open = open;
    if (open.mark.element) open.mark.element.expanded = true;
    this.#listen('addEventListener');
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const box = this.#box;
    if (!box || !this.#open) return;
    const { sheet, by } = this.#open;
    if (!this.#shown) {
      this.#shown = true;
      if (sheet) {
        box.addEventListener('click', this.#outside); // a press beside it; the keyboard has Escape
        (box as HTMLDialogElement).showModal(); // the sheet's template is a dialog
      } else {
        if ('popover' in box && !box.matches(':popover-open')) box.showPopover();
        if (by === 'press') box.focus();
      }
    }
    if (sheet) return;
    // The card in it loads: what was beside the term with three lines may not be with ten.
    this.#resized ??= new ResizeObserver(this.#place);
    this.#resized.disconnect();
    this.#resized.observe(box);
    this.#place();
  }

  /** Beside its term: below where there is room, else above; never off the screen. */
  readonly #place = (): void => {
    const [box, open] = [this.#box, this.#open];
    if (!box || !open || open.sheet) return;
    const at = open.mark.rect();
    if (!open.mark.isThere() || at.bottom < 0 || at.top > innerHeight) return this.close();
    const size = box.getBoundingClientRect();
    const left = Math.max(EDGE, Math.min(at.left, innerWidth - size.width - EDGE));
    const below = at.bottom + APART;
    const top = below + size.height > innerHeight - EDGE && at.top - APART - size.height >= EDGE ? at.top - APART - size.height : below;
    box.style.setProperty('--_left', `${left}px`);
    box.style.setProperty('--_top', `${top}px`);
  };

  #listen(change: 'addEventListener' | 'removeEventListener'): void {
    globalThis[change]('scroll', this.#place, { capture: true });
    globalThis[change]('resize', this.#place);
    document[change]('keydown', this.#key as EventListener, { capture: true }); // a keydown is a keyboard's event
    document[change]('pointerdown', this.#beside, { capture: true });
  }

  readonly #key = (event: KeyboardEvent): void => {
    this.#tabbed = event.key === 'Tab';
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation(); // the page's own dialog stays open
    this.close();
  };

  readonly #beside = (event: Event): void => {
    this.#tabbed = false;
    const open = this.#open;
    const path = event.composedPath();
    if (!open || open.sheet || path.includes(this.#box!) || (open.mark.element && path.includes(open.mark.element))) return;
    this.close();
  };

  readonly #left = (event: FocusEvent): void => {
    const to = event.relatedTarget as Node | null; // what takes the focus is a node
    if (this.#open?.sheet || (to && this.#box?.contains(to))) return;
    // What was pressed is gone (a failure's "try again"), or the reader is in another window: the note stays, and the focus in it.
    if (!to && !this.#tabbed) return queueMicrotask(() => document.hasFocus() && !this.#box?.matches(':focus-within') && this.#box?.focus());
    const from = this.#open?.from;
    this.close();
    // Tab has left the note at its end: reading goes on at its term.
    if (this.#tabbed) this.#return(from);
  };

  /** The note with what `content` shows; nothing while none is open. */
  view(label: (text: string) => string, closeLabel: string, content: (mark: Mark) => TemplateResult): TemplateResult | typeof nothing {
    if (!this.#open) return nothing;
    const { mark, sheet } = this.#open;
    const name = label(mark.text);
    if (sheet)
      return html`<dialog class="note sheet" part="popover" aria-label=${name} @close=${() => this.close()}>
        <div class="top"><button type="button" class="quiet" aria-label=${closeLabel} @click=${() => this.close()}>${closeIcon}</button></div>
        ${content(mark)}
      </dialog>`;
    return html`<div
      class="note"
      part="popover"
      popover="manual"
      role="dialog"
      tabindex="-1"
      aria-label=${name}
      @pointerenter=${() => clearTimeout(this.#timer)}
      @pointerleave=${() => this.point(undefined)}
      @focusout=${this.#left}
    >
      ${content(mark)}
    </div>`;
  }

  readonly #outside = (event: MouseEvent): void => {
    if (event.target === this.#box) this.close();
  };
}
