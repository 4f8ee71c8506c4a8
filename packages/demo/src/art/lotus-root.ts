import { svg } from 'lit';
import { scene } from './scene.js';

/** Lotus leaves over a misty pond, a digger's hat, and a root in its section. */
export const lotusRoot = scene(svg`
  <rect width="480" height="320" fill="#dfeee9"/><circle cx="104" cy="78" r="34" fill="#fbe3c0"/>
  <path d="M0 132c90-30 170-18 246-6s150 4 234-18v212H0Z" fill="#c2dfd6"/><path d="M0 196h480v124H0Z" fill="#7fb9ae"/>
  <path d="M20 214h60m20 22h90m150-26h70m-230 60h60m150-18h50" stroke="#a9d3ca" stroke-width="5" stroke-linecap="round"/>
  <g><path d="M352 300c4-70 0-130-10-168" stroke="#3f7f5f" stroke-width="6" fill="none"/><path d="M250 132c14-44 66-60 108-44s62 44 66 70c-60-14-120-18-174-26Z" fill="#4f9a6d"/><path d="M342 132c-4-20 2-36 8-46m-8 46c-30-6-50-14-66-24m66 24c24-4 44-10 60-18" stroke="#3d8258" stroke-width="3" fill="none"/></g>
  <g><path d="M444 310c2-40-2-66-8-92" stroke="#3f7f5f" stroke-width="5" fill="none"/><path d="M388 220c10-26 40-34 64-24s34 22 36 36c-38-8-70-8-100-12Z" fill="#5fae7c"/></g>
  <g><path d="M224 306c0-50 4-90 10-122" stroke="#3f7f5f" stroke-width="5" fill="none"/><path d="M234 188c-18-10-24-34-14-58 12 8 18 18 18 30 4-12 12-22 24-28 6 26-6 48-28 56Z" fill="#e77b96"/><path d="M234 188c-6-20-4-38 4-54 10 16 10 36-4 54Z" fill="#faa4b8"/></g>
  <g transform="translate(40 216)"><ellipse cx="70" cy="52" rx="62" ry="38" fill="#f6ead8"/><ellipse cx="70" cy="52" rx="62" ry="38" fill="none" stroke="#d9c3a2" stroke-width="5"/>
    <g fill="#c9a97f"><ellipse cx="70" cy="52" rx="8" ry="6"/><ellipse cx="42" cy="44" rx="11" ry="8"/><ellipse cx="62" cy="28" rx="11" ry="7"/><ellipse cx="94" cy="32" rx="11" ry="8"/><ellipse cx="106" cy="54" rx="10" ry="8"/><ellipse cx="88" cy="74" rx="12" ry="8"/><ellipse cx="54" cy="74" rx="11" ry="8"/></g>
    <path d="M128 70c24-20 62-18 76 4s0 42-30 40-52-8-56-18" fill="#f1e2cb" stroke="#d9c3a2" stroke-width="5" stroke-linejoin="round"/></g>
`);
