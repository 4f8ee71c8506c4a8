import { svg } from 'lit';
import { scene } from './scene.js';

const tomato = (x: number, y: number, r: number) => svg`
  <circle cx=${x} cy=${y} r=${r} fill="#d9503f"/><path d=${`M${x - 6} ${y - r + 3}c4 4 8 4 12 0-2 6-10 6-12 0Z`} fill="#4d8a4c"/><circle cx=${x - r / 3} cy=${y - r / 3} r=${r / 5} fill="#f09584"/>`;

/** A market stall full of tomatoes under a striped awning. */
export const tomatoStall = scene(svg`
  <rect width="480" height="320" fill="#fdf0d8"/><rect y="250" width="480" height="70" fill="#e9d3ae"/>
  <path d="M40 40h400l20 62H20Z" fill="#fff"/><path d="M40 40h57l-14 62H20Zm114 0h57l-4 62h-64Zm114 0h57l12 62h-64Zm114 0h58l20 62h-63Z" fill="#3f8f78"/>
  <path d="M20 102h63a31 20 0 0 1-63 0Zm124 0h63a31 20 0 0 1-63 0Zm129 0h64a32 20 0 0 1-64 0Zm124 0h63a31 20 0 0 1-63 0Z" fill="#3f8f78"/><path d="M83 102h61a30 20 0 0 1-61 0Zm124 0h66a33 20 0 0 1-66 0Zm130 0h60a30 20 0 0 1-60 0Z" fill="#fff"/>
  <path d="M48 120v150M432 120v150" stroke="#9a7650" stroke-width="9"/>
  <path d="M34 210h412l-16 62H50Z" fill="#b98a58"/><path d="M38 226h404M46 250h388" stroke="#a0744a" stroke-width="3"/>
  ${tomato(92, 196, 20)}${tomato(134, 192, 22)}${tomato(178, 196, 20)}${tomato(222, 194, 21)}${tomato(266, 196, 20)}${tomato(112, 166, 19)}${tomato(156, 162, 20)}${tomato(200, 164, 19)}${tomato(244, 166, 19)}${tomato(178, 136, 18)}${tomato(134, 138, 17)}
  <path d="M306 212c0-30 20-44 46-44s46 14 46 44Z" fill="#6aa25a"/><path d="M322 200c8-22 20-30 30-30s24 8 30 30" stroke="#4d8a4c" stroke-width="4" fill="none"/><path d="M352 170v40" stroke="#4d8a4c" stroke-width="4"/>
  <path d="M300 118h96v44h-96Z" fill="#3a3f45"/><path d="M316 132c2-8 18-8 18 2 0 8-12 10-18 18h19" stroke="#fff" stroke-width="5" fill="none" stroke-linecap="round" stroke-linejoin="round"/><path d="M350 140h28m-28 12h18" stroke="#c7cdd1" stroke-width="4" stroke-linecap="round"/>
`);
