// What the types refuse; a line that is accepted breaks the build.
export const refused = [
  // @ts-expect-error -- an attribute of another type
  <nelumbo-vitals-entry measure={3} />,
  <nelumbo-vitals-entry
    onnelumbo-saved={({ detail }) => {
      // @ts-expect-error -- an event holds what the manifest says, nothing else
      void detail.systolic;
    }}
  />,
  // @ts-expect-error -- no such event, so nothing gives `event` a type; the name alone TypeScript lets pass
  <nelumbo-vitals-entry onnelumbo-sved={(event) => void event} />,
];
