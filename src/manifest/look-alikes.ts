/** Signs that look like one of YAML's and are none: of full-width keyboards, word processors, chats. */
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
  /** Where it stands in the text that was searched. */
  readonly offset: number
}

/** Text in quotes and comments, where every sign is itself. */
const ITSELF = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|(?<=^|\s)#.*/gm

/** The first sign that only looks like one of YAML's; null where there is none. */
export const lookAlikeIn = (text: string): LookAlike | null => {
  const bare = text.replace(ITSELF, (part) => '_'.repeat(part.length))
  const found = SIGN.exec(bare)
  if (found === null) return null
  const [character] = found
  const row = LOOK_ALIKES.get(character)
  return row === undefined ? null : { character, ...row, offset: found.index }
}

const SIGN = new RegExp(`[${[...LOOK_ALIKES.keys()].join('')}]`, 'u')
