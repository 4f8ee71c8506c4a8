/** Which way a value lies from where it should be. */
type Direction = 'up' | 'down' | 'none';

/** What an urgent reading asks for; `call` is the locale's emergency number. Advice, never a diagnosis. */
const urgent = {
  'blood-pressure': (call: string, direction: Direction) =>
    direction === 'down'
      ? `Very low. Lie down and raise your legs. If you feel faint, confused or have chest pain, call ${call} now.`
      : `Very high. Sit quietly for 5 minutes and measure again. If it stays this high, see a doctor today. With chest pain, trouble breathing or speaking, weakness on one side or blurred sight, call ${call} now.`,
  glucose: (call: string, direction: Direction) =>
    direction === 'down'
      ? `Very low. Take about 15 g of sugar now (a small glass of juice, a few sweets) and measure again in 15 minutes. If you feel drowsy or cannot swallow, call ${call} now.`
      : `Very high. Measure again and contact a doctor today. If you feel sick, drowsy or breathe fast, call ${call} now.`,
  spo2: (call: string) => `Very low. Warm your finger, sit still and measure again. If it stays low or breathing is hard, call ${call} now.`,
  other: (call: string) => `This value needs attention now. Measure again; if it stays so or you feel unwell, see a doctor today or call ${call}.`,
};

/** What a status means and what to do: for entry and status. */
export const statusEn = {
  meanings: {
    'in-range': 'This reading lies in the range the guideline gives.',
    'a-little-high': 'A little above the range. Rest a few minutes, then you can measure again.',
    'a-little-low': 'A little below the range. If you feel well, keep watching it.',
    high: 'Above the range. Rest 5 minutes and measure again; if it stays high over several days, talk to your doctor.',
    low: 'Below the range. Measure again; if it stays low or you feel unwell, talk to your doctor.',
    urgent: '',
    unknown: 'The chosen guideline says nothing about this kind of reading.',
  },
  urgent: urgent as Partial<Record<string, (call: string, direction: Direction) => string>> & {
    readonly other: (call: string, direction: Direction) => string;
  },
  grade: (name: string) => `Falls into “${name}” (clinic grades)`,
  oneReading: 'One reading is no diagnosis.',
};

/** The shape of every language's texts about a status. */
export type StatusTexts = typeof statusEn;
