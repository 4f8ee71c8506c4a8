import type { Client } from '@nelumbo/core';
import type { Questionnaire } from '@nelumbo/core/fhir';
import { compile, createForm, type FormItem } from '@nelumbo/core/intake';
import { expect, html } from '@open-wc/testing';
import { waitUntil } from '../../testing.js';
import { inProvider, testClient } from '../../base/testing.js';
import { en } from '../../locales/intake/en.js';
import { zhCN } from '../../locales/intake/zh-cn.js';
import './define.js';
import type { NelumboIntake } from './intake.js';
import type { SpeechListener, SpeechPort } from './speech.js';
import { spokenAnswer } from './spoken-answer.js';

const option = (code: string, display: string) => ({ valueCoding: { system: 's', code, display } });
const questionnaire: Questionnaire = {
  resourceType: 'Questionnaire',
  status: 'active',
  url: 'urn:test:speech',
  item: [
    { linkId: 'ill', type: 'boolean', text: 'Do you feel ill?' },
    { linkId: 'where', type: 'choice', text: 'Where?', repeats: true, answerOption: [option('h', 'Head'), option('b', 'Back'), option('n', 'Lower back')] },
    { linkId: 'days', type: 'integer', text: 'For how many days?' },
    { linkId: 'photo', type: 'attachment', text: 'A photo' },
  ],
};

/** A speech port whose microphone and voice the test holds. */
function fakeSpeech(more: Partial<SpeechPort> = {}) {
  const said: { text: string; ended: () => void; stopped: boolean }[] = [];
  const listening: { listener: SpeechListener; locale: string; stopped: boolean }[] = [];
  const port: SpeechPort = {
    speaks: () => true,
    onVoices: () => () => undefined,
    say(text, _locale, ended) {
      const one = { text, ended, stopped: false };
      said.push(one);
      return () => (one.stopped = true);
    },
    listen(locale, listener) {
      const one = { listener, locale, stopped: false };
      listening.push(one);
      return () => (one.stopped = true);
    },
    ...more,
  };
  return { port, said, listening };
}

describe('<nelumbo-intake> and speech', () => {
  const clients: Client[] = [];
  afterEach(async () => {
    document.querySelectorAll('nelumbo-provider').forEach((one) => one.remove());
    await Promise.all(clients.splice(0).map((one) => one.close()));
  });

  async function ready(port: SpeechPort | undefined, settings: { locale?: string; care?: boolean; voice?: boolean; read?: boolean } = {}) {
    const client = await testClient();
    clients.push(client);
    const { voice = true, read = true, ...rest } = settings;
    const { element } = await inProvider<NelumboIntake>(
      client,
      html`<nelumbo-intake .questionnaire=${questionnaire} .speech=${port} ?voice=${voice} ?read-aloud=${read}></nelumbo-intake>`,
      { locale: 'en', ...rest },
    );
    await waitUntil(() => element.shadowRoot!.querySelector('form'), 'shows the form');
    return element;
  }
  const buttons = (element: NelumboIntake): HTMLButtonElement[] => [...element.shadowRoot!.querySelectorAll<HTMLButtonElement>('.speech button')];
  const button = (element: NelumboIntake, words: string): HTMLButtonElement => {
    const found = buttons(element).find((one) => (one.getAttribute('aria-label') ?? one.textContent).includes(words));
    expect(found, words).to.exist;
    return found!;
  };
  const answers = (element: NelumboIntake): string => JSON.stringify(element.currentResponse()?.item ?? []);

  it('asks before the first sound, says where it may go, and answers only what is confirmed', async () => {
    const { port, listening } = fakeSpeech();
    const element = await ready(port);
    button(element, 'Answer by voice: Do you feel ill?').click();
    expect(listening).to.have.length(0);
    expect(element.shadowRoot!.querySelector('.speech .banner')!.textContent).to.contain('may send the sound to its maker');
    await expect(element).to.be.accessible();
    button(element, 'Agree and speak').click();
    expect(listening.map(({ locale }) => locale)).to.deep.equal(['en']);
    listening[0]!.listener.heard('Yes.');
    expect(answers(element)).to.equal('[]');
    await expect(element).to.be.accessible();
    button(element, 'Use this answer: Yes').click();
    expect(answers(element)).to.contain('"valueBoolean":true');
    // Agreed once, the next question listens at once; a repeating one adds to what is there.
    for (const [words, label] of [
      ['my lower back', 'Lower back'],
      ['head', 'Head'],
    ] as const) {
      button(element, 'Answer by voice: Where?').click();
      listening.at(-1)!.listener.heard(words);
      button(element, `Use this answer: ${label}`).click();
    }
    expect(answers(element)).to.match(/"code":"n".*"code":"h"/);
  });

  it('keeps what does not fit, and what was not heard, out of the answers', async () => {
    const { port, listening } = fakeSpeech();
    const element = await ready(port);
    button(element, 'Answer by voice: For how many').click();
    button(element, 'Agree').click();
    listening[0]!.listener.heard('a while');
    expect(element.shadowRoot!.querySelector('.speech .banner')!.textContent).to.contain('does not fit this question');
    button(element, 'Speak again').click();
    listening[1]!.listener.failed('denied');
    expect(element.shadowRoot!.textContent).to.contain('The microphone is not allowed here');
    button(element, 'Answer by voice: For how many').click();
    button(element, 'Answer by voice: For how many').click(); // stops
    expect(listening[2]!.stopped).to.equal(true);
    button(element, 'Answer by voice: For how many').click();
    listening[3]!.listener.heard('3 days');
    button(element, 'Cancel').click();
    expect(answers(element)).to.equal('[]');
  });

  it('reads a question with its options aloud, one at a time, until it is stopped', async () => {
    const { port, said } = fakeSpeech();
    const element = await ready(port, { voice: false });
    button(element, 'Read aloud: Do you feel ill?').click();
    expect(said[0]!.text).to.equal('Do you feel ill? You can answer: Yes, No.');
    button(element, 'Read aloud: Where?').click();
    expect([said[0]!.stopped, said[1]!.text]).to.deep.equal([true, 'Where? You can answer: Head, Back, Lower back.']);
    button(element, 'Stop reading: Where?').click();
    expect(said[1]!.stopped).to.equal(true);
    button(element, 'Read aloud: A photo').click();
    said[2]!.ended();
    expect(button(element, 'Read aloud: A photo').getAttribute('aria-pressed')).to.equal('false');
    await expect(element).to.be.accessible();
  });

  it('stands beside the one question of care mode, and falls silent when the form goes', async () => {
    const { port, said } = fakeSpeech();
    const element = await ready(port, { care: true });
    expect(buttons(element).map((one) => one.textContent.trim())).to.deep.equal(['Read aloud', 'Answer by voice']);
    buttons(element)[0]!.click();
    element.remove();
    expect(said[0]!.stopped).to.equal(true);
  });

  it('is absent where nobody asked for it, and where the browser has none', async () => {
    expect(buttons(await ready(fakeSpeech().port, { voice: false, read: false }))).to.have.length(0);
    const none: SpeechPort = { speaks: () => false, onVoices: () => () => undefined, say: () => () => undefined };
    expect(buttons(await ready(none))).to.have.length(0);
    const labels = buttons(await ready(fakeSpeech({ speaks: () => false }).port)).map((one) => one.getAttribute('aria-label'));
    expect(labels).to.have.length(3); // a photo cannot be spoken
  });
});

describe('what was said', () => {
  const today = new Date(2026, 10, 22);
  const item = (type: string, more: object = {}): FormItem => {
    const { plan } = compile({ resourceType: 'Questionnaire', status: 'active', item: [{ linkId: 'q', type, text: 'Q', ...more }] });
    return createForm(plan!, { clock: { now: () => 0, monotonic: () => 0, after: () => () => undefined, offset: () => 0 }, locale: 'en' }).find('q')!;
  };
  const meant = (one: FormItem, words: string, locale = 'en'): unknown =>
    spokenAnswer(one, words, { locale, texts: locale === 'en' ? en : zhCN, today })?.value;

  it('is a number in digits, in words and in Chinese', () => {
    const whole = item('integer');
    expect(
      ['12', 'about 3 days', 'twenty one', 'a hundred and five', '十二', '一百二十三', '两天', 'many', '1,000 steps'].map((words) => meant(whole, words)),
    ).to.deep.equal([12, 3, 21, 105, 12, 123, 2, undefined, 1000]);
    const decimal = item('decimal');
    expect(['38.5', '38,5', 'thirty eight point five', '三十八点五', '三十七度八'].map((words) => meant(decimal, words))).to.deep.equal([
      38.5, 38.5, 38.5, 38.5, 37.8,
    ]);
  });

  it('is yes or no only when it says nothing else', () => {
    const question = item('boolean');
    expect(['Yes', '是的', '没有', 'no', 'yes and no', '不太清楚'].map((words) => meant(question, words))).to.deep.equal([
      true,
      true,
      false,
      false,
      undefined,
      undefined,
    ]);
  });

  it('is a day of the calendar', () => {
    const day = item('date');
    expect(['yesterday', 'May 3 2024', '3 May', 'May 32'].map((words) => meant(day, words))).to.deep.equal([
      '2026-11-21',
      '2024-05-03',
      '2026-05-03',
      undefined,
    ]);
    expect(['前天', '2024年2月29日', '2月30日', '5月3号'].map((words) => meant(day, words, 'zh-CN'))).to.deep.equal([
      '2026-11-20',
      '2024-02-29',
      undefined,
      '2026-05-03',
    ]);
  });

  it('is the option that fits best, and none when two fit as well', () => {
    const site = item('choice', {
      answerOption: [option('h', 'Head'), option('b', 'Back'), option('n', 'Lower back'), option('l', 'Left arm'), option('r', 'Left leg')],
    });
    expect(
      ['head', 'it is my lower back', 'arm', 'left', 'backpack'].map((words) => (meant(site, words) as { code?: string } | undefined)?.code),
    ).to.deep.equal(['h', 'n', 'l', undefined, undefined]);
    expect(meant(item('open-choice', { answerOption: [option('h', 'Head')] }), 'somewhere else')).to.equal('somewhere else');
  });
});
