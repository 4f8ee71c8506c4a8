import { isOverdue, validateEntry, type Entry, type Hotline } from '@nelumbo/core/encyclopedia';

/** What validation depends on. */
export interface CheckOptions {
  /** `YYYY-MM-DD`; dates are judged against it. */
  readonly today: string;
  /** Strong although short. */
  readonly shortNames?: readonly string[];
  readonly hotlines?: readonly Hotline[];
  /** Where an entry was read, for whoever has to mend it. */
  readonly placeOf?: (entry: Entry) => string | undefined;
  /** Told after each entry how many are checked. */
  readonly progress?: (done: number) => void;
}

/** What was found: problems keep a pack from being built, notices do not. One sentence each. */
export interface Findings {
  readonly problems: string[];
  readonly notices: string[];
}

const stale = (hotline: Hotline, today: string) => Date.parse(today) - Date.parse(hotline.checkedOn) > 366 * 86_400_000;

/** Checks entries by the rules V1 to V10 and the links between them; reports reviews that are overdue. */
export function checkEntries(entries: readonly Entry[], options: CheckOptions): Findings {
  const { today, shortNames = [], hotlines = [], placeOf = () => undefined } = options;
  const ids = new Map<string, Entry[]>();
  for (const entry of entries) ids.set(entry.id, [...(ids.get(entry.id) ?? []), entry]);
  const problems: string[] = [];
  const notices: string[] = [];
  for (const [at, entry] of entries.entries()) {
    options.progress?.(at + 1);
    const place = placeOf(entry);
    const from = place ? ` (${place})` : '';
    for (const { rule, text } of validateEntry(entry, { today, shortNames })) problems.push(`${entry.id}: ${rule} ${text}${from}`);
    for (const id of entry.related) if (!ids.has(id)) problems.push(`${entry.id}: related entry ${id} is not in the pack${from}`);
    const heir = entry.review.withdrawal?.replacedBy;
    if (heir !== undefined && !ids.has(heir)) problems.push(`${entry.id}: ${heir}, which replaces it, is not in the pack${from}`);
    if (isOverdue(entry.review, today)) notices.push(`${entry.id}: the review was due on ${entry.review.nextReviewOn}`);
  }
  for (const [id, same] of ids) {
    const places = same.map(placeOf).filter((place) => place !== undefined);
    if (same.length > 1) problems.push(`${id}: ${same.length} entries have this id${places.length > 0 ? ` (${places.join('; ')})` : ''}`);
  }
  for (const line of hotlines) if (stale(line, today)) problems.push(`hotline ${line.number}: checked more than 12 months ago`);
  return { problems, notices };
}
