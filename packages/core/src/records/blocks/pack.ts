import { timeText } from '../clinical.js';
import type { Json, RecordState } from '../schema.js';

type Extra = Omit<RecordState, 'ref' | 'gen' | 'body' | 'time' | 'tok' | 'was' | 'moved'>;

/** A record in a block: its time only where the body does not say it, the ref instead of a body that was removed. */
type Packed = readonly [gen: number, time: number, body: Json | string, extra?: Partial<Extra>];

// A time of day needs no zone of the device to be read again.
function ownTime(body: Json | null): number | undefined {
  const text = body ? timeText(body) : undefined;
  return text && /T.*(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : undefined;
}

/** The text of a block. */
export function packBlock(states: readonly RecordState[]): string {
  const rows = states.map(({ ref, gen, body, time, tok: _tok, was: _was, moved: _moved, ...extra }): Packed => {
    const { queue, ...others } = extra;
    const more: Partial<Extra> = queue.length ? extra : others;
    const shown = [gen, ownTime(body) === time ? 0 : time, body ?? ref] as const;
    return Object.keys(more).length ? [...shown, more] : shown;
  });
  return JSON.stringify(rows);
}

/** The records of a block. */
export function unpackBlock(rows: readonly Packed[], tok: string): RecordState[] {
  return rows.map(([gen, time, body, extra]) => {
    const removed = typeof body === 'string';
    const ref = removed ? body : `${body.resourceType}/${body.id}`;
    return { queue: [], ...extra, ref, gen, tok, body: removed ? null : body, time: time || (removed ? 0 : (ownTime(body) ?? 0)) };
  });
}

export type { Packed };
