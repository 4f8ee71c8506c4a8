import { svg } from 'lit';
import { scene } from './scene.js';

/** A window at dusk, snow outside, a warm cup and a cuff on the sill. */
export const winterWindow = scene(svg`
  <rect width="480" height="320" fill="#f3e6d6"/>
  <rect x="118" y="26" width="244" height="196" rx="6" fill="#fffaf2"/>
  <rect x="130" y="38" width="220" height="172" fill="#2d5873"/>
  <circle cx="300" cy="78" r="20" fill="#fbe9c6"/>
  <path d="M130 170c36-26 66-30 98-14s74 10 122-16v70H130Z" fill="#d9e8ef"/>
  <path d="M130 188c52-18 104-12 140-2s56 6 80-2v26H130Z" fill="#f4f9fb"/>
  <path d="M176 128l16 26h-9l12 20h-38l12-20h-9Z" fill="#174056"/><path d="M176 174v10" stroke="#174056" stroke-width="5"/>
  <path d="M318 138l12 20h-7l9 15h-28l9-15h-7Z" fill="#1f4d66"/><path d="M318 173v9" stroke="#1f4d66" stroke-width="4"/>
  <g fill="#fff">
    <circle cx="152" cy="62" r="3"/><circle cx="190" cy="92" r="2.500"/><circle cx="216" cy="56" r="3.500"/><circle cx="250" cy="112" r="3"/>
    <circle cx="272" cy="50" r="2"/><circle cx="330" cy="118" r="3"/><circle cx="322" cy="54" r="2.500"/><circle cx="160" cy="122" r="2.500"/><circle cx="208" cy="128" r="2"/><circle cx="284" cy="136" r="2.500"/>
  </g>
  <path d="M240 38v172M130 118h220" stroke="#fffaf2" stroke-width="8"/>
  <rect x="92" y="222" width="296" height="16" rx="4" fill="#e0c7a8"/>
  <rect y="238" width="480" height="82" fill="#ecd7bd"/>
  <path d="M92 26c26 8 34 56 30 110s-14 78-30 92c-18-40-22-150 0-202Z" fill="#c96f62"/>
  <path d="M388 26c-26 8-34 56-30 110s14 78 30 92c18-40 22-150 0-202Z" fill="#c96f62"/>
  <path d="M92 26c12 40 12 150 0 202M388 26c-12 40-12 150 0 202" stroke="#b05a4f" stroke-width="3" fill="none"/>
  <path d="M166 196h44v22a14 14 0 0 1-14 14h-16a14 14 0 0 1-14-14Z" fill="#fff"/>
  <path d="M210 202h6a9 9 0 0 1 0 18h-7" fill="none" stroke="#fff" stroke-width="5"/>
  <path d="M178 186c-6-8 6-12 0-20m18 20c-6-8 6-12 0-20" stroke="#fff" stroke-width="4" stroke-linecap="round" fill="none" opacity=".8"/>
  <rect x="258" y="188" width="74" height="44" rx="8" fill="#1b6d8c"/>
  <rect x="266" y="196" width="44" height="28" rx="4" fill="#d8f0fb"/>
  <path d="M271 211h9l4-9 6 16 4-7h11" stroke="#005c7f" stroke-width="3" fill="none" stroke-linecap="round" stroke-linejoin="round"/>
  <circle cx="321" cy="210" r="5" fill="#faa4b8"/>
  <path d="M332 214c40 0 46 30 22 44s-70 4-62 24 50 20 84 14" stroke="#174056" stroke-width="5" fill="none" stroke-linecap="round"/>
`);
