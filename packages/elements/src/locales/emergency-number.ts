// By itself: mini-programs take it, and nothing else of what elements are told.
const numbers: Readonly<Record<string, string>> = { CN: '120', zh: '120', 'zh-Hans': '120', TW: '119', HK: '999', GB: '999', US: '911', CA: '911' };

/**
 * The emergency number that a locale's users know. China: 120 (ambulance); US: 911; elsewhere 112, which every GSM network routes.
 * @param locale - a tag in which only a region is written in capitals
 */
export function emergencyNumberOf(locale: string): string {
  return numbers[/[A-Z]{2}/.exec(locale)?.[0] ?? locale] ?? '112';
}
