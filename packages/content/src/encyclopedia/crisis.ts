import type { CrisisWords } from '@nelumbo/core/encyclopedia';

const list = (text: string): string[] => text.trim().split(/\s+/);

/** Wording that brings the hotlines, and what only sounds like it. When in doubt, a phrase belongs in. Small: it is read before every answer. */
export default {
  phrases: [
    ...list(
      `不想活 不想再活 活不下去 活够了 活腻了 活着没意 活着没有意 活着好累 活着太累 活着有什么意 活下去的勇 想死 想去死 自杀 寻死 轻生 自尽 自残 自伤 割腕 结束生命 结束自己 了结自己 了结生命 死了算了 一了百了 一死了之 想跳楼 想跳河 想上吊 怎么死 伤害自己 安眠药致死 安眠药会死 遗书怎么写 写遗书`,
    ),
    'kill myself',
    'killing myself',
    'want to die',
    'wanna die',
    'wish i was dead',
    'wish i were dead',
    'better off dead',
    'end my life',
    'ending my life',
    'take my own life',
    't want to live',
    'no reason to live',
    'suicid',
    'hurt myself',
    'harm myself',
    'self harm',
    'cut myself',
    'hang myself',
    'kill himself',
    'kill herself',
    'end it all',
    'not worth living',
  ],
  not: [
    ...list(
      `不想活动 不想活跃 想死你 想死我了 想死他了 想死她了 想死了你 自杀小队 自杀特遣队 自杀突击队 自杀式 自杀森林 自杀率 自杀兔 自杀俱乐部 自杀炸弹 自杀网 怎么死机 怎么死循环 怎么死的`,
    ),
    'suicide squad',
    'suicide bomber',
    'suicide bombing',
    'suicide door',
    'suicide squeeze',
    'suicideboys',
    'cut myself shaving',
  ],
  veto: list(`电影 影评 电视剧 歌词 歌曲 小说 动漫 漫画 游戏 演员 豆瓣 结局 movie lyrics netflix`),
  fold: '結结殺杀傷伤輕轻盡尽殘残斷断寫写遺遗書书樓楼沒没夠够膩腻電电詞词劇剧麼么隊队擊击動动説说說说',
} satisfies CrisisWords;
