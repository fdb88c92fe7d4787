import { readDoctorFacts } from '../../live/glance/doctor-facts.ts'
import type { DeclaredAsset } from '../../live/glance/reach-assets.ts'
import { KINDS } from '../../model/kinds.ts'
import type { Manifest } from '../../model/manifest.ts'
import { examine } from '../../questions/doctor/examine.ts'
import { kindsFor } from '../../questions/doctor/manifest-checks.ts'
import type { CommandRun, Context } from '../context.ts'
import { isOn } from '../environment.ts'
import { exitOfDoctor } from '../exit-codes.ts'
import { businessOf, readSourceIfAny } from '../input/manifest-source.ts'
import { showReport } from '../output/output.ts'
import { createProgress } from '../output/progress.ts'
import { readVersion } from '../own-package.ts'
import { credentialsFor } from '../session/credentials.ts'
import { interruptible } from '../session/interrupt.ts'
import { openSession } from '../session/session.ts'
import { tokenBusiness } from '../session/token-business.ts'

/** `doctor [PATH…]`: what this token can and cannot do here. Reads only. */
export const doctor: CommandRun = async (context) => {
  const source = await readSourceIfAny(context.args, context)
  const manifest = source?.manifest ?? null
  const said = businessOf(source, context)
  const progress = createProgress(context)
  const session = await openSession(impatient(context), progress, said)
  try {
    const business = said ?? (await tokenBusiness(session, context, 'doctor'))
    const request = {
      business,
      declared: manifest === null ? [] : declaredIn(manifest),
      kinds: kindsFor(manifest, KINDS),
    }
    const read = readDoctorFacts(session.client, request)
    const facts = { ...(await interruptible(read, context.io.signal)), graph: session.graph }
    const report = examine(
      {
        facts,
        now: context.io.now().toISOString(),
        toolVersion: readVersion(),
        manifest,
        hasAppSecret:
          context.flags.sandbox === undefined &&
          credentialsFor(said, context.io).appSecret !== undefined,
        readOnly: isOn('BIZACCESS_READ_ONLY', context.io.env),
      },
      source?.problems ?? [],
    )
    progress.clear()
    const calls = { ...session.client.counts(), rounds: session.client.rounds() }
    showReport(report, context, { calls })
    return exitOfDoctor(report)
  } finally {
    progress.clear()
    await session.close()
  }
}

/** Whoever asks what is wrong does not want to wait long for the answer. */
const impatient = (context: Context): Context => ({
  ...context,
  flags: { ...context.flags, maxWait: context.flags.maxWait ?? 10_000 },
})

/** Assets whose agencies or people are managed: checking those takes more than the listings. */
const declaredIn = ({ assets }: Manifest): readonly DeclaredAsset[] =>
  assets
    .filter(({ agencies, users }) => agencies !== null || users !== null)
    .map(({ kind, id, name, agencies, request, source }) => ({
      kind,
      id,
      name,
      isOwned: agencies !== null || request === null,
      source,
    }))
