import { VitalsEntry } from '@nelumbo/react';

// What the types refuse; a line that is accepted breaks the build.
export const refused = [
  // @ts-expect-error -- an attribute of another type
  <VitalsEntry measure={3} />,
  // @ts-expect-error -- an event of another element
  <VitalsEntry onTaken={() => undefined} />,
  <VitalsEntry
    onSaved={({ detail }) => {
      // @ts-expect-error -- an event holds what the manifest says, nothing else
      void detail.systolic;
    }}
  />,
];
