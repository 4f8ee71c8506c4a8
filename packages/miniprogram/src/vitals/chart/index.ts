import { define, type Host } from '../../components/define.js';
import '../family.js';
import { chartProps, VitalsChart } from './chart.js';

define(chartProps, (host: Host<typeof chartProps>) => new VitalsChart(host), ['retry', 'range', 'touch', 'leave']);
