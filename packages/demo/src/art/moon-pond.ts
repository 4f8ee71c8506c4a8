import { svg } from 'lit';
import { scene } from './scene.js';

/** The moon over a pond at night; one lamp is lit in one house. */
export const moonPond = scene(svg`
  <rect width="480" height="320" fill="#1b3350"/>
  <rect width="480" height="170" fill="#223f60"/>
  <circle cx="330" cy="86" r="44" fill="#fdf0cd"/><circle cx="348" cy="76" r="38" fill="#223f60"/>
  <g fill="#cfe0f0"><circle cx="60" cy="46" r="2"/><circle cx="120" cy="84" r="1.600"/><circle cx="176" cy="36" r="2"/><circle cx="236" cy="72" r="1.600"/><circle cx="420" cy="44" r="2"/><circle cx="440" cy="112" r="1.600"/><circle cx="92" cy="120" r="1.400"/><circle cx="270" cy="28" r="1.500"/></g>
  <path d="M0 176v-30h36v-22l26-18 26 18v26h40v-50h46v46h40v-24h34v30h90v-20h40v-16h46v26h56v34Z" fill="#152a44"/>
  <rect x="142" y="112" width="14" height="18" fill="#f6c667"/>
  <path d="M0 176h480v144H0Z" fill="#18304b"/>
  <path d="M292 196h76m-96 18h110m-92 20h70m-58 22h92" stroke="#fdf0cd" stroke-width="5" stroke-linecap="round" opacity=".55"/>
  <path d="M140 190h20m-24 14h26" stroke="#f6c667" stroke-width="4" stroke-linecap="round" opacity=".6"/>
  <g><ellipse cx="96" cy="252" rx="66" ry="20" fill="#2e6a5c"/><path d="m96 252 38-14M96 252l-44-10m44 10-6 18m6-18 40 12" stroke="#245648" stroke-width="2.500"/>
    <ellipse cx="220" cy="288" rx="74" ry="22" fill="#2a6154"/><path d="m220 288 46-14m-46 14-52-10m52 10-4 20" stroke="#20503f" stroke-width="2.500"/><ellipse cx="416" cy="296" rx="70" ry="20" fill="#2e6a5c"/></g>
  <path d="M156 246c-2-26 8-44 20-56 10 14 18 32 14 56Z" fill="#f3b3c3"/><path d="M156 246c-20-6-30-20-32-38 18 4 30 16 34 38Zm34 0c18-8 28-20 30-38-18 4-28 18-32 38Z" fill="#e58ba3"/><path d="M150 246h46c-6 12-38 12-46 0Z" fill="#d4708d"/>
`);
