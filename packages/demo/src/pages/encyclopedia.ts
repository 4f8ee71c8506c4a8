import { html, type TemplateResult } from 'lit';
import type { Portal } from '../portal.js';

/** The encyclopedia: search first, then what is often read. */
export const encyclopediaPage = ({ t }: Portal): TemplateResult => html`
  <div class="column">
    <h1 class="page-title" tabindex="-1">${t.encyclopedia.title}</h1>
    <p class="intro">${t.encyclopedia.intro}</p>
    <nelumbo-encyclopedia-search></nelumbo-encyclopedia-search>
    <h2 class="section-title">${t.encyclopedia.popular}</h2>
    <div class="cards">${t.encyclopedia.queries.map((query) => html`<nelumbo-encyclopedia-card query=${query}></nelumbo-encyclopedia-card>`)}</div>
  </div>
`;
