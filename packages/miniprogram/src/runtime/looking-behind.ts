type Replacer = (match: string, ...groups: string[]) => string;

/**
 * A pattern with a lookbehind, for engines without (before iOS 16.4). Has what the core uses of a RegExp: `exec`, `test`, and being an
 * argument of `text.replace`.
 * @param pattern - with an empty group where the lookbehind stood; the groups behind it keep the numbers they would have without
 * @param group - number of that group: only a match in which it takes part is looked at
 * @param wanted - true for `(?<=…)`, false for `(?<!…)`
 * @param before - what the lookbehind says, at the end of what stands before a match
 */
export function lookingBehind(pattern: RegExp, group: number, wanted: boolean, before: RegExp): Pick<RegExp, 'exec' | 'test'> {
  const everywhere = new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`);
  const find = (text: string, from: number): RegExpExecArray | null => {
    everywhere.lastIndex = from;
    for (let match = everywhere.exec(text); match; match = everywhere.exec(text)) {
      const [looked] = match.splice(group, 1);
      if (looked === undefined || before.test(text.slice(0, match.index)) === wanted) return match;
      everywhere.lastIndex = match.index + 1;
    }
    return null;
  };
  return {
    exec: (text) => find(text, 0),
    test: (text) => find(text, 0) !== null,
    [Symbol.replace](text: string, by: string | Replacer): string {
      let out = '';
      let at = 0;
      for (let match = find(text, 0); match; match = find(text, at + (at === match.index ? 1 : 0))) {
        if (match.index < at) break;
        out += text.slice(at, match.index) + (typeof by === 'string' ? by : by(...(match as unknown as [string, ...string[]])));
        at = match.index + match[0].length;
        if (!pattern.global || match[0] === '') break;
      }
      return out + text.slice(at);
    },
  } as Pick<RegExp, 'exec' | 'test'>;
}
