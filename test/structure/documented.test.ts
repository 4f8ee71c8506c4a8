// What the comment of an element promises (@csspart, @event, @cssprop) against what its templates, calls and styles do. The manifest, the typings, the editors'
// data and docs/guide/events.md are made from the comment alone.
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { elements } from './templates.js';

type Element = (typeof elements)[number];
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();
const all = (texts: readonly string[], pattern: RegExp): string[] => texts.flatMap((text) => [...text.matchAll(pattern)].map(([, found]) => found!));
const texts = ({ units }: Element): string[] => units.map(({ text }) => text);

describe('an element does what its comment says', () => {
  it('names each part of its templates, and no other', () => {
    expect(elements.length).toBeGreaterThan(20);
    const differing = elements.flatMap((element) => {
      const there = all(texts(element), /\spart="([^"]*)"/g).flatMap((names) => names.split(' '));
      const said = all([element.comment], /^ \* @csspart (\S+) - /gm);
      return compare(element.tag, there, said);
    });
    expect(differing).toEqual([]);
    expect(elements.flatMap((element) => all(texts(element), /\s((?:export)?parts?=\$\{)/g))).toEqual([]); // a computed part could not be read here
  });

  it('names each custom property that only it reads, and no other', () => {
    const tokens = readFileSync(new URL('../../packages/elements/src/tokens/tokens.styles.ts', import.meta.url), 'utf8');
    const shared = new Set([...all([tokens], /var\((--nelumbo-[\w-]+)/g), '--nelumbo-font-family']);
    const differing = elements.flatMap((element) => {
      const there = all(texts(element), /(--nelumbo-[\w-]+)[,)]/g).filter((name) => !shared.has(name));
      return compare(element.tag, there, all([element.comment], /^ \* @cssprop (\S+) - /gm));
    });
    expect(differing).toEqual([]);
  });

  it('sends each event that it names, with the fields that it names, and no other', () => {
    const differing = elements.flatMap((element) => {
      const there = sent(element);
      const said = new Map(
        [...element.comment.matchAll(/^ \* @event \{(.*)\} (nelumbo-[\w-]+) - /gm)].map(([, type, name]) => [name!, fieldsOfType(type!)] as const),
      );
      const fields = [...there].flatMap(([name, names]) => (names.has(unread) ? [] : compare(`${element.tag} ${name}`, names, said.get(name) ?? [])));
      return [...compare(element.tag, there.keys(), said.keys()), ...fields];
    });
    expect(differing).toEqual([]);
  });
});

function compare(of: string, there: Iterable<string>, said: Iterable<string>): string[] {
  const [does, says] = [sorted(there), sorted(said)];
  return [
    ...does.filter((one) => !says.includes(one)).map((one) => `${of}: ${one} is not in the comment`),
    ...says.filter((one) => !does.includes(one)).map((one) => `${of}: ${one} is nowhere but in the comment`),
  ];
}

/** `{ id: string, tone?: string }` -> its fields. */
function fieldsOfType(type: string): string[] {
  const [statement] = ts.createSourceFile('type.ts', `type Detail = ${type};`, ts.ScriptTarget.ES2022, true).statements;
  return statement && ts.isTypeAliasDeclaration(statement) && ts.isTypeLiteralNode(statement.type)
    ? statement.type.members.map(({ name }) => name!.getText())
    : [];
}

/** Events that an element sends, with the fields of their details: from calls with the name and the detail written out, and from the provider's table of what it passes on. */
function sent({ units }: Element): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (name: string, fields: readonly string[]): void => void found.set(name, new Set([...(found.get(name) ?? []), ...fields]));
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const [name, detail] = node.arguments;
      if (name && ts.isStringLiteral(name) && name.text.startsWith('nelumbo-') && /emit$|#tell$/.test(node.expression.getText()))
        add(name.text, fieldsOf(detail));
    }
    if (ts.isVariableDeclaration(node) && node.name.getText() === 'passedOn' && node.initializer && ts.isArrayLiteralExpression(node.initializer))
      for (const row of node.initializer.elements) {
        const [event, ...fields] = all([row.getText()], /'([\w-]+)'/g);
        add(`nelumbo-${event!}`, fields);
      }
    ts.forEachChild(node, visit);
  };
  for (const { node } of units) visit(node);
  return found;
}

/** Stands for a detail that is made elsewhere, such as another event's. */
const unread = '…';

/** Fields of a detail: of an object literal, or of those in a call that adds or leaves out some (`this.#detail({ kept })`); those cannot be all read. */
function fieldsOf(detail: ts.Expression | undefined): string[] {
  if (!detail || !ts.isObjectLiteralExpression(detail)) return [unread];
  return detail.properties.flatMap((one) => {
    if (!ts.isSpreadAssignment(one)) return one.name ? [one.name.getText()] : [];
    const local = declared(one);
    return local ? all([local], /[{,] (\w+)/g) : [unread];
  });
}

/** What is spread, as text: written there, or in the `const` of that name in the same method. */
function declared({ expression }: ts.SpreadAssignment): string | undefined {
  if (!ts.isIdentifier(expression)) return expression.getText();
  let block: ts.Node = expression;
  while (!ts.isBlock(block)) block = block.parent;
  return new RegExp(`const ${expression.text} = (.*);`).exec(block.getText())?.[1];
}
