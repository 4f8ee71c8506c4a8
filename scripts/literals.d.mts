import type { Plugin } from 'rollup';

export function minifyAroundHoles(text: string): string;
export function literals(): Plugin[];
