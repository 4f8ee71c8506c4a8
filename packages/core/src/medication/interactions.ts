import type { Coding, Ref } from '../fhir/index.js';
import type { Finding } from './checks.js';
import type { Ledger } from './ledger.js';

/** A medicine as an interaction provider sees it. */
export interface InteractionSubject {
  readonly plan: Ref;
  readonly name: string;
  readonly codes: readonly Coding[];
}

/** Two medicines that do not go together, as a provider says. */
export interface Interaction {
  readonly between: readonly [Ref, Ref];
  readonly level: 'stop' | 'warn' | 'info';
  /** In the locale that was asked for. */
  readonly text: string;
}

/** Where interactions come from: a partner's licensed source. None ships; without one the screen says that they are not checked. */
export interface InteractionProvider {
  /** Named on screen as the source. */
  readonly name: string;
  /** Sample data, not for care: the screen says so. */
  readonly sample?: boolean;
  /** @throws anything: then the screen says that they could not be checked */
  check(medicines: readonly InteractionSubject[], locale: string): Promise<readonly Interaction[]>;
}

/** What is known about interactions of the active plans. */
export type InteractionView =
  | { readonly state: 'not-checked' }
  | { readonly state: 'failed'; readonly source: string }
  | { readonly state: 'checked'; readonly source: string; readonly sample: boolean; readonly findings: readonly Finding[] };

/** Asks the provider about all active plans. */
export async function checkInteractions(ledger: Ledger, provider: InteractionProvider | undefined, locale: string): Promise<InteractionView> {
  if (!provider) return { state: 'not-checked' };
  const plans = ledger.chains.map((c) => c.current.plan).filter((plan) => plan.active);
  const names = new Map(plans.map((plan) => [plan.ref, plan.name]));
  const subjects = plans.map((plan) => ({ plan: plan.ref, name: plan.name, codes: plan.concept.coding ?? [] }));
  const found = await provider.check(subjects, locale).catch(() => undefined); // a provider may fail in any way; the screen says that it did
  if (!found) return { state: 'failed', source: provider.name };
  const findings = found.map(({ between: [a, b], level, text }): Finding => {
    return { rule: 'interaction', level, plan: a, name: `${names.get(a) ?? ''} + ${names.get(b) ?? ''}`, text };
  });
  return { state: 'checked', source: provider.name, sample: provider.sample === true, findings };
}
