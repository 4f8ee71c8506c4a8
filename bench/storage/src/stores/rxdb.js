/* global window */
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { make } from '../rxdb.js';

window.store = make({ name: 'RxDB 17, free Dexie storage', storage: getRxStorageDexie() });
