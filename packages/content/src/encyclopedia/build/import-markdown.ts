import { sectionKinds, type Section, type SectionKind } from '@nelumbo/core/encyclopedia';
import { titles } from './entries.js';
import { frontMatter, type FrontMatter } from './front-matter.js';

const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** Bold, emphasis and links; everything else, HTML too, is text. */
function inline(text: string): string {
  return escape(text)
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1') // a picture is what it says
    .replace(/\[([^\]]+)\]\((https?:[^)\s]+|mailto:[^)\s]+)\)/g, '<a href="$2">$1</a>')
    .replace(/\*\*([^*]+)\*\*|(?<![\p{L}\p{N}_])__([^_]+)__(?![\p{L}\p{N}_])/gu, (_all, stars?: string, lines?: string) => `<strong>${stars ?? lines}</strong>`)
    .replace(/\*([^*\s][^*]*)\*/g, '<em>$1</em>');
}

function blockHtml(lines: readonly string[]): string {
  const item = /^\s*(?:[-*+]|\d+[.)])\s+(.*)$/;
  if (lines.every((line) => item.test(line))) {
    const tag = /^\s*\d/.test(lines[0]!) ? 'ol' : 'ul';
    return `<${tag}>${lines.map((line) => `<li>${inline(item.exec(line)![1]!)}</li>`).join('')}</${tag}>`;
  }
  const [, level = '', heading] = /^(###|####)\s+(.*?)\s*#*$/.exec(lines[0]!) ?? [];
  if (heading !== undefined) return `<h${level.length}>${inline(heading)}</h${level.length}>${lines.length > 1 ? blockHtml(lines.slice(1)) : ''}`;
  return `<p>${inline(lines.join(' '))}</p>`;
}

/** Paragraphs, lists and `###` headings as the HTML that articles may hold. @throws Error for a table or a block of code */
export function markdownHtml(markdown: string): string {
  const blocks: string[][] = [[]];
  for (const line of markdown.replace(/<!--[\s\S]*?-->/g, '').split(/\r?\n/)) {
    if (/^\s*(\||```|~~~)/.test(line)) throw new Error(`"${line.trim()}": tables and code are not read; write paragraphs and lists`);
    const isItem = /^\s*(?:[-*+]|\d+[.)])\s/.test(line);
    const before = blocks.at(-1)!;
    const wasItem = before.length > 0 && /^\s*(?:[-*+]|\d+[.)])\s/.test(before.at(-1)!);
    if (line.trim() === '') blocks.push([]);
    else if (wasItem && !isItem && /^\s{2,}\S/.test(line)) before[before.length - 1] += ` ${line.trim()}`;
    else if (before.length > 0 && isItem !== wasItem) blocks.push([line.trim()]);
    else before.push(line.trim());
  }
  return blocks
    .filter((block) => block.length > 0)
    .map(blockHtml)
    .join('')
    .replace(/<\/(ul|ol)><\1>/g, ''); // items with empty lines between them are one list
}

/** Headings that people write, besides the usual titles. */
const headings: Readonly<Record<SectionKind, string>> = {
  overview: '概述 简介 什么是 introduction about',
  symptoms: '症状 表现 symptoms signs',
  causes: '原因 病因 causes cause',
  risks: '危险因素 高危人群 risks risk-factors',
  diagnosis: '诊断 检查 diagnosis tests',
  treatment: '治疗 treatment treatments',
  prevention: '预防 prevention',
  complications: '并发症 complications',
  outlook: '预后 outlook prognosis',
  care: '护理 就医 care',
  'daily-life': '日常 生活 饮食 living',
  faq: '问答 常见问题 faq questions',
};

/** The kind of a section by `{#kind}` behind its heading, or by its title. */
function kindOf(heading: string): { readonly kind: SectionKind; readonly title: string } | undefined {
  const [, title = '', named] = /^(.*?)\s*(?:\{#([\w-]+)\})?$/.exec(heading.trim()) ?? [];
  const word = title.toLowerCase();
  const isUsual = (kind: SectionKind) =>
    titles[kind].some((usual) => usual.toLowerCase() === word) || headings[kind].split(' ').includes(word.replace(/\s+/g, '-'));
  const kind = named === undefined ? sectionKinds.find(isUsual) : sectionKinds.find((one) => one === named);
  return kind && { kind, title };
}

/**
 * Reads an entry written in Markdown: the fields of an Entry as front matter, its sections as `##` headings. A heading is one of the usual
 * titles (症状… or Symptoms…), or names its kind: `## When it hurts {#symptoms}`.
 * @throws Error that says what cannot be read
 */
export function readMarkdown(text: string): FrontMatter {
  const { matter, body } = frontMatter(text);
  const [, heading, rest = body] = /^\s*#[ \t]+(.*?)[ \t]*#*[ \t]*(?:\r?\n([\s\S]*))?$/.exec(body) ?? []; // the title once more, as many write it
  const [lead = '', ...parts] = (heading === undefined ? body : rest).split(/^##\s+(?!#)/m);
  const sections = parts.map((part): Section => {
    const end = part.search(/\r?\n|$/);
    const found = kindOf(part.slice(0, end));
    if (!found) throw new Error(`the section "${part.slice(0, end).trim()}" has no known kind: write ## Title {#kind}, one of ${sectionKinds.join(', ')}`);
    return { ...found, html: markdownHtml(part.slice(end)) };
  });
  const overview = markdownHtml(lead);
  const zh = typeof matter['locale'] === 'string' && matter['locale'].startsWith('zh');
  const first: Section[] = overview ? [{ kind: 'overview', title: titles.overview[zh ? 0 : 1], html: overview }] : [];
  return { ...(heading && { title: heading }), ...matter, sections: [...first, ...sections] };
}
