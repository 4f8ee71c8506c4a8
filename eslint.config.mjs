import js from '@eslint/js';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { arrowsRule } from './scripts/arrows.mjs';

const say = (selector, message) => ({ selector, message });
const ports = [
  'window', 'document', 'navigator', 'localStorage', 'indexedDB', 'fetch', 'crypto', 'performance', 'setTimeout', 'setInterval', 'queueMicrotask',
  'structuredClone', 'console', 'process', 'TextEncoder', 'TextDecoder', 'AbortController', 'URL',
]; // prettier-ignore

const everywhere = [
  say("TaggedTemplateExpression[tag.name='html'] TemplateElement[value.raw=/\\sstyle=/]", 'A style attribute breaks strict CSP.'),
  say("ImportDeclaration[source.value='lit/directives/style-map.js']", 'styleMap is blocked by strict CSP on first render.'),
  say("ImportDeclaration[source.value='lit/directives/unsafe-html.js']", 'unsafeHTML is refused: sanitise and set through the policy.'),
  say("TaggedTemplateExpression[tag.name='css'] TemplateElement[value.raw=/[0-9.]rem\\b/]", 'rem belongs to the host: use em.'),
  say("Decorator[expression.callee.name='customElement']", 'Register in define.ts with defineElement().'),
];

export default defineConfig(
  globalIgnores([
    '**/dist/',
    '**/cdn/',
    '**/generated/',
    '.cache/',
    '.nelumbo/',
    'storybook-static/',
    'test-results/',
    'playwright-report/',
    'coverage/',
    'test/fixtures/',
    'packages/elements/typings/', // written by npm run manifest
    'examples/miniprogram/**/nelumbo/', // copied there by our own command
    'examples/{one-line,react,vue}/',
    'test/hosts/*/', // applications of other frameworks, each with its own compiler; the scripts beside them are linted
    'bench/*/{fixtures,peers,results,node_modules}/', // peers' own code and what a run writes
  ]),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked, lit.configs['flat/recommended'], wc.configs['flat/best-practice']],
    plugins: { nelumbo: { rules: { arrows: arrowsRule } }, 'lit-a11y': litA11y },
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['packages/*/vite.config.ts'] }, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...litA11y.configs.recommended.rules,
      'nelumbo/arrows': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/unbound-method': 'off', // Lit binds listeners to the host
      'wc/guard-super-call': 'off', // every class here extends LitElement, whose callbacks exist
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', ...everywhere],
    },
  },
  {
    files: ['packages/core/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', ...ports.map((name) => ({ name, message: 'core gets it through a port (core/src/platform.ts).' }))],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Clock port.' },
        { object: 'Math', property: 'random', message: 'Crypto port.' },
      ],
      'no-restricted-syntax': ['error', ...everywhere, say("NewExpression[callee.name='Date'][arguments.length=0]", 'Clock port.')],
    },
  },
  {
    files: ['**/*.test.ts', 'stories/**', 'test/**', '**/testing.ts', '.storybook/**'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/require-await': 'off',
      'max-lines': 'off',
    },
  },
  { files: ['**/*.mjs', '**/*.js'], extends: [tseslint.configs.disableTypeChecked], languageOptions: { globals: { ...globals.node } } },
  // A mini-program's own language: CommonJS, and two functions of the platform.
  {
    files: ['examples/miniprogram/**/*.js'],
    languageOptions: { sourceType: 'commonjs', globals: { App: 'readonly', Page: 'readonly', console: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  // The adapters of the forms bench run in one page and share what common.js sets.
  {
    files: ['bench/forms/**/*.{js,mjs,jsx}'],
    languageOptions: { globals: { ...globals.browser, setVal: 'readonly', raf: 'readonly' }, parserOptions: { ecmaFeatures: { jsx: true } } },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^(_|React$|box$)' }] },
  },
);
