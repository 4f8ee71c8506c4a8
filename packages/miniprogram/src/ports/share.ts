import { NelumboError } from '@nelumbo/core/i18n';
import { call, has, member, type MiniApi } from './call.js';

/** What `onShareAppMessage` returns. */
export interface ShareMessage {
  readonly title: string;
  readonly path: string;
}

const safeId = /^[\w./-]{1,80}$/;

/**
 * A card of the encyclopedia to pass on. The address names the entry and nothing else: no user, no reading, no search text.
 * @param page - page of the host that shows an entry, such as `/pages/entry/entry`
 * @throws NelumboError `bad-input` for an id that is none
 */
export function shareEntry({ id, title }: { readonly id: string; readonly title: string }, page: string): ShareMessage {
  if (!safeId.test(id)) throw new NelumboError('bad-input', 'Only an entry of the encyclopedia can be shared.');
  return { title, path: `${page}?entry=${id.replace(/\//g, '%2F')}` };
}

interface Files {
  writeFile(options: object): void;
}

/**
 * Hands a file that the user asked for (an export, a calendar) to a chat; call it in a tap. WeChat only.
 * @throws NelumboError `unsupported` where the platform cannot, `aborted` when the user changed their mind
 */
export async function shareFile(api: MiniApi, name: string, text: string): Promise<void> {
  const { env } = api as { env?: { USER_DATA_PATH?: string } }; // WeChat's; absent elsewhere
  if (!has(api, 'shareFileMessage') || !has(api, 'getFileSystemManager') || !env?.USER_DATA_PATH)
    throw new NelumboError('unsupported', 'This platform cannot share a file. Open the web page to export.');
  const filePath = `${env.USER_DATA_PATH}/${name.replace(/[^\w.-]/g, '_')}`;
  const files = member(api, 'getFileSystemManager')!({}) as Files; // has been looked at above
  await call(files, 'writeFile', { filePath, data: text, encoding: 'utf8' });
  try {
    await call(api, 'shareFileMessage', { filePath, fileName: name });
  } catch (cause) {
    throw new NelumboError('aborted', 'The file was not shared.', { cause });
  } finally {
    await call(files, 'unlink', { filePath }).catch(() => undefined); // no health data is left lying about
  }
}
