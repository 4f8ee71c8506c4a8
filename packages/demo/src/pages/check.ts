import { html, type TemplateResult } from 'lit';
import { icons } from '../art/icons.js';
import { contentBase, type Portal } from '../portal.js';
import { hrefOf } from '../router.js';

/** The questionnaires by what people come for; each name is its id on the content API. */
const groups = {
  symptoms: {
    headache: icons.head,
    'chest-pain': icons.heart,
    cough: icons.cough,
    'fever-adult': icons.fever,
    'fever-child': icons.child,
    'abdominal-pain': icons.belly,
    rash: icons.skin,
  },
  mood: { 'phq-9': icons.mood, 'gad-7': icons.worry },
  visit: { 'internal-medicine': icons.visit, paediatrics: icons.child, dermatology: icons.skin, 'mental-health': icons.mood },
} as const;

const forms = { ...groups.symptoms, ...groups.mood, ...groups.visit };
type Form = keyof typeof forms;

const isForm = (form: string | undefined): form is Form => form !== undefined && Object.hasOwn(forms, form);

function choice({ t }: Portal, form: Form): TemplateResult {
  const { title, text } = t.check.forms[form];
  return html`
    <li>
      <article class="choice">
        <span class="teaser-icon">${forms[form]}</span>
        <h3><a href=${hrefOf({ page: 'check', form })}>${title}</a></h3>
        <p class="muted">${text}</p>
      </article>
    </li>
  `;
}

function choices(portal: Portal, group: keyof typeof groups): TemplateResult {
  return html`
    <h2 class="section-title">${portal.t.check[group]}</h2>
    <ul class="choices">
      ${Object.keys(groups[group]).map((form) => choice(portal, form as Form))}
    </ul>
  `;
}

/** Choosing a questionnaire, or filling it in. */
export function checkPage(portal: Portal, form: string | undefined): TemplateResult {
  const { t } = portal;
  if (!isForm(form))
    return html`
      <div class="column">
        <h1 class="page-title" tabindex="-1">${t.check.title}</h1>
        <p class="intro">${t.check.intro}</p>
        ${choices(portal, 'symptoms')}${choices(portal, 'mood')}${choices(portal, 'visit')}
        <p class="note">${icons.lock}<span>${t.check.privacy}</span></p>
      </div>
    `;
  return html`
    <div class="column">
      <p class="crumb"><a href=${hrefOf({ page: 'check', form: undefined })}>${icons.back}${t.check.back}</a></p>
      <h1 class="visually-hidden" tabindex="-1">${t.check.forms[form].title}</h1>
      <nelumbo-intake src=${`${contentBase}/questionnaires/${form}`}></nelumbo-intake>
    </div>
  `;
}
