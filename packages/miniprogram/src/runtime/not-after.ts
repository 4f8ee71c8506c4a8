/**
 * A pattern that does not match behind certain characters, for engines without lookbehind (before iOS 16.4). Has what the core uses of a
 * RegExp: `exec`.
 * @param before - what may not stand in front of a match
 * @param pattern - with an empty group where the lookbehind stood: only a match in which it takes part is looked at
 * @param group - number of that group; the groups behind it keep the numbers they would have without
 */
export function notAfter(before: RegExp, pattern: RegExp, group: number): Pick<RegExp, 'exec'> {
  const everywhere = new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`);
  return {
    exec(text) {
      everywhere.lastIndex = 0;
      for (let match = everywhere.exec(text); match; match = everywhere.exec(text)) {
        const [looked] = match.splice(group, 1);
        if (looked === undefined || match.index === 0 || !before.test(text[match.index - 1]!)) return match;
        everywhere.lastIndex = match.index + 1;
      }
      return null;
    },
  };
}
