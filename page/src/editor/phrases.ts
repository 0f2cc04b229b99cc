import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { Language } from '../engine/protocol.ts';
import { say } from '../words.ts';

/** What the editor says for itself, in Chinese. */
const CHINESE: Record<string, string> = {
  'Find': '查找', 'Replace': '替换', 'next': '下一个', 'previous': '上一个', 'all': '全部', 'match case': '区分大小写',
  'by word': '全字匹配', 'regexp': '正则表达式', 'replace': '替换', 'replace all': '全部替换', 'close': '关闭',
  'current match': '当前匹配', 'replaced $ matches': '已替换 $ 处', 'replaced match on line $': '已替换第 $ 行的匹配',
  'on line': '位于行', 'Diagnostics': '问题', 'No diagnostics': '没有问题', 'Fold line': '折叠', 'Unfold line': '展开',
  'Folded lines': '已折叠的行', 'Unfolded lines': '已展开的行', 'folded code': '已折叠的内容', 'unfold': '展开', 'to': '到',
  'Completions': '补全', 'Control character': '控制字符', 'Go to line': '转到行', 'go': '转到', 'New name': '新名称',
  'Reference list': '引用列表', 'Rename': '重命名',
};

export function phrases(language: Language): Extension {
  return [
    EditorState.phrases.of(language === 'zh' ? CHINESE : {}),
    EditorView.contentAttributes.of({ 'aria-label': say('policyText'), lang: language === 'zh' ? 'zh-CN' : 'en', spellcheck: 'false' }),
  ];
}
