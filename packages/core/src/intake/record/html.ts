import type { RecordLine, RecordSection } from './sections.js';
import type { RecordWords } from './words.js';

/** Heading facts of a record. */
export interface RecordHead {
  readonly title: string;
  readonly recordedAt: string;
  readonly locale: string;
}

/** Text as HTML text or attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, ''); // eslint-disable-line no-control-regex -- XML forbids these

const sheet =
  'body{font:11pt/1.5 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif;color:#26292c;max-width:180mm;margin:12mm auto;padding:0 5mm}' +
  'h1{font-size:16pt;margin:0 0 2mm}h2{font-size:12pt;margin:6mm 0 1mm;border-bottom:1px solid #d6dadc}p{margin:0}' +
  '.m{color:#636a6f;font-size:9.5pt}dl{margin:0}dt{font-weight:600}dd{margin:0 0 1.5mm 0}.d1{margin-left:5mm}.d2{margin-left:10mm}' +
  '.red h2,.red dt{color:#9a1513}@page{size:A4;margin:12mm}';

const lineHtml = (line: RecordLine): string =>
  `<div class="d${Math.min(line.depth, 2)}"><dt>${escapeHtml(line.label)}</dt>${line.value ? `<dd>${escapeHtml(line.value)}</dd>` : ''}${(line.notes ?? [])
    .map((note) => `<dd class="m">${escapeHtml(note)}</dd>`)
    .join('')}</div>`;

/** The lines of a section as an XHTML narrative. */
export const sectionHtml = (section: RecordSection): string =>
  section.lines.length > 0 ? `<dl>${section.lines.map(lineHtml).join('')}</dl>` : `<p>${escapeHtml(section.empty ?? '')}</p>`;

/** One self-contained A4 page without script; every text is escaped. */
export function recordHtml(head: RecordHead, sections: readonly RecordSection[], words: RecordWords): string {
  const body = sections
    .filter((section) => section.lines.length > 0 || section.empty)
    .map(
      (section) =>
        `<section${section.id === 'red-flags' && section.lines.length > 0 ? ' class="red"' : ''}><h2>${escapeHtml(section.title)}</h2>${sectionHtml(section)}</section>`,
    )
    .join('');
  return (
    `<!doctype html><html lang="${escapeHtml(head.locale)}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">` +
    `<title>${escapeHtml(head.title)}</title><style>${sheet}</style></head><body><h1>${escapeHtml(head.title)}</h1>` +
    `<p class="m">${escapeHtml(words.recordedAt)}${escapeHtml(words.colon)}${escapeHtml(head.recordedAt)} · ${escapeHtml(words.patient)}</p>${body}` +
    `<p class="m">${escapeHtml(words.patientReported)}</p></body></html>`
  );
}

/** The same as plain text, for a clipboard. */
export function recordText(head: RecordHead, sections: readonly RecordSection[], words: RecordWords): string {
  const out = [head.title, `${words.recordedAt}${words.colon}${head.recordedAt}`];
  for (const section of sections) {
    if (section.lines.length === 0 && !section.empty) continue;
    out.push('', `【${section.title}】`);
    if (section.lines.length === 0) out.push(section.empty ?? '');
    for (const line of section.lines) {
      const indent = '  '.repeat(line.depth);
      out.push(`${indent}${line.label}${line.value ? `${words.colon}${line.value}` : ''}`, ...(line.notes ?? []).map((note) => `${indent}  ${note}`));
    }
  }
  return [...out, '', words.patientReported].join('\n');
}
