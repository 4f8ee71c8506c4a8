/** One tone of the chime. */
interface Tone {
  /** Hertz. */
  readonly pitch: number;
  /** Seconds after the start. */
  readonly at: number;
}

/** E5, then C5: a falling third, soft enough for a ward at night. */
const tones: readonly Tone[] = [
  { pitch: 659.25, at: 0 },
  { pitch: 523.25, at: 0.35 },
];
/** Seconds that one tone takes to fade. */
const fade = 0.9;
/** Peak gain of each tone. */
const loudness = 0.25;
/** Most ms that starting the sound may take before it counts as refused. */
const startWithin = 500;

function strike(context: AudioContext, { pitch, at }: Tone): void {
  const start = context.currentTime + at;
  const gain = context.createGain();
  gain.gain.setValueAtTime(0.0001, start);
  gain.gain.exponentialRampToValueAtTime(loudness, start + 0.03);
  gain.gain.exponentialRampToValueAtTime(0.0001, start + fade);
  gain.connect(context.destination);
  const oscillator = context.createOscillator();
  oscillator.type = 'sine';
  oscillator.frequency.value = pitch;
  oscillator.connect(gain);
  oscillator.start(start);
  oscillator.stop(start + fade);
}

/** A two-tone chime, made on the fly: no file to fetch, nothing for a content policy to refuse. */
export interface Chime {
  /** The browser lets this page sound. */
  readonly ready: boolean;
  /** Wakes the sound up; true when it may sound. Works in a user gesture, or once there has been one. */
  unlock(): Promise<boolean>;
  /** Sounds; false when the browser refuses. */
  play(): Promise<boolean>;
}

/** Makes the chime; the audio device is touched only by `unlock` and `play`. */
export function createChime(): Chime {
  let context: AudioContext | undefined;
  async function unlock(): Promise<boolean> {
    // Before the first gesture browsers refuse, and some complain in the console: not even tried.
    const touched = (navigator as Partial<Navigator>).userActivation?.hasBeenActive ?? true;
    if (typeof AudioContext === 'undefined' || !touched) return false;
    context ??= new AudioContext();
    if (context.state !== 'running') {
      // Without a gesture `resume` stays pending, so it gets a limit.
      const limit = new Promise<void>((resolve) => setTimeout(resolve, startWithin));
      await Promise.race([context.resume().catch(() => undefined), limit]);
    }
    return isRunning(context);
  }
  return {
    get ready() {
      return isRunning(context);
    },
    unlock,
    async play() {
      if (!(await unlock()) || !context) return false;
      for (const tone of tones) strike(context, tone);
      return true;
    },
  };
}

/** Behind a function, because `resume` changes what TypeScript thinks it knows. */
function isRunning(context: AudioContext | undefined): boolean {
  return context?.state === 'running';
}
