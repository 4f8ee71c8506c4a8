import { define, type Host } from '../../components/define.js';
import '../family.js';
import { IntakeQuestion, questionProps } from './question.js';

define(questionProps, (host: Host<typeof questionProps>) => new IntakeQuestion(host), [
  ...([
    'retry',
    'choose',
    'type',
    'seek',
    'date',
    'time',
    'next',
    'back',
    'startOver',
    'goOn',
    'callNow',
    'acknowledge',
    'edit',
    'submit',
    'again',
    'openWeb',
  ] as const),
]);
