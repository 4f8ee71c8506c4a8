// What the types refuse; a line that is accepted breaks the build.
export const refused = () => [
  // @ts-expect-error -- a property of another type
  <nelumbo-vitals-entry prop:measure={3} />,
  <nelumbo-vitals-entry
    on:nelumbo-saved={({ detail }) => {
      // @ts-expect-error -- an event holds what the manifest says, nothing else
      void detail.systolic;
    }}
  />,
];
