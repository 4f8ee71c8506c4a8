// The glucose profile inside the chart: a chunk of its own, that loads when somebody looks at it.
import { adoptStyles, type CSSResultOrNative } from 'lit';
import profileStyles from '../agp/profile.styles.js';

export { profileView } from '../agp/profile-view.js';

/** Gives a shadow root the look of a profile beside the sheets it has. */
export const dress = (root: ShadowRoot, own: readonly CSSResultOrNative[]): void => adoptStyles(root, [...own, profileStyles]);
