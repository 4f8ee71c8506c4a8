import { defineElement } from '../../base/define-element.js';
import { NelumboSyncStatus } from './status.js';

defineElement('nelumbo-sync-status', NelumboSyncStatus);

declare global {
  interface HTMLElementTagNameMap {
    'nelumbo-sync-status': NelumboSyncStatus;
  }
}
