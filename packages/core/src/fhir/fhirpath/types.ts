import type { Ast } from './ast.js';
import { isQuantity } from './quantity.js';
import { record } from './same-json.js';
import { Temporal } from './temporal.js';
import { plain } from './values.js';

/** What the value is, by its JSON kind or its shape; matches names of both System and FHIR types. */
export function isType(value: unknown, name: string): boolean {
  const type = name[0] === name[0]?.toUpperCase() ? name : name.charAt(0).toUpperCase() + name.slice(1);
  if (typeof value === 'boolean') return type === 'Boolean';
  if (typeof value === 'number') return type === 'Decimal' ? !Number.isInteger(value) || name === 'decimal' : type === 'Integer' && Number.isInteger(value);
  if (typeof value === 'string') return ['String', 'Code', 'Uri', 'Id', 'Markdown', 'Url', 'Canonical'].includes(type);
  if (value instanceof Temporal) return type.toLowerCase() === value.type.toLowerCase();
  const json = plain(value);
  if (!record(json)) return false;
  if ('resourceType' in json) return json['resourceType'] === type || type === 'Resource';
  if (isQuantity(json)) return type === 'Quantity';
  if ('reference' in json) return type === 'Reference';
  if ('contentType' in json || 'data' in json || 'url' in json) return type === 'Attachment';
  return 'code' in json || 'system' in json || 'display' in json ? type === 'Coding' : false;
}

/** Names of types that the paths of an expression begin with, where it starts: what runs for each value of a list starts from that value. */
export function leading(ast: Ast): readonly string[] {
  switch (ast.kind) {
    case 'member':
      return ast.base ? leading(ast.base) : /^[A-Z]/.test(ast.name) ? [ast.name] : [];
    case 'call':
      return [...(ast.base ? [ast.base] : []), ...(/^(where|select|all|exists|repeat|aggregate|ofType|is|as)$/.test(ast.name) ? [] : ast.args)].flatMap(
        leading,
      );
    case 'at':
      return [ast.base, ast.index].flatMap(leading);
    case 'binary':
      return [ast.left, ast.right].flatMap(leading);
    case 'negate':
    case 'type':
      return leading(ast.value);
    default:
      return [];
  }
}
