import '@nelumbo/elements/define';
import { LotusApp } from './app.js';
import { LotusHoldings } from './pages/holdings.js';
import { LotusFold } from './parts/fold.js';
import { LotusSettings } from './parts/settings.js';

customElements.define('lotus-holdings', LotusHoldings);
customElements.define('lotus-settings', LotusSettings);
customElements.define('lotus-fold', LotusFold);
customElements.define('lotus-app', LotusApp);

declare global {
  interface HTMLElementTagNameMap {
    'lotus-app': LotusApp;
    'lotus-fold': LotusFold;
    'lotus-holdings': LotusHoldings;
    'lotus-settings': LotusSettings;
  }
}
