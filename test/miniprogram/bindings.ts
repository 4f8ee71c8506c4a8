// Every binding of a markup, and the markup without it: what a slip of the pen leaves behind.

/** A binding of a component's markup. */
export interface Binding {
  /** Line and text, such as `12 bind:tap="take"`. */
  readonly name: string;
  readonly at: number;
  readonly length: number;
  /** What stands there instead. */
  readonly broken: string;
}

/** Every `{{…}}` (its names are misspelt, so that nothing is found) and every event (it is not bound). */
export function bindingsOf(markup: string): Binding[] {
  const found: Binding[] = [];
  const lineOf = (at: number) => markup.slice(0, at).split('\n').length;
  for (const match of markup.matchAll(/\{\{([\s\S]*?)\}\}|\s(?:bind|catch):\w+="\w+"/g)) {
    const [text, expression] = match;
    // Names outside of quotes; of `a.b` the last.
    const broken =
      expression === undefined
        ? ''
        : `{{${expression.replace(/'[^']*'|([A-Za-z_][\w.]*)/g, (part, name: string | undefined) => (name === undefined ? part : `${name}Misspelt`))}}}`;
    found.push({ name: `${lineOf(match.index)} ${text.trim()}`, at: match.index, length: text.length, broken });
  }
  return found;
}

/** The markup with one binding broken. */
export const without = (markup: string, { at, length, broken }: Binding): string => markup.slice(0, at) + broken + markup.slice(at + length);
