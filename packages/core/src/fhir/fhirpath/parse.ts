import { PathError, type Ast } from './ast.js';
import { calendar } from './temporal.js';
import { tokenize, type Token } from './tokens.js';

/** Binding powers, from the grammar of FHIRPath N1. */
const powers: Readonly<Record<string, number>> = {
  implies: 1,
  or: 2,
  xor: 2,
  and: 3,
  in: 4,
  contains: 4,
  '=': 5,
  '!=': 5,
  '~': 5,
  '!~': 5,
  '<': 6,
  '>': 6,
  '<=': 6,
  '>=': 6,
  '|': 7,
  is: 8,
  as: 8,
  '+': 9,
  '-': 9,
  '&': 9,
  '*': 10,
  '/': 10,
  div: 10,
  mod: 10,
  '[': 12,
  '.': 12,
};

const maxDepth = 500; // deeper nesting, or a longer chain of operators, is an attack, not a form

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#tokens = tokenize(source);
  }

  parse(): Ast {
    const tree = this.#expression(0);
    if (this.#peek().kind !== 'end') this.#fail();
    return tree;
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '' };
  }

  #fail(): never {
    throw new PathError('syntax', `Unexpected "${this.#peek().text || 'end'}".`);
  }

  #is(text: string): boolean {
    const token = this.#peek();
    return token.text === text && (token.kind === 'symbol' || token.kind === 'name');
  }

  #take(text: string): boolean {
    const found = this.#is(text);
    if (found) this.#at++;
    return found;
  }

  #expect(text: string): void {
    if (!this.#take(text)) this.#fail();
  }

  #expression(power: number): Ast {
    const depth = this.#depth;
    for (let left: Ast | undefined; ;) {
      if (++this.#depth > maxDepth) throw new PathError('unsupported', 'The expression is nested too deeply.');
      left ??= this.#prefix();
      const token = this.#peek();
      const binds = token.kind === 'symbol' || token.kind === 'name' ? powers[token.text] : undefined;
      if (binds === undefined || binds <= power) {
        this.#depth = depth;
        return left;
      }
      this.#at++;
      left = this.#infix(left, token.text, binds);
    }
  }

  #infix(left: Ast, operator: string, power: number): Ast {
    if (operator === '.') return this.#invocation(left);
    if (operator === '[') {
      const index = this.#expression(0);
      this.#expect(']');
      return { kind: 'at', base: left, index };
    }
    if (operator === 'is' || operator === 'as') return { kind: 'type', operator, value: left, type: this.#typeName() };
    return { kind: 'binary', operator, left, right: this.#expression(power) };
  }

  #typeName(): string {
    let name = this.#name();
    while (this.#take('.')) name = this.#name(); // FHIR.Quantity, System.String: the last part decides
    return name;
  }

  #name(): string {
    const token = this.#peek();
    if (token.kind !== 'name' && token.kind !== 'quoted-name') this.#fail();
    this.#at++;
    return token.text;
  }

  #prefix(): Ast {
    const token = this.#peek();
    switch (token.kind) {
      case 'number':
        this.#at++;
        return { kind: 'literal', value: this.#quantity(Number(token.value)) };
      case 'string':
      case 'temporal':
        this.#at++;
        if (token.value === undefined) throw new PathError('syntax', 'A date or time that does not exist.');
        return { kind: 'literal', value: token.value };
      case 'variable':
        this.#at++;
        return { kind: 'variable', name: token.text };
      case 'symbol':
        return this.#symbol(token.text);
      case 'name':
      case 'quoted-name':
        if (token.kind === 'name' && (token.text === 'true' || token.text === 'false')) {
          this.#at++;
          return { kind: 'literal', value: token.text === 'true' };
        }
        return this.#invocation(undefined);
      default:
        return this.#fail();
    }
  }

  #symbol(text: string): Ast {
    this.#at++;
    switch (text) {
      case '-':
        return { kind: 'negate', value: this.#expression(11) };
      case '+':
        return this.#expression(11);
      case '(': {
        const inner = this.#expression(0);
        this.#expect(')');
        return inner;
      }
      case '{':
        this.#expect('}');
        return { kind: 'empty' };
      case '$this':
        return { kind: 'this' };
      case '$index':
        return { kind: 'position' };
      case '$total':
        return { kind: 'total' };
      default:
        this.#at--;
        return this.#fail();
    }
  }

  /** `4 days`, `10 'mg'`, or the bare number. */
  #quantity(value: number): unknown {
    const token = this.#peek();
    if (token.kind === 'string') {
      this.#at++;
      return { value, unit: token.value, code: token.value };
    }
    const code = token.kind === 'name' ? calendar?.unit(token.text) : undefined;
    if (!code) return value;
    this.#at++;
    return { value, unit: code, code };
  }

  #invocation(base: Ast | undefined): Ast {
    const token = this.#peek();
    if (token.kind === 'symbol' && token.text.startsWith('$')) return this.#symbol(token.text);
    const name = this.#name();
    if (!this.#take('(')) return { kind: 'member', base, name };
    const args: Ast[] = [];
    if (!this.#take(')')) {
      do args.push(this.#expression(0));
      while (this.#take(','));
      this.#expect(')');
    }
    return { kind: 'call', base, name, args };
  }
}

/**
 * Reads a FHIRPath expression.
 * @throws PathError `syntax`, or `unsupported` for absurd nesting
 */
export const parsePath = (source: string): Ast => new Parser(source).parse();
