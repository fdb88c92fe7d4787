/**
 * What a world file may say, as data: the readers take keys and words from these tables, and the
 * JSON Schema of worlds is made of them.
 */

interface Told {
  readonly about: string
}

/** A text that is not empty; `untold`: an empty one says that the API does not tell it. */
export interface TextForm extends Told {
  readonly type: 'text'
  readonly untold?: true
  /** A regular expression for the whole text. */
  readonly pattern?: string
}

/** ISO 8601. */
export interface TimeForm extends Told {
  readonly type: 'time'
}

export interface FlagForm extends Told {
  readonly type: 'flag'
}

/** A whole number. */
export interface NumberForm extends Told {
  readonly type: 'number'
  readonly bounds?: readonly [number, number]
}

/** One of a few words, each with its meaning. */
export interface ChoiceForm<W extends string = string> extends Told {
  readonly type: 'choice'
  readonly words: Readonly<Record<W, string>>
}

/** A list of words, or of some known ones. */
export interface WordsForm extends Told {
  readonly type: 'words'
  readonly known?: readonly string[]
}

/** A map with keys of these names. */
export interface MapForm extends Told {
  readonly type: 'map'
  readonly keys: Keys
  readonly needs?: readonly string[]
  /** What holds for keys that are left out. */
  readonly defaults?: Readonly<Record<string, unknown>>
}

/** A map from ids, or from whatever, to things of one form. */
export interface EntriesForm extends Told {
  readonly type: 'entries'
  /** What every key has to match. */
  readonly key?: string
  readonly of: Form
}

export interface ListForm extends Told {
  readonly type: 'list'
  readonly of: MapForm
}

export interface EitherForm extends Told {
  readonly type: 'either'
  readonly forms: readonly Form[]
}

/** Anything: a text, or a map that is taken as JSON. */
export interface HeaderForm extends Told {
  readonly type: 'header'
}

export type Form =
  | TextForm
  | TimeForm
  | FlagForm
  | NumberForm
  | ChoiceForm
  | WordsForm
  | MapForm
  | EntriesForm
  | ListForm
  | EitherForm
  | HeaderForm

/** Forms by the name of their key. */
export type Keys = Readonly<Record<string, Form>>

/** What an id looks like, after the prefix of its kind. */
export const idPattern = (prefix = ''): string => `^${prefix}\\d+$`

export const text = (about: string): TextForm => ({ type: 'text', about })
export const told = (about: string): TextForm => ({ type: 'text', untold: true, about })
export const time = (about: string): TimeForm => ({ type: 'time', about })
export const flag = (about: string): FlagForm => ({ type: 'flag', about })
export const words = (about: string, known?: readonly string[]): WordsForm => ({
  type: 'words',
  about,
  ...(known === undefined ? {} : { known }),
})
export const number = (about: string, bounds?: readonly [number, number]): NumberForm => ({
  type: 'number',
  about,
  ...(bounds === undefined ? {} : { bounds }),
})
export const choice = <W extends string>(
  about: string,
  meanings: Readonly<Record<W, string>>,
): ChoiceForm<W> => ({ type: 'choice', about, words: meanings })
export const map = (about: string, keys: Keys, needs: readonly string[] = []): MapForm => ({
  type: 'map',
  about,
  keys,
  needs,
})
export const entries = (about: string, of: Form, key?: string): EntriesForm => ({
  type: 'entries',
  about,
  of,
  ...(key === undefined ? {} : { key }),
})
export const byId = (about: string, of: Form, prefix = ''): EntriesForm =>
  entries(about, of, idPattern(prefix))
