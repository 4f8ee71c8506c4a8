// Words of the elements that no component of a mini-program says are left out of its catalogues. Said is what stands as a word in the
// package's own sources or in a module of the elements that they import: other families' codes do not count, and neither does the core.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const packages = fileURLToPath(new URL('../../packages/', import.meta.url));
const isCatalogue = (file) => /\/elements\/src\/locales\//.test(file);
/** Groups whose members are named in the text, never looked up by a code of the data. */
const named = new Set(['today', 'panel', 'done', 'review', 'interrupt', 'entry', 'chart']);

/** Every module that the components are made of, catalogues and other packages left out. */
function sources() {
  const known = new Set();
  const take = (file) => {
    if (known.has(file) || isCatalogue(file) || !existsSync(file)) return;
    known.add(file);
    for (const [, from] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type\b)[\s\S]*?from '(\.[^']+)\.js'/gm)) {
      const imported = resolve(dirname(file), `${from}.ts`);
      if (imported.startsWith(`${packages}elements/`)) take(imported);
    }
  };
  for (const one of readdirSync(`${packages}miniprogram/src`, { recursive: true })) if (one.endsWith('.ts')) take(`${packages}miniprogram/src/${one}`);
  return known;
}

/** Words of the elements that share their name with something else: said only where `texts.` stands before it. */
const shared = new Set(['reminders']);

let said;
const isSaid = (name) => {
  said ??= new Set([...sources()].flatMap((file) => readFileSync(file, 'utf8').match(/texts\.\w+|[\w-]+/g)));
  return said.has(`texts.${name}`) || (said.has(name) && !shared.has(name));
};

/** A catalogue without what is not said. */
export function withoutUnsaid(source, file) {
  if (!isCatalogue(file)) return source;
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ESNext, true);
  const cuts = [];
  const thin = (literal) => {
    for (const one of literal.properties) {
      const name = one.name?.text;
      if (name === undefined) continue; // another catalogue in it
      if (!isSaid(name)) cuts.push([one.getFullStart(), one.end]);
      else if (named.has(name) && ts.isPropertyAssignment(one) && ts.isObjectLiteralExpression(one.initializer)) thin(one.initializer);
    }
  };
  for (const statement of tree.statements)
    if (ts.isVariableStatement(statement) && statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
      for (const { initializer } of statement.declarationList.declarations) if (initializer && ts.isObjectLiteralExpression(initializer)) thin(initializer);
  return cuts.reverse().reduce((text, [from, to]) => text.slice(0, from) + text.slice(to + (text[to] === ',' ? 1 : 0)), source);
}
