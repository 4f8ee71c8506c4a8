/** Texts of what the entry offers beside its fields: keys, speech, a set of readings. They load with it. */
export const entryExtraEn = {
  arm: 'Arm',
  position: 'Position',
  more: 'More about it',
  pad: (field: string) => `Keys for ${field.toLowerCase()}`,
  point: 'Decimal point',
  erase: 'Erase',
  speak: 'Speak',
  speakHint: 'Your browser turns speech into text; it may send the sound to its maker. You see the numbers before anything is saved.',
  listening: 'Listening… say the numbers, such as “128 over 82”.',
  stopListening: 'Stop',
  heard: (text: string) => `Heard: “${text}”. Please check the numbers.`,
  voiceTroubles: {
    denied: 'The microphone is not allowed here. You can allow it in the browser, or type.',
    silent: 'Nothing was heard. Please try again, or type.',
    failed: 'Speech could not be recognised. Please type the numbers.',
    'no-number': 'No number was heard. Please try again, or type.',
  },
  second: 'A second reading after a minute of rest tells more than one.',
  third: (apart: number) => `The two readings are more than ${apart} apart. A third one makes the mean reliable.`,
  rest: (seconds: number) => `Sit quietly: ${seconds} s`,
  rested: 'You can measure now.',
  nth: (n: number) => `Take reading ${n}`,
  meanOf: (n: number) => `Mean of ${n} readings`,
};

/** The shape of every language's texts. */
export type VitalsEntryExtraTexts = typeof entryExtraEn;
