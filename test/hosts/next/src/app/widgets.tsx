'use client';
import { EncyclopediaCard, Intake, MedicationToday, Provider, VitalsEntry, VitalsSummary } from '@nelumbo/react';
import { useEffect, useState } from 'react';
import { forms, hear } from '../contract';

export function Widgets() {
  const [query, setQuery] = useState('高血压');
  const [locale, setLocale] = useState('zh-CN');
  const [form, setForm] = useState<'first' | 'second'>('first');
  const [on, show] = useState(true);
  useEffect(() => {
    window.host = { setQuery, setLocale, setForm, show };
  }, []);
  return on ? (
    <>
      <Provider id="one" tenant="host-one" user="u-1" locale={locale} emergencyNumber="120">
        <EncyclopediaCard query={query} onShown={hear} />
        <VitalsEntry measure="blood-pressure" onSaved={hear} />
        <MedicationToday />
        <Intake mode="page" questionnaire={forms[form]} onChanged={hear}>
          <p slot="intro">主机的话</p>
        </Intake>
      </Provider>
      <Provider id="two" tenant="host-two" user="u-1" locale="zh-CN">
        <VitalsSummary measure="blood-pressure" />
      </Provider>
    </>
  ) : null;
}
