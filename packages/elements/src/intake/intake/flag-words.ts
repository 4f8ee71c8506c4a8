import type { RedFlag } from '@nelumbo/core/intake';
import type { IntakeTexts } from '../../locales/intake/index.js';

/** What a flag says. The rule of an earlier session may no longer be in the content: then that is said, and the urgency still tells what to do. */
export const flagWords = ({ title, action }: RedFlag, { interrupt }: IntakeTexts): readonly [title: string, action: string] =>
  title ? [title, action] : [interrupt.heading, interrupt.unexplained];
