/** What is used of the Web Speech API, which TypeScript's DOM library does not declare. */
interface Recognition extends EventTarget {
  lang: string;
  interimResults: boolean;
  maxAlternatives: number;
  start(): void;
  abort(): void;
}
type RecognitionClass = new () => Recognition;
interface Heard extends Event {
  readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }>>;
}
interface Failed extends Event {
  readonly error: string;
}

/** Why nothing was understood: no permission, silence, or the recogniser itself. */
export type VoiceTrouble = 'not-allowed' | 'no-speech' | 'failed';

/** What listening leads to; exactly one of the two is called, unless it is stopped. */
export interface VoiceListener {
  heard(text: string): void;
  failed(trouble: VoiceTrouble): void;
}

const troubles: Readonly<Record<string, VoiceTrouble>> = { 'not-allowed': 'not-allowed', 'service-not-allowed': 'not-allowed', 'no-speech': 'no-speech' };

/** Listens for one utterance with the browser's own recogniser. @returns stops listening; nothing is called then */
export function listen(locale: string, listener: VoiceListener): () => void {
  const { SpeechRecognition, webkitSpeechRecognition } = globalThis as { SpeechRecognition?: RecognitionClass; webkitSpeechRecognition?: RecognitionClass }; // not declared
  const Recogniser = SpeechRecognition ?? webkitSpeechRecognition;
  if (!Recogniser) {
    listener.failed('failed');
    return () => undefined;
  }
  const recogniser = new Recogniser();
  let told = false;
  const once = (tell: () => void): void => {
    if (told) return;
    told = true;
    tell();
  };
  Object.assign(recogniser, { lang: locale, interimResults: false, maxAlternatives: 1 });
  recogniser.addEventListener('result', (event) => once(() => listener.heard((event as Heard).results[0]?.[0]?.transcript ?? ''))); // the API's own event
  recogniser.addEventListener('error', (event) => once(() => listener.failed(troubles[(event as Failed).error] ?? 'failed'))); // as above
  recogniser.addEventListener('end', () => once(() => listener.failed('no-speech')));
  recogniser.start();
  return () => {
    told = true;
    recogniser.abort();
  };
}
