import type { Content, FamilyContext } from '@nelumbo/core/fhir';
import { NelumboError } from '@nelumbo/core/i18n';

/** The four families. */
export type FamilyName = 'intake' | 'vitals' | 'medication' | 'encyclopedia';

type Maker = (context: FamilyContext) => unknown;
type Documents = Readonly<Record<string, () => Promise<{ readonly default: unknown }>>>;

const makers = new Map<FamilyName, () => Promise<Maker>>();
const documents = new Map<string, () => Promise<{ readonly default: unknown }>>();
const missed = new Map<FamilyName, NelumboError>();
let tellLate: ((name: FamilyName) => void) | undefined;

/**
 * What the folder of a family does when a component of it is loaded: from now on the client has that family and its content. So the
 * runtime names no family, and a folder that an operator may not publish can be deleted.
 */
export function offer(name: FamilyName, load: () => Promise<Maker>, content: Documents = {}): void {
  makers.set(name, load);
  for (const [document, read] of Object.entries(content)) documents.set(document, read);
  if (missed.has(name)) tellLate?.(name);
}

/** Told when a family that was asked for in vain is there after all: its folder stands in a subpackage that was loaded since. */
export function onLate(listener: (name: FamilyName) => void): void {
  tellLate = listener;
}

/** Whether an error says no more than that a folder is not there, or not yet. */
export const isAbsence = (error: NelumboError): boolean => [...missed.values()].includes(error);

/** The families that are in this build and were loaded. */
export const families = (): readonly FamilyName[] => [...makers.keys()];

/** Makes a family; what `createClient` gets instead of its own `import()`. @throws NelumboError `unsupported` when its folder was left out */
export async function makeFamily(name: FamilyName, context: FamilyContext): Promise<unknown> {
  const load = makers.get(name);
  if (!load) {
    const refusal =
      missed.get(name) ?? new NelumboError('unsupported', `The folder "${name}" is not part of this build, or none of its components was loaded.`);
    missed.set(name, refusal);
    throw refusal;
  }
  return (await load())(context);
}

/** Starter content of the families in this build. */
export const miniContent: Content = {
  async read(name) {
    const found = await documents.get(name)?.();
    if (found?.default === undefined) throw new NelumboError('not-found', 'There is no starter content of this name in this build.');
    return found.default;
  },
};
