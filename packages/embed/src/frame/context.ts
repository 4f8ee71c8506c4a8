/** What a host tells the page in its frame: which widget, for whom, and how it should look. Never a token, never a health value. */
export interface FrameContext {
  /** Tag without `nelumbo-`: `vitals-entry`. */
  readonly widget: string;
  /** Attributes of the widget. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Attributes of the provider around it: tenant, user, patient, api, content, locale, theme, care, guideline, emergency-number. */
  readonly provider: Readonly<Record<string, string>>;
}

/** Provider attributes that a frame passes on. */
export const providerAttributes: readonly string[] = [
  'tenant',
  'user',
  'patient',
  'api',
  'content',
  'locale',
  'theme',
  'care',
  'guideline',
  'emergency-number',
];

const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && Object.entries(value).every(([name, text]) => /^[a-z][a-z-]{0,40}$/.test(name) && typeof text === 'string');

/** Whether what came over the bridge is a context. Event handlers (`onclick`) are no attributes of ours. */
export function isContext(raw: unknown): raw is FrameContext {
  const { widget, attributes, provider } = (raw ?? {}) as Partial<FrameContext>; // from outside, checked here
  return (
    typeof widget === 'string' &&
    /^[a-z]+(-[a-z]+){0,4}$/.test(widget) &&
    isTexts(attributes) &&
    isTexts(provider) &&
    ![...Object.keys(attributes), ...Object.keys(provider)].some((name) => name.startsWith('on'))
  );
}
