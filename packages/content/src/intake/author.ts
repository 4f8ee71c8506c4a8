import type {
  Coding,
  Extension,
  PlanDefinition,
  PlanDefinitionAction,
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireItemAnswerOption,
  QuestionnaireItemEnableWhen,
} from '@nelumbo/core/fhir';

/** A text in our two languages; Chinese is the language the documents are written in, English its translation extension. */
export type Bilingual = readonly [zh: string, en: string];

const hl7 = 'http://hl7.org/fhir/StructureDefinition/';

/** The translation of a primitive element, for its `_name` sibling. */
export const english = (content: string): { extension: Extension[] } => ({
  extension: [
    {
      url: `${hl7}translation`,
      extension: [
        { url: 'lang', valueCode: 'en' },
        { url: 'content', valueString: content },
      ],
    },
  ],
});

/** What an item of a record is for: see `urn:nelumbo:fhir:record-section`. */
export type RecordRole = 'chief-complaint' | 'onset' | 'duration' | 'severity' | 'course' | 'symptom' | 'background';

/** An item in both languages. */
export interface ItemDraft extends Omit<QuestionnaireItem, 'linkId' | 'type' | 'text' | 'enableWhen'> {
  readonly help?: Bilingual;
  readonly short?: Bilingual;
  readonly role?: RecordRole;
  readonly control?: string;
  readonly min?: number;
  readonly max?: number;
  readonly unit?: Coding & { readonly _display?: unknown };
  readonly when?: QuestionnaireItemEnableWhen[];
}

/** Builds a questionnaire item. */
export function item(linkId: string, type: QuestionnaireItem['type'], [zh, en]: Bilingual, draft: ItemDraft = {}): QuestionnaireItem {
  const { help, short, role, control, min, max, unit, when, extension: further = [], item: children = [], ...rest } = draft;
  const extension: Extension[] = [
    ...(short
      ? [{ url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-shortText', valueString: short[0], _valueString: english(short[1]) }]
      : []),
    ...(role ? [{ url: 'urn:nelumbo:fhir:record-section', valueCode: role }] : []),
    ...(control ? [itemControl(control)] : []),
    ...(min === undefined ? [] : [{ url: `${hl7}minValue`, valueInteger: min }]),
    ...(max === undefined ? [] : [{ url: `${hl7}maxValue`, valueInteger: max }]),
    ...(unit ? [{ url: `${hl7}questionnaire-unit`, valueCoding: unit }] : []),
    ...further,
  ];
  const below = [...(help ? [helpItem(linkId, help)] : []), ...children];
  return {
    ...(extension.length > 0 ? { extension } : {}),
    linkId,
    text: zh,
    ...{ _text: english(en) },
    type,
    ...(when ? { enableWhen: when, ...(when.length > 1 ? { enableBehavior: 'all' as const } : {}) } : {}),
    ...rest,
    ...(below.length > 0 ? { item: below } : {}),
  };
}

/** Controls that FHIR has no code for. */
const ownControls = new Set(['body-map']);

const itemControl = (code: string): Extension => ({
  url: `${hl7}questionnaire-itemControl`,
  valueCodeableConcept: {
    coding: [{ system: ownControls.has(code) ? 'urn:nelumbo:fhir:item-control' : 'http://hl7.org/fhir/questionnaire-item-control', code }],
  },
});

const helpItem = (linkId: string, [zh, en]: Bilingual): QuestionnaireItem => ({
  extension: [itemControl('help')],
  linkId: `${linkId}-help`,
  text: zh,
  ...{ _text: english(en) },
  type: 'display',
});

/** An answer option; `weight` is its score, `exclusive` clears the others. */
export function option(system: string, code: string, [zh, en]: Bilingual, more: { weight?: number; exclusive?: boolean } = {}): QuestionnaireItemAnswerOption {
  const extension: Extension[] = more.exclusive ? [{ url: `${hl7}questionnaire-optionExclusive`, valueBoolean: true }] : [];
  const weight: Extension[] = more.weight === undefined ? [] : [{ url: `${hl7}ordinalValue`, valueDecimal: more.weight }];
  return {
    ...(extension.length > 0 ? { extension } : {}),
    valueCoding: { ...(weight.length > 0 ? { extension: weight } : {}), system, code, display: zh, ...{ _display: english(en) } },
  };
}

/** Options and yes/no questions of one questionnaire, whose codes are its own (`urn:nelumbo:code:<id>`). */
export function vocabulary(id: string): {
  choice(code: string, text: Bilingual, exclusive?: boolean): QuestionnaireItemAnswerOption;
  yesNo(linkId: string, text: Bilingual, short: Bilingual, more?: ItemDraft): QuestionnaireItem;
} {
  const system = `urn:nelumbo:code:${id}`;
  return {
    choice: (code, text, exclusive = false) => option(system, code, text, exclusive ? { exclusive } : {}),
    yesNo: (linkId, text, short, more = {}) => item(linkId, 'boolean', text, { short, role: 'symptom', ...more }),
  };
}

/** What a questionnaire of ours says about itself. */
export interface QuestionnaireDraft extends Pick<Questionnaire, 'code' | 'publisher'> {
  /** Also the name of its triage rules. */
  readonly id: string;
  /** For machines: `ChestPain`. */
  readonly name: string;
  readonly title: Bilingual;
  readonly description: Bilingual;
  readonly copyright?: Bilingual;
  readonly item: QuestionnaireItem[];
}

/** Builds a questionnaire: a draft, experimental, not medically reviewed. */
export function questionnaire({ id, name, title, description, copyright, item: items, ...more }: QuestionnaireDraft): Questionnaire {
  return {
    resourceType: 'Questionnaire',
    extension: [{ url: 'urn:nelumbo:fhir:triage-rules', valueCanonical: `urn:nelumbo:triage:${id}` }],
    language: 'zh-CN',
    url: `urn:nelumbo:questionnaire:${id}`,
    version: '1.0.0',
    name,
    title: title[0],
    ...{ _title: english(title[1]) },
    status: 'draft',
    experimental: true,
    subjectType: ['Patient'],
    date: '2026-11-22',
    description: description[0],
    ...{ _description: english(description[1]) },
    ...(copyright ? { copyright: copyright[0], ...{ _copyright: english(copyright[1]) } } : {}),
    ...more,
    item: items,
  };
}

/** A number to call, for one region. */
export interface HelplineDraft {
  readonly region: string;
  readonly number: string;
  readonly label: Bilingual;
}

/** A triage rule in both languages. */
export interface RuleDraft {
  readonly id: string;
  readonly urgency: 'emergency-ambulance' | 'emergency' | 'consultation-24h' | 'consultation' | 'self-care';
  readonly title: Bilingual;
  /** What to do. */
  readonly action: Bilingual;
  /** FHIRPath over the response. */
  readonly when: string;
  readonly helplines?: readonly HelplineDraft[];
}

const helpline = ({ region, number, label }: HelplineDraft): Extension => ({
  url: 'urn:nelumbo:fhir:helpline',
  extension: [
    { url: 'region', valueCode: region },
    { url: 'number', valueString: number },
    { url: 'label', valueString: label[0], ...{ _valueString: english(label[1]) } },
  ],
});

const action = (rule: RuleDraft): PlanDefinitionAction => ({
  id: rule.id,
  ...(rule.helplines ? { extension: rule.helplines.map(helpline) } : {}),
  title: rule.title[0],
  ...{ _title: english(rule.title[1]) },
  textEquivalent: rule.action[0],
  ...{ _textEquivalent: english(rule.action[1]) },
  code: [{ coding: [{ system: 'urn:nelumbo:urgency', code: rule.urgency }] }],
  condition: [{ kind: 'applicability', expression: { language: 'text/fhirpath', expression: rule.when } }],
});

/** Builds a set of triage rules. Titles and actions name symptoms and steps, never a disease. */
export const triageRules = (id: string, citations: readonly string[], rules: readonly RuleDraft[]): PlanDefinition => ({
  resourceType: 'PlanDefinition',
  url: `urn:nelumbo:triage:${id}`,
  version: '1.0.0',
  status: 'draft',
  experimental: true,
  type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/plan-definition-type', code: 'eca-rule' }] },
  relatedArtifact: citations.map((display) => ({ type: 'citation', display })),
  action: rules.map(action),
});
