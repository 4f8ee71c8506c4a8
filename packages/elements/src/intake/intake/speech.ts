import { browserListen, type Listen } from '../../base/hearing.js';

export type { SpeechListener, SpeechTrouble } from '../../base/hearing.js';

/** Speech as the element uses it: the browser's, or one that the host brings (a native web-view, say). */
export interface SpeechPort {
  /** Listens for one utterance. Absent where speech cannot be recognised. @returns stops; nothing is called then */
  readonly listen?: Listen;
  /** Whether there is a voice of the language on this device. */
  speaks(locale: string): boolean;
  /** Tells when voices come or go: browsers load them late. Returns the unsubscriber. */
  onVoices(changed: () => void): () => void;
  /** Reads a text. @param ended - called once, also on failure @returns stops; `ended` is not called then */
  say(text: string, locale: string, ended: () => void): () => void;
}

/** A voice of the language that speaks on the device itself: what is read may be about health. */
function voiceOf(synthesis: SpeechSynthesis | undefined, locale: string): SpeechSynthesisVoice | undefined {
  const tag = (lang: string): string => lang.replace('_', '-').toLowerCase();
  const language = tag(locale).split('-')[0];
  const voices = synthesis?.getVoices().filter((voice) => voice.localService && tag(voice.lang).split('-')[0] === language) ?? [];
  return voices.find(({ lang }) => tag(lang) === tag(locale)) ?? voices[0];
}

/** The browser's own speech. Recognition may leave the device (the user is asked before); voices are local ones only. */
export function browserSpeech(): SpeechPort {
  const { speechSynthesis } = globalThis as { speechSynthesis?: SpeechSynthesis }; // not there in web-views
  const listen = browserListen();
  return {
    ...(listen ? { listen } : {}),
    speaks: (locale) => voiceOf(speechSynthesis, locale) !== undefined,
    onVoices(changed) {
      speechSynthesis?.addEventListener('voiceschanged', changed);
      return () => speechSynthesis?.removeEventListener('voiceschanged', changed);
    },
    say(text, locale, ended) {
      const voice = voiceOf(speechSynthesis, locale);
      const words = new SpeechSynthesisUtterance(text);
      let stopped = false;
      const end = (): void => {
        if (!stopped) ended();
        stopped = true;
      };
      words.voice = voice ?? null;
      words.lang = voice?.lang ?? locale;
      words.onend = end;
      words.onerror = end;
      speechSynthesis?.cancel();
      speechSynthesis?.speak(words);
      return () => {
        stopped = true;
        speechSynthesis?.cancel();
      };
    },
  };
}
