/**
 * Characters that look like YAML punctuation but are not: from full-width keyboards, word
 * processors and chats.
 */
const LOOK_ALIKES: ReadonlyMap<string, { readonly name: string; readonly meant: string }> = new Map(
  [
    ['：', 'a full-width colon', ':'],
    ['，', 'a full-width comma', ','],
    ['、', 'an ideographic comma', ','],
    ['｛', 'a full-width brace', '{'],
    ['｝', 'a full-width brace', '}'],
    ['［', 'a full-width bracket', '['],
    ['］', 'a full-width bracket', ']'],
    ['＂', 'a full-width quote', '"'],
    ['“', 'a curly quote', '"'],
    ['”', 'a curly quote', '"'],
    ['„', 'a low quote', '"'],
    ['‘', 'a curly quote', "'"],
    ['’', 'a curly quote', "'"],
    ['－', 'a full-width hyphen', '-'],
    ['–', 'a dash', '-'],
    ['—', 'a dash', '-'],
    ['＃', 'a full-width number sign', '#'],
    ['\u3000', 'a full-width space', ' '],
    ['\u00a0', 'a no-break space', ' '],
  ].map(([character = '', name = '', meant = '']) => [character, { name, meant }]),
)

export interface LookAlike {
  readonly character: string
  readonly name: string
  readonly meant: string
  /** Its offset in the text that was searched. */
  readonly offset: number
}

/** Quoted text and comments, in which every character means only itself. */
const ITSELF = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|(?<=^|\s)#.*/gm

/** The first character that only looks like YAML punctuation; null if there is none. */
export const lookAlikeIn = (text: string): LookAlike | null => {
  const bare = text.replace(ITSELF, (part) => '_'.repeat(part.length))
  const found = SIGN.exec(bare)
  if (found === null) return null
  const [character] = found
  const row = LOOK_ALIKES.get(character)
  return row === undefined ? null : { character, ...row, offset: found.index }
}

const SIGN = new RegExp(`[${[...LOOK_ALIKES.keys()].join('')}]`, 'u')
