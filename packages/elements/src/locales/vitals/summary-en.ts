/** Texts of the summary card. */
export const summaryEn = {
  summary: {
    none: 'No reading yet',
    mean: (value: string, days: number) => `Mean of ${days} days: ${value}`,
    lower: (by: string) => `${by} lower than the period before`,
    higher: (by: string) => `${by} higher than the period before`,
    same: 'about the same as the period before',
    trends: { rising: 'rising', falling: 'falling' },
    nextStep: 'Next:',
    stale: (days: number) => `the last reading is ${days} days old; take one today.`,
    urgent: (call: string) => `measure again now. If you feel unwell, call ${call}.`,
    next: {
      good: 'go on measuring at your usual times.',
      watch: 'measure again later today and keep an eye on it.',
      alert: 'rest 5 minutes and measure again. If it stays so over several days, talk to your doctor.',
    },
  },
};

/** The shape of every language's texts. */
export type SummaryOwnTexts = typeof summaryEn;
