import type { Ground } from '../../access/ground.ts'
import type { Subject } from '../../model/plan.ts'

/** The same subject, with the e-mail of one of our people where it is known. */
export const withEmail = <S extends Subject>(
  { directory }: Pick<Ground, 'directory'>,
  subject: S,
): S => {
  if (subject.type === 'business' || subject.type === 'obo_request') return subject
  const email = subject.email ?? directory.person(subject.id)?.email ?? null
  return email === null ? subject : { ...subject, email }
}
