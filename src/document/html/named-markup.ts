import { type KindTable, kindOf } from '../../model/kinds.ts'
import type { PlanAsset } from '../../model/plan.ts'
import type { SubjectParts } from '../document.ts'
import { escapeText } from '../escape.ts'
import { type Content, tag } from './markup.ts'
import type { NamedData } from './page-data.ts'

/** How a page calls things: by name, and smaller by what else tells them from others. */

export const assetData = ({ kind, id, name }: PlanAsset, kinds: KindTable): NamedData => ({
  word: kindOf(kind, kinds).label,
  name: escapeText(name ?? id),
  note: '',
  id: name === null ? '' : escapeText(id),
})

export const subjectData = ({ name, email, alias, id }: SubjectParts, word: string): NamedData => {
  const shown = name ?? alias ?? email ?? id
  const others = [email, alias === null ? null : `(${alias})`]
  const known = [shown, `(${shown})`]
  return {
    word,
    name: shown,
    note: others.filter((other) => other !== null && !known.includes(other)).join(' '),
    id: shown === id ? '' : id,
  }
}

/** `Kim Adler user kim@northwind.example 6155…`, all after the name small. */
export const namedMarkup = ({ word, name, note, id }: NamedData): Content => {
  const others = [word, note].filter((part) => part !== '').join(' ')
  return [
    tag('bdi', { class: 'name' }, name),
    others === '' && id === ''
      ? []
      : [' ', tag('small', {}, others, id === '' ? [] : [' ', tag('code', {}, id)])],
  ]
}
