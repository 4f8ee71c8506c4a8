import { EncyclopediaCard, MedicationToday, Provider, VitalsEntry, VitalsSummary } from '@nelumbo/react';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

function Health() {
  const [said, say] = useState('');
  return (
    <Provider tenant="starter" locale="zh-CN">
      <h1>我的健康</h1>
      <VitalsEntry measure="blood-pressure" onSaved={({ detail }) => say(`已保存 ${detail.id}`)} />
      <VitalsSummary measure="blood-pressure" />
      <MedicationToday />
      <EncyclopediaCard query="高血压" />
      <p role="status">{said}</p>
    </Provider>
  );
}

createRoot(document.getElementById('app')!).render(<Health />);
