import '@nelumbo/elements/define';
import type { NelumboIntake } from '@nelumbo/elements/intake/intake';
import { forms, hear } from './contract';

const app = document.getElementById('app')!;
const page = document.querySelector('template')!;
const find = <E extends Element>(selector: string): E | null => app.querySelector<E>(selector);

function show(on: boolean): void {
  app.replaceChildren(...(on ? [page.content.cloneNode(true)] : []));
  if (!on) return;
  for (const name of ['nelumbo-saved', 'nelumbo-changed', 'nelumbo-shown']) find('#one')!.addEventListener(name, hear);
  find<NelumboIntake>('nelumbo-intake')!.questionnaire = forms.first;
}

window.host = {
  setQuery: (query) => find('nelumbo-encyclopedia-card')?.setAttribute('query', query),
  setLocale: (locale) => find('nelumbo-provider')?.setAttribute('locale', locale),
  setForm: (name) => (find<NelumboIntake>('nelumbo-intake')!.questionnaire = forms[name]),
  show,
};
show(true);
