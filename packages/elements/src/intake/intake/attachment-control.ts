import { acceptsType, defaultMaxSize, type AnswerValue, type FormItem } from '@nelumbo/core/intake';
import { html, nothing, type TemplateResult } from 'lit';
import { trashIcon } from '../../base/icons/trash.js';
import { labelled, type ControlState } from './control.js';
import { bytes, type ViewContext } from './view-context.js';

/** A file. Size and type are checked before a single byte is read. */
export function attachmentControl(context: ViewContext, item: FormItem, state: ControlState): TemplateResult {
  const limit = item.limits.maxSize ?? defaultMaxSize;
  const choose = async (event: Event): Promise<void> => {
    const field = event.target as HTMLInputElement; // the listener's own element
    const file = field.files?.[0];
    if (!file) return;
    if (file.size > limit) return context.reject(item, 'file-too-large');
    if (!acceptsType(item.limits.mimeTypes, file.type)) return context.reject(item, 'file-type');
    const added: AnswerValue = { contentType: file.type || 'application/octet-stream', data: await base64(file), size: file.size, title: file.name };
    context.answer(item, item.repeats ? [...item.answers.map((answer) => answer.value), added] : added);
    field.value = '';
  };
  const files = item.answers.map((answer) => {
    const { title, size } = answer.value as { title?: string; size?: number }; // answers of this type are attachments
    const name = title ?? context.texts.file;
    return html`<li class="row">
      <span>${name}${size === undefined ? nothing : ` · ${bytes(size, context.locale)}`}</span>
      <button
        type="button"
        class="quiet danger"
        aria-label=${context.texts.removeFile(name)}
        @click=${() =>
          context.answer(
            item,
            item.answers.filter((one) => one !== answer).map((one) => one.value),
          )}
      >
        ${trashIcon}
      </button>
    </li>`;
  });
  return labelled(
    context,
    item,
    state,
    html`<input
        id=${state.id}
        type="file"
        accept=${item.limits.mimeTypes?.join(',') ?? nothing}
        aria-describedby=${`${state.id}-limit ${state.described}`.trim()}
        aria-invalid=${state.invalid ? 'true' : nothing}
        part="control"
        @change=${choose}
      />
      <span class="help" id="${state.id}-limit">${context.texts.fileLimit(bytes(limit, context.locale))}</span>
      ${
        files.length > 0
          ? html`<ul class="files">
              ${files}
            </ul>`
          : nothing
      }`,
  );
}

async function base64(file: Blob): Promise<string> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error('The file could not be read.'));
    reader.readAsDataURL(file);
  });
  return url.slice(url.indexOf(',') + 1);
}
