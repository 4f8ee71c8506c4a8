import { createElement, forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import type { ForwardRefExoticComponent, HTMLAttributes, PropsWithoutRef, ReactNode, RefAttributes } from 'react';

/** How an element's props become attributes, properties and listeners; the generator reads it from the manifest. */
export interface Wiring {
  /** Prop -> attribute. The server prints these. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Props that are objects or functions: set as properties, never printed. */
  readonly properties: readonly string[];
  /** Prop -> event: `onSaved` -> `nelumbo-saved`. */
  readonly events: Readonly<Record<string, string>>;
  /** Loads and registers the element; called in the browser, when the first one is mounted and nobody has defined it yet. */
  readonly define: () => Promise<unknown>;
}

/** Props of a wrapped element: its own, then whatever HTML knows. */
export type WrappedProps<Props, E> = Props & Omit<HTMLAttributes<E>, keyof Props | 'children'> & { readonly children?: ReactNode };

/** A wrapped element: a component whose `ref` is the element itself. */
export type Wrapped<E extends HTMLElement, Props> = ForwardRefExoticComponent<PropsWithoutRef<WrappedProps<Props, E>> & RefAttributes<E>>;

// React warns about layout effects on servers, where none runs.
const useBeforePaint = typeof window === 'undefined' ? useEffect : useLayoutEffect;

/**
 * A React component around a custom element. The server prints the tag, its primitive attributes and its children; properties and listeners are set
 * in effects, because React does not attach the handlers of a custom element that it hydrates.
 */
export function wrap<E extends HTMLElement, Props extends object>(tag: string, { attributes, properties, events, define }: Wiring): Wrapped<E, Props> {
  const Element = forwardRef<E, Record<string, unknown>>((props, ref) => {
    const element = useRef<E>(null);
    const latest = useRef(props);
    useImperativeHandle(ref, () => element.current as E, []); // mounted by then

    useBeforePaint(() => {
      latest.current = props;
      const target = element.current as (E & Record<string, unknown>) | null; // properties by name, as the manifest says
      for (const name of properties) if (target && name in props && target[name] !== props[name]) (target as Record<string, unknown>)[name] = props[name];
    });
    useBeforePaint(() => {
      const target = element.current;
      const ends = Object.entries(events).map(([prop, name]) => {
        const listener = (event: Event): void => (latest.current[prop] as ((event: Event) => void) | undefined)?.(event); // the prop's type says so
        target?.addEventListener(name, listener);
        return () => target?.removeEventListener(name, listener);
      });
      if (!customElements.get(tag)) define().catch((error: unknown) => target?.dispatchEvent(failed(error)));
      return () => ends.forEach((end) => end());
    }, []);

    const printed: Record<string, unknown> = { ref: element };
    for (const [name, value] of Object.entries(props)) {
      if (name in events || properties.includes(name)) continue;
      // React 18 prints `classname` on custom elements, and both print `true` for a bare boolean.
      const attribute = name === 'className' ? 'class' : (attributes[name] ?? name);
      printed[attribute] = name in attributes && typeof value === 'boolean' ? (value ? '' : undefined) : value;
    }
    return createElement(tag, printed);
  });
  Element.displayName = tag;
  return Element as Wrapped<E, Props>; // typed by the manifest from here on
}

/** As the loader tells it; the children stay visible. */
function failed(cause: unknown): CustomEvent {
  console.error(cause);
  return new CustomEvent('nelumbo-load-failed', { detail: { code: 'load' }, bubbles: true, composed: true });
}
