import { expose } from 'comlink'
import { editText } from './edits.ts'

/** Edits have a worker of their own: a key typed into the form never waits for verdicts. */
const editing = { edit: editText }

export type Editing = typeof editing

expose(editing)
