import { html, type TemplateResult } from 'lit';
import { icons } from '../art/icons.js';
import { contentBase, type Portal } from '../portal.js';
import { hrefOf } from '../router.js';

const forms = { headache: icons.head, phq9: icons.mood } as const;
type Form = keyof typeof forms;
/** Where the forms lie on the content API. */
const sources: Readonly<Record<Form, string>> = { headache: `${contentBase}/questionnaires/headache`, phq9: `${contentBase}/questionnaires/phq-9` };

const isForm = (form: string | undefined): form is Form => form !== undefined && Object.hasOwn(forms, form);

function choice({ t }: Portal, form: Form): TemplateResult {
  const words = t.check[form];
  return html`
    <li>
      <article class="choice">
        <span class="teaser-icon">${forms[form]}</span>
        <h3><a href=${hrefOf({ page: 'check', form })}>${words.title}</a></h3>
        <p>${words.text}</p>
        <p class="muted">${words.time}</p>
      </article>
    </li>
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
        <h2 class="section-title">${t.check.choose}</h2>
        <ul class="choices">
          ${choice(portal, 'headache')}${choice(portal, 'phq9')}
        </ul>
        <p class="note">${icons.lock}<span>${t.check.privacy}</span></p>
      </div>
    `;
  return html`
    <div class="column">
      <p class="crumb"><a href=${hrefOf({ page: 'check', form: undefined })}>${icons.back}${t.check.back}</a></p>
      <h1 class="visually-hidden" tabindex="-1">${t.check[form].title}</h1>
      <nelumbo-intake src=${sources[form]}></nelumbo-intake>
    </div>
  `;
}
