const many = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`;

/** English; defines the shape of the texts that a page needs when a dose is more than one tap. */
export const findingEn = {
  panel: {
    takeEarly: 'Take it early',
    later: 'Remind me later',
    skip: 'Skip it, because',
    other: 'Another amount or time',
    amount: (unit: string): string => `Amount (${unit})`,
    at: 'Taken at',
    confirmAmount: (amount: string, prescribed: string): string => `The plan says ${prescribed}. Did you really take ${amount}?`,
    confirmYes: 'Yes, record it',
    recordAnyway: 'I took it, record it',
    notNow: 'Not now',
    takeAfterAll: 'I took it after all',
  },
  doseRefusals: {
    'amount-differs': 'Please confirm the amount.',
    asks: 'Please read the note first.',
    'no-amount': 'Enter an amount above 0.',
    future: 'This time has not come yet. Enter when you took it.',
    'unknown-plan': 'This plan is no longer there.',
    'unknown-reason': 'Choose a reason.',
    window: 'It cannot be put off that long.',
    other: 'This could not be recorded. Check what you entered.',
  },
  findings: {
    doses: (n: number): string => many(n, 'dose', 'doses'),
    overOnce: (sum: string, most: string): string => `${sum} at once is more than the ${most} that is allowed.`,
    overMaximum: (sum: string, most: string, hours: number): string =>
      `That would be ${sum} within ${hours} hours; at most ${most} is allowed. Ask a doctor or pharmacist before you take more.`,
    lastAllowed: (most: string, hours: number): string => `With this one the ${most} allowed within ${hours} hours are reached.`,
    tooSoon: (time: string): string => `It is too soon after the last one. Better from ${time} on.`,
    stockOut: (left: string): string => `By the count only ${left} is left.`,
    expired: 'By its date this medicine should no longer be used.',
    sameIngredient: (name: string): string => `“${name}” seems to hold the same ingredient. Ask a doctor or pharmacist whether you should take both.`,
  },
  interactions: {
    notChecked: 'Interactions between medicines are not checked here. Ask a doctor or pharmacist.',
    failed: (source: string): string => `Interactions could not be checked just now (${source}).`,
    none: 'No interactions found between these medicines.',
    source: (source: string): string => `Source: ${source}`,
    sample: (source: string): string => `Sample data, not for care: ${source}`,
  },
};
