import { svg } from 'lit';
import { scene } from './scene.js';

/** A table from above: a bowl of noodles, a dish of soy sauce, a spoon of salt. */
export const soySpoon = scene(svg`
  <rect width="480" height="320" fill="#f6d9b8"/>
  <path d="M0 0h480v320H0Z" fill="#f2cf9f"/><path d="M0 96h480M0 206h480" stroke="#e6bd88" stroke-width="3"/>
  <circle cx="196" cy="166" r="122" fill="#2c6b86"/><circle cx="196" cy="166" r="108" fill="#fdf6ea"/><circle cx="196" cy="166" r="94" fill="#d99a55"/>
  <g fill="none" stroke="#fbe6b4" stroke-width="9" stroke-linecap="round">
    <path d="M124 150c30-40 92-48 132-10"/><path d="M118 172c36-38 104-42 156-6"/><path d="M126 196c40-34 92-34 138-6"/><path d="M146 222c30-22 68-22 100-4"/><path d="M150 120c26-18 56-20 86-2"/>
  </g>
  <ellipse cx="226" cy="142" rx="34" ry="27" fill="#fff"/><circle cx="228" cy="141" r="14" fill="#f3a83c"/>
  <path d="M138 176c10-10 26-10 34 0s-4 26-20 24-22-16-14-24Z" fill="#5c9a4f"/><path d="M176 214c10-8 24-6 30 4s-6 18-18 16-18-14-12-20Z" fill="#74b25f"/>
  <circle cx="166" cy="134" r="13" fill="#dc6a52"/><circle cx="166" cy="134" r="7" fill="#f3c1a6"/>
  <circle cx="372" cy="96" r="56" fill="#fff"/><circle cx="372" cy="96" r="43" fill="#5a2d1c"/><path d="M344 84c8-14 26-22 42-18" stroke="#9a6248" stroke-width="5" fill="none" stroke-linecap="round"/>
  <path d="M320 244c0-16 22-26 44-22s28 14 76 4l18 6-16 12c-44 8-56 2-74 12s-48 8-48-12Z" fill="#cfd8dd"/>
  <path d="M328 240c4-12 24-18 38-14s12 14 2 18-38 10-40-4Z" fill="#fff"/>
  <g fill="#fff"><circle cx="318" cy="212" r="3"/><circle cx="308" cy="226" r="2.500"/><circle cx="330" cy="272" r="2.500"/><circle cx="352" cy="280" r="3"/><circle cx="384" cy="272" r="2"/></g>
  <path d="M40 20 128 300M62 14l86 284" stroke="#8a3f2c" stroke-width="8" stroke-linecap="round" opacity=".92"/>
`);
