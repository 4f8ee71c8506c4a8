// What every host does, and shows to accept.mjs. Copied into each host before it is built.

/** Hooks by which the script changes the host's state; the host passes it on in its framework's way. */
export interface Hooks {
  setQuery(query: string): void;
  setLocale(locale: string): void;
  setForm(name: 'first' | 'second'): void;
  show(on: boolean): void;
}

declare global {
  interface Window {
    host: Hooks;
    /** Names of the events that the framework's own handlers heard. */
    heard: string[];
  }
}

/** Handed to the framework as an event handler. */
export function hear(event: Event): void {
  (window.heard ??= []).push(event.type);
}

const questionnaire = (name: string, text: string) => ({
  resourceType: 'Questionnaire' as const,
  url: `https://host.example/${name}`,
  version: '1',
  status: 'active' as const,
  title: text,
  item: [{ linkId: '1', type: 'boolean' as const, text }],
});

/** Rich data: an element gets it as a property. */
export const forms = { first: questionnaire('first', '今天头痛吗？'), second: questionnaire('second', '今天发烧吗？') };
