/** A custom element class that knows its version. */
export type ElementClass = CustomElementConstructor & { readonly version?: string };

const taken = new WeakSet<CustomElementConstructor>();

/** Registers `ctor` as `tag`. First definition wins; another version is reported. Safe twice and without a DOM. */
export function defineElement(tag: string, ctor: ElementClass, registry: CustomElementRegistry | undefined = globalThis.customElements): void {
  if (!registry) return;
  const known = registry.get(tag) as ElementClass | undefined; // whatever is registered may lack a version
  if (!known) {
    registry.define(tag, taken.has(ctor) ? class extends ctor {} : ctor); // a class has one name: a second gets a subclass
    taken.add(ctor);
  } else if (known.version !== ctor.version) {
    console.warn(`<${tag}> is already defined by Nelumbo ${known.version ?? 'unknown'}; ${ctor.version ?? 'unknown'} was ignored. Load one copy.`);
  }
}
