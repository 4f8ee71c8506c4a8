/** What `app.js` needs: `const nelumbo = require('…/runtime/index.js')`. */
export { current, onStart, setLocale, start, type Started, type StartOptions } from './client.js';
export { families, type FamilyName } from './families.js';
export { onSettings, setSettings, settings, type Settings } from './settings.js';
export { calendarEvents, writeCalendar } from '../ports/calendar.js';
export { shareEntry, shareFile } from '../ports/share.js';
