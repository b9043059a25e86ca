import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runIn, write } from './transcripts.ts'

/** A fenced block of a page. */
export interface Block {
  /** What stands after the opening fence: a language, then what the block is. */
  readonly info: string
  readonly text: string
  /** What stands between this block and the one before it. */
  readonly before: string
}

export function blocksOf(markdown: string): readonly Block[] {
  const fences = /([\s\S]*?)^```([^\n]*)\n([\s\S]*?)^```$/gm
  return [...markdown.matchAll(fences)].map(([, before = '', info = '', text = '']) => ({
    info,
    text,
    before,
  }))
}

/** A page with each block as `rewrite` gives it, one after another. */
export async function rewriteBlocks(
  markdown: string,
  rewrite: (block: Block) => string | Promise<string>,
): Promise<string> {
  let written = ''
  let read = 0
  for (const block of blocksOf(markdown)) {
    const { info, text, before } = block
    written += `${before}\`\`\`${info}\n${await rewrite(block)}\`\`\``
    read += `${before}\`\`\`${info}\n${text}\`\`\``.length
  }
  return written + markdown.slice(read)
}

/** The file that a block writes (`yaml file PATH`) or changes (`diff PATH`). */
export const fileOf = ({ info }: Block): string | undefined => /^(?:\w+ file|diff) (\S+)$/.exec(info)?.[1]

/** Does in a folder what a page says, block by block; gives the page with what its commands write now. */
export const walk = (markdown: string, folder: string): Promise<string> =>
  rewriteBlocks(markdown, async (block) => {
    const { info, text } = block
    const path = fileOf(block)
    if (info === 'console') return transcript(text, folder)
    if (path !== undefined && info.startsWith('diff')) await change(folder, path, text)
    else if (path !== undefined) await write(folder, path, text)
    return text
  })

async function transcript(text: string, folder: string): Promise<string> {
  let written = ''
  for (const [, line = ''] of text.matchAll(/^\$ (.*)$/gm)) {
    const { out, err } = await runIn(folder, line.replace(/^npx /, ''))
    written += `$ ${line}\n${(out + err).trimEnd()}\n`
  }
  return written
}

/** Puts the lines marked `+` in the place of those marked `-`, which have to stand once in the file. */
async function change(folder: string, path: string, diff: string): Promise<void> {
  const side = (sign: string) =>
    [...diff.matchAll(/^([+-])(.*\n)/gm)].map(([, mark, line]) => (mark === sign ? line : '')).join('')
  const parts = (await readFile(join(folder, path), 'utf8')).split(side('-'))
  if (parts.length !== 2) throw new Error(`the lines do not stand once in ${path}:\n${side('-')}`)
  await writeFile(join(folder, path), parts.join(side('+')))
}
