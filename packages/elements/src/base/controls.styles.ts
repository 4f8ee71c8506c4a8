import dialog from './dialog.styles.js';
import fields from './fields.styles.js';
import parts from './parts.styles.js';
import surface from './surface.styles.js';
import waiting from './waiting.styles.js';

/** Everything that families share in looks: what is read and pressed, what opens, and what is filled in. */
export default [surface, dialog, fields, parts, waiting];
