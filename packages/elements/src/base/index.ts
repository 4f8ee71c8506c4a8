export { defineElement, type ElementClass } from './define-element.js';
export { NelumboElement } from './element.js';
export { clientContext, settingsContext, defaultSettings, emergencyNumberOf, type Settings } from './context.js';
export { statusMark, type Direction, type Tone } from './status-mark.js';
export { failureBanner } from './failure-banner.js';
export { version } from './version.js';
export { default as boxStyles } from './box.styles.js';
export { default as controlStyles } from './controls.styles.js';
