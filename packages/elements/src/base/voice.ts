const synthesisOf = (): SpeechSynthesis | undefined => (globalThis as { speechSynthesis?: SpeechSynthesis }).speechSynthesis; // web-views lack it

/** The best voice of the language that speaks on the device itself: what is read may be about health. `undefined` where there is none. */
export function voiceOf(locale: string): SpeechSynthesisVoice | undefined {
  const tag = (lang: string): string => lang.replace('_', '-').toLowerCase();
  const language = tag(locale).split('-')[0];
  const voices =
    synthesisOf()
      ?.getVoices()
      .filter(({ lang, localService }) => localService && tag(lang).split('-')[0] === language) ?? [];
  return voices.find(({ lang }) => tag(lang) === tag(locale)) ?? voices[0];
}

/** Tells when voices come or go: browsers load them late. Returns the unsubscriber. */
export function onVoices(changed: () => void): () => void {
  const synthesis = synthesisOf();
  synthesis?.addEventListener('voiceschanged', changed);
  return () => synthesis?.removeEventListener('voiceschanged', changed);
}

/**
 * Reads a text aloud; whatever was being read falls silent.
 * @param ended - called once: `true` when all of it was read, `false` when it failed
 * @returns stops; `ended` is not called then
 */
export function say(text: string, locale: string, ended: (whole: boolean) => void): () => void {
  const synthesis = synthesisOf();
  const voice = voiceOf(locale);
  const words = new SpeechSynthesisUtterance(text);
  let over = false;
  const end = (whole: boolean) => () => {
    if (!over) ended(whole);
    over = true;
  };
  words.voice = voice ?? null;
  words.lang = voice?.lang ?? locale;
  words.onend = end(true);
  words.onerror = end(false);
  synthesis?.cancel();
  synthesis?.speak(words);
  return () => {
    over = true;
    synthesis?.cancel(); // pause() of some engines does not come back
  };
}
