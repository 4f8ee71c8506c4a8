/**
 * Prints an article alone: a frame of its own holds nothing of the page around it.
 * @param article - is copied as it stands; what is for the screen only has `data-screen`
 */
export function printAlone(article: Element, title: string, locale: string): void {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.setAttribute('aria-hidden', 'true');
  document.body.append(frame);
  const page = frame.contentDocument;
  if (page) {
    const copy = article.cloneNode(true) as Element; // an element's copy is one
    for (const node of copy.querySelectorAll('[data-screen], nav, svg')) node.remove();
    for (const button of copy.querySelectorAll('button')) button.replaceWith(...button.childNodes);
    page.title = title;
    page.documentElement.lang = locale;
    page.body.append(copy);
    frame.contentWindow?.print();
  }
  setTimeout(() => frame.remove(), 60_000); // the print dialog of some browsers does not block
}
