// Our own drawing. A figure seen from the front has the person's right on the reader's left.

/** A drawing: its frame, its outline, and the regions by the code of an option. */
export interface BodyDrawing {
  readonly viewBox: string;
  /** What is drawn beneath the regions. */
  readonly outline: string;
  readonly regions: Readonly<Record<string, BodyRegion | undefined>>;
  /** Words beside the drawing: `right`, `left`, `front`, `back` at a place. */
  readonly words: readonly (readonly [word: 'right' | 'left' | 'front' | 'back', x: number, y: number])[];
}

/** Paths of a region, and where its check mark stands. */
export interface BodyRegion {
  readonly path: string;
  readonly marks: readonly (readonly [x: number, y: number])[];
}

const region = (path: string, ...marks: readonly (readonly [number, number])[]): BodyRegion => ({ path, marks });

/** The belly, from the ribs to the groin. */
const belly: BodyDrawing = {
  viewBox: '0 0 320 300',
  outline:
    'M78 0C76 40 70 62 72 104C74 142 66 176 60 206C56 238 62 268 70 300H250C258 268 264 238 260 206C254 176 246 142 248 104C250 62 244 40 242 0Z' +
    'M120 0C124 18 142 28 160 28C178 28 196 18 200 0Z',
  words: [
    ['right', 28, 150],
    ['left', 292, 150],
  ],
  regions: {
    'upper-right': region('M76 52C92 62 108 62 122 58V146H72C74 132 73 118 72 104C71 84 74 68 76 52Z', [98, 104]),
    'upper-middle': region('M126 56C136 46 148 42 160 42C172 42 184 46 194 56V110H126Z', [160, 82]),
    'upper-left': region('M244 52C228 62 212 62 198 58V146H248C246 132 247 118 248 104C249 84 246 68 244 52Z', [222, 104]),
    navel: region('M126 114H194V174H126Z', [160, 146]),
    'lower-right': region('M71 150H122V238C106 240 86 246 66 258C58 240 58 218 62 198C66 182 70 166 71 150Z', [94, 200]),
    'lower-middle': region('M126 178H194V250C184 268 172 276 160 276C148 276 136 268 126 250Z', [160, 220]),
    'lower-left': region('M249 150H198V238C214 240 234 246 254 258C262 240 262 218 258 198C254 182 250 166 249 150Z', [226, 200]),
  },
};

/** A figure standing with the arms a little away, centred on x = 80; drawn twice, front and back. */
const figure = (dx: number) => {
  const at = (path: string): string => path.replace(/([MLC])([^MLCZ]*)/g, (_, letter: string, points: string) => letter + shifted(points, dx));
  return {
    scalp: at('M56 36C54 16 66 6 80 6C94 6 106 16 104 36C98 28 90 25 80 25C70 25 62 28 56 36Z'),
    face: at('M56 38C62 31 70 28 80 28C90 28 98 31 104 38C104 56 94 68 80 68C66 68 56 56 56 38Z'),
    backOfHead: at('M56 38C62 31 70 28 80 28C90 28 98 31 104 38C104 56 94 66 80 66C66 66 56 56 56 38Z'),
    neck: at('M70 70C76 73 84 73 90 70L92 84C84 88 76 88 68 84Z'),
    chest: at('M66 87C76 91 84 91 94 87C106 90 116 93 119 100C117 118 115 132 114 146L46 146C45 132 43 118 41 100C44 93 54 90 66 87Z'),
    belly: at('M46 149L114 149C112 166 113 184 117 204L43 204C47 184 48 166 46 149Z'),
    hips: at('M43 207L117 207C119 216 119 224 118 230L82 238L78 238L42 230C41 224 41 216 43 207Z'),
    arms: at(
      'M38 101C30 104 26 112 24 124C20 152 14 178 8 202L24 206C32 184 38 160 43 132C42 120 40 110 38 101ZM122 101C130 104 134 112 136 124C140 152 146 178 152 202L136 206C128 184 122 160 117 132C118 120 120 110 122 101Z',
    ),
    hands: at('M7 205L24 209C24 220 22 230 14 236C4 234 2 220 7 205ZM153 205L136 209C136 220 138 230 146 236C156 234 158 220 153 205Z'),
    legs: at(
      'M42 233L78 241C79 280 76 310 74 340C73 356 72 366 70 376L52 376C50 350 46 330 46 306C44 280 40 256 42 233ZM118 233L82 241C81 280 84 310 86 340C87 356 88 366 90 376L108 376C110 350 114 330 114 306C116 280 120 256 118 233Z',
    ),
    feet: at(
      'M52 379L70 379C72 388 72 394 70 398C58 402 44 402 40 396C42 390 48 386 52 379ZM108 379L90 379C88 388 88 394 90 398C102 402 116 402 120 396C118 390 112 386 108 379Z',
    ),
  };
};

function shifted(points: string, dx: number): string {
  return points
    .trim()
    .split(/\s+/)
    .map((n, i) => (i % 2 === 0 ? Number(n) + dx : n))
    .join(' ');
}

const [front, back] = [figure(0), figure(168)];
const both = (part: Exclude<keyof ReturnType<typeof figure>, 'face' | 'backOfHead'>): string => front[part] + back[part];
const trunk = region(front.chest + front.belly + front.hips + back.chest + back.belly + back.hips, [80, 132], [248, 132]);
const head = region(front.scalp + front.face + back.scalp + back.backOfHead, [80, 44], [248, 44]);
const arms = region(both('arms'), [27, 150], [133, 150], [195, 150], [301, 150]);
const legs = region(both('legs'), [60, 290], [100, 290], [228, 290], [268, 290]);
const limbs = region(both('arms') + both('legs'), [60, 290], [100, 290], [228, 290], [268, 290]);
const handsAndFeet = region(both('hands') + both('feet'), [15, 220], [145, 220], [183, 220], [313, 220]);

/** The whole body, front and back. Codes are ours and, for body sites, SNOMED CT's. */
const body: BodyDrawing = {
  viewBox: '-4 0 336 430',
  outline: both('scalp') + both('neck') + back.backOfHead,
  words: [
    ['front', 80, 424],
    ['back', 248, 424],
  ],
  regions: {
    scalp: region(both('scalp'), [80, 17], [248, 17]),
    face: region(front.face, [80, 48]),
    head,
    '69536005': head,
    '89545001': region(front.face, [80, 48]),
    neck: region(both('neck'), [80, 79], [248, 79]),
    '45048000': region(both('neck'), [80, 79], [248, 79]),
    trunk,
    chest: region(front.chest, [80, 118]),
    '51185008': region(front.chest, [80, 118]),
    belly: region(front.belly, [80, 176]),
    '113345001': region(front.belly, [80, 176]),
    '818983003': region(front.belly, [80, 176]),
    back: region(back.chest + back.belly, [248, 132]),
    '77568009': region(back.chest + back.belly, [248, 132]),
    hips: region(both('hips'), [80, 222], [248, 222]),
    arms,
    '53120007': arms,
    legs,
    '61685007': legs,
    limbs,
    'hands-feet': handsAndFeet,
    '85562004': region(both('hands'), [15, 220], [145, 220], [183, 220], [313, 220]),
    '56459004': region(both('feet'), [58, 392], [102, 392], [226, 392], [270, 392]),
  },
};

/** The drawing that has a place for most of these codes; `undefined` when none has. */
export function drawingFor(codes: readonly string[]): BodyDrawing | undefined {
  const fit = (drawing: BodyDrawing): number => codes.filter((code) => drawing.regions[code]).length;
  const best = fit(belly) >= fit(body) ? belly : body;
  return fit(best) > 0 ? best : undefined;
}
