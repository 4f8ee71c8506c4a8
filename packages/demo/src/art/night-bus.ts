import { svg } from 'lit';
import { scene } from './scene.js';

const rider = (x: number, coat: string, hair: string) => svg`
  <g transform=${`translate(${x} 0)`}><circle cx="0" cy="150" r="12" fill="#e9bd9d"/><path d="M-12 148c0-18 24-18 24 0-8-5-16-5-24 0Z" fill=${hair}/><path d="M-18 188c0-18 8-24 18-24s18 6 18 24Z" fill=${coat}/></g>`;

/** The last bus, lit from inside, seven riders, a street under an osmanthus tree. */
export const nightBusArt = scene(svg`
  <rect width="480" height="320" fill="#2a2f4f"/><path d="M0 110V60h50v20h40V40h60v50h36V64h54v46h44V50h56v34h40V58h46v34h54v130H0Z" fill="#232744"/>
  <g fill="#f0c36a" opacity=".7"><rect x="102" y="56" width="8" height="10"/><rect x="126" y="76" width="8" height="10"/><rect x="206" y="76" width="8" height="10"/><rect x="300" y="64" width="8" height="10"/><rect x="394" y="74" width="8" height="10"/></g>
  <rect y="236" width="480" height="84" fill="#1d2038"/><path d="M0 286h70m40 0h70m40 0h70m40 0h70m40 0h70" stroke="#4a5078" stroke-width="5"/>
  <rect x="44" y="102" width="392" height="142" rx="22" fill="#1b6d8c"/><rect x="60" y="122" width="318" height="70" rx="10" fill="#ffe9b8"/>
  <path d="M392 122h20a12 12 0 0 1 12 12v52h-32Z" fill="#cfe7f0"/>
  ${rider(92, '#ce5276', '#3b2f36')}${rider(134, '#4f9a6d', '#57534e')}${rider(178, '#794db6', '#2a2530')}${rider(222, '#d28a3c', '#3b2f36')}${rider(266, '#3c6e9e', '#6b6460')}${rider(308, '#a34a44', '#2a2530')}${rider(350, '#5c6b4f', '#3b2f36')}
  <path d="M114 122v70m43-70v70m43-70v70m43-70v70m43-70v70m43-70v70" stroke="#1b6d8c" stroke-width="5"/>
  <rect x="44" y="206" width="392" height="10" fill="#8dcbe7"/><path d="M436 222h26l18 20h-44Z" fill="#ffe9b8" opacity=".5"/>
  <g><circle cx="120" cy="246" r="24" fill="#14162a"/><circle cx="120" cy="246" r="10" fill="#7b82a8"/><circle cx="350" cy="246" r="24" fill="#14162a"/><circle cx="350" cy="246" r="10" fill="#7b82a8"/></g>
  <path d="M16 240V120" stroke="#4a3b36" stroke-width="10"/><g fill="#3b6b52"><circle cx="16" cy="92" r="40"/><circle cx="-8" cy="122" r="30"/><circle cx="38" cy="118" r="26"/></g>
  <g fill="#f3c35a"><circle cx="10" cy="76" r="4"/><circle cx="30" cy="98" r="4"/><circle cx="2" cy="112" r="4"/><circle cx="42" cy="124" r="4"/><circle cx="22" cy="124" r="3.500"/></g>
`);
