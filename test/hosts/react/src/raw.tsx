/// <reference types="@nelumbo/elements/typings/react" />
import { useRef } from 'react';
import type { NelumboVitalsEntry } from '@nelumbo/elements/vitals/entry';
import { forms } from './contract';

// The tags without wrappers: what the types take and refuse, in React 18 and 19. Checked, not part of the page.
export function Raw() {
  const entry = useRef<NelumboVitalsEntry>(null);
  return (
    <nelumbo-provider tenant="host-one" emergency-number="120" locale="zh-CN" id="one" aria-label="x">
      <nelumbo-vitals-entry ref={entry} key="1" measure="glucose" care onnelumbo-saved={({ detail }) => void (detail.id satisfies string)}>
        <p slot="intro">x</p>
      </nelumbo-vitals-entry>
      <nelumbo-intake questionnaire={forms.first} mode="page" />
      <nelumbo-frame src="https://guest.example/guest.html" widget="vitals-entry" widget-measure="glucose" token={({ reason }) => Promise.resolve(reason)} />
    </nelumbo-provider>
  );
}

export const refused = [
  // @ts-expect-error -- an attribute of another type
  <nelumbo-vitals-entry measure={3} />,
  // @ts-expect-error -- a word that is none of its words
  <nelumbo-provider theme="pink" />,
  // @ts-expect-error -- a handler that is none
  <nelumbo-vitals-entry onnelumbo-saved="saved" />,
  // @ts-expect-error -- an attribute that it does not have
  <nelumbo-vitals-entry systolic="120" />,
  // @ts-expect-error -- an attribute that the frame does not have
  <nelumbo-frame widgt="vitals-entry" />,
  // @ts-expect-error -- a tag that is not there
  <nelumbo-vitals-entrance />,
  <nelumbo-vitals-entry
    onnelumbo-saved={({ detail }) => {
      // @ts-expect-error -- an event holds what the manifest says, nothing else
      void detail.systolic;
    }}
  />,
];
