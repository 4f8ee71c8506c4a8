import type { Form, RedFlag } from '@nelumbo/core/intake';

/** These two levels stop the form at once. */
export const interrupting = new Set<RedFlag['urgency']>(['emergency-ambulance', 'emergency']);

/** The red flag that has to be read before anything else. Reading subscribes. */
export const interruptOf = (form: Form): RedFlag | undefined =>
  form.redFlags.find((flag) => interrupting.has(flag.urgency) && flag.withdrawnAt === undefined && flag.acknowledgedAt === undefined);
