import type { Stop } from './api.js';

/**
 * The rules of reserve.css: room for each element until it is defined. The page links the sheet, so that nothing moves at first paint; the loader
 * adopts the same rules for pages that do not.
 */
export const reserveRules = (tags: Readonly<Record<string, number>>, named: (tag: string) => string): string =>
  Object.entries(tags)
    .filter(([, height]) => height > 0)
    .map(([tag, height]) => `${named(tag)}:not(:defined){display:block;min-block-size:var(--nelumbo-reserve,${height}px)}`)
    .join('');

/** Adopts them: no <style>, no style attribute, nothing for a policy to refuse. */
export function reserve(tags: Readonly<Record<string, number>>, named: (tag: string) => string): Stop {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(reserveRules(tags, named));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  };
}
