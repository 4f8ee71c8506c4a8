import { svg } from 'lit';
import { scene } from './scene.js';

const egret = (x: number, y: number, size: number) => svg`
  <g transform=${`translate(${x} ${y}) scale(${size})`}>
    <path d="M0 0c-4-18 6-28 20-30s24-10 20-24-14-18-8-28 18-8 22 0l22 6-22 2c-4 12 8 18 8 36S46 4 22 8C12 10 2 8 0 0Z" fill="#fff"/>
    <path d="M54-80 76-76l-22 3Z" fill="#e0a33a"/><circle cx="49" cy="-80" r="2" fill="#26292c"/>
    <path d="M22 6v40m12-42v42" stroke="#3d4a52" stroke-width="3"/><path d="M-2 2c-10 4-18 4-26 0 10-6 20-8 30-8" fill="#eef4f6"/>
  </g>`;

/** Egrets in the shallows at first light, reeds, a railway bridge far off. */
export const egretMarsh = scene(svg`
  <rect width="480" height="320" fill="#f7dccb"/><path d="M0 0h480v120H0Z" fill="#f9e7d6"/><circle cx="250" cy="132" r="40" fill="#f3a07c"/>
  <path d="M0 140h480v14H0Z" fill="#b98a7c"/><path d="M30 154a44 44 0 0 1 88 0m0 0a44 44 0 0 1 88 0m0 0a44 44 0 0 1 88 0m0 0a44 44 0 0 1 88 0m0 0a44 44 0 0 1 88 0" fill="none" stroke="#b98a7c" stroke-width="7"/>
  <path d="M0 172h480v148H0Z" fill="#9cc4cc"/><path d="M0 172h480v22H0Z" fill="#b9d6d8"/>
  <path d="M200 188h100m-76 16h60m-80 20h110m-64 22h40" stroke="#f3b99c" stroke-width="6" stroke-linecap="round" opacity=".8"/>
  <path d="M40 216h70m290 6h56M70 292h110m180 0h70" stroke="#c6e0e2" stroke-width="5" stroke-linecap="round"/>
  ${egret(96, 222, 1)}${egret(318, 246, 1.25)}${egret(216, 206, 0.6)}
  <g stroke="#5d7f58" stroke-width="5" stroke-linecap="round" fill="none"><path d="M8 320c4-60 2-100-8-150M28 320c0-70 8-110 22-150M50 320c-2-50 0-80-8-110M462 320c-2-70-8-110-22-150M444 320c2-50-2-80 6-116M476 320c0-60 4-90-2-130"/></g>
  <g fill="#8a5a3c"><rect x="44" y="150" width="10" height="34" rx="5"/><rect x="432" y="150" width="10" height="34" rx="5"/><rect x="468" y="166" width="9" height="30" rx="4.500"/></g>
`);
