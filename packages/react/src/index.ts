/** Nelumbo for React: one component for each element, `VitalsEntry` for `<nelumbo-vitals-entry>`. Server components may render them. */
export * from './generated/elements.js';
export { wrap, type Wiring, type Wrapped, type WrappedProps } from './wrap.js';
