import type { Measure } from '@nelumbo/core/vitals';
import type { TemplateResult } from 'lit';
import { dropIcon } from '../base/icons/drop.js';
import { heartIcon } from '../base/icons/heart.js';
import { pulseIcon } from '../base/icons/pulse.js';

const icons: Readonly<Record<string, TemplateResult>> = { 'blood-pressure': heartIcon, glucose: dropIcon };

/** The sign of a measure at the head of its cards: the same in summary, chart and entry. */
export const measureIcon = ({ id }: Measure): TemplateResult => icons[id] ?? pulseIcon;
