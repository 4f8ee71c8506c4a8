import { html, type TemplateResult } from 'lit';
import type { Portal } from '../portal.js';

/** Everything that is kept about the reader, and what can be done with it. */
export const privacyPage = ({ t, session }: Portal): TemplateResult => html`
  <div class="column cards">
    <h1 class="visually-hidden" tabindex="-1">${t.panel.privacy}</h1>
    <nelumbo-privacy-center purposes=${session ? 'sync personalise' : 'personalise'} ?erase-everywhere=${session !== undefined}></nelumbo-privacy-center>
    <nelumbo-sync-status></nelumbo-sync-status>
  </div>
`;
