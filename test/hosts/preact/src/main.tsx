import '@nelumbo/elements/define';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { forms, hear } from './contract';

function App() {
  const [query, setQuery] = useState('高血压');
  const [locale, setLocale] = useState('zh-CN');
  const [form, setForm] = useState<'first' | 'second'>('first');
  const [on, show] = useState(true);
  useEffect(() => {
    window.host = { setQuery, setLocale, setForm, show };
  }, []);
  return on ? (
    <>
      <nelumbo-provider id="one" tenant="host-one" user="u-1" locale={locale}>
        <nelumbo-encyclopedia-card query={query} onnelumbo-shown={hear} />
        <nelumbo-vitals-entry measure="blood-pressure" onnelumbo-saved={hear} />
        <nelumbo-medication-today />
        <nelumbo-intake mode="page" questionnaire={forms[form]} onnelumbo-changed={hear}>
          <p slot="intro">主机的话</p>
        </nelumbo-intake>
      </nelumbo-provider>
      <nelumbo-provider id="two" tenant="host-two" user="u-1" locale="zh-CN">
        <nelumbo-vitals-summary measure="blood-pressure" />
      </nelumbo-provider>
    </>
  ) : null;
}

render(<App />, document.getElementById('app')!);
