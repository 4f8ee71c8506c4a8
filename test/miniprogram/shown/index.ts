// What each component shows for its data, written a second time and without its markup: a binding that names the wrong thing, shows
// nothing, or calls nothing differs from this. Words are the data's; what they say is tested by the scenarios.
import { el, type Part, type Shown } from './tree.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- data of the platform: it has no types there either
export type Given = any;
type Row = Given;

const alert = { 'aria-role': 'alert' };
const status = { 'aria-role': 'status' };
const unheard = { 'aria-hidden': 'true' };
const pressed = (on: boolean) => ({ 'aria-pressed': on ? 'true' : 'false' });
const tap = (handler: string) => ({ 'bind:tap': handler });
const each = (list: Given, show: (one: Row) => Part): Part[] => ((list ?? []) as Row[]).map(show);
const text = (classes: string, ...parts: Part[]): Shown => el(`text${classes}`, ...parts);
/** The build gives each a class, and one for while it is pressed. */
const button = (classes: string, ...parts: Part[]): Shown => el(`button.button${classes}`, { 'hover-class': 'pressed' }, ...parts);
const trouble = (words: string): Part => words && el('view.banner.alert.trouble', alert, text('.banner-text', words));
const durable = (words: string): Part => words && el('view.banner.watch.durable', text('.banner-text', words));

/** The box of each component: theme and care mode, what failed, what is not there yet. */
const box = ({ frame }: Given, ...parts: Part[]): Shown =>
  el(
    'view.box',
    { class: `${frame.theme} ${frame.care ? 'care' : ''}` },
    frame.failure && el('view.banner.alert.failure', alert, [text('.banner-text', frame.failure), button('.quiet.retry', tap('retry'), frame.retry)]),
    ...parts,
  );
const busy = ({ frame }: Given): Part => frame.busy && el('view.card.busy', { 'aria-busy': 'true' }, text('.muted', frame.loading));
const unknown = (words: string): Part => words && el('view.card', text('.muted', words));

const stock = (left: Given): Part => left && text('.small.stock', { class: left.low ? 'low' : '' }, left.text);
const ask = (lines: Given, ...buttons: Part[]): Part =>
  lines?.length > 0 && el('view.banner.watch.ask', alert, [...each(lines, (line) => text('.banner-text', line)), ...buttons]);

function dosePanel(panel: Given, id: string): Part {
  const its = { 'data-id': id };
  return el('view.panel', [
    panel.early && button('.early', its, tap('take'), panel.early),
    panel.undo && button('.quiet.undo', its, tap('undo'), panel.undo),
    panel.laterLabel && text('.label', panel.laterLabel),
    panel.laterLabel &&
      el(
        'view.row',
        each(panel.later, ({ minutes, text: words }) => button('.snooze', its, { 'data-minutes': minutes }, tap('snooze'), words)),
      ),
    panel.skipLabel && text('.label', panel.skipLabel),
    panel.skipLabel &&
      el(
        'view.row',
        each(panel.skip, ({ code, text: words }) => button('.skip', its, { 'data-reason': code }, tap('skip'), words)),
      ),
    panel.other && text('.label', panel.other),
    panel.other &&
      el('view.row.other', [
        el('view.pair', [
          text('.small', panel.amountLabel),
          el('input.field.amount', { type: 'digit', value: panel.amount, 'aria-label': panel.amountLabel, 'bind:input': 'typeAmount' }),
        ]),
        el('view.pair', [
          text('.small', panel.atLabel),
          el(
            'picker.hour',
            { mode: 'time', value: panel.at, 'bind:change': 'typeAt' },
            el('view.field.at', { 'aria-label': panel.atLabel }, panel.at || '--:--'),
          ),
        ]),
        button('.wide.record-other', tap('record'), panel.record),
      ]),
    panel.error && text('.error', alert, panel.error),
    ask(panel.ask, button('.confirm', tap('confirm'), panel.yes)),
  ]);
}

function doseRow(dose: Row): Shown {
  const its = (name: string, classes: string, handler: string): Part =>
    dose[name] && button(classes, { 'data-id': dose.id, 'aria-label': dose[`${name}Label`] }, tap(handler), dose[name]);
  return el('view.dose', { class: `${dose.tone} ${dose.open ? 'open' : ''} ${dose.aside ? 'aside' : ''}` }, [
    el('view.when', [text('.time', dose.time), dose.day && text('.small', dose.day)]),
    el('view.sign', unheard, text('', dose.sign)),
    el('view.what', [text('.name', dose.name), dose.facts && text('.facts', dose.facts), text('.state', dose.state), stock(dose.stock)]),
    el('view.do', [
      its('take', '.primary.take', 'take'),
      its('record', '.record', 'more'),
      its('undo', '.quiet.undo', 'undo'),
      its('more', '.quiet.more', 'more'),
    ]),
    dose.panel && dosePanel(dose.panel, dose.id),
  ]);
}

const neededRow = (plan: Row): Shown =>
  el('view.needed', [
    el('view.what', [text('.name', plan.name), text('.facts', plan.facts), stock(plan.stock)]),
    plan.once && button('.once', { 'data-plan': plan.id, 'aria-label': plan.onceLabel }, tap('once'), plan.once),
    ask(
      plan.ask,
      el('view.row', [button('.primary.not-now', tap('notNow'), plan.notNow), button('.once-anyway', { 'data-plan': plan.id }, tap('onceAnyway'), plan.yes)]),
    ),
  ]);

function medicationToday(d: Given): Shown {
  const { none, bar, reminders } = d;
  return box(
    d,
    busy(d),
    d.title &&
      el('view.card.today', [
        el('view.head', [text('.title', d.title), d.add && button('.quiet.add', tap('add'), `＋ ${d.add}`)]),
        trouble(d.trouble),
        durable(d.durable),
        none &&
          el('view.none', [
            text('.none-title', none.title),
            none.text && text('.muted', none.text),
            none.add && button('.primary.add', tap('add'), `＋ ${none.add}`),
          ]),
        d.progress &&
          el('view.summary', [
            el(
              'view.meter',
              unheard,
              each(d.meter, ({ state }) => el('view.part', { class: state })),
            ),
            text('.small.progress', d.progress),
          ]),
        each(d.groups, (group) => {
          const turn = (name: string): Part =>
            group[`${name}Text`] && button(`.wide.${name}`, { 'data-list': group.id, 'data-from': group[name] }, tap('leaf'), group[`${name}Text`]);
          return el('view.group', [group.title && text('.group-title', group.title), turn('before'), ...each(group.rows, doseRow), turn('after')]);
        }),
        d.neededTitle && text('.group-title', d.neededTitle),
        each(d.needed, neededRow),
        bar && el('view.bar', status, [text('.banner-text', bar.text), button('.quiet.undo-last', tap('undoLast'), bar.undo)]),
        reminders &&
          el('view.foot', [
            text('.small.reminder-text', reminders.text),
            el('view.row', [
              reminders.calendar && button('.calendar', tap('calendar'), reminders.calendar),
              reminders.subscribe && button('.subscribe', tap('subscribe'), reminders.subscribe),
            ]),
            reminders.said && text('.small.said', status, reminders.said),
          ]),
      ]),
  );
}

const mark = (one: Given): Part => el('view.mark', { class: `${one.tone} ${one.direction}` }, unheard, text('', one.sign));
const pill = (one: Given): Part => el('view.pill', { class: one.tone }, [mark(one), text('.word', one.word)]);
const reading = (value: string, unit: string, classes = ''): Part => el('view.reading', [text(`.hero${classes}`, value), text('.unit', unit)]);

function entryTyping(typing: Given, d: Given): Part {
  const { when, swapped, fits } = typing;
  const picker = (mode: string, value: string, handler: string, label: string): Part =>
    el('picker.picker', { mode, value, 'bind:change': handler }, el('view.field.picked', { 'aria-label': label }, value));
  return el('view.card.typing', [
    text('.title', typing.heading),
    text('.small.muted.last', typing.last),
    durable(d.durable),
    el(
      'view.fields',
      each(typing.fields, (field) =>
        el('view.entry-field', [
          el('view.entry-label', [text('', field.label), field.hint && text('.small.hint', field.hint)]),
          el('view.big', { class: field.error ? 'wrong' : '' }, [
            el('input.entry-input', {
              ...{ type: field.keyboard, maxlength: 12, placeholder: field.ghost, 'placeholder-class': 'ghost', value: field.value },
              ...{ 'data-field': field.id, 'aria-label': field.label, 'bind:input': 'type', 'bind:confirm': 'next' },
            }),
            text('.unit', field.unit),
          ]),
          field.error && text('.error', alert, field.error),
        ]),
      ),
    ),
    swapped && el('view.banner.watch.swapped', alert, [text('.banner-text', swapped.text), button('.swap', tap('swap'), swapped.button)]),
    fits &&
      el('view.banner.watch.fits', alert, [text('.banner-text', fits.text), button('.use-unit', { 'data-value': fits.unit }, tap('useUnit'), fits.button)]),
    typing.error && text('.error.whole', alert, typing.error),
    each(typing.groups, (group) =>
      el('view.choice', [
        text('.label', group.title),
        el(
          'view.row',
          each(group.chips, ({ value, text: words, on }) =>
            button('.chip', { class: `${group.id} ${on ? 'on' : ''}`, 'data-group': group.id, 'data-value': value }, pressed(on), tap('pick'), words),
          ),
        ),
      ]),
    ),
    el('view.choice', [
      text('.label', when.title),
      el('view.row', [
        button('.chip.now', { class: when.isEarlier ? '' : 'on' }, tap('now'), when.now),
        button('.chip.earlier', { class: when.isEarlier ? 'on' : '' }, tap('earlier'), when.earlier),
      ]),
      when.isEarlier && el('view.row.moment', [picker('date', when.day, 'earlierDay', when.dayLabel), picker('time', when.time, 'earlierTime', when.label)]),
      when.error && text('.error', alert, when.error),
    ]),
    trouble(d.trouble),
    button('.primary.wide.next', tap('next'), typing.next),
  ]);
}

const judgement = (one: Given): Part =>
  one &&
  el('view.judgement', { class: one.tone }, [
    el('view.verdict', [pill(one), one.row && text('.row-name', one.row)]),
    one.grade && text('.grade', one.grade),
    one.urgent && el('view.banner.urgent', alert, [text('.banner-text', one.urgent), button('.call', tap('call'), one.call)]),
    one.meaning && text('.meaning', one.meaning),
    one.once && text('.small.muted.once', one.once),
    text('.small.by', one.by),
  ]);

const entryReview = (review: Given, d: Given): Part =>
  el('view.card.review', { 'aria-role': 'group' }, [
    text('.title', review.name),
    reading(review.value, review.unit),
    text('.small.muted.beside', review.beside),
    review.doubt && el('view.banner.watch.doubt', alert, [text('.banner-text.strong', review.doubt.ask), text('.banner-text', review.doubt.reasons)]),
    judgement(review.status),
    d.trouble && el('view.banner.alert.trouble', alert, [text('.banner-text', d.trouble), text('.banner-text', review.notSaved)]),
    review.saved && el('view.done', status, [text('', `✓ ${review.saved}`), text('.small.muted', review.savedHint)]),
    review.saved && button('.again', tap('again'), review.again),
    !review.saved && button('.primary.wide.save', tap('save'), review.save),
    !review.saved && button('.wide.back', tap('back'), review.back),
  ]);

const vitalsEntry = (d: Given): Shown => box(d, busy(d), unknown(d.unknown), d.typing && entryTyping(d.typing, d), d.review && entryReview(d.review, d));

const touches = { 'bind:touchstart': 'touch', 'bind:touchmove': 'touch', 'bind:touchend': 'leave' };
const vitalsChart = (d: Given): Shown =>
  box(
    d,
    busy(d),
    unknown(d.unknown),
    d.title &&
      el('view.card.chart', [
        text('.title', d.title),
        el(
          'view.ranges',
          { 'aria-role': 'group' },
          each(d.ranges, ({ id, text: words, on }) => button('.chip.range', { class: on ? 'on' : '', 'data-id': id }, pressed(on), tap('range'), words)),
        ),
        d.value && el('view.read-out', status, [reading(d.value, d.unit, '.value'), d.status && pill(d.status), text('.small.muted.moment', d.moment)]),
        d.value && el('canvas.plot', { id: 'plot', type: '2d', 'aria-label': d.summary, ...touches }),
        d.legend &&
          el('view.row.small.legend', { 'aria-label': d.legend.label }, [
            ...each(d.legend.items, (one) => el('view.entry', [el('view.swatch', { class: one.tone }, mark(one)), text('.entry-text', one.text)])),
            d.legend.line && el('view.entry', [el('view.dashes', unheard), text('.line-text', d.legend.line)]),
          ]),
        d.empty && text('.muted.empty', d.empty),
        d.summary && text('.small.summary-text', d.summary),
        d.by && text('.small.muted.by', d.by),
        d.hint && text('.small.muted.hint', d.hint),
      ]),
  );

const interrupt = (flag: Given): Part =>
  el('view.interrupt', alert, [
    text('.small', flag.heading),
    text('.interrupt-title', flag.urgency),
    text('.interrupt-text', flag.title),
    text('.interrupt-text.strong', flag.action),
    text('.small.said-title', flag.saidTitle),
    each(flag.said, (line) => text('.small.said', line)),
    each(flag.calls, ({ number, text: words }) => button('.call.wide', { 'data-number': number }, tap('callNow'), words)),
    button('.quiet.go-on', { 'data-rule': flag.rule }, tap('acknowledge'), flag.go),
  ]);

/** The control of a question: its kind decides, and only one is shown. */
function controlOf(question: Row, web: Given): Part {
  const { control, key, value, placeholder } = question;
  const field = { value, placeholder, 'data-key': key, 'aria-label': question.text, 'bind:input': 'type' };
  const picker = (mode: string, at: string): Part =>
    el('picker', { mode, value: at, 'data-key': key, 'bind:change': mode }, el('view.field.picked', at || question.pick));
  if (control === 'choice')
    return el(
      'view.options',
      { class: question.many ? 'many' : '', 'aria-role': question.many ? 'group' : 'radiogroup' },
      each(question.options, (option) =>
        button('.option', { class: option.on ? 'on' : '', 'data-key': key, 'data-option': option.key }, pressed(option.on), tap('choose'), [
          text('.tick', unheard, option.on && '✓'),
          text('.option-text', option.label),
        ]),
      ),
    );
  if (control === 'number')
    return el('view.row.number-row', [el('input.field.typed', { ...field, type: question.keyboard }), question.unit && text('.unit', question.unit)]);
  if (control === 'text') return el('input.field.typed.wide', { ...field, type: 'text' });
  if (control === 'long') return el('textarea.field.long.typed.wide', { ...field, maxlength: 2000 });
  if (control === 'date') return el('view.row', picker('date', question.day));
  if (control === 'time') return el('view.row', picker('time', question.time));
  if (control === 'dateTime') return el('view.row', [picker('date', question.day), picker('time', question.time)]);
  return control === 'web' && el('view.banner.web', [text('.banner-text', web.text), button('.open-web', { 'data-key': key }, tap('openWeb'), '›')]);
}

function questionPage(page: Given, d: Given): Part {
  const asked = (question: Row): Part => {
    const control = controlOf(question, d.web);
    return el('view.question', { class: question.control }, [
      el('view.question-line', [text('.question-text', question.text), question.must && text('.small.must', question.must)]),
      question.help && text('.small.muted.help', question.help),
      question.seek && el('input.field.wide.seek', { type: 'text', placeholder: question.seek, 'aria-label': question.text, 'bind:input': 'seek' }),
      question.found && text('.small.muted.found', status, question.found),
      ...(question.control === 'web' ? [shownAnswer(question), control] : [control, shownAnswer(question)]),
      question.error && text('.error', alert, question.error),
    ]);
  };
  return el('view.page', [
    each(page.headings, (heading) => text('.small.muted.heading', heading)),
    each(page.questions, asked),
    trouble(d.trouble),
    button('.primary.wide.next', tap('next'), page.next),
    page.back && button('.quiet.wide.back', tap('back'), page.back),
    d.source && text('.small.muted.source', d.source),
  ]);
}
const shownAnswer = ({ shown }: Row): Part => shown && text('.shown', shown);

const answersReview = (review: Given, d: Given): Part =>
  el('view.review', [
    text('.title', review.heading),
    text('.small.muted', review.lead),
    each(review.rows, (row) =>
      el('view.answer', [
        el('view.what', [text('.small.muted', row.question), text('.answered', row.answer)]),
        button('.quiet.edit', { 'data-page': row.page, 'aria-label': row.label }, tap('edit'), review.edit),
      ]),
    ),
    trouble(d.trouble),
    button('.primary.wide.submit', tap('submit'), review.submit),
    button('.quiet.wide.back', tap('back'), review.back),
  ]);

const flagTone: Readonly<Record<string, string>> = { 'self-care': '', emergency: 'alert', 'emergency-ambulance': 'alert' };
const finished = (done: Given): Part =>
  el('view.finished', status, [
    text('.title', `✓ ${done.heading}`),
    text('.muted', done.where),
    done.flagsTitle && text('.label', done.flagsTitle),
    each(done.flags, (flag) =>
      el('view.banner', { class: flagTone[flag.level] ?? 'watch' }, [
        text('.banner-text.strong', flag.urgency),
        text('.banner-text', flag.title),
        text('.banner-text', flag.action),
      ]),
    ),
    each(done.scores, (score) => text('.score', score.text)),
    button('.again.wide', tap('again'), done.again),
  ]);

const intakeQuestion = (d: Given): Shown =>
  box(
    d,
    busy(d),
    d.flag && interrupt(d.flag),
    (d.page || d.review || d.done) &&
      el('view.card.intake', [
        text('.title.form-title', d.title),
        d.about && text('.muted.about', d.about),
        d.note && text('.small.badge', `ⓘ ${d.note}`),
        d.rules && el('view.banner.watch.rules', alert, text('.banner-text', d.rules)),
        d.progress && el('view.progress-line', el('view.progress-bar', { style: `width:${d.share}%` })),
        d.progress && text('.small.muted.progress', status, d.progress),
        d.resumed &&
          el('view.banner.resumed', [
            text('.banner-text', d.resumed.text),
            el('view.row', [
              button('.go-on', tap('goOn'), d.resumed.goOn),
              d.resumed.startOver && button('.quiet.start-over', tap('startOver'), d.resumed.startOver),
            ]),
          ]),
        d.page && questionPage(d.page, d),
        d.review && answersReview(d.review, d),
        d.done && finished(d.done),
      ]),
  );

const crisis = (lines: Given): Part =>
  lines &&
  el('view.card.crisis', { 'aria-role': 'group' }, [
    text('.title', lines.title),
    text('.crisis-text', lines.text),
    ...(lines.lines as Row[]).map(({ number, call, hours }, i) =>
      el('view.line', [button('', { class: `${i ? '' : 'primary'} wide call`, 'data-number': number }, tap('call'), call), text('.small.muted', hours)]),
    ),
  ]);

function encyclopediaCard(d: Given): Shown {
  const { card, support, article, which } = d;
  const entry = () =>
    el('view.card.entry', [
      card.flag &&
        el('view.flag', { class: card.flag.tone }, [
          el('view.mark', { class: card.flag.tone }, unheard, text('', '!')),
          text('.signs', card.flag.signs),
          text('.action', card.flag.action),
        ]),
      el('view.top', [text('.title', card.title), card.alias && text('.small.muted.alias', card.alias), card.department && text('.tag', card.department)]),
      text('.summary-line', card.summary),
      el('view.bottom', [
        el('view.trust', [text('.small.badge', card.badge), text('.small.muted.source', card.source)]),
        card.open && button('.quiet.open', { 'aria-label': card.openLabel }, tap('open'), `${card.open} ›`),
      ]),
      support && el('view.support', [text('', support.text), button('.quiet.call', { 'data-number': support.number }, tap('call'), support.call)]),
      trouble(d.trouble),
      article &&
        el('view.article', [
          ...each(article.pieces, (piece) => text('.piece', { class: piece.kind }, piece.text)),
          button('.close', tap('close'), article.close),
        ]),
    ]);
  return box(
    d,
    card && entry(),
    which &&
      el('view.card.which', [
        text('.label', which.text),
        el(
          'view.row',
          each(which.choices, ({ id, title }) => button('.chip', { 'data-id': id }, tap('choose'), title)),
        ),
      ]),
    crisis(d.crisis),
  );
}

function encyclopediaSearch(d: Given): Shown {
  const field = { type: 'text', 'confirm-type': 'search', value: d.value, placeholder: d.placeholder, 'placeholder-class': 'ghost', 'aria-label': d.label };
  const parts = [
    el('view.search', { 'aria-role': 'search' }, [
      el('view.lens', unheard),
      el('input.query', { ...field, 'bind:input': 'type' }),
      d.clear && button('.quiet.clear', { 'aria-label': d.clear }, tap('clear'), '✕'),
    ]),
    trouble(d.trouble),
    d.matches?.length > 0 &&
      el(
        'view.matches',
        { 'aria-role': 'list' },
        each(d.matches, ({ id, title, name }) =>
          el('view.match', { 'aria-role': 'button', 'data-id': id }, tap('select'), [text('.match-title', title), name && text('.small.muted', name)]),
        ),
      ),
    d.status && text('.small.muted.status', status, d.status),
    crisis(d.crisis),
  ];
  return el('view.box', { class: `${d.frame.theme} ${d.frame.care ? 'care' : ''}` }, parts); // asks nothing before something is typed: no failure
}

const storageRoom = (d: Given): Shown => {
  const { room } = d;
  const inside = () => [
    text('.title', room.title),
    el('view.meter', unheard, el('view.filled', { class: room.level, style: `width:${room.percent}%` })),
    text('.small.muted.used', room.used),
    room.warning && el(`view.banner.${room.level === 'full' ? 'alert' : 'watch'}.warning`, alert, text('.banner-text', room.warning)),
    trouble(room.trouble),
    room.text && text('.explained', room.text),
    room.look && button('.wide.look', tap('look'), room.look),
    room.busy && text('.muted.working', status, room.busy),
    each(room.choices, ({ i, text: words }) => button('.wide.choice', { 'data-i': i }, tap('choose'), words)),
    room.none && text('.none', status, room.none),
    room.ask &&
      el('view.ask', alert, [
        text('.question', room.ask.text),
        button('.primary.wide.yes', tap('release'), room.ask.yes),
        button('.wide.no', tap('cancel'), room.ask.no),
      ]),
    room.said && el('view.done', status, [text('.said', room.said), button('.wide.close', tap('close'), room.close)]),
    room.back && button('.quiet.wide.bring-back', tap('bringBack'), room.back),
  ];
  return box(d, room && el('view.card.room', inside()));
};

/** By component: the screen of its data. */
export const shownOf: Readonly<Record<string, (data: Given) => Shown>> = {
  'medication/today/index': medicationToday,
  'vitals/entry/index': vitalsEntry,
  'vitals/chart/index': vitalsChart,
  'intake/question/index': intakeQuestion,
  'encyclopedia/card/index': encyclopediaCard,
  'encyclopedia/search/index': encyclopediaSearch,
  'storage/room/index': storageRoom,
};
