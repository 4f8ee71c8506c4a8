import fields from './fields.styles.js';
import surface from './surface.styles.js';

/** Everything that families share in looks: what is read and pressed, and what is filled in. */
export default [surface, fields];
