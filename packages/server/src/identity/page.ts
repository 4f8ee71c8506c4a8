import { people } from './people.js';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * The sign-in page of the development identity provider: one button a person, no password. Plain HTML without script or style.
 * @param action - where the choice is posted
 */
export function signInPage(action: string): string {
  const buttons = people.map(({ id, tenant, resource }) => {
    const name = (resource['name'] as readonly { text: string }[])[0]?.text ?? id; // from people.ts
    return `<p><button name="person" value="${escaped(id)}">${escaped(name)} · ${resource.resourceType === 'Patient' ? '' : '照护者 caregiver · '}${escaped(tenant)}</button></p>`;
  });
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>开发登录 · Development sign-in</title></head>
<body><main><h1>开发登录</h1><p>仅用于开发，不需要密码。For development only; no password.</p><form method="post" action="${escaped(action)}">${buttons.join('')}</form></main></body></html>`;
}
