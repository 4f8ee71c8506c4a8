import { html, type TemplateResult } from 'lit';
import type { Portal } from '../portal.js';

/** The page around `<lotus-holdings>`. */
export const holdingsPage = (portal: Portal): TemplateResult => html`
  <div class="wide">
    <h1 class="page-title" tabindex="-1">${portal.t.holdings.title}</h1>
    <p class="intro">${portal.t.holdings.intro}</p>
    <lotus-holdings
      .portal=${portal}
      .session=${portal.session}
      .offline=${portal.offline}
      .consent=${portal.consent}
      .round=${portal.sync?.lastSuccess}
      .locale=${portal.preferences.locale}
    ></lotus-holdings>
  </div>
`;
