// Angular: a standalone directive for each tag, so that templates know its attributes and properties. Angular types nothing else of a tag that is not its own.
// Written in the form that libraries are published in ("partial compilation"): each application's own compiler finishes it, whatever its version.

const head = '// Made from the manifest by scripts/typings.mjs. Not edited.\n';
const camel = (name) => name.replace(/-(\w)/g, (_all, letter) => letter.toUpperCase());
const classOf = ({ tag }) => `${camel(`-${tag}`)}Directive`;

/**
 * What a template may set: each property, and each attribute that is called otherwise, since `view="chart"` in a template is an input, too.
 * `own` is the directive's member, `set` how it reaches the element.
 */
function inputsOf({ attributes, properties, attributesOnly }) {
  const fields = [...attributes, ...properties.map(({ name, description }) => ({ name, field: name, description }))];
  const row = (alias, { field, type, description }, own) => ({ alias, own, field, type, description, attribute: false });
  return fields.flatMap((one) =>
    attributesOnly && one.name !== 'token'
      ? [{ ...row(one.name, one, camel(one.name)), attribute: true }]
      : [row(one.field, one, one.field), ...(one.name === one.field ? [] : [row(one.name, one, `${camel(one.name)}Attribute`)])],
  );
}

const setter = ({ own, alias, field, type, attribute }) => {
  if (attribute) return `  set ${own}(value) {\n    if (value === undefined || value === null || value === false) this.#element.removeAttribute('${alias}');\n    else this.#element.setAttribute('${alias}', value === true ? '' : value);\n  }\n`; // prettier-ignore
  const value = { boolean: "value === '' || value", number: 'Number(value)' }[type] ?? 'value'; // as the attribute alone would be read
  return `  set ${own}(value) {\n    this.#element.${field} = ${value};\n  }\n`;
};

/** The directives, as JavaScript. */
export const angularDirectives = (tags) =>
  `${head}import * as i0 from '@angular/core';
${tags
  .map((one) => {
    const inputs = inputsOf(one);
    const names = inputs.map(({ own, alias }) => `${own}: '${alias}'`).join(', ');
    return `
export class ${classOf(one)} {
  #element = i0.inject(i0.ElementRef).nativeElement;
${inputs.map(setter).join('')}}
${classOf(one)}.ɵfac = i0.ɵɵngDeclareFactory({ minVersion: '12.0.0', version: '17.0.0', ngImport: i0, type: ${classOf(one)}, deps: [], target: i0.ɵɵFactoryTarget.Directive });
${classOf(one)}.ɵdir = i0.ɵɵngDeclareDirective({ minVersion: '14.0.0', version: '17.0.0', type: ${classOf(one)}, isStandalone: true, selector: '${one.tag}', inputs: { ${names} }, ngImport: i0 });
`;
  })
  .join('')}
export const NelumboElements = [${tags.map(classOf).join(', ')}];
`;

/** What a template may write where the element has a boolean or a number: `care`, `max="5"`. */
const accepted = { boolean: "boolean | ''", number: 'number | `${number}`' };
const typeOf = ({ className }, { field, type }) => accepted[type] ?? `${className}['${field}']`;

/** Their declarations. */
export const angularTypes = (tags) =>
  `${head}import type * as i0 from '@angular/core';
${tags.map(({ className, module }) => `import type { ${className} } from '../${module}';\n`).join('')}${tags
    .map((one) => {
      const inputs = inputsOf(one);
      const names = inputs.map(({ own, alias }) => `'${own}': { 'alias': '${alias}'; 'required': false }`).join('; ');
      return `
/** Inputs of \`<${one.tag}>\`. */
export declare class ${classOf(one)} {
${inputs.map((input) => `${input.description ? `  /** ${input.description.replace(/\s*\n\s*/g, ' ').replaceAll('*/', '*\\/')} */\n` : ''}  ${input.own}: ${typeOf(one, input)};\n`).join('')}  static ɵfac: i0.ɵɵFactoryDeclaration<${classOf(one)}, never>;
  static ɵdir: i0.ɵɵDirectiveDeclaration<${classOf(one)}, '${one.tag}', never, { ${names} }, {}, never, never, true, never>;
}
`;
    })
    .join('')}
/** All of them, for a component's \`imports\`. */
export declare const NelumboElements: readonly [${tags.map((one) => `typeof ${classOf(one)}`).join(', ')}];
`;
