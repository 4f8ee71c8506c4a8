/** Resources as one text, in which a form's needs are looked for; '' for what is no JSON. */
export function textOf(...resources: readonly unknown[]): string {
  try {
    return JSON.stringify(resources);
  } catch {
    return ''; // compiling says what is wrong with it, or `start` that it is no JSON
  }
}

/** Expressions, patterns and triage rules, by their extensions. */
const expressions = /Expression"|\/variable"|cqf-(calculatedValue|expression)"|onstraint"|\/regex"|"urn:nelumbo:fhir:(triage-rules|score-band|red-flag)"/;

/**
 * Whether a form needs the kit: expressions, patterns, units (whose table comes with it) or triage rules, in the questionnaire, given, or
 * remembered by a response. Too often rather than too seldom: it is a matter of what loads, not of what the form does.
 * @param terminology - value sets are expanded that the form only names
 */
export const needsExpressions = (text: string, terminology: boolean): boolean =>
  expressions.test(text) || /"quantity"|"PlanDefinition"/.test(text) || (terminology && /"answerValueSet":"[^#]/.test(text));

/** Whether an element of a questionnaire, apart from what stands beneath it, has something that only the kit can compile. */
export const carriesExpression = (element: object): boolean => expressions.test(textOf({ ...element, item: undefined, contained: undefined }));

/** Whether some text has structure. */
export const isRich = (text: string): boolean => /rendering-(xhtml|markdown)"/.test(text);

/** Whether there is something that the records may answer. */
export const asksRecords = (text: string): boolean => /(observationLinkPeriod|launchContext)"|"application\/x-fhir-query"/.test(text);

/** Whether the form brings value sets. */
export const containsTerms = (text: string): boolean => text.includes('"ValueSet"');

/** Whether a group may be repeated; a question that takes several answers counts, too. */
export const repeats = (text: string): boolean => text.includes('"repeats":true');

/** Whether some question is asked under a condition. */
export const isConditional = (text: string): boolean => text.includes('enableWhen');

/** Whether something limits what may be answered, or how often: an extension, an option that excludes the others, the size of files; or names units. */
export const isLimited = (text: string): boolean =>
  /\b(m(in|ax)(Value|Length|Quantity|DecimalPlaces|Size)|mimeType|questionnaire-(m(in|ax)Occurs|optionExclusive|unit(Option)?))"|"type":"attachment"|"valueQuantity"/.test(
    text,
  );

/** Whether there may be a date or a time of day: in questions, answers, options, limits, in what expressions read, or where texts are put in order. */
export const tellsTime = (text: string): boolean =>
  /"type":"(date|dateTime|time)"|"(value|answer)(Date|Time|Instant)|authored|"launchContext"|x-fhir-query|\d{4}-\d\d-\d\dT|\/launchContext"/.test(text) ||
  (/"(answer|value)(String|Uri)"/.test(text) && /"operator":"[<>]|\/m(in|ax)Value"/.test(text));

/**
 * Whether there is something that `unsupported.ts` reports: a modifier, or an extension of SDC whose name begins like one that nothing reads
 * (`candidateExpression`, `itemMedia`, `templateExtract`…).
 */
export const mayBeUnknown = (text: string): boolean =>
  /"modifierExtension"|\/sdc-questionnaire-(ca(?!lc)|context|definition|extract|item|lookup|source|sub|target|template)/.test(text);
