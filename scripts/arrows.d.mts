export const arrows: Readonly<Record<string, readonly string[]>>;
export function placeOf(file: string): string | undefined;
export function targetOf(specifier: string, from: string): string | undefined;
export function allowed(from: string, target: string | undefined, kind: 'value' | 'type' | 'lazy'): boolean;
