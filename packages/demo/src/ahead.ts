import type { Client } from '@nelumbo/core';
import { loadAhead } from '@nelumbo/elements/encyclopedia/ahead';

/** Whether the reader asked their browser to save data (Chromium only). */
const savesData = (): boolean => (navigator as { readonly connection?: { readonly saveData?: boolean } }).connection?.saveData ?? false;

/**
 * Makes ready for a visit without a network: everyday cards and articles for the open page, then the portal's own files for the next one.
 * Without a network there is nothing to do now; the next visit tries again.
 */
export async function makeReadyForOffline(client: Client): Promise<void> {
  if (savesData()) return;
  await client.encyclopedia.prepare();
  await loadAhead();
  // The worker of reminders, too: one worker serves an address.
  await (navigator as Partial<Navigator>).serviceWorker?.register('/nelumbo-push.js', { type: 'module' });
}
