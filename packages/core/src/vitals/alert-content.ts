import type { Content } from '../fhir/index.js';
import { NelumboError } from '../i18n/index.js';
import { alertKinds, type AlertRule } from './alert-types.js';
import { broken, isRecord } from './content.js';

/**
 * Reads the content document `vitals/alerts`.
 * @throws NelumboError `unsupported` when a rule is not whole: one that cannot run must not look as if it watched
 */
export function readAlertRules(document: unknown): readonly AlertRule[] {
  const list = isRecord(document) ? document['rules'] : undefined;
  if (!Array.isArray(list)) return broken('it lists no alert rules');
  for (const rule of list as readonly unknown[]) {
    if (!isRecord(rule) || typeof rule['id'] !== 'string' || typeof rule['measure'] !== 'string' || typeof rule['version'] !== 'number')
      return broken('an alert rule lacks its id, version or measure');
    if (!(alertKinds as readonly unknown[]).includes(rule['kind'])) return broken(`alert rule ${rule['id']} is of no known kind`);
    if (typeof rule['source'] !== 'string' || typeof rule['confidence'] !== 'string') return broken(`alert rule ${rule['id']} lacks its source or confidence`);
    if (!isRecord(rule['tell']) || !isRecord(rule['tell']['en']) || typeof rule['cooldownDays'] !== 'number')
      return broken(`alert rule ${rule['id']} lacks its words or cooldown`);
    const tested = rule['kind'] === 'single' || rule['kind'] === 'consecutive-days' || rule['kind'] === 'mean-above';
    if (tested ? !isRecord(rule['test']) : rule['kind'] === 'change' && typeof rule['amount'] !== 'number')
      return broken(`alert rule ${rule['id']} has nothing to test`);
  }
  return list as readonly AlertRule[]; // every field that code relies on was looked at above
}

/** The rules of the content; a host's own content need not hold any. */
export async function starterRules(content: Content): Promise<readonly AlertRule[]> {
  try {
    return readAlertRules(await content.read('vitals/alerts'));
  } catch (error) {
    if (error instanceof NelumboError && error.code === 'not-found') return [];
    throw error;
  }
}
