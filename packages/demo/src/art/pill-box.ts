import { svg } from 'lit';
import { scene } from './scene.js';

const lids = [0, 1, 2, 3, 4, 5, 6].map((day) => {
  const x = 62 + day * 51;
  const open = day === 3;
  return svg`
    <rect x=${x} y="132" width="45" height="52" rx="7" fill=${open ? '#fff' : '#8dcbe7'}/>
    <rect x=${x} y="190" width="45" height="52" rx="7" fill=${open ? '#fff' : '#58add1'}/>
    <path d=${`M${x + 13} 150h19m-19 8h12`} stroke=${open ? '#d6dadc' : '#00749c'} stroke-width="3.500" stroke-linecap="round"/>
    <path d=${`M${x + 13} 210h19m-19 8h12`} stroke=${open ? '#d6dadc' : '#005c7f'} stroke-width="3.500" stroke-linecap="round"/>`;
});

/** A week's pill box on a table, a glass of water, reading glasses. */
export const pillBoxArt = scene(svg`
  <rect width="480" height="320" fill="#fbe4dc"/><path d="M0 96h480v224H0Z" fill="#f7d3c6"/>
  <circle cx="74" cy="58" r="30" fill="#f6c667"/><path d="M74 14v-8m0 104v8M30 58h-8m104 0h8M43 27l-6-6m68 68 6 6m0-74-6 6M43 89l-6 6" stroke="#f6c667" stroke-width="5" stroke-linecap="round"/>
  <path d="M420 32a30 30 0 1 0 26 46 24 24 0 0 1-26-46Z" fill="#7d93c9"/>
  <rect x="48" y="118" width="384" height="138" rx="18" fill="#fdf8f4"/><rect x="48" y="118" width="384" height="138" rx="18" fill="none" stroke="#eab9a8" stroke-width="3"/>
  ${lids}
  <rect x="222" y="160" width="26" height="13" rx="6.500" fill="#ce5276"/><path d="M235 160h6.500a6.500 6.500 0 0 1 0 13H235Z" fill="#fff3e2"/>
  <circle cx="226" cy="216" r="9" fill="#f6c667"/><circle cx="243" cy="222" r="8" fill="#97d1aa"/>
  <g fill="none" stroke="#5b4a58" stroke-width="5"><circle cx="126" cy="290" r="24"/><circle cx="192" cy="290" r="24"/><path d="M150 286c6-6 12-6 18 0M102 284l-30-10m144 10 28-10"/></g>
  <path d="M346 250h62l-7 74h-48Z" fill="#e4f4fb"/><path d="M350 280h54l-4 44h-46Z" fill="#b6e1f4"/>
`);
