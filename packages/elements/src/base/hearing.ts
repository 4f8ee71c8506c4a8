/** What is used of the Web Speech API, which TypeScript's DOM library does not declare. */
interface Recognition extends EventTarget {
  lang: string;
  interimResults: boolean;
  maxAlternatives: number;
  start(): void;
  abort(): void;
}
type Recogniser = new () => Recognition;

/** Why nothing was understood: no permission, nothing was said, or the recogniser itself. */
export type SpeechTrouble = 'denied' | 'silent' | 'failed';

/** What listening leads to; exactly one of the two is called, unless it is stopped. */
export interface SpeechListener {
  heard(words: string): void;
  failed(trouble: SpeechTrouble): void;
}

/** Listens for one utterance in a language (BCP 47). @returns stops; nothing is called then */
export type Listen = (locale: string, listener: SpeechListener) => () => void;

const troubles: Readonly<Record<string, SpeechTrouble>> = { 'not-allowed': 'denied', 'service-not-allowed': 'denied', 'no-speech': 'silent' };

const listenWith =
  (made: Recogniser): Listen =>
  (locale, listener) => {
    const recogniser = new made();
    let told = false;
    const once = (tell: () => void): void => {
      if (told) return;
      told = true;
      tell();
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

/** Listening with the browser's own recogniser, which may send the sound to its maker; `undefined` where there is none. */
export function browserListen(): Listen | undefined {
  const { SpeechRecognition, webkitSpeechRecognition } = globalThis as { SpeechRecognition?: Recogniser; webkitSpeechRecognition?: Recogniser }; // not declared
  const made = SpeechRecognition ?? webkitSpeechRecognition;
  return made && listenWith(made);
}
