import type { InteractionProvider } from '@nelumbo/core/medication';

/** Sample pairs, by words that stand in the names. They show what a partner's licensed source would say; nobody may rely on them. */
const pairs = [
  {
    of: [/布洛芬|ibuprofen/i, /氨氯地平|缬沙坦|依那普利|amlodipine|valsartan|enalapril/i],
    zh: '布洛芬可能减弱降压药的作用，经常一起用之前请先问医生。',
    en: 'Ibuprofen may weaken medicines for blood pressure. Ask a doctor before using both often.',
  },
  {
    of: [/布洛芬|ibuprofen/i, /阿司匹林|aspirin/i],
    zh: '两种都可能刺激胃，一起用时出血的风险更高，请先问医生。',
    en: 'Both can irritate the stomach, and together the risk of bleeding is higher. Ask a doctor first.',
  },
] as const;

/** The demo's source of interactions. It says itself that it is sample data, and every screen repeats it. */
export const sampleInteractions: InteractionProvider = {
  name: '荷塘 / Lotus Pond',
  sample: true,
  check(medicines, locale) {
    const found = medicines.flatMap((a, i) =>
      medicines.slice(i + 1).flatMap((b) => {
        const pair = pairs.find(({ of: [one, other] }) => (one.test(a.name) && other.test(b.name)) || (one.test(b.name) && other.test(a.name)));
        return pair ? [{ between: [a.plan, b.plan] as const, level: 'warn' as const, text: locale.startsWith('zh') ? pair.zh : pair.en }] : [];
      }),
    );
    return Promise.resolve(found);
  },
};
