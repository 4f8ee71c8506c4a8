// What an element is made of, read from the sources: the declarations that its class uses, through every import, but no other element.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const src = fileURLToPath(new URL('../../packages/elements/src', import.meta.url));

/** A top-level statement and the names that it uses. */
interface Unit {
  readonly node: ts.Statement;
  readonly text: string;
  /** Tag of the element that it declares. */
  readonly tag: string | undefined;
}

interface Source {
  readonly units: readonly Unit[];
  readonly byName: ReadonlyMap<string, Unit>;
  /** Name here -> file it comes from, and its name there; `*` for all of it. */
  readonly imports: ReadonlyMap<string, readonly [file: string, name: string]>;
  /** Names of other files that it passes on. */
  readonly passedOn: readonly string[];
  /** Files that it passes on whole. */
  readonly everyOf: readonly string[];
}

function read(file: string): Source {
  const parsed = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const units: Unit[] = [];
  const byName = new Map<string, Unit>();
  const imports = new Map<string, readonly [string, string]>();
  const passedOn: string[] = [];
  const everyOf: string[] = [];
  const from = (module: ts.Expression | undefined): string => (module && ts.isStringLiteral(module) ? fileOf(file, module.text) : '');
  for (const node of parsed.statements) {
    if (ts.isImportDeclaration(node)) {
      const { importClause: clause, moduleSpecifier: module } = node;
      if (!clause || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) continue;
      if (clause.name) imports.set(clause.name.text, [from(module), '*']);
      if (clause.namedBindings && ts.isNamedImports(clause.namedBindings))
        for (const one of clause.namedBindings.elements) if (!one.isTypeOnly) imports.set(one.name.text, [from(module), (one.propertyName ?? one.name).text]);
    } else if (ts.isExportDeclaration(node) && !node.exportClause) {
      if (!node.isTypeOnly) everyOf.push(from(node.moduleSpecifier));
    } else if (ts.isExportDeclaration(node) && node.exportClause && ts.isNamedExports(node.exportClause)) {
      for (const one of node.exportClause.elements) {
        passedOn.push(one.name.text);
        if (node.moduleSpecifier) imports.set(one.name.text, [from(node.moduleSpecifier), (one.propertyName ?? one.name).text]);
      }
    } else {
      const text = node.getFullText();
      const unit: Unit = { node, text, tag: ts.isClassDeclaration(node) ? /^ \* @tag (\S+)/m.exec(text)?.[1] : undefined };
      units.push(unit);
      if (ts.isVariableStatement(node)) for (const { name } of node.declarationList.declarations) byName.set(name.getText(), unit);
      else if ((ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) && node.name) byName.set(node.name.text, unit);
    }
  }
  return { units, byName, imports, passedOn, everyOf };
}

const fileOf = (importer: string, module: string): string => (module.startsWith('.') ? resolve(dirname(importer), module.replace(/\.js$/, '.ts')) : '');
const sources = new Map(
  readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/\.test\.ts$|testing\.ts$|^locales/.test(path.replaceAll('\\', '/')))
    .map((path) => resolve(src, path))
    .map((file) => [file, read(file)] as const),
);

/** Everything that is used from these statements on. */
function used(start: readonly (readonly [string, Unit])[], tag: string): Set<Unit> {
  const seen = new Map(start.map(([file, unit]) => [unit, file]));
  const add = (file: string, unit: Unit): void => void (!seen.has(unit) && (!unit.tag || unit.tag === tag) && seen.set(unit, file));
  const addNamed = (file: string, name: string, passing = true): void => {
    const source = sources.get(file);
    if (!source) return; // another package, or words
    if (name === '*') {
      source.units.forEach((unit) => add(file, unit));
      source.everyOf.forEach((other) => addNamed(other, '*'));
      return source.passedOn.forEach((passed) => addNamed(file, passed));
    }
    const unit = source.byName.get(name);
    if (unit) return add(file, unit);
    const further = source.imports.get(name);
    if (further && further[0] !== file) return addNamed(...further);
    if (passing) for (const other of source.everyOf) addNamed(other, name, true);
  };
  for (const [{ node }, file] of seen) {
    const visit = (child: ts.Node): void => {
      if (ts.isIdentifier(child)) addNamed(file, child.text, false);
      if (ts.isCallExpression(child) && child.expression.kind === ts.SyntaxKind.ImportKeyword && ts.isStringLiteral(child.arguments[0]!))
        addNamed(fileOf(file, child.arguments[0].text), '*');
      ts.forEachChild(child, visit);
    };
    visit(node);
  }
  return new Set(seen.keys());
}

/** Every element: its tag, the comment and body of its class, and all statements that make it up. */
export const elements = [...sources].flatMap(([file, { units }]) =>
  units.filter(({ tag }) => tag).map((unit) => ({ tag: unit.tag!, comment: unit.text, units: [...used([[file, unit]], unit.tag!)] })),
);
