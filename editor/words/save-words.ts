import type { Words } from '../../engine/index.ts'

/** What the page of reviewing, saving and committing says. */
export const saveWords = {
  whatChanged: { zh: '改了什么', en: 'What changed' },
  changeCount: { zh: '{n} 处', en: '{n}' },
  nothingInRules: {
    zh: '规则没有变；改的是用例、记录或注释。',
    en: 'No rule changed; what changed are cases, the log or comments.',
  },
  effect_amount: { zh: '金额', en: 'Amount' },
  effect_eligibility: { zh: '资格', en: 'Eligibility' },
  effect_decision: { zh: '判定', en: 'Decision' },
  effect_words: { zh: '文字', en: 'Wording' },
  effect_none: { zh: '无影响', en: 'No effect' },
  saveThisFile: { zh: '保存 {file}', en: 'Save {file}' },
  leftOut: { zh: '这次不保存', en: 'not this time' },
  chooseFiles: { zh: '选要保存的文件', en: 'Choose files to save' },
  commitTitle: { zh: '提交到 git', en: 'Commit to git' },
  commitHint: {
    zh: '只提交下面选中的文件；别处的改动和已暂存的内容都不动。',
    en: 'Only the files chosen below; other changes, staged or not, stay as they are.',
  },
  commitFilesTitle: { zh: '文件', en: 'Files' },
  commitMessage: { zh: '说明', en: 'Message' },
  commitDraft: { zh: '政策：{n} 处改动', en: 'Policies: {n} changes' },
  branch: { zh: '分支', en: 'Branch' },
  thisBranch: { zh: '当前分支 {name}', en: 'this one, {name}' },
  noBranch: { zh: '当前提交（没有分支）', en: 'this commit, without a branch' },
  newBranch: { zh: '新分支', en: 'a new one' },
  newBranchName: { zh: '新分支的名称', en: 'Name of the new branch' },
  authorName: { zh: '姓名', en: 'Your name' },
  authorEmail: { zh: '邮箱', en: 'E-mail' },
  commitN: { zh: '提交 {n} 个文件', en: 'Commit {n} files' },
  commitOne: { zh: '提交 1 个文件', en: 'Commit 1 file' },
  committing: { zh: '提交中', en: 'Committing' },
  committed: { zh: '已提交 {commit}，在分支 {branch}', en: 'Committed {commit} on {branch}' },
  committedDetached: { zh: '已提交 {commit}', en: 'Committed {commit}' },
  notCommitted: { zh: '没有提交', en: 'Not committed' },
  switchedBranch: {
    zh: '文件夹换到了{name}：没有改动过的文件已换成那里的文字；你的改动还在这里，没有写入。',
    en: 'The folder was switched to{name}: files you had not changed show its text; your changes are still here and were not written.',
  },
} as const satisfies Record<string, Words>
