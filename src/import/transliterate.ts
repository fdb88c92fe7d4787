/** Letters that do not fall apart into a Latin letter and its marks. */
const LETTERS: Readonly<Record<string, string>> = {
  ...pairs('ßæøœðþłđħıŋĸŧ', 'ss ae o oe d th l d h i ng k t'),
  ...pairs(
    'абвгдежзийклмнопрстуфхцчшщъыьэюя',
    'a b v g d e zh z i j k l m n o p r s t u f kh ts ch sh shch - y - e yu ya',
  ),
  ...pairs('ґєіѓђјљњћќџѕ', 'g ye i g dj j lj nj c k dz dz'),
  ...pairs('αβγδεζηθικλμνξοπρσςτυφχψω', 'a v g d e z i th i k l m n x o p r s s t y f ch ps o'),
}

function pairs(letters: string, latin: string): Readonly<Record<string, string>> {
  const written = latin.split(' ').map((text) => (text === '-' ? '' : text))
  return Object.fromEntries([...letters].map((letter, place) => [letter, written[place] ?? '']))
}

/** A name in lower-case ASCII, as far as its letters have a Latin form; others are gone. */
export const transliterated = (name: string): string =>
  [...name.normalize('NFKD').toLowerCase()]
    .map((letter) => (Object.hasOwn(LETTERS, letter) ? LETTERS[letter] : letter))
    .join('')
    .replace(/\p{M}+/gu, '')
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
