// Compiles the script blocks of the guides together, each as a module, against the built declarations.
import ts from 'typescript';
import { root, type Block } from './guides.js';

/** What the guides take for granted: what their own pages have shown before, and names of the host's own program. */
const host = `
import type { Client } from '@nelumbo/core';
import type { NelumboLoader } from '@nelumbo/embed';
import type { MiniProgram } from '@nelumbo/embed/bridge';
import type { Questionnaire } from '@nelumbo/core/fhir';
import type { Clock } from '@nelumbo/core/platform';
declare global {
  var client: Client, provider: HTMLElementTagNameMap['nelumbo-provider'], Nelumbo: NelumboLoader, vitals: Client['vitals'];
  var questionnaire: Questionnaire, clock: Clock, file: File, signal: AbortSignal;
  var content: string, account: string, id: string, from: number, to: number, i: number, more: any, message: unknown;
  function fetchToken(reason: 'start' | 'expired'): Promise<string>;
  function show(what: unknown): void;
  function ask(readings: unknown): void;
  function draw(items: unknown): void;
  function askForTheCode(): Promise<Uint8Array>;
  var yourAnalytics: { track(name: string, properties: object): void };
  type Theme = { theme: 'light' | 'dark' };
  var wx: { miniProgram: MiniProgram; getAppBaseInfo(): Theme; onThemeChange(told: (change: Theme) => void): void };
  var nelumbo: { setSettings(change: Theme): void };
  var ReactNativeWebView: { postMessage(text: string): void };
}
`;
/** Packages of hosts, which are not installed here; `npm run test:hosts` builds with them. */
const foreign = `
declare module 'react-native-webview' { export const WebView: (props: any) => any }
declare module '@vitejs/plugin-vue';
declare module '@angular/core';
`;

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
  types: [],
  jsx: ts.JsxEmit.ReactJSX,
  skipLibCheck: true,
  noEmit: true,
  allowJs: true,
  checkJs: true,
  noImplicitAny: false, // a guide leaves the types of its own parameters out
};

const hostFile = `${root}test/structure/guides-host.ts`;
const foreignFile = `${root}test/structure/guides-foreign.d.ts`;
const events = `${root}packages/elements/typings/events.d.ts`; // what a host's tsconfig names under `types`

/** What the compiler says of blocks that it does not understand; `…` stands for what a reader fills in. */
export function complaints(blocks: readonly Block[]): string[] {
  const scripts = blocks.filter(({ language }) => /^[jt]sx?$/.test(language));
  const typed = scripts.filter(({ language }) => language.startsWith('ts'));
  return [
    ...check(typed, true),
    ...check(
      scripts.filter((block) => !typed.includes(block)),
      false,
    ),
  ];
}

function check(blocks: readonly Block[], strict: boolean): string[] {
  const places = new Map(blocks.map((block, i) => [`${root}test/structure/guide-${i}.${block.language.startsWith('ts') ? 'tsx' : 'jsx'}`, block]));
  const texts = new Map([...places].map(([name, { code }]) => [name, code.replace('{ …', '{ ...more').replaceAll('…', 'more')]));
  texts.set(hostFile, host).set(foreignFile, foreign);
  const settings = { ...options, strict };
  const compiler = ts.createCompilerHost(settings);
  const { fileExists, getSourceFile } = compiler;
  compiler.fileExists = (name) => texts.has(name) || fileExists(name);
  compiler.getSourceFile = (name, version, ...rest) => {
    const text = texts.get(name);
    return text === undefined ? getSourceFile(name, version, ...rest) : ts.createSourceFile(name, text, version, true);
  };
  const program = ts.createProgram([...texts.keys(), events], settings, compiler);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const block = file && places.get(file.fileName);
    const line = file?.getLineAndCharacterOfPosition(start).line ?? 0;
    return `${block ? `${block.file}:${block.line + line}` : file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
