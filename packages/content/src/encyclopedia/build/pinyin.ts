import { CJK } from '@nelumbo/core/encyclopedia';
import type { Speak } from './readings.js';

/** Readings that the dictionary gets wrong in names of our field; ü is typed `v`. */
const overrides: Readonly<Record<string, string>> = {
  荨麻疹: 'xun ma zhen',
  咳痰: 'ke tan',
  恶心: 'e xin',
  血虚: 'xue xu',
  月经不调: 'yue jing bu tiao',
  月经失调: 'yue jing shi tiao',
};

/** What is used of pinyin-pro; it is handed in, because only the builder has it. */
export type Dictionary = (text: string, options: { toneType: 'none'; type: 'array'; v: true }) => string[];

/** Syllables of the Han characters of a key, by a dictionary and our overrides. */
export const readingBy =
  (dictionary: Dictionary): Speak =>
  (key) => {
    const known = Object.hasOwn(overrides, key) ? overrides[key] : undefined;
    if (known !== undefined) return known.split(' ');
    const spoken = dictionary(key, { toneType: 'none', type: 'array', v: true });
    const characters = [...key];
    return spoken.length === characters.length ? spoken.filter((_, i) => CJK.test(characters[i]!)) : undefined;
  };
