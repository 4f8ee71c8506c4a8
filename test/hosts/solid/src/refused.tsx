// What the types refuse; a line that is accepted breaks the build.
import type { JSX } from 'solid-js';

const heard = (event: CustomEvent<{ id: string }>): void => void event;

export const refused = () => [
  // @ts-expect-error -- a property of another type
  <nelumbo-vitals-entry prop:measure={3} />,
  <nelumbo-vitals-entry
    on:nelumbo-saved={({ detail }) => {
      // @ts-expect-error -- an event holds what the manifest says, nothing else
      void detail.systolic;
    }}
  />,
  // TypeScript lets any name with a hyphen pass in JSX, but nothing says what a handler of a misspelt event would get.
  // @ts-expect-error -- no type for `event`
  <nelumbo-vitals-entry on:nelumbo-sved={(event) => void event.detail} />,
  // A handler from elsewhere brings its own type. Names are checked in an object.
  <nelumbo-vitals-entry on:nelumbo-sved={heard} />,
  // @ts-expect-error -- no such event
  <nelumbo-vitals-entry {...({ 'on:nelumbo-sved': heard } satisfies JSX.IntrinsicElements['nelumbo-vitals-entry'])} />,
  <nelumbo-vitals-entry {...({ 'on:nelumbo-saved': heard } satisfies JSX.IntrinsicElements['nelumbo-vitals-entry'])} />,
];
