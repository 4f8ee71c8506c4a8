// The build's minifier for Lit's templates. clean-css makes a whole sheet small, but does not know what stands in a hole: it lost the space
// behind `${when}` in `${when} .dose`, and a layout with it. So a sheet with holes only loses what no browser reads.
import htmlLiterals from 'rollup-plugin-html-literals';

const plugin = htmlLiterals.default ?? htmlLiterals;
const isStyle = ({ tag }) => Boolean(tag?.toLowerCase().includes('css'));
/** What is made for a hole (`479px`, `.box[data-care]`, ` > p`) stays as it is: nobody can tell there what its spaces mean. */
const isSheet = ({ parts }) => parts.length === 1 && /^[^ ][^]*\{[^]*\}\s*$/.test(parts[0].text);

/** Strings, addresses, holes and comments around holes stay as they are; other comments go with the space around them. */
const piece =
  /(?<kept>"[^"]*"|'[^']*'|url\([^'")]*\)|\/\*(?:(?!\*\/)[^])*@TEMPLATE_EXPRESSION_*\(\);(?:(?!\*\/)[^])*\*\/|@TEMPLATE_EXPRESSION_*\(\);)|(?<gap>(?:\s|\/\*(?:(?!\*\/|@TEMPLATE_EXPRESSION)[^])*\*\/)+)|[^]/gi;

/**
 * Minifies styles with holes: one space for many, none beside `{`, `}` and `;`.
 * @param text - of the template, with `@TEMPLATE_EXPRESSION();` for each hole
 */
export function minifyAroundHoles(text) {
  if (text.includes('\\')) return text; // a template's escapes within a sheet's: left alone
  const pieces = [...text.matchAll(piece)];
  const edge = (index) => /^[{};]$/.test(pieces[index]?.[0] ?? '');
  return pieces
    .map(({ 0: all, groups: { gap } }, index) => {
      if (gap === undefined) return all;
      if (edge(index - 1) || edge(index + 1)) return '';
      return /\s/.test(gap.replace(/\/\*[^]*?\*\//g, '')) ? ' ' : '/**/'; // a comment alone still parts two words
    })
    .join('');
}

/** Rollup's plugins for the templates: markup and whole sheets by the usual minifier, sheets with holes by this one. */
export const literals = () => [
  plugin({
    failOnError: true,
    options: {
      shouldMinify: () => false,
      shouldMinifyCSS: (template) => isStyle(template) && template.parts.length > 1,
      minifyOptions: { minifyCSS: minifyAroundHoles },
    },
  }),
  plugin({ failOnError: true, options: { shouldMinifyCSS: (template) => isStyle(template) && isSheet(template) } }),
];
