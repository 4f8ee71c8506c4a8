import type { SvelteHTMLElements } from 'svelte/elements';

// What the types refuse; a line that is accepted breaks the check.
type Entry = SvelteHTMLElements['nelumbo-vitals-entry'];
export const refused: Entry[] = [
  // @ts-expect-error -- an attribute of another type
  { measure: 3 },
  // @ts-expect-error -- an event holds what the manifest says, nothing else
  { 'onnelumbo-saved': ({ detail }: CustomEvent<{ systolic: number }>) => void detail },
];
