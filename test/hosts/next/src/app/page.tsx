import { EncyclopediaCard, Provider } from '@nelumbo/react';
import { Widgets } from './widgets';

// A server component may render an element without handlers itself.
export default function Page() {
  return (
    <main>
      <Widgets />
      <Provider tenant="host-three" locale="zh-CN">
        <EncyclopediaCard query="感冒">
          <p>服务器写下的内容</p>
        </EncyclopediaCard>
      </Provider>
    </main>
  );
}
