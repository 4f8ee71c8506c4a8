import '@nelumbo/elements/define';
import { createSignal, Show } from 'solid-js';
import { render } from 'solid-js/web';
import { forms, hear } from './contract';

function App() {
  const [query, setQuery] = createSignal('高血压');
  const [locale, setLocale] = createSignal('zh-CN');
  const [form, setForm] = createSignal<'first' | 'second'>('first');
  const [on, show] = createSignal(true);
  window.host = { setQuery, setLocale, setForm, show };
  return (
    <Show when={on()}>
      <nelumbo-provider id="one" attr:tenant="host-one" attr:user="u-1" prop:locale={locale()}>
        <nelumbo-encyclopedia-card prop:query={query()} on:nelumbo-shown={hear} />
        <nelumbo-vitals-entry attr:measure="blood-pressure" on:nelumbo-saved={hear} />
        <nelumbo-medication-today />
        <nelumbo-intake attr:mode="page" prop:questionnaire={forms[form()]} on:nelumbo-changed={hear}>
          <p slot="intro">主机的话</p>
        </nelumbo-intake>
      </nelumbo-provider>
      <nelumbo-provider id="two" attr:tenant="host-two" attr:user="u-1" attr:locale="zh-CN">
        <nelumbo-vitals-summary attr:measure="blood-pressure" />
      </nelumbo-provider>
    </Show>
  );
}

render(() => <App />, document.getElementById('app')!);
