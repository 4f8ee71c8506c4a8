import { numberTyped } from '../i18n/number-typed.js';

const fullWidth = /[０-９．，。：／、－]/g;
const plain: Readonly<Record<string, string>> = { '．': '.', '。': '.', '，': ',', '、': ',', '：': ':', '／': '/', '－': '-' };

/** What a Chinese input method leaves in a number field, in plain ASCII: `１２。５` -> `12.5`. */
const toAscii = (text: string): string => text.normalize('NFC').replace(fullWidth, (c) => plain[c] ?? String.fromCharCode(c.charCodeAt(0) - 0xfee0));

/**
 * A number as people type it: full-width digits, `12。5`, a decimal comma, spaces around it.
 * @returns `undefined` for anything that is not one plain decimal number: signs, exponents, thousands separators, two points
 */
export function parseNumber(text: string): number | undefined {
  const typed = toAscii(text).trim();
  return /^\d{1,6}([.,]\d{0,6})?$/.test(typed) ? numberTyped(typed) : undefined; // 8,532 steps are not 8.5
}

/**
 * Two numbers in one field: `120/80`, `120／80`, `120 80`, `120-80`.
 * @returns `undefined` when it is not exactly two numbers
 */
export function parsePair(text: string): readonly [number, number] | undefined {
  const parts = toAscii(text)
    .trim()
    .split(/\s*[/\\-]\s*|\s+/);
  const [first, second] = [parseNumber(parts[0] ?? ''), parseNumber(parts[1] ?? '')];
  return parts.length === 2 && first !== undefined && second !== undefined ? [first, second] : undefined;
}
