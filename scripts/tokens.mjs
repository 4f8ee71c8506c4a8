// Writes packages/elements/src/tokens/tokens.styles.ts and theme.ts from tokens.json, so that a colour has one source.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const dir = fileURLToPath(new URL('../packages/elements/src/tokens/', import.meta.url));

/** `{primary.600}` becomes the public custom property with the ramp's value as its fallback. */
const colour = (tokens, value) => value.replace(/^\{(\w+)\.(\d+)\}$/, (_, ramp, step) => `var(--nelumbo-color-${ramp}-${step}, ${tokens.color[ramp][step]})`);

const block = (tokens, name) =>
  Object.entries(tokens.theme[name])
    .map(([key, value]) => `    --_${key}: ${colour(tokens, value)};`)
    .join('\n');

const indent = (lines) => lines.replace(/^/gm, '  ');

export function tokensModule(tokens) {
  const space = Object.entries(tokens.space)
    .filter(([k]) => !k.startsWith('$'))
    .map(([k, v]) => `    --_space-${k}: calc(var(--nelumbo-space-${k}, ${v}) * var(--nelumbo-density, 1));`)
    .join('\n');
  const radius = Object.entries(tokens.radius)
    .filter(([k]) => !k.startsWith('$'))
    .map(([k, v]) => `    --_radius-${k}: var(--nelumbo-radius-${k}, ${v});`)
    .join('\n');
  return `// Generated from tokens.json by \`npm run tokens\`. Do not edit.
import { css } from 'lit';

export default css\`
  .box {
${block(tokens, 'light')}
${space}
${radius}
    --_target: 44px;
    --_line: 1px;
    --_size: var(--nelumbo-font-size, 16px);
    color-scheme: light;
  }
  .box[data-care] {
${block(tokens, 'care')}
    --_target: 56px;
    --_line: 2px;
    --_size: calc(var(--nelumbo-font-size, 16px) * 1.4);
  }
  /* Paper is white: what is dark on a screen is printed as the light theme is. */
  @media screen {
    .box[data-theme='dark'] {
${indent(block(tokens, 'dark'))}
      color-scheme: dark;
    }
    .box[data-theme='dark'][data-care] {
${indent(block(tokens, 'care-dark'))}
    }
  }
\`;
`;
}

const tokens = JSON.parse(readFileSync(`${dir}tokens.json`, 'utf8'));
const text = tokensModule(tokens);
if (process.argv.includes('--check')) {
  if (readFileSync(`${dir}tokens.styles.ts`, 'utf8') !== text) {
    console.error('tokens.styles.ts is not what tokens.json says: run `npm run tokens`.');
    process.exitCode = 1;
  }
} else writeFileSync(`${dir}tokens.styles.ts`, text);
