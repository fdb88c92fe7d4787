/** A whole world file. */
import type { SandboxKind } from '../../kinds/sandbox-kinds.ts'
import { DEFAULT_MODES } from '../../state.ts'
import { AGENCIES_FORM, assetsForm, GROUPS_FORM } from './asset-forms.ts'
import { EXPOSURE_FORMS } from './exposure-forms.ts'
import { FAULTS_FORM } from './fault-forms.ts'
import { choice, entries, type Form, flag, type MapForm, map, text, time, words } from './form.ts'
import { MODE_FORMS } from './mode-forms.ts'
import { BUSINESSES_FORM } from './people-forms.ts'
import { REMEMBERED_FORM } from './remembered-forms.ts'

export const TOKEN_FORMS = {
  business: text('The business that it is for.'),
  user: text('The person or system user of that business whom it belongs to.'),
  scopes: words('Permissions it has.'),
  declined: words('Permissions its user was asked for and refused.'),
  targets: entries(
    'The only objects that a permission is valid for, by permission.',
    words('Ids.'),
  ),
  expires: time('Its end. Without one it never ends.'),
  data_expires: time("From then on it cannot read its user's data."),
}

export const APP_KEYS = {
  id: text('Its id.'),
  owner: text("The business that owns it. Default: the token's."),
  secret: text('If there is one, every `appsecret_proof` is checked.'),
  require_proof: flag('Whether every call must carry the proof.'),
  blocked: flag('Whether the API has disabled it.'),
}

/** The form of worlds with assets of these kinds. */
export function worldForm(kinds: readonly SandboxKind[]): MapForm {
  const assets = kinds.map((kind): [string, Form] => [kind.section, assetsForm(kind)])
  return map(
    'A world that the sandbox serves: businesses, people, assets, who holds what, what is pending.',
    {
      version: choice('Version of the format.', { '1': 'the only one' }),
      token: map("The sandbox's token.", TOKEN_FORMS, ['business', 'user']),
      app: map('The app that the token is of.', APP_KEYS),
      modes: {
        ...map('What is undocumented, or differs between versions of the API.', MODE_FORMS),
        defaults: { ...DEFAULT_MODES },
      },
      businesses: BUSINESSES_FORM,
      ...Object.fromEntries(assets),
      asset_groups: GROUPS_FORM,
      ...EXPOSURE_FORMS,
      mirror: entries(
        'What the lists of a business say instead of the assets, where they lag: by asset.',
        AGENCIES_FORM,
      ),
      faults: FAULTS_FORM,
      remembered: REMEMBERED_FORM,
    },
    ['version', 'token'],
  )
}
