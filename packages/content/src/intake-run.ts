import type { PlanDefinition } from '@nelumbo/core/fhir';
import { runQuestionnaire, type RunOptions } from '@nelumbo/core/intake/run';
import { bundledContent, contentNames } from './index.js';

// `nelumbo-intake run <questionnaire> <answers>`: drives the form engine from outside. See docs/guide/intake.md.

const usage = `Usage: nelumbo-intake run <questionnaire.json> [answers.json] [options]

  <questionnaire.json>   a FHIR Questionnaire, or the name of a starter form (phq-9, headache)
  [answers.json]         a map { "linkId": value or values }, a QuestionnaireResponse, or a list of steps; - reads standard input

  --locale <tag>         language of texts, default en
  --now <instant>        the time that today() and now() see, default the real one
  --subject <reference>  such as Patient/1
  --context <file>       launch context as JSON: { "patient": { … } }
  --rules <file>         a PlanDefinition with triage rules; may be given several times
  --each                 with steps: also the state after each one

Prints one JSON object. Exit code 0: it ran; 1: no form could be made of the questionnaire; 2: wrong usage or unreadable file.`;

class UsageError extends Error {}

/** What the command needs of the machine that it runs on. */
export interface IntakeIo {
  /** The text of a file; `-` is standard input. */
  read(path: string): string;
  out(text: string): void;
  err(text: string): void;
  /** Milliseconds since 1970 UTC. */
  now(): number;
  /** A complete FHIRPath engine, asked for when an expression is outside our subset. */
  fhirpath?(): Promise<RunOptions['fallback'] | undefined>;
}

function readJson(io: IntakeIo, path: string): unknown {
  const text = io.read(path);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    throw new UsageError(`${path} is no JSON.`);
  }
}

function readObject(io: IntakeIo, path: string, what: string): object {
  const value = readJson(io, path);
  if (typeof value !== 'object' || value === null) throw new UsageError(`${path} is no ${what}.`);
  return value;
}

function readRules(io: IntakeIo, path: string): PlanDefinition {
  const value = readObject(io, path, 'PlanDefinition');
  if ((value as { resourceType?: unknown }).resourceType !== 'PlanDefinition') throw new UsageError(`${path} is no PlanDefinition.`);
  return value as PlanDefinition; // compile reports what of it is no rule
}

interface Arguments {
  readonly files: readonly string[];
  readonly rules: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  readonly each: boolean;
}

function parse(words: readonly string[]): Arguments {
  const files: string[] = [];
  const rules: string[] = [];
  const options: Record<string, string> = {};
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (!word.startsWith('--') || word === '--each') {
      if (word !== '--each') files.push(word);
      continue;
    }
    const value = words[++i];
    if (!/^--(locale|now|subject|context|rules)$/.test(word) || value === undefined)
      throw new UsageError(`Unknown option, or an option without its value: ${word}`);
    if (word === '--rules') rules.push(value);
    else options[word.slice(2)] = value;
  }
  return { files, rules, options, each: words.includes('--each') };
}

const isStarter = (name: string): boolean => contentNames().includes(`intake/${name}`);

/** A starter form by its name, or a file. */
const questionnaireOf = (io: IntakeIo, source: string): unknown => (isStarter(source) ? bundledContent().read(`intake/${source}`) : readJson(io, source));

/** A questionnaire as text; '' for one that is nested too deep to be one: compiling says so. */
function textOf(questionnaire: unknown): string {
  try {
    return JSON.stringify(questionnaire ?? null);
  } catch {
    return '';
  }
}

/** Triage rules of the starter forms that a questionnaire names. */
async function starterRules(questionnaire: unknown): Promise<readonly PlanDefinition[]> {
  const named = [...textOf(questionnaire).matchAll(/"urn:nelumbo:triage:([\w-]+)/g)].map(([, name]) => `triage-${name ?? ''}`);
  const found = await Promise.all([...new Set(named)].filter(isStarter).map((name) => bundledContent().read(`intake/${name}`)));
  return found as PlanDefinition[]; // documents of that name are
}

async function run({ files, rules, options, each }: Arguments, io: IntakeIo): Promise<number> {
  const [command, source, answers] = files;
  if (command !== 'run' || source === undefined || files.length > 3) throw new UsageError('');
  const questionnaire = await questionnaireOf(io, source);
  const now = options['now'] === undefined ? undefined : Date.parse(options['now']);
  if (Number.isNaN(now)) throw new UsageError('--now wants an instant, such as 2026-01-31T08:00:00Z.');
  const at = (): number => now ?? io.now();
  const settings: RunOptions = {
    clock: { now: at, monotonic: at, after: () => () => undefined, offset: (when) => (now === undefined ? -new Date(when).getTimezoneOffset() : 0) },
    locale: options['locale'] ?? 'en',
    rules: [...(await starterRules(questionnaire)), ...rules.map((path) => readRules(io, path))],
    each,
    ...(options['subject'] === undefined ? {} : { subject: options['subject'] }),
    ...(options['context'] === undefined ? {} : { launchContext: readObject(io, options['context'], 'map of names to resources') as Record<string, unknown> }),
  };
  const given = answers === undefined ? {} : readObject(io, answers, 'map, list of steps or QuestionnaireResponse');
  let report = runQuestionnaire(questionnaire, given, settings);
  if (report.diagnostics.some(({ code }) => code === 'expression-unsupported' || code === 'expression-syntax')) {
    const fallback = await io.fhirpath?.();
    if (fallback) report = runQuestionnaire(questionnaire, given, { ...settings, fallback });
    else io.err('Some expressions are outside the built-in subset and do not run: npm install fhirpath\n');
  }
  io.out(`${JSON.stringify(report, undefined, 2)}\n`);
  return report.questionnaire === undefined ? 1 : 0;
}

/**
 * The command.
 * @param words - what stands after its name
 * @returns the exit code: 0 it ran, 1 no form could be made of the questionnaire, 2 wrong usage or unreadable file
 */
export async function runIntake(words: readonly string[], io: IntakeIo): Promise<number> {
  if (words.includes('--help') || words.includes('-h')) {
    io.out(`${usage}\n`);
    return 0;
  }
  try {
    return await run(parse(words), io);
  } catch (error) {
    const why = error instanceof UsageError ? error.message : `Could not be read: ${error instanceof Error ? error.message : String(error)}`;
    io.err(`${why ? `${why}\n\n` : ''}${usage}\n`);
    return 2;
  }
}
