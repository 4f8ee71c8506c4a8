// What the platforms ask for, as their documents said in November 2026. Limits in kB. Categories are the platforms' own words where they
// are fixed; whether an operator may have one is decided by its licence and the platform's reviewers, not here.
const everywhere = (text) => ({ wx: text, tt: text, my: text, swan: text });

export const facts = {
  platforms: {
    wx: {
      name: 'WeChat',
      mainPackage: 2048,
      subpackage: 2048,
      together: 30720,
      permissions: [
        'privacy guide (用户隐私保护指引): what is kept on the phone and, with sync, sent; requirePrivacyAuthorize is asked before the first read',
        'request domains: the FHIR and content servers (开发设置 > 服务器域名)',
      ],
    },
    tt: {
      name: 'Douyin',
      mainPackage: 2048,
      subpackage: 2048,
      together: 16384,
      permissions: [
        'privacy terms: what is kept on the phone and, with sync, sent',
        'request domains: the FHIR and content servers',
        'storage is dropped at logout: offer sync',
      ],
    },
    my: {
      name: 'Alipay',
      mainPackage: 2048,
      subpackage: 2048,
      together: 8192,
      permissions: [
        'privacy terms: what is kept on the phone and, with sync, sent',
        'request domains: the FHIR and content servers',
        'a source of random bytes: start({ random }); without it nothing is kept',
      ],
    },
    swan: {
      name: 'Baidu',
      mainPackage: 2048,
      subpackage: 2048,
      together: 8192,
      permissions: [
        'privacy terms: what is kept on the phone and, with sync, sent',
        'request domains: the FHIR and content servers',
        'storage is dropped at logout: offer sync',
        'a source of random bytes: start({ random }); without it nothing is kept',
      ],
    },
  },
  folders: {
    vitals: {
      family: true,
      categories: everywhere(['vitals: a tool for keeping one’s own readings (健康管理); it classifies by published guidelines and diagnoses nothing']),
      permissions: {
        wx: ['scope.bluetooth, only if listenToDevice is used (blood pressure monitors and the like)'],
        my: ['Bluetooth, only if listenToDevice is used'],
      },
    },
    medication: {
      family: true,
      categories: everywhere(['medication: a reminder for one’s own plan (健康管理); it prescribes and sells nothing']),
      permissions: {
        wx: ['scope.addPhoneCalendar, on a tap', 'a template of subscribe messages, if start({ templates }) names one; the host’s server sends it'],
        tt: ['a template of subscribe messages, if start({ templates }) names one'],
        my: ['a template of subscribe messages, if start({ templates }) names one'],
      },
    },
    intake: {
      family: true,
      categories: everywhere([
        'intake: asks for symptoms (问诊); most platforms want a licence of the operator (互联网医院 / 医疗机构). Leave it out without one',
      ]),
    },
    encyclopedia: {
      family: true,
      categories: everywhere(['encyclopedia: health information (健康科普 / 资讯); sample texts, not medically reviewed: replace them by your own']),
    },
    storage: {},
    'web-view': { permissions: everywhere(['business domain of the web-view page (业务域名), https; not for personal accounts']) },
  },
  /** Starter content that a host with its own may leave out: what is not there answers `not-found`, as any unknown name does. */
  parts: {
    'intake/forms': { files: /^intake\/content-intake-[\w-]+\.js$/, what: 'the fourteen questionnaires and their triage rules' },
    'encyclopedia/en': {
      files: /^encyclopedia\/(cards-en|content-encyclopedia-generated-en-[\w-]+)\.js$/,
      what: 'the English entries; readers of English get the Chinese ones',
      /** The list of languages. */
      edit: ['encyclopedia/content-encyclopedia-generated-pack.js', /,\s*["']en["']\s*(?=\])/],
    },
  },
};
