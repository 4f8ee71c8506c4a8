/** Why nothing was understood. */
export type SpeechTrouble = 'denied' | 'silent' | 'failed';

/** What listening leads to; exactly one of the two is called, unless it is stopped. */
export interface SpeechListener {
  heard(words: string): void;
  failed(trouble: SpeechTrouble): void;
}

/** Speech as the element uses it: the browser's, or one that the host brings (a native web-view, say). */
export interface SpeechPort {
  /** Listens for one utterance. Absent where speech cannot be recognised. @returns stops; nothing is called then */
  readonly listen?: (locale: string, listener: SpeechListener) => () => void;
  /** Whether there is a voice of the language on this device. */
  speaks(locale: string): boolean;
  /** Tells when voices come or go: browsers load them late. Returns the unsubscriber. */
  onVoices(changed: () => void): () => void;
  /** Reads a text. @param ended - called once, also on failure @returns stops; `ended` is not called then */
  say(text: string, locale: string, ended: () => void): () => void;
}

/** What is used of the Web Speech API, which TypeScript's DOM library does not declare. */
interface Recognition extends EventTarget {
  lang: string;
  interimResults: boolean;
  maxAlternatives: number;
  start(): void;
  abort(): void;
}
type Recogniser = new () => Recognition;

const troubles: Readonly<Record<string, SpeechTrouble>> = { 'not-allowed': 'denied', 'service-not-allowed': 'denied', 'no-speech': 'silent' };

const listenWith =
  (made: Recogniser): NonNullable<SpeechPort['listen']> =>
  (locale, listener) => {
    const recogniser = new made();
    let told = false;
    const once = (tell: () => void): void => {
      if (!told) tell();
      told = true;
    };
    Object.assign(recogniser, { lang: locale, interimResults: false, maxAlternatives: 1 });
    recogniser.addEventListener('result', (event) => {
      const { results } = event as Event & { readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }>> }; // the API's own event
      once(() => listener.heard(results[0]?.[0]?.transcript ?? ''));
    });
    recogniser.addEventListener('error', (event) => once(() => listener.failed(troubles[(event as Event & { error: string }).error] ?? 'failed'))); // as above
    recogniser.addEventListener('end', () => once(() => listener.failed('silent')));
    recogniser.start();
    return () => {
      told = true;
      recogniser.abort();
    };
  };

/** A voice of the language that speaks on the device itself: what is read may be about health. */
function voiceOf(synthesis: SpeechSynthesis | undefined, locale: string): SpeechSynthesisVoice | undefined {
  const tag = (lang: string): string => lang.replace('_', '-').toLowerCase();
  const language = tag(locale).split('-')[0];
  const voices = synthesis?.getVoices().filter((voice) => voice.localService && tag(voice.lang).split('-')[0] === language) ?? [];
  return voices.find(({ lang }) => tag(lang) === tag(locale)) ?? voices[0];
}

/** The browser's own speech. Recognition may leave the device (the user is asked before); voices are local ones only. */
export function browserSpeech(): SpeechPort {
  const { SpeechRecognition, webkitSpeechRecognition, speechSynthesis } = globalThis as {
    SpeechRecognition?: Recogniser;
    webkitSpeechRecognition?: Recogniser;
    speechSynthesis?: SpeechSynthesis;
  }; // not declared, or not there in web-views
  const made = SpeechRecognition ?? webkitSpeechRecognition;
  return {
    ...(made ? { listen: listenWith(made) } : {}),
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
