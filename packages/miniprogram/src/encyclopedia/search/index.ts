import { define, type Host } from '../../components/define.js';
import '../family.js';
import { EncyclopediaSearch, searchProps } from './search.js';

define(searchProps, (host: Host<typeof searchProps>) => new EncyclopediaSearch(host), ['retry', 'type', 'select', 'clear', 'call']);
