/** A BCP 47 tag, such as `zh-CN`. */
export type LocaleTag = string;

/** Texts by locale; `en` is the last fallback, so it is always there. */
export type Catalogs<T> = Readonly<Record<string, T>> & { readonly en: T };

/**
 * The texts for a locale: exact tag, then the language's own entry, then any region of that language, then English.
 * @param catalogs - texts by BCP 47 tag
 * @param locale - for example `zh-TW`, which finds `zh`, then `zh-CN`
 */
export function pickTexts<T>(catalogs: Catalogs<T>, locale: LocaleTag): T {
  const exact = catalogs[locale];
  if (exact) return exact;
  const language = locale.split('-')[0]!.toLowerCase();
  const near = catalogs[language] ?? catalogs[Object.keys(catalogs).find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ?? 'en'];
  return near ?? catalogs.en;
}
