import { call, type MiniApi } from './call.js';

/** How full the mini-program's storage is, with all that other parts of the app keep there. Bytes. */
export interface Room {
  readonly used: number;
  readonly quota: number;
  /** `near` from four fifths on: tell the user before a write fails. `full`: no room for another day of readings. */
  readonly level: 'ok' | 'near' | 'full';
}

const NEAR = 0.8;
const FULL = 0.98;

/** Asks the platform; its own limit counts where it names one. */
export async function roomOf(api: MiniApi, total: number): Promise<Room> {
  const { currentSize = 0, limitSize } = await call<{ currentSize?: number; limitSize?: number }>(api, 'getStorageInfo');
  const quota = Math.min(total, limitSize ? limitSize * 1024 : total);
  const used = currentSize * 1024;
  return { used, quota, level: used >= quota * FULL ? 'full' : used >= quota * NEAR ? 'near' : 'ok' };
}
