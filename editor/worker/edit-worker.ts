import { expose } from 'comlink'
import { editText, readAhead } from './edits.ts'

/** Edits have a worker of their own: a key typed into the form never waits for verdicts. */
const editing = {
  edit: (...asked: Parameters<typeof editText>) => {
    const answer = editText(...asked)
    // After the answer is on its way, for the next key.
    if (answer.ok) setTimeout(() => readAhead(asked[0], answer.text))
    return answer
  },
}

export type Editing = typeof editing

expose(editing)
