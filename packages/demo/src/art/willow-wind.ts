import { svg } from 'lit';
import { scene } from './scene.js';

/** Willow branches over a pond path in the wind, with drifting pollen. */
export const willowWind = scene(svg`
  <rect width="480" height="320" fill="#e4f1e4"/>
  <circle cx="374" cy="84" r="46" fill="#fbeec4"/>
  <path d="M0 214c70-30 150-34 236-14s160 10 244-22v142H0Z" fill="#c3dfc8"/>
  <path d="M0 250c90-22 190-14 262 2s150 4 218-16v84H0Z" fill="#9ccdb4"/>
  <path d="M110 320c28-34 98-52 190-58 52-3 104-12 180-36v30c-82 24-150 28-206 34-62 7-88 14-104 30Z" fill="#f4ead6"/>
  <path d="M64 320c6-72-8-150-34-220 26-18 46-18 62-4-6 78 2 156 18 224Z" fill="#7a5f4b"/>
  <g fill="none" stroke-linecap="round" stroke="#5c9a6a" stroke-width="3.500">
    <path d="M60 40c60-22 110-8 138 40s28 92 10 128"/><path d="M60 40c42-12 78 6 98 52s20 90-2 120"/><path d="M50 40c80-44 160-20 198 34s34 96 20 122"/>
    <path d="M60 44c14 30 26 70 20 132M70 36c92-38 190-22 250 20s50 78 44 104"/>
  </g>
  <g fill="#74b27d">
    <path d="M206 118c12 0 20 6 24 14-12 2-20-4-24-14Zm8 40c12-2 20 4 26 12-12 4-22-2-26-12Zm-4 30c8 2 12 10 12 18-10-2-14-10-12-18Zm-46-54c12-2 20 4 24 12-12 4-20-2-24-12Zm4 40c10-2 18 4 22 12-12 2-20-4-22-12Zm84-64c10-2 18 4 22 12-12 2-20-4-22-12Zm10 44c10-2 18 4 22 12-12 2-20-4-22-12Zm50-60c12-4 22 0 28 8-12 6-22 2-28-8Zm32 48c10 0 18 6 20 14-10 0-18-6-20-14ZM80 104c10 2 16 10 16 20-10-2-16-10-16-20Zm2 44c10 0 16 8 18 16-12 0-18-8-18-16Z"/>
  </g>
  <g fill="#fff"><circle cx="250" cy="210" r="6"/><circle cx="306" cy="176" r="5"/><circle cx="352" cy="216" r="7"/><circle cx="410" cy="166" r="5"/><circle cx="438" cy="208" r="6"/><circle cx="286" cy="236" r="4"/><circle cx="392" cy="246" r="5"/></g>
  <g fill="#e7b54c"><circle cx="230" cy="172" r="2.500"/><circle cx="282" cy="148" r="2.500"/><circle cx="330" cy="142" r="2"/><circle cx="372" cy="186" r="2.500"/><circle cx="424" cy="130" r="2.500"/><circle cx="446" cy="172" r="2"/><circle cx="330" cy="250" r="2.500"/><circle cx="266" cy="256" r="2"/></g>
  <g transform="translate(330 218)">
    <circle cx="16" cy="-4" r="11" fill="#f1c7a8"/><path d="M5-8c2-12 22-12 23 0-8-4-15-4-23 0Z" fill="#3b3335"/>
    <path d="M2 12c8-6 20-6 28 0l6 44H-4Z" fill="#ce5276"/><path d="M2 56h10v22H2Zm18 0h10v22H20Z" fill="#344b5c"/><path d="M26 16 14 2" stroke="#ce5276" stroke-width="8" stroke-linecap="round"/>
  </g>
`);
