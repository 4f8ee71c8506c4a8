import './provider/define.js';
import './encyclopedia/card/define.js';
import './encyclopedia/search/define.js';
import './encyclopedia/article/define.js';
