import type { Form } from '@nelumbo/core/intake';
import { noChange, type ChildPart, type ElementPart } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import { Directive, type DirectiveResult } from 'lit/directive.js';
import { setCommittedValue } from 'lit/directive-helpers.js';

/** Renders a part of the form and renders it again, alone, when something that it read changed. */
class LiveDirective extends AsyncDirective {
  #form: Form | undefined;
  #identity: unknown;
  #read: (() => unknown) | undefined;
  #stop: (() => void) | undefined;
  #part: ChildPart | undefined;

  override update(part: ChildPart, [form, identity, read]: [Form, unknown, () => unknown]): unknown {
    this.#part = part;
    if (this.#stop && identity !== this.#identity) setCommittedValue(part); // another question gets fields of its own, with nothing of this one's in them
    return this.render(form, identity, read);
  }

  render(form: Form, identity: unknown, read: () => unknown): unknown {
    // Whatever shows the same thing keeps its subscription: a render of the parent costs its children nothing.
    if (form === this.#form && identity === this.#identity && this.#stop) return noChange;
    this.#stop?.();
    this.#form = form;
    this.#identity = identity;
    this.#read = read;
    return this.#start();
  }

  override disconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  override reconnected(): void {
    if (this.#form && !this.#stop) this.setValue(this.#start());
  }

  #start(): unknown {
    const [form, read] = [this.#form, this.#read];
    if (!form || !read) return noChange;
    let first: unknown = noChange;
    let mounted = false;
    this.#stop = form.watch(() => {
      // Lit does not tell a directive that stands directly in a removed row of a list.
      if (mounted && !this.#part?.startNode?.parentNode) return this.disconnected();
      const value = read();
      if (mounted) form.peek(() => this.setValue(value));
      else first = value;
    });
    mounted = true;
    return first;
  }
}

/**
 * A part that follows the form's signals.
 * @param identity - what is shown (an item); while it stays the same, so does the subscription
 * @param read - reads the form and yields a template
 */
export const live: (form: Form, identity: unknown, read: () => unknown) => DirectiveResult = directive(LiveDirective);

/** Puts a text into a field unless the user is in it: what is being typed or composed there is the truth. */
class FieldTextDirective extends Directive {
  #shown: string | undefined;

  render(_text: string): unknown {
    return noChange;
  }

  override update(part: ElementPart, [text]: [string]): unknown {
    const field = part.element as HTMLInputElement | HTMLTextAreaElement; // used on text fields only
    // Only a change of the answer is written: what could not be read stays in the field for its writer to mend.
    if (text !== this.#shown && field.value !== text && !field.matches(':focus')) field.value = text;
    this.#shown = text;
    return noChange;
  }
}

/** `<input ${fieldText(value)}>`: see the class. */
export const fieldText: (text: string) => DirectiveResult = directive(FieldTextDirective);

/** What stands in a label. */
export interface Words {
  readonly prefix?: string | undefined;
  readonly text: string;
  /** After the text, such as "(required)". */
  readonly note?: string | undefined;
  /** For screen readers only. */
  readonly quiet?: boolean;
  /** Id of the field that a label stands for. */
  readonly for?: string | undefined;
  /** Draws the text with its structure, instead. */
  readonly rich?: (() => Node) | undefined;
}

function span(kind: string, text: string): HTMLElement {
  const made = document.createElement('span');
  made.className = kind;
  made.textContent = text;
  return made;
}

/** Writes the words of a label as one part, without the marker that a child part leaves: hundreds of those are felt on long forms. */
class WordsDirective extends Directive {
  #shown: string | undefined;
  #for: string | undefined;

  render(_words: Words): unknown {
    return noChange;
  }

  override update(part: ElementPart, [{ prefix, text, note, quiet, rich, for: id }]: [Words]): unknown {
    if (id !== undefined && id !== this.#for) (part.element as HTMLLabelElement).htmlFor = this.#for = id; // given for labels only
    const plain = !prefix && !note && !quiet && !rich;
    const now = plain ? text : JSON.stringify([prefix, text, note, quiet, rich !== undefined]);
    if (now === this.#shown) return noChange;
    this.#shown = now;
    if (plain) {
      part.element.textContent = text;
      return noChange;
    }
    const main = rich?.() ?? (quiet ? span('visually-hidden', text) : text);
    const before = prefix ? [span('prefix', prefix), ' '] : [];
    part.element.replaceChildren(...before, main, ...(note ? [' ', span('required', note)] : []));
    return noChange;
  }
}

/** `<label ${words({ text })}></label>`: see the class. */
export const words: (words: Words) => DirectiveResult = directive(WordsDirective);

type Attributes = Readonly<Record<string, string | undefined>>;

function setAttributes(element: Element, next: Attributes, before: Attributes): void {
  for (const name of Object.keys(next)) {
    const value = next[name];
    if (value === before[name]) continue;
    if (value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
}

/** Sets attributes as one part: on a form of hundreds of fields a part for each attribute is felt. */
class AttributesDirective extends Directive {
  #before: Attributes = {};

  render(_attributes: Attributes): unknown {
    return noChange;
  }

  override update(part: ElementPart, [next]: [Attributes]): unknown {
    setAttributes(part.element, next, this.#before);
    this.#before = next;
    return noChange;
  }
}

/** `<input ${attributes({ id })}>`: every render names the same attributes; `undefined` leaves one out. */
export const attributes: (attributes: Attributes) => DirectiveResult = directive(AttributesDirective);

/** A text field as one part: attributes, value, and what is typed. See `FieldTextDirective` for the value. */
class FieldDirective extends FieldTextDirective {
  #before: Attributes = {};
  #write: ((event: Event) => void) | undefined;

  override render(_text: string, _attributes?: Attributes, _write?: (event: Event) => void): unknown {
    return noChange;
  }

  override update(part: ElementPart, [text, next = {}, write]: [string, Attributes?, ((event: Event) => void)?]): unknown {
    if (!this.#write) for (const type of ['input', 'compositionend']) part.element.addEventListener(type, (event) => this.#write?.(event));
    this.#write = write;
    setAttributes(part.element, next, this.#before);
    this.#before = next;
    return super.update(part, [text]);
  }
}

/** `<input ${field(value, { id }, write)}>`: see the class. `write` hears `input` and `compositionend`. */
export const field: (text: string, attributes: Attributes, write: (event: Event) => void) => DirectiveResult = directive(FieldDirective);

/** A radio or checkbox, as one part. What is checked follows the form, whatever the user did to the box. */
class BoxDirective extends Directive {
  #before: Attributes = {};

  render(_name: string, _id: string | undefined, _on: boolean): unknown {
    return noChange;
  }

  override update(part: ElementPart, [name, id, on]: [string, string | undefined, boolean]): unknown {
    const box = part.element as HTMLInputElement; // used on radios and checkboxes only
    const next = { name, id };
    setAttributes(box, next, this.#before);
    this.#before = next;
    if (box.checked !== on) box.checked = on;
    return noChange;
  }
}

/** `<input type="radio" ${box(name, id, on)}>`: see the class. */
export const box: (name: string, id: string | undefined, on: boolean) => DirectiveResult = directive(BoxDirective);

/** Keeps a list at the form's answer, whatever the user did to it. Its first state comes from `?selected`. */
class ChosenDirective extends Directive {
  render(_value: string): unknown {
    return noChange;
  }

  override update(part: ElementPart, [value]: [string]): unknown {
    const list = part.element as HTMLSelectElement; // used on lists only
    if (list.options.length > 0 && list.value !== value) list.value = value;
    return noChange;
  }
}

/** `<select ${chosen(value)}>`: see the class. */
export const chosen: (value: string) => DirectiveResult = directive(ChosenDirective);
