import { html } from 'lit';

/** The portal's sign: a bud between two leaves. */
export const sign = html`<svg class="sign" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
  <path class="bud" d="M16 4c3.600 3.600 5.200 7.300 5.200 11.200S19.500 22 16 25c-3.500-3-5.200-5.900-5.200-9.800S12.400 7.600 16 4Z" />
  <path
    class="leaf"
    d="M4 12.500c4.400.6 7.400 2.300 9 4.800S15 22.600 16 27c-5.800-.2-9.500-2.400-11.100-6-.9-2.300-1-5-.9-8.500Zm24 0c-4.400.6-7.400 2.300-9 4.800S17 22.600 16 27c5.800-.2 9.500-2.400 11.100-6 .9-2.300 1-5 .9-8.500Z"
  />
</svg>`;
