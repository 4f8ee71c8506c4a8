import { join } from 'node:path';
import { PushJob } from './job.js';
import { vapidKeys, type VapidKeys } from './keys.js';
import { withDefaults, type PushOptions } from './options.js';
import { PushStore, type Owner } from './store.js';

export type { PushOptions } from './options.js';

/** Web Push of a server: keys, subscriptions, what is to come, and the job that sends it. */
export interface Push {
  readonly keys: VapidKeys;
  readonly store: PushStore;
  readonly job: PushJob;
  readonly options: Required<PushOptions>;
  /** Forgets all of a patient, as erasure asks. */
  forget(owner: Owner): void;
  close(): Promise<void>;
}

/** Opens Web Push in a data folder and goes on with what was planned before the last stop. */
export function openPush(data: string, given: PushOptions | undefined, report: (error: unknown) => void): Push {
  const folder = join(data, 'push');
  const options = withDefaults(given);
  const keys = vapidKeys(folder);
  const store = new PushStore(folder);
  const job = new PushJob(store, keys, options, report);
  job.arm();
  return {
    ...{ keys, store, job, options },
    forget: (owner) => store.forget(owner),
    async close() {
      await job.close();
      store.close();
    },
  };
}
