import type { Form } from '@nelumbo/core/intake';
import { noChange, type ElementPart } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import { Directive, type DirectiveResult } from 'lit/directive.js';

/** Renders a part of the form and renders it again, alone, when something that it read changed. */
class LiveDirective extends AsyncDirective {
  #form: Form | undefined;
  #identity: unknown;
  #read: (() => unknown) | undefined;
  #stop: (() => void) | undefined;

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
