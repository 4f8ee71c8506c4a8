import { define, type Host } from '../../components/define.js';
import '../family.js';
import { cardProps, EncyclopediaCard } from './card.js';

define(cardProps, (host: Host<typeof cardProps>) => new EncyclopediaCard(host), ['retry', 'open', 'close', 'choose', 'call']);
