import type { Grammar } from '@nelumbo/core/encyclopedia';

const list = (text: string): string[] => text.trim().split(/\s+/);

/**
 * The words that tell a question about health from a name inside other talk. `#` stands for a number. Written by us; a word belongs here
 * when it is general, not because one query needs it.
 */
export default {
  zh: {
    openers: list(`
      我 我们 我家 我的 你 他 她 家里 家人 自己 别人 老婆 老公 妻子 丈夫 爸爸 妈妈 父亲 母亲 爷爷 奶奶 外公 外婆 儿子 女儿 朋友 爸 妈
      孩子 小孩 小孩子 小朋友 宝宝 婴儿 婴幼儿 幼儿 新生儿 儿童 小儿 青少年 学生 老人 老年人 老人家 中年人 年轻人 成人 大人 男性 女性 男人 女人
      孕妇 孕期 怀孕 怀孕期间 备孕 产后 哺乳期 妊娠 经期 月经期 患者 病人 人 有人 女生 男生
      得 得了 得过 有 有点 有些 有了 患 患有 患了 患上 查出 查出来 确诊 诊断 诊断为 诊断出 发现 出现 引起 引发 导致 造成 总是 总 老是 老 一直 经常 常常 反复 突然
      长期 偶尔 最近 这几天 今天 昨天 晚上 夜里 半夜 早上 早晨 起床 睡觉 睡前 饭后 餐后 饭前 空腹 运动后 运动时 吃完饭 喝酒后 酒后 熬夜 感冒后 退烧后 术后 打疫苗后
      轻度 中度 重度 轻微 严重 严重的 早期 中期 晚期 急性 慢性 原发性 继发性 顽固性 反复性 长期的 遗传性 季节性 病毒性 细菌性 过敏性 典型 一般 普通 正常
      #岁 #个月 #月 #周 #天 #年 #级 #期 请问 想问 问一下 医生 大夫 如果 要是 假如 没有 没 不是 不 怕 的 了 是 和 与 跟 对 从 在 被 把 时 后 期间 时候 但 但是 却 就 又 还 只 只是 而且 也 并 一 一直在 突然间
    `),
    askers: list(`
      什么是 什么叫 什么叫做 啥是 何为 何谓 什么人容易 哪些人容易 谁容易 为什么 为啥 为何 为什么会 为什么会得 为什么容易 怎么会 怎么 怎样 如何 怎么样 怎么才能 怎样才能
      怎么预防 如何预防 怎样预防 预防 避免 防止 怎么治 怎么治疗 如何治疗 怎样治疗 治疗 治 治好 根治 缓解 怎么缓解 如何缓解 怎样缓解 减轻 改善 控制 怎么控制 如何控制
      怎么判断 如何判断 判断 怎么知道 怎么看出 怎么检查 检查 诊断 是不是 是否 是否是 会不会 会不会得 会不会是 会不会有 算不算 算 是不是得了 怎么区分 区分 辨别 如何应对 应对 怎么护理 护理
      吃什么能 吃什么可以 吃什么 喝什么 喝什么能 什么药治 什么药能治 哪些食物能 什么食物可以 多少算 多少是 血压多少算 血糖多少算 什么情况会 什么原因引起 什么原因导致 什么会引起 什么会导致
      症状 原因 饮食 早期症状
    `),
    followers: list(`
      可以 可不可以 可否 能 能不能 能否 会 会不会 会否 要 要不要 需要 需不需要 用不用 必须 应该 应 该 是 是不是 是否 有 有没有 有无 算 算不算 属于
      怎么 怎样 如何 咋 为什么 为啥 为何 什么 啥 多久 多少 多长 多大 几 哪 谁 吃 喝 忌 看 挂 打 做 用 犯 得 找 一天 每天 一日 每日 一次
      不 没 别 老 总 一直 反复 反反复复 经常 突然 很 太 特别 非常 越来越 更 还 都 也 又 但 但是 而且 并且 以及 加 加上 同时 再 只 最 到 已经 马上 快
      了 后 之后 以后 时 的时候 时候 期间 前 之前 以前 和 与 跟 同 合并 伴 伴有 伴随 或 还是 引起 导致 造成 并发 患者 病人 人群 的人 的孩子 的患者 的病人 者 人
      孩子 儿童 宝宝 小孩 孕妇 孕期 怀孕 老人 女性 男性 晚上 夜里 早上 发作 加重 复发 好转 恢复 严重 厉害 怕 对 从 在 让 算 靠 给 第 初期 急性 慢性
    `),
    intents: list(`
      怎么办 咋办 怎么回事 咋回事 怎么得 怎么来 怎么引起 怎么治 怎样治 如何治 咋治 治疗 治好 治愈 医治 根治 能治 可治 难治 治得好 治不好 会好 能好 好得 自愈 痊愈 康复 恢复 缓解 减轻 改善 控制 消除 去除
      症状 表现 征兆 前兆 先兆 体征 早期 中期 晚期 初期 分期 分级 分型 类型 种类 原因 病因 诱因 起因 引起 导致 诱发 因素 危害 后果 影响 并发症 后遗症 预后 寿命 存活 生存 能活 死亡 致命 致死 危险 严重 厉害
      预防 避免 防治 注意 护理 照顾 调理 保健 锻炼 运动 跑步 散步 游泳 健身 瑜伽 饮食 食谱 食疗 忌口 忌 禁忌 营养 吃什么 吃啥 能吃 可以吃 不能吃 不可以吃 少吃 多吃 怎么吃 如何吃 喝什么 能喝 可以喝 喝酒 饮酒 抽烟 吸烟 喝茶 喝咖啡
      吃药 用药 服药 药物 用什么药 吃什么药 特效药 药 停药 剂量 用量 副作用 不良反应 打针 输液 手术 开刀 住院 出院 化疗 放疗 理疗 针灸 推拿 按摩 中医 西医 中药 偏方 疫苗 接种
      急救 自救 抢救 潜伏期 潜伏 排出 排石 补钙 补血 补铁 忌讳 检查 检测 化验 诊断 确诊 指标 标准 正常值 参考值 正常范围 多少算 数值 挂什么科 挂哪个科 挂号 看什么科 看哪个科 哪个科 什么科 就医 看病 医院 医生 急诊 复查 复诊 筛查
      传染 传播 遗传 复发 发作 加重 恶化 转移 癌变 怀孕 备孕 哺乳 月经 止痛 止痒 止咳 止泻 退烧 降压 降糖 消肿 消炎 洗澡 睡觉 熬夜 上班 上学 坐月子 献血 坐飞机 开车 同房 性生活
      区别 区分 鉴别 关系 是什么病 什么病 是病吗 大病 慢性病 定义 概念 介绍 科普 常识 知识 患病 发病 得病 生病 不舒服 疼 痛 痒 头晕 恶心 呕吐 发烧 咳嗽 出血
    `),
    questions: list(
      `吗 么 呢 怎么 怎样 如何 咋 多久 多长 几天 几周 几个月 几年 几次 为什么 为啥 为何 什么 啥 哪些 哪里 哪个 能不能 可不可以 要不要 会不会 是不是 有没有 需不需要 用不用 好不好 多少 是否 能否 可否`,
    ),
    veto: list(`
      电影 影片 影评 影视 电视剧 剧集 剧情 短剧 网剧 韩剧 美剧 日剧 动漫 动画 漫画 小说 绘本 纪录片 综艺 主演 演员 导演 票房 豆瓣 预告片 大结局 完整版 在线观看 免费观看 第一集 第几集
      歌词 歌曲 歌手 歌名 歌单 一首歌 什么歌 的歌 老歌 新歌 情歌 儿歌 主题曲 插曲 单曲 专辑 乐队 乐谱 简谱 吉他 钢琴 原唱 翻唱 演唱 铃声 音乐 说唱 舞蹈 舞曲 mv live
      股票 股价 股市 个股 股份 概念股 龙头 板块 涨停 跌停 大涨 大跌 上市 港股 美股 a股 基金 市值 财报 估值 投资 融资 期货 比特币 理财 公司 企业 集团 厂家 工厂 厂商 品牌 代理 加盟 批发 代工 销量 市场规模 行业
      游戏 手游 网游 攻略 通关 副本 英雄 技能 外挂 王者 原神 角色 剧本杀 电竞 玩家
      招聘 求职 工资 薪资 待遇 岗位 职位 兼职 面试 编制 考试 题库 答案 试题 论文 毕业 作文 课件 ppt 教案 手抄报 海报 黑板报 宣传语 标语 口号 横幅 演讲稿 主持词 朗诵 日记 读后感 观后感
      价格 价钱 报价 多少钱 几块钱 便宜 优惠 打折 促销 团购 淘宝 京东 拼多多 旗舰店 代购 二手 租 旅游 景点 景区 门票 机票 火车票 酒店 民宿 地铁 公交 房价 楼盘 装修 家具 手机 电脑 耳机 音响 音箱 键盘 显卡 相机 汽车 轮胎 发动机
      英文 英语 日语 韩语 法语 德语 俄语 粤语 方言 翻译 拼音 读音 怎么读 怎么写 怎么念 怎么拼 怎么说 怎么唱 怎么玩 怎么弹 怎么跳 怎么下载 怎么买 怎么卖 牌子 推荐款 笔画 部首 偏旁 繁体 成语 造句 近义词 反义词 谐音 歇后语 谜语 猜谜 谜底 脑筋急转弯 绕口令 诗 词语 组词
      星座 运势 生肖 属相 塔罗 算命 风水 梦见 解梦 周公 表情包 头像 壁纸 网名 昵称 文案 段子 笑话 搞笑 什么梗 啥梗 的梗 梗图 老梗 语录 名言 签名 朋友圈 直播 主播 网红 明星 偶像 粉丝 演唱会 综述 新闻 头条 热搜 八卦 绯闻
      比赛 赛程 比分 球队 球员 球星 球赛 联赛 世界杯 奥运 冠军 彩票 开奖 双色球 论坛 贴吧 下载 安装 破解 网盘 软件 app 代码 编程 模组 皮肤包 周边 手办 玩具 乐高 纹身 服装 穿搭 裙 鞋
      手机壳 咖啡馆 餐厅 菜谱 奶茶 设计 素材 矢量图 logo 字体 画法 简笔画 怎么画 折纸
    `),
  },
  en: {
    openers: list(`
      a an the my your his her our their i you he she we they it who someone people person persons child children baby toddler infant kid kids son daughter husband wife mother father mom dad
      parent patient patients adult adults women men teen teens teenagers elderly pregnant during after before in of for with from about having have has had get got getting be been is are am was do does did
      can could should would will may might to if when while not no never any some very really so bad mild moderate severe chronic acute sudden recurring frequent constant early late stage new
      best good worst sign living diagnosed suffering suspected untreated possible
    `),
    askers: list(`
      treat treating prevent preventing cure curing stop stopping relieve relieving ease easing manage managing control controlling avoid avoiding recognise recognize detect diagnose diagnosing identify lower lowering reduce reducing rid fix understand understanding define definition
    `),
    followers: list(`
      in with without during after before from when while if is are can could do does did should would will may might be been how what why which and or vs versus at for to on by
      come comes go goes last lasts lasting spread spreads happen happens start starts feel feels hurt hurts kill mean affect affects develop attack attacks attack flare flares patient patients
      pregnant pregnancy children child kids toddler toddlers baby babies adults adult elderly women men teenagers people night warning
    `),
    intents: list(`
      symptom symptoms signs treatment treatments treat treating therapy therapies cure cured curable cures cause causes caused causing reason reasons prevention prevent prevented prevents preventable
      diet food foods eat eating drink drinking alcohol coffee smoking exercise exercises exercising workout running medicine medicines medication medications drug drugs pill pills tablets dose dosage remedy remedies relief relieve relieves
      diagnosis diagnose diagnosed test tests testing exam screening risk risks factor factors complication complications prognosis outlook survival
      contagious infectious catching hereditary genetic inherited dangerous serious deadly fatal painful harmful reversible permanent chronic
      doctor specialist hospital surgery operation vaccine vaccination pregnancy pregnant breastfeeding recovery recover recovering heal healing worse better worsen recur relapse
      pain fever rash itch cough tired fatigue sleep manage management care lower reduce rid stages stage types level levels range normal injections injection side effects effect allergic allergy warning children toddlers babies infants adults elderly seniors women teenagers
    `),
    questions: list(`how what why when is are can could does do should will would which who whats hows`),
    veto: list(`
      movie movies film films cinema cast actor actress trailer episode episodes series season netflix hbo disney tv show sitcom documentary anime manga comic comics cartoon
      song songs lyrics lyric album albums band bands chords chord guitar piano drums singer singers rapper music remix spotify tour concert tickets ticket playlist soundtrack
      book books author poem poems poetry quote quotes quotation story stories
      game games gaming gameplay minecraft roblox fortnite pokemon xbox playstation nintendo steam mod mods wiki walkthrough cheat cheats boss
      stock stocks share shares shareholder nasdaq nyse etf ipo crypto bitcoin price prices priced pricing cost costs cheap cheapest buy buying sale sales sell selling shop store amazon ebay etsy walmart discount coupon
      company companies brand brands logo logos startup job jobs salary salaries hiring career careers vacancy internship
      zodiac horoscope horoscopes astrology tarot compatibility birthday glass glassware antique roof roofs roofing siding install installation tile tiles metal car cars truck engine horsepower
      team teams nba nfl mlb nhl fifa football soccer basketball baseball golf tennis swimming player players score scores roster jersey coach league draft
      tattoo tattoos wallpaper wallpapers meme memes gif png svg vector clipart icon emoji font costume costumes shirt shirts hoodie dress shoes ribbon ribbons poster posters
      crossword clue clues scrabble rhyme rhymes spelling spell pronounce pronunciation translate translation spanish french german italian japanese chinese korean etymology synonym synonyms
      recipe recipes cocktail restaurant hotel hotels flights weather news economy economic economics recession federal dust css html python javascript keyboard
    `),
    compounds: ['heart attack', 'heart attacks', 'brain attack', 'stress test', 'stress tests', 'stress testing', 'blood test', 'blood tests', 'blood levels'],
    links: list(
      `with for of from about during after before having have has had my your a an the in against to treat prevent cure stop relieve into cause causes get be take taking use using`,
    ),
  },
  letters: list(`
    abc act aids app apa apc api asap atm bbc bbq bgm bjd bmw cba cbd cctv cdc ceo cfo cia cnn cpa cpi cpu css cto dhl diy dna dps dvd ecu edm ems esg etc etf eva fao faq fbi fda fps fyi gdp gif gmp gpa gps gpt gpu hbo hdmi hpv hr html http ibm icu idc iot ipo ios iphone ipad jpg kfc kol ktv led lgbt lol lpl lpr mba mbti mlb mvp nasa nba nfl nft ngs nhl npc nsk oem ott pdf php pmi png pos ppt ptt pvc qq ram rna rpg rss sat seo ses sim sjs sms sop spa spf sql ssd ssr suv svip svg tfboys tnt tts tvb ufo uno ups url usa usb vip vpn wifi wto wwe xml xps yyds zip zara
    zjl zls gnz snh dkw wdnmd nmsl xswl awsl plmm ljj ldh zxy wjk dlrb
  `),
} satisfies Grammar;
