import { parseArgs } from 'node:util';
import { expandResource, readSchedule, Zone, type Anchors } from '@nelumbo/core/medication';
import { bundledContent } from '../index.js';

/** What the command needs from outside. */
export interface DosePorts {
  /** Reads a file as text; `-` is standard input. Throws when it cannot. */
  readonly read: (path: string) => string;
  readonly out: (text: string) => void;
  readonly now: () => number;
}

const usage =
  'nelumbo-dose <resource.json | -> [--from DATE] [--to DATE] [--zone IANA] [--locale zh-CN|en] [--start DATE] [--anchors JSON] [--strict] [--compact]';

/** Exit codes: each kind of failure has its own, so that a script can tell them apart. */
export const exitCodes = { ok: 0, refused: 1, usage: 2, input: 3, resource: 4, internal: 70 } as const;

class DoseFailure extends Error {
  constructor(
    readonly exit: keyof typeof exitCodes,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

interface Settings {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly zone: Zone;
  readonly zoneName: string;
  readonly locale: string;
  readonly start: string | undefined;
  readonly anchors: Readonly<Record<string, string>>;
  readonly strict: boolean;
  readonly compact: boolean;
}

/**
 * `nelumbo-dose`: prints the doses and the text of a FHIR R4 resource as JSON. Always prints exactly one JSON document, an error too.
 * @returns the exit code, one of {@link exitCodes}
 */
export async function runDose(args: readonly string[], ports: DosePorts): Promise<number> {
  try {
    const settings = readSettings(args, ports.now());
    const schedule = await readSchedule(bundledContent());
    const anchors: Anchors = { ...schedule, anchors: { ...schedule.anchors, ...settings.anchors } };
    const { from, to, zone, zoneName, locale, start } = settings;
    const found = expandResource(readInput(settings.file, ports), { from, to, zone, anchors, locale, ...(start ? { start } : {}) });
    if (!found.ok) throw new DoseFailure(found.error.code === 'no-dosage' ? 'resource' : 'usage', found.error.code, found.error.message);
    print(ports, { zone: zoneName, locale, from, to, ...found.value }, settings.compact);
    return settings.strict && found.value.refusals.length ? exitCodes.refused : exitCodes.ok;
  } catch (thrown) {
    const failure =
      thrown instanceof DoseFailure ? thrown : new DoseFailure('internal', 'internal', `${(thrown as Error).name}: this is a fault of nelumbo-dose.`);
    print(ports, { error: { code: failure.code, message: failure.message } }, false);
    return exitCodes[failure.exit];
  }
}

const print = (ports: DosePorts, value: unknown, compact: boolean): void => ports.out(`${JSON.stringify(value, null, compact ? 0 : 2)}\n`);

function readSettings(args: readonly string[], now: number): Settings {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const options = { from: text, to: text, zone: text, locale: text, start: text, anchors: text, strict: flag, compact: flag, help: flag };
  const parsed = (() => {
    try {
      return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    } catch (error) {
      throw new DoseFailure('usage', 'usage', `${(error as Error).message.split('.')[0]}. Usage: ${usage}`);
    }
  })();
  const { values, positionals } = parsed;
  const [file, more] = positionals;
  if (values.help || file === undefined || more !== undefined) throw new DoseFailure('usage', 'usage', `Usage: ${usage}`);
  const zoneName = values.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zone = openZone(zoneName);
  const from = values.from ?? new Date(zone.toLocal(now)).toISOString().slice(0, 10);
  const to = values.to ?? weekAfter(from);
  const locale = openLocale(values.locale ?? 'zh-CN');
  return { file, from, to, zone, zoneName, locale, start: values.start, anchors: openAnchors(values.anchors), strict: values.strict, compact: values.compact };
}

function openZone(name: string): Zone {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
    return new Zone({ offset: (t) => offsetOf(format, t) });
  } catch {
    throw new DoseFailure('usage', 'bad-zone', 'The zone is no IANA time zone such as Asia/Shanghai.');
  }
}

/** Minutes east of UTC, with the seconds of old local times. */
function offsetOf(format: Intl.DateTimeFormat, t: number): number {
  const name = format.formatToParts(t).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const [, sign, h, min, s = 0] = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?/.exec(name) ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(h) * 60 + Number(min) + Number(s) / 60);
}

function weekAfter(from: string): string {
  const day = Date.parse(`${from.slice(0, 10)}T00:00:00Z`);
  if (!Number.isFinite(day)) throw new DoseFailure('usage', 'bad-window', 'Give --from as a FHIR date or dateTime.');
  return new Date(day + 7 * 86_400_000).toISOString().slice(0, 10);
}

function openLocale(name: string): string {
  try {
    return Intl.getCanonicalLocales(name)[0] ?? name;
  } catch {
    throw new DoseFailure('usage', 'bad-locale', 'The locale is no language tag such as zh-CN or en.');
  }
}

function openAnchors(text: string | undefined): Readonly<Record<string, string>> {
  if (text === undefined) return {};
  const found = parseJson(text);
  const entries = typeof found === 'object' && found !== null && !Array.isArray(found) ? Object.entries(found) : undefined;
  if (!entries?.every(([, time]) => typeof time === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(time)))
    throw new DoseFailure('usage', 'bad-anchors', 'Give --anchors as JSON of when codes and times, such as {"CM":"06:15"}.');
  return Object.fromEntries(entries); // checked above
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function readInput(file: string, ports: DosePorts): unknown {
  let text: string;
  try {
    text = ports.read(file);
  } catch (error) {
    throw new DoseFailure('input', 'unreadable', `The input cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
  const found = parseJson(text);
  if (found === undefined) throw new DoseFailure('input', 'not-json', 'The input is not JSON.');
  return found;
}
