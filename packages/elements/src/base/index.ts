export { defineElement, type ElementClass } from './define-element.js';
export { NelumboElement } from './element.js';
export { clientContext, settingsContext, defaultSettings, emergencyNumberOf, type Settings } from './context.js';
export { statusMark, type Direction, type Tone } from './status-mark.js';
export { failureBanner } from './failure-banner.js';
export { networkBack } from './network.js';
export { version } from './version.js';
export { default as boxStyles } from './box.styles.js';
// Not here: controls.styles.js. What is filled in loads with the elements that need it; a card does not.
export { default as surfaceStyles } from './surface.styles.js';
