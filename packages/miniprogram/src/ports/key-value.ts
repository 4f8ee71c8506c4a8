import { StorageError } from '@nelumbo/core/platform';
import type { KeyValue } from '@nelumbo/core/platform/key-value';
import { apiError, call, MiniApiError, type MiniApi } from './call.js';

interface Info {
  readonly keys: readonly string[];
  /** kB in use and allowed. */
  readonly currentSize?: number;
  readonly limitSize?: number;
}

/** Words by which the platforms say that there is no room: "exceed storage max size 10Mb", "entry size limit reached", "超出". */
const full = /exceed|max size|max length|limit|quota|space|超出|已满/i;

/** Whether a write failed for want of room. Where the words do not tell, the figures of `getStorageInfo` do. */
async function isFull(api: MiniApi, error: MiniApiError, size: number): Promise<boolean> {
  if (full.test(error.words)) return true;
  try {
    const { currentSize, limitSize } = await call<Info>(api, 'getStorageInfo');
    return currentSize !== undefined && limitSize !== undefined && currentSize * 1024 + size > limitSize * 1024;
  } catch {
    return false; // the storage does not answer at all: not a matter of room
  }
}

/**
 * `setStorage` and its kin as named texts.
 *
 * What a missing key answers differs: WeChat fails, Douyin gives an empty text, Alipay and Baidu do not say. So an answer that is no text
 * counts as "nothing there" only when `getStorageInfo` does not list the key: a failed read is never an empty one. Nor is a success
 * believed: what was written is read back, and what was removed has to be gone.
 * @param mine - beginning of every name of ours; others' keys are not looked at
 */
export function miniKeyValue(api: MiniApi, mine = 'nelumbo:'): KeyValue {
  const read = async (key: string): Promise<unknown> => (await call<{ data?: unknown } | null>(api, 'getStorage', { key }))?.data;
  const names = async (): Promise<readonly string[]> => {
    const { keys } = await call<Info>(api, 'getStorageInfo');
    return keys.filter((key) => key.startsWith(mine));
  };
  return {
    names,
    async get(name) {
      let failed: Error | undefined;
      const data = await read(name).catch((error: Error) => void (failed = error)); // always a MiniApiError
      if (typeof data === 'string' && data !== '') return data;
      if ((await names()).includes(name)) throw failed ?? new MiniApiError('getStorage', undefined, 'no text', undefined);
      return undefined;
    },
    async set(name, text) {
      try {
        await call(api, 'setStorage', { key: name, data: text });
        if ((await read(name)) !== text) throw apiError('setStorage', undefined); // it said that it had
      } catch (error) {
        if (error instanceof MiniApiError && (await isFull(api, error, text.length))) throw new StorageError('quota', { cause: error });
        throw error;
      }
    },
    async remove(name) {
      await call(api, 'removeStorage', { key: name });
      if (await read(name).catch(() => '')) throw apiError('removeStorage', undefined);
    },
  };
}
