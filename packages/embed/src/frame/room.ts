/** CSS px that a modal dialog gets: a form or the beginning of an article. */
const forDialog = 640;
/** CSS px under a list or a note that is open. */
const under = 16;

/**
 * How high the page in a frame wants to be. A frame is as high as its content, and what opens above the content (dialogs, lists, notes) has no part in
 * that: it would be cut off. So as long as something is open there is room for it.
 * @param changed - called when the answer may have changed
 * @returns the height in CSS px
 */
export function roomFor(changed: () => void): () => number {
  const root = document.documentElement;
  const open = new Set<HTMLElement>();
  const watch = new ResizeObserver(changed);
  watch.observe(root);

  // Dialogs stand in shadow roots of elements inside elements, and tell nobody outside that they open; this page is ours alone.
  const opened = (element: HTMLElement): void => {
    open.add(element);
    watch.observe(element); // also tells that it has gone
    changed();
  };
  const { showModal } = HTMLDialogElement.prototype;
  HTMLDialogElement.prototype.showModal = function () {
    showModal.call(this);
    opened(this);
  };
  const { showPopover } = HTMLElement.prototype as Partial<HTMLElement>; // not in every browser
  if (showPopover)
    HTMLElement.prototype.showPopover = function (...options) {
      showPopover.apply(this, options);
      opened(this);
    };

  return () => {
    let height = root.offsetHeight;
    for (const one of open) {
      const { bottom, height: own } = one.getBoundingClientRect();
      const hidden = one.scrollHeight - one.clientHeight; // what it would show with more room
      if (own) height = Math.max(height, one.matches('dialog') ? forDialog : scrollY + bottom + hidden + under);
      else if (open.delete(one)) watch.unobserve(one);
    }
    return height;
  };
}
