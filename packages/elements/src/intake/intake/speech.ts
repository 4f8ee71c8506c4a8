import { browserListen, type Listen } from '../../base/hearing.js';
import { onVoices, say, voiceOf } from '../../base/voice.js';

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

/** The browser's own speech. Recognition may leave the device (the user is asked before); voices are local ones only. */
export function browserSpeech(): SpeechPort {
  const listen = browserListen();
  return {
    ...(listen ? { listen } : {}),
    speaks: (locale) => voiceOf(locale) !== undefined,
    onVoices,
    say: (text, locale, ended) => say(text, locale, () => ended()),
  };
}
