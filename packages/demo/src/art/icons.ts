import { html, svg, type SVGTemplateResult } from 'lit';

const icon = (lines: SVGTemplateResult) =>
  html`<svg
    class="icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${lines}
  </svg>`;

/** Line icons of the portal, on the same 24 px grid as the elements'. Always with a word or a label. */
export const icons = {
  home: icon(svg`<path d="m4 11 8-7 8 7v8.500a.500.500 0 0 1-.500.500H15v-6H9v6H4.500a.500.500 0 0 1-.500-.500Z"/>`),
  heart: icon(
    svg`<path d="M12 20s-8-4.900-8-10.600A4.400 4.400 0 0 1 12 7a4.400 4.400 0 0 1 8 2.400C20 15.100 12 20 12 20Z"/><path d="M7.500 12.500h2.300l1.500-2.800 2 4.600 1.300-1.800h2"/>`,
  ),
  check: icon(svg`<rect x="5" y="5" width="14" height="16" rx="2.500"/><path d="M9 5a3 3 0 0 1 6 0M9 12.500l2 2 4-4.500"/>`),
  book: icon(svg`<path d="M12 6.500C10 5 7.500 4.500 4 4.500v14c3.500 0 6 .500 8 2 2-1.500 4.500-2 8-2v-14c-3.500 0-6 .500-8 2Zm0 0v14"/>`),
  server: icon(
    svg`<rect x="4" y="4.500" width="16" height="6.500" rx="2"/><rect x="4" y="13" width="16" height="6.500" rx="2"/><path d="M7.500 7.750h.010M7.500 16.250h.010M11 7.750h5.500M11 16.250h5.500"/>`,
  ),
  settings: icon(svg`<path d="M4 7h9m4 0h3M4 17h3m4 0h9"/><circle cx="15" cy="7" r="2.200"/><circle cx="9" cy="17" r="2.200"/>`),
  search: icon(svg`<circle cx="11" cy="11" r="6.500"/><path d="m16 16 4.500 4.500"/>`),
  close: icon(svg`<path d="m6 6 12 12M18 6 6 18"/>`),
  cloud: icon(svg`<path d="M7.500 18.500a4 4 0 0 1-.500-8 5.500 5.500 0 0 1 10.500 1.500 3.300 3.300 0 0 1 0 6.500Z"/>`),
  cloudOff: icon(svg`<path d="M7.500 18.500a4 4 0 0 1-.500-8m3.500-3.200a5.500 5.500 0 0 1 7 4.700 3.300 3.300 0 0 1 2.200 5.400M4 4l16 16m-4-1.500H7.500"/>`),
  lock: icon(svg`<rect x="5" y="10.500" width="14" height="9.500" rx="2.500"/><path d="M8.500 10.500V8a3.500 3.500 0 0 1 7 0v2.500M12 14.500v2"/>`),
  arrow: icon(svg`<path d="M5 12h14m-5.500-5.500L19 12l-5.500 5.500"/>`),
  back: icon(svg`<path d="M19 12H5m5.500-5.500L5 12l5.500 5.500"/>`),
  refresh: icon(svg`<path d="M19.500 12a7.500 7.500 0 1 1-2.300-5.400M19.500 4v4h-4"/>`),
  head: icon(
    svg`<path d="M9 20v-3H7.500A1.500 1.500 0 0 1 6 15.500V13l-1.500-.800L6 9.500A6.300 6.300 0 0 1 12.500 4C16 4 19 6.800 19 10.300c0 2.200-1 3.700-2 4.900V20"/><path d="m12.500 8-1.500 2.700h3L12.500 13"/>`,
  ),
  mood: icon(svg`<circle cx="12" cy="12" r="8"/><path d="M8.800 14.500c1.700 2 4.700 2 6.400 0M9.300 9.700h.010m5.380 0h.010"/>`),
  cough: icon(
    svg`<path d="M12 4v8M12 12c-1.500-2-3-2.500-4-2.500-2 0-4 4-4 8 0 1.500 1 2.500 2.500 2.500 3 0 5.500-2 5.500-5Zm0 0c1.500-2 3-2.500 4-2.500 2 0 4 4 4 8 0 1.500-1 2.500-2.500 2.500-3 0-5.500-2-5.500-5Z"/>`,
  ),
  fever: icon(svg`<path d="M10 14.200V5.500a2 2 0 0 1 4 0v8.700a4 4 0 1 1-4 0ZM12 9v8M17.500 6H20m-2.500 4H20"/>`),
  child: icon(
    svg`<circle cx="12" cy="8.500" r="4.500"/><path d="M5.500 20.500c.500-4 3-6 6.500-6s6 2 6.500 6M10.500 9.300c.800 1 2.200 1 3 0M12 4c0-1 .800-1.500 1.500-1.500"/>`,
  ),
  belly: icon(svg`<path d="M7.500 3.500c0 4-2 5-2 9s2.500 5 2.500 8M16.500 3.500c0 4 2 5 2 9s-2.500 5-2.500 8"/><circle cx="12" cy="13.500" r="1"/>`),
  skin: icon(
    svg`<path d="M3.500 9.500c3-2 5 2 8.500 0s5.500-2 8.500 0M3.500 15c3-2 5 2 8.500 0s5.500-2 8.500 0"/><path d="M8 5.500h.010M14 4.500h.010M17 6.500h.010M7 19.500h.010M13 19h.010"/>`,
  ),
  worry: icon(svg`<circle cx="12" cy="12" r="8"/><path d="M8.500 15.500c1.200-1.500 2.300.500 3.500-.500s2.300-1.500 3.500 0M9.300 9.700h.010m5.380 0h.010"/>`),
  visit: icon(
    svg`<path d="M6 4v5a4.500 4.500 0 0 0 9 0V4M4.500 4H7m7 0h2.500M10.500 13.500v2a4.500 4.500 0 0 0 9 0v-1.500"/><circle cx="19.500" cy="12" r="2"/>`,
  ),
  play: html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M8 5.500v13l11-6.500Z" fill="currentColor" /></svg>`,
};
