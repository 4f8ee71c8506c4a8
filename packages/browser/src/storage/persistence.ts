/** Under this name `localStorage` remembers that the browser was asked, because Firefox asks the user each time. */
const askedKey = 'nelumbo/persist-asked';

/** Under this one that a user saved something here (1), or when it was found to be gone (ms): browsers delete IndexedDB without a word. */
const keptKey = 'nelumbo/kept';
const week = 7 * 864e5;

/** Whether the browser promised to keep this origin's data, and how to ask for that promise. */
export interface Persistence {
  /** The last known answer of the browser. */
  readonly persisted: boolean;
  /** Asks the browser what holds now. */
  refresh(): Promise<boolean>;
  /** Asks for the promise right after a gesture, and only once per device and profile; other calls do nothing. Never rejects. */
  ask(): Promise<void>;
  /** Called once the browser has answered {@link ask}. */
  onAnswer(listener: () => void): void;
  /**
   * When the browser was found to have deleted what a user had saved here, in ms; told for a week.
   * @param empty - nothing is kept on this device now
   */
  dropped(empty: boolean): number | undefined;
  /** What was saved is deleted on purpose: nothing will be missed. */
  release(): void;
}

/** The browser's storage manager, or `undefined` in an insecure context. */
function storageManager(): StorageManager | undefined {
  // In an insecure context the property is missing, whatever lib.dom says.
  return (navigator as Partial<Navigator>).storage;
}

function recall(key: string, refused = 0): number {
  try {
    return Number(localStorage.getItem(key));
  } catch {
    return refused;
  }
}

function remember(key: string, value?: number): void {
  try {
    if (value) localStorage.setItem(key, `${value}`);
    else localStorage.removeItem(key);
  } catch {
    // Full or refused: what this page knows still holds.
  }
}

/** Whether the user has just pressed something: a prompt out of the blue, on opening a page, would be refused. */
const justPressed = (): boolean => (navigator as Partial<Navigator>).userActivation?.isActive ?? false;

/**
 * Persistence by `navigator.storage`. Private windows and browsers without it count as not persisted.
 * @param gesture - whether a prompt would follow something that the user did
 */
export function createPersistence(gesture: () => boolean = justPressed): Persistence {
  let persisted = false;
  let asked = false;
  const listeners = new Set<() => void>();
  async function refresh(): Promise<boolean> {
    persisted = await (storageManager()?.persisted?.() ?? Promise.resolve(false)).catch(() => false);
    return persisted;
  }
  async function ask(): Promise<void> {
    if (asked || !gesture()) return;
    asked = true;
    remember(keptKey, recall(keptKey) || 1);
    // Storage refused: a prompt could not be remembered, so there is none.
    if ((await refresh()) || recall(askedKey, 1)) return;
    remember(askedKey, 1);
    persisted = await (storageManager()?.persist?.() ?? Promise.resolve(false)).catch(() => false);
    for (const listener of listeners) listener();
  }
  return {
    get persisted() {
      return persisted;
    },
    refresh,
    ask,
    onAnswer: (listener) => void listeners.add(listener),
    dropped(empty) {
      const at = recall(keptKey);
      const now = Date.now();
      if (!empty || !at) return now - at < week ? at : undefined;
      remember(keptKey, now);
      return now;
    },
    release() {
      asked = false;
      remember(keptKey);
    },
  };
}

/** Bytes used and allowed for this origin; zeros where the browser does not tell. */
export async function estimate(): Promise<{ used: number; quota: number }> {
  const { usage = 0, quota = 0 } =
    (await storageManager()
      ?.estimate?.()
      .catch(() => undefined)) ?? {};
  return { used: usage, quota };
}
